"""A clinic's hours as one expression in OpenStreetMap's ``opening_hours`` syntax.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from wagtail_tms.hours.days import Span
from wagtail_tms.hours.rows import (
    HORIZON,
    HourRows,
    WeeklyRow,
    special_rows,
    weekly_rows,
)
from wagtail_tms.models.clinic_details import MIDNIGHT


WEEKDAY_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTH_CODES = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

# The engine knows three states; a comment tells our two kinds of “unknown” apart.
BY_APPOINTMENT = "by appointment"
NOT_KNOWN = "not known"


def rules(hours: HourRows, today: datetime.date) -> Iterator[str]:
    """Yield the clinic's rules; a later one replaces the days it names."""
    weekly = _weekly(hours.weekly)
    special = special_rows(hours.special, today, today + HORIZON)
    if special and not weekly:
        yield f'24/7 unknown "{NOT_KNOWN}"'
    yield from weekly
    for date, rows in special.items():
        day = f"{date.year} {MONTH_CODES[date.month - 1]} {date.day:02}"
        yield _rule(day, [Span.of(row) for row in rows if row.opens])


# Every clinic keeps its usual week for months, and many keep the same.
@lru_cache(maxsize=4_096)
def _weekly(rows: tuple[WeeklyRow, ...]) -> tuple[str, ...]:
    weekly: dict[int, list[Span]] = defaultdict(list)
    for weekday, row in weekly_rows(rows):
        weekly[weekday].append(Span.of(row))
    return tuple(_rule(WEEKDAY_CODES[day], spans) for day, spans in weekly.items())


def _rule(day: str, spans: list[Span]) -> str:
    """Return the rule of one day, in which plain hours win over appointments."""
    ordered = sorted(spans, key=lambda span: not span.by_appointment)
    return ", ".join(f"{day} {_selector(span)}" for span in ordered) or f"{day} off"


def _selector(span: Span) -> str:
    parts = []
    if span.opens is not None and span.closes is not None:
        closes = "24:00" if span.closes == MIDNIGHT else f"{span.closes:%H:%M}"
        parts.append(f"{span.opens:%H:%M}-{closes}")
    if span.by_appointment:
        parts.append(f'unknown "{BY_APPOINTMENT}"')
    return " ".join(parts)
