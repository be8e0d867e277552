"""A clinic's usual week, and the days that differ."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from wagtail_tms.hours.rows import (
    HORIZON,
    HourRows,
    SpecialRow,
    WeeklyRow,
    clinic_zone,
    special_rows,
    weekly_rows,
)
from wagtail_tms.hours.words import time_label
from wagtail_tms.models.clinic_details import MIDNIGHT
from wagtail_tms.models.clinics import AbstractClinic


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one day; without times it is the whole day, by appointment."""

    opens: datetime.time | None
    closes: datetime.time | None
    by_appointment: bool = False

    @classmethod
    def of(cls, row: WeeklyRow | SpecialRow) -> Self:
        return cls(row.opens, row.closes, getattr(row, "by_appointment", False))

    @property
    def label(self) -> str:
        """The stretch in words: “8 AM to 5 PM”."""
        if self.opens is None or self.closes is None:
            return _("By appointment")
        if self.opens == self.closes == MIDNIGHT:
            times = _("Open 24 hours")
        else:
            times = _("%(opens)s to %(closes)s") % {
                "opens": time_label(self.opens),
                "closes": time_label(self.closes),
            }
        if self.by_appointment:
            return _("%(times)s, by appointment") % {"times": times}
        return times


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday (0 is Monday) with its usual hours; no spans means closed."""

    weekday: int
    name: str
    spans: list[Span]
    note: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class SpecialDate:
    """A date with hours of its own; no spans means closed."""

    date: datetime.date
    spans: list[Span]
    note: str


def week(clinic: AbstractClinic, today: datetime.date | None = None) -> list[Day]:
    """Return the clinic's usual week from Monday; empty when its hours are unknown.

    ``today`` is the day to mark, by default the date at the clinic.
    """
    rows: dict[int, list[WeeklyRow]] = defaultdict(list)
    for weekday, row in weekly_rows(HourRows.of(clinic).weekly):
        rows[weekday].append(row)
    if not rows:
        return []
    today = today or _today(clinic)
    return [
        Day(
            weekday=weekday,
            name=str(name),
            spans=[Span.of(row) for row in rows[weekday]],
            note=_notes(rows[weekday]),
            is_today=weekday == today.weekday(),
        )
        for weekday, name in WEEKDAYS.items()
    ]


def upcoming_special_days(
    clinic: AbstractClinic, today: datetime.date | None = None
) -> list[SpecialDate]:
    """Return the dates with hours of their own, from today, 60 days ahead."""
    start = today or _today(clinic)
    days = special_rows(HourRows.of(clinic).special, start, start + HORIZON)
    return [
        SpecialDate(date, [Span.of(row) for row in rows if row.opens], _notes(rows))
        for date, rows in days.items()
    ]


def _today(clinic: AbstractClinic) -> datetime.date:
    return timezone.localdate(timezone=clinic_zone(clinic))


def _notes(rows: Iterable[WeeklyRow | SpecialRow]) -> str:
    return "; ".join(dict.fromkeys(row.note for row in rows if row.note))
