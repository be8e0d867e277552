"""Errors of several rules, as one error and as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst


def gather(*checks: Callable[[], None]) -> None:
    """Run every check, and raise what they found as one error."""
    errors: dict[str, Any] = {}
    for check in checks:
        try:
            check()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def sentences(model: type[models.Model], error: ValidationError) -> list[str]:
    """Say each error after the name of its field, for a place without fields."""
    return [
        text if name == NON_FIELD_ERRORS else f"{field_label(model, name)}: {text}"
        for name, errors in error.update_error_dict({}).items()
        for text in ValidationError(errors).messages
    ]


def field_label(model: type[models.Model], name: str) -> str:
    """Return what people call a field, or the rows of that name."""
    field: Any = model._meta.get_field(name)
    if field.one_to_many:
        return capfirst(field.related_model._meta.verbose_name_plural)
    return capfirst(field.verbose_name)
