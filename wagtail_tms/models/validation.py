"""Errors of several rules as one error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError


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
