"""The rows of a clinic's hours that say something."""

from __future__ import annotations

import datetime
from collections import defaultdict
from zoneinfo import ZoneInfo

from wagtail_tms.models.clinic_details import MIDNIGHT, OpeningHours, SpecialDay
from wagtail_tms.models.clinics import AbstractClinic


# How far ahead a clinic's next opening and its special days are looked for.
HORIZON = datetime.timedelta(days=60)


def clinic_zone(clinic: AbstractClinic) -> ZoneInfo | None:
    """Return the clinic's time zone, or None when it is empty or no zone."""
    try:
        return ZoneInfo(clinic.time_zone) if clinic.time_zone else None
    except (KeyError, ValueError, OSError):
        return None


def weekly_rows(clinic: AbstractClinic) -> list[OpeningHours]:
    rows = [row for row in clinic.opening_hours.all() if _is_usable(row)]
    return sorted(rows, key=lambda row: (row.weekday, row.opens or MIDNIGHT))


def _is_usable(row: OpeningHours) -> bool:
    if row.weekday is None:
        return False
    return _has_times(row) or (row.by_appointment and row.opens is row.closes is None)


def _has_times(row: OpeningHours | SpecialDay) -> bool:
    if row.opens is None or row.closes is None:
        return False
    return row.closes == MIDNIGHT or row.opens < row.closes


def special_rows(
    clinic: AbstractClinic, start: datetime.date, end: datetime.date
) -> dict[datetime.date, list[SpecialDay]]:
    days: dict[datetime.date, list[SpecialDay]] = defaultdict(list)
    for row in clinic.special_days.all():
        if row.date and start <= row.date <= end and (row.closed or _has_times(row)):
            days[row.date].append(row)
    return {
        date: sorted(days[date], key=lambda row: row.opens or MIDNIGHT)
        for date in sorted(days)
    }
