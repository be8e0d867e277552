"""Whether a clinic is open, closed, by appointment or unknown at a moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import opening_hours
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_tms.hours.rows import HORIZON, HourRows, clinic_zone
from wagtail_tms.hours.rules import BY_APPOINTMENT, rules
from wagtail_tms.hours.words import moment_label
from wagtail_tms.models.clinic_choices import ClinicStatus
from wagtail_tms.models.clinics import AbstractClinic


class OpenStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a clinic is open at a moment, in data and in words.

    ``closes_at`` is set while it is open, ``opens_at`` while it is not; both are in the
    clinic's zone, as ``now`` is, and None when the moment is unknown or more than 60
    days off. ``closure`` says, of a clinic that keeps no hours, why.
    """

    status: OpenStatus
    closes_at: datetime.datetime | None = None
    opens_at: datetime.datetime | None = None
    now: datetime.datetime | None = None
    closure: str = ""

    @property
    def is_open(self) -> bool:
        return self.status == OpenStatus.OPEN

    @property
    def label(self) -> str:
        """The state in words, in the active language: “Open until 5 PM”."""
        if self.closure:
            return self.closure
        if self.status == OpenStatus.BY_APPOINTMENT:
            return _("By appointment")
        if self.status == OpenStatus.UNKNOWN:
            return _("Hours not known")
        return self._open if self.is_open else self._closed

    @property
    def _open(self) -> str:
        if self.closes_at is None:
            return _("Open 24 hours")
        time = moment_label(self.closes_at, self.now or self.closes_at, ends=True)
        return _("Open until %(time)s") % {"time": time}

    @property
    def _closed(self) -> str:
        if self.opens_at is None:
            return _("Closed now")
        time = moment_label(self.opens_at, self.now or self.opens_at)
        return _("Closed, opens %(time)s") % {"time": time}


def open_state(
    clinic: AbstractClinic,
    now: datetime.datetime | None = None,
    hours: HourRows | None = None,
) -> OpenState:
    """Tell whether the clinic is open at ``now`` (an aware moment; default: now).

    Unknown hours are ``UNKNOWN``, never closed. Makes no query when given the rows of
    its ``hours``, or when they are prefetched.
    """
    if clinic.status != ClinicStatus.OPEN:
        return OpenState(OpenStatus.CLOSED, closure=str(clinic.get_status_display()))
    zone = clinic_zone(clinic)
    if zone is None:
        return OpenState(OpenStatus.UNKNOWN)
    now = now or timezone.now()
    local = now.astimezone(zone)
    expression = "; ".join(rules(hours or HourRows.of(clinic), local.date()))
    if not expression:
        return OpenState(OpenStatus.UNKNOWN)
    # In UTC, where no minute comes twice when the clocks go back.
    minute = now.astimezone(datetime.UTC).replace(second=0, microsecond=0)
    status, until = _read(expression, zone, minute)
    if status == OpenStatus.OPEN:
        return OpenState(status, closes_at=until, now=local)
    return OpenState(status, opens_at=until, now=local)


class Reading(NamedTuple):
    """What the engine reads off: the status, and the moment at which it changes."""

    status: OpenStatus
    until: datetime.datetime | None = None


# Hours are whole minutes, and many clinics keep the same: a page of them is read once.
@lru_cache(maxsize=4_096)
def _read(expression: str, zone: ZoneInfo, minute: datetime.datetime) -> Reading:
    local = minute.astimezone(zone)
    reading = _reading(_engine(expression, zone), local)
    again = _hour_again(minute, local)
    if again is None or (reading.until and reading.until <= again):
        return reading
    # The engine reads on from what the clock shows: it misses the hour's second time.
    second = _read(expression, zone, again)
    if (second.status == OpenStatus.OPEN) == (reading.status == OpenStatus.OPEN):
        return reading._replace(until=second.until)
    return reading._replace(until=again.astimezone(zone))


def _hour_again(
    minute: datetime.datetime, local: datetime.datetime
) -> datetime.datetime | None:
    """Return when the hour that now is for the first time begins for the second time.

    Clocks in the United States go back on the hour, by an hour.
    """
    if local.fold or local.utcoffset() == local.replace(fold=1).utcoffset():
        return None
    return minute.replace(minute=0) + datetime.timedelta(hours=1)


def _reading(engine: opening_hours.OpeningHours, local: datetime.datetime) -> Reading:
    state, comment = engine.state(local)
    if state == opening_hours.State.OPEN:
        return Reading(OpenStatus.OPEN, _end(engine, local))
    opens_at = _next_opening(engine, local)
    if state == opening_hours.State.CLOSED:
        return Reading(OpenStatus.CLOSED, opens_at)
    if comment == BY_APPOINTMENT:
        return Reading(OpenStatus.BY_APPOINTMENT, opens_at)
    return Reading(OpenStatus.UNKNOWN, opens_at)


# Every clinic keeps its own hours for months.
@lru_cache(maxsize=1_024)
def _engine(expression: str, zone: ZoneInfo) -> opening_hours.OpeningHours:
    return opening_hours.OpeningHours(
        expression, timezone=zone, auto_country=False, auto_timezone=False
    )


def _end(
    engine: opening_hours.OpeningHours, now: datetime.datetime
) -> datetime.datetime | None:
    end = now
    for _start, ends, state in _intervals(engine, now):
        if state != opening_hours.State.OPEN:
            break
        end = ends
    return _first_time(end, now) if end - now < HORIZON else None


def _next_opening(
    engine: opening_hours.OpeningHours, now: datetime.datetime
) -> datetime.datetime | None:
    for start, _end, state in _intervals(engine, now):
        if state == opening_hours.State.OPEN:
            return _first_time(start, now)
    return None


def _intervals(
    engine: opening_hours.OpeningHours, now: datetime.datetime
) -> Iterator[tuple[datetime.datetime, datetime.datetime, opening_hours.State]]:
    """Yield start, end and state of what is to come.

    What lies in the hour that the clocks skip has no length, and never comes.
    """
    # Not next_change(): for hours that never change it looks through 8,000 years.
    for start, end, state, _comment in engine.intervals(now, now + HORIZON):
        if start < end:
            yield start, end, state


def _first_time(moment: datetime.datetime, now: datetime.datetime) -> datetime.datetime:
    """Return the first time that the clock shows a moment, if it is still to come.

    Of an hour that comes twice, the engine takes the second.
    """
    first = moment.replace(fold=0)
    is_to_come = first.astimezone(datetime.UTC) > now.astimezone(datetime.UTC)
    return first if is_to_come else moment
