"""The rows of a clinic's hours, and those among them that say something."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar
from zoneinfo import ZoneInfo

from wagtail_tms.models.clinic_details import MIDNIGHT, OpeningHours, SpecialDay
from wagtail_tms.models.clinics import AbstractClinic


# How far ahead a clinic's next opening and its special days are looked for.
HORIZON = datetime.timedelta(days=60)


class WeeklyRow(NamedTuple):
    """What ``OpeningHours`` says; a draft may leave anything out."""

    weekday: int | None
    opens: datetime.time | None
    closes: datetime.time | None
    by_appointment: bool
    note: str = ""


class SpecialRow(NamedTuple):
    """What ``SpecialDay`` says; a draft may leave anything out."""

    date: datetime.date | None
    closed: bool
    opens: datetime.time | None
    closes: datetime.time | None
    note: str = ""


Row = TypeVar("Row", WeeklyRow, SpecialRow)


@dataclass(frozen=True, slots=True)
class HourRows:
    """The rows of one clinic: of its usual week, and of special days."""

    weekly: tuple[WeeklyRow, ...] = ()
    special: tuple[SpecialRow, ...] = ()

    @classmethod
    def of(cls, clinic: AbstractClinic) -> Self:
        """Return the rows that the clinic has in hand, also those of a draft."""
        return cls(
            _in_hand(WeeklyRow, clinic.opening_hours.all()),
            _in_hand(SpecialRow, clinic.special_days.all()),
        )


def _in_hand(kind: type[Row], rows: Iterable[Any]) -> tuple[Row, ...]:
    return tuple(kind(*(getattr(row, name) for name in kind._fields)) for row in rows)


def rows_of(clinic_ids: Collection[int]) -> dict[int, HourRows]:
    """Return the saved rows of many clinics, by id: two queries, and no model objects.

    Without the notes, which a list does not show.
    """
    weekly = _saved(WeeklyRow, OpeningHours, clinic_ids)
    special = _saved(SpecialRow, SpecialDay, clinic_ids)
    return {pk: HourRows(tuple(weekly[pk]), tuple(special[pk])) for pk in clinic_ids}


def _saved(
    kind: type[Row], model: Any, clinic_ids: Collection[int]
) -> dict[int, list[Row]]:
    """Return the rows by clinic, in no order: they are sorted when they are read."""
    names = [name for name in kind._fields if name != "note"]
    rows = model.objects.filter(clinic_id__in=clinic_ids).order_by()
    by_clinic: dict[int, list[Row]] = defaultdict(list)
    for clinic_id, *values in rows.values_list("clinic_id", *names):
        by_clinic[clinic_id].append(kind(*values))
    return by_clinic


def clinic_zone(clinic: AbstractClinic) -> ZoneInfo | None:
    """Return the clinic's time zone, or None when it is empty or no zone."""
    try:
        return ZoneInfo(clinic.time_zone) if clinic.time_zone else None
    except (KeyError, ValueError, OSError):
        return None


def weekly_rows(rows: Iterable[WeeklyRow]) -> list[tuple[int, WeeklyRow]]:
    """Return the rows that say something with their weekdays, in the week's order."""
    usable = [(row.weekday, row) for row in rows if row.weekday is not None]
    return sorted(
        ((weekday, row) for weekday, row in usable if _says_something(row)),
        key=lambda found: (found[0], found[1].opens or MIDNIGHT),
    )


def _says_something(row: WeeklyRow) -> bool:
    return _has_times(row) or (row.by_appointment and row.opens is row.closes is None)


def _has_times(row: WeeklyRow | SpecialRow) -> bool:
    if row.opens is None or row.closes is None:
        return False
    return row.closes == MIDNIGHT or row.opens < row.closes


def special_rows(
    rows: Iterable[SpecialRow], start: datetime.date, end: datetime.date
) -> dict[datetime.date, list[SpecialRow]]:
    """Return the rows that say something by date, from ``start`` to ``end``."""
    days: dict[datetime.date, list[SpecialRow]] = defaultdict(list)
    for row in rows:
        if row.date and start <= row.date <= end and (row.closed or _has_times(row)):
            days[row.date].append(row)
    return {
        date: sorted(days[date], key=lambda row: row.opens or MIDNIGHT)
        for date in sorted(days)
    }
