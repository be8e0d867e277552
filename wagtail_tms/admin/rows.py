"""The rules about rows, with each error on the row of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.forms import BaseFormSet, ModelForm

from wagtail_tms.models.row_rules import contradictions


def check_rows(formsets: Mapping[str, BaseFormSet]) -> None:
    """Put an error on every row that contradicts an earlier row of its kind."""
    for relation, formset in formsets.items():
        forms = list(_kept_rows(formset))
        for found in contradictions(relation, [form.instance for form in forms]):
            forms[found.row].add_error(found.field, found.message)


def _kept_rows(formset: BaseFormSet) -> Iterator[ModelForm]:
    for form in formset.forms:
        if (
            form.is_valid()
            and form.cleaned_data
            and not form.cleaned_data.get("DELETE")
        ):
            yield form
