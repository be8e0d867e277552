"""What the editor said of a form that it gave back."""

from __future__ import annotations

from typing import Any


def errors(response: Any) -> dict[str, list[str]]:
    """Return the errors of the form that came back, rows included."""
    form = response.context["form"]
    found = {name: list(texts) for name, texts in form.errors.items()}
    for relation, formset in form.formsets.items():
        for number, row in enumerate(formset.forms):
            for name, texts in row.errors.items():
                found[f"{relation}-{number}-{name}"] = list(texts)
    return found
