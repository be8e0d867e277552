"""Days and years in which something was found or began: none is still to come."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def days_to_come(instance: models.Model, *fields: str) -> dict[str, Any]:
    """Return an error for each of these fields that holds a day after today.

    What is no day at all is for the field itself to refuse.
    """
    today = timezone.localdate()
    return {
        field: _("This day has not come yet.")
        for field in fields
        if isinstance(day := getattr(instance, field), datetime.date) and day > today
    }


def years_to_come(instance: models.Model, *fields: str) -> dict[str, Any]:
    """Return an error for each of these fields that holds a year after this one."""
    this_year = timezone.localdate().year
    return {
        field: _("This year has not come yet.")
        for field in fields
        if isinstance(year := getattr(instance, field), int) and year > this_year
    }
