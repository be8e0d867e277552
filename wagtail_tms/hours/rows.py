"""The rows of a clinic's hours, and those among them that say something."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from wagtail_tms.models.clinic_details import MIDNIGHT, OpeningHours, SpecialDay
from wagtail_tms.models.clinics import AbstractClinic


# How far ahead a clinic's next opening and its special days are looked for.
HORIZON = datetime.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class HourRows:
    """The rows of one clinic: of its usual week, and of special days."""

    weekly: Iterable[Any] = ()
    special: Iterable[Any] = ()

    @classmethod
    def of(cls, clinic: AbstractClinic) -> Self:
        """Return the rows that the clinic has in hand, also those of a draft."""
        return cls(clinic.opening_hours.all(), clinic.special_days.all())


def rows_of(clinic_ids: Collection[int]) -> dict[int, HourRows]:
    """Return the saved rows of many clinics, by id: two queries, and no model objects.

    Without the notes, which a list does not show.
    """
    weekly = _rows(OpeningHours, clinic_ids).values_list(
        "clinic_id", "weekday", "opens", "closes", "by_appointment", named=True
    )
    special = _rows(SpecialDay, clinic_ids).values_list(
        "clinic_id", "date", "closed", "opens", "closes", named=True
    )
    weekly_by_id, special_by_id = _by_clinic(weekly), _by_clinic(special)
    return {pk: HourRows(weekly_by_id[pk], special_by_id[pk]) for pk in clinic_ids}


def _rows(model: Any, clinic_ids: Collection[int]) -> QuerySet:
    """Return the rows in no order: they are sorted when they are read."""
    return model.objects.filter(clinic_id__in=clinic_ids).order_by()


def _by_clinic(rows: Iterable[Any]) -> dict[int, list[Any]]:
    by_clinic: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_clinic[row.clinic_id].append(row)
    return by_clinic


def clinic_zone(clinic: AbstractClinic) -> ZoneInfo | None:
    """Return the clinic's time zone, or None when it is empty or no zone."""
    try:
        return ZoneInfo(clinic.time_zone) if clinic.time_zone else None
    except (KeyError, ValueError, OSError):
        return None


def weekly_rows(rows: HourRows) -> list[Any]:
    usable = [row for row in rows.weekly if _is_usable(row)]
    return sorted(usable, key=lambda row: (row.weekday, row.opens or MIDNIGHT))


def _is_usable(row: Any) -> bool:
    if row.weekday is None:
        return False
    return _has_times(row) or (row.by_appointment and row.opens is row.closes is None)


def _has_times(row: Any) -> bool:
    if row.opens is None or row.closes is None:
        return False
    return row.closes == MIDNIGHT or row.opens < row.closes


def special_rows(
    rows: HourRows, start: datetime.date, end: datetime.date
) -> dict[datetime.date, list[Any]]:
    days: dict[datetime.date, list[Any]] = defaultdict(list)
    for row in rows.special:
        if row.date and start <= row.date <= end and (row.closed or _has_times(row)):
            days[row.date].append(row)
    return {
        date: sorted(days[date], key=lambda row: row.opens or MIDNIGHT)
        for date in sorted(days)
    }
