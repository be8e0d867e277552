"""When a clinic is open, always on the clock of the clinic's own time zone.

Rows that a draft left half empty are passed over; unknown is never called closed.
"""

from wagtail_tms.hours.days import (
    Day,
    Span,
    SpecialDate,
    upcoming_special_days,
    week,
)
from wagtail_tms.hours.rows import HourRows, rows_of
from wagtail_tms.hours.state import OpenState, OpenStatus, open_state


__all__ = [
    "Day",
    "HourRows",
    "OpenState",
    "OpenStatus",
    "Span",
    "SpecialDate",
    "open_state",
    "rows_of",
    "upcoming_special_days",
    "week",
]
