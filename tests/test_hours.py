"""Opening hours: the clinic's own clock, and unknown is never called closed."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import examples
from wagtail_tms import get_clinic_model
from wagtail_tms.hours import (
    OpenStatus,
    open_state,
    upcoming_special_days,
    week,
)
from wagtail_tms.hours.words import time_label
from wagtail_tms.models import OpeningHours, SpecialDay


MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
DENVER = ZoneInfo("America/Denver")
NINE_TO_FIVE = [(day, "09:00", "17:00") for day in (MON, TUE, WED, THU, FRI)]


def at(text: str, zone: ZoneInfo = DENVER) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


def time(text: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(text) if text else None


def clinic(
    *rows: tuple[int, str | None, str | None],
    appointments: tuple[int, ...] = (),
    special: tuple[SpecialDay, ...] = (),
    **fields: Any,
) -> Any:
    """An unsaved clinic, as a draft or a preview has it."""
    made = get_clinic_model()(**{"time_zone": "America/Denver", **fields})
    made.opening_hours = [
        OpeningHours(weekday=day, opens=time(opens), closes=time(closes))
        for day, opens, closes in rows
    ] + [OpeningHours(weekday=day, by_appointment=True) for day in appointments]
    made.special_days = list(special)
    return made


def closed_on(date: str, note: str = "") -> SpecialDay:
    return SpecialDay(date=datetime.date.fromisoformat(date), closed=True, note=note)


def hours_on(date: str, opens: str, closes: str) -> SpecialDay:
    return SpecialDay(
        date=datetime.date.fromisoformat(date),
        closed=False,
        opens=time(opens),
        closes=time(closes),
    )


# In words


@pytest.mark.parametrize(
    ("now", "label"),
    [
        ("2026-11-23T10:00", "Open until 5 PM"),  # a Monday
        ("2026-11-23T08:59", "Closed, opens 9 AM"),
        ("2026-11-23T17:00", "Closed, opens tomorrow 9 AM"),
        ("2026-11-27T18:00", "Closed, opens Mon 9 AM"),
    ],
)
def test_says_until_when_or_from_when(now: str, label: str) -> None:
    assert open_state(clinic(*NINE_TO_FIVE), at(now)).label == label


def test_the_clock_is_the_clinics() -> None:
    """It is 16:30 in Denver when it is 18:30 in New York."""
    now = at("2026-11-23T18:30", ZoneInfo("America/New_York"))
    state = open_state(clinic(*NINE_TO_FIVE), now)
    assert state.is_open
    assert state.closes_at == at("2026-11-23T17:00")


def test_several_spans_in_a_day() -> None:
    lunch = clinic((MON, "08:00", "12:00"), (MON, "13:30", "18:00"))
    assert open_state(lunch, at("2026-11-23T11:59")).label == "Open until noon"
    assert open_state(lunch, at("2026-11-23T12:30")).label == "Closed, opens 1:30 PM"


def test_closing_at_midnight_is_the_end_of_the_day() -> None:
    late = clinic((MON, "10:00", "00:00"))
    state = open_state(late, at("2026-11-23T23:59"))
    assert state.label == "Open until midnight"
    assert not open_state(late, at("2026-11-24T00:00")).is_open


def test_spans_that_touch_at_midnight_are_one() -> None:
    night = clinic((MON, "20:00", "00:00"), (TUE, "00:00", "06:00"))
    assert open_state(night, at("2026-11-23T22:00")).label == "Open until tomorrow 6 AM"


def test_always_open_has_no_end() -> None:
    always = clinic(*[(day, "00:00", "00:00") for day in range(7)])
    state = open_state(always, at("2026-11-23T03:00"))
    assert (state.label, state.closes_at) == ("Open 24 hours", None)


# What is not known is not closed


@pytest.mark.parametrize(
    "unknown",
    [
        clinic(),
        clinic(*NINE_TO_FIVE, time_zone=""),
        clinic(*NINE_TO_FIVE, time_zone="Mars/Olympus"),
        clinic((MON, "09:00", None), (None, "09:00", "17:00")),  # type: ignore[arg-type]
        clinic((MON, "17:00", "09:00")),
    ],
    ids=["no rows", "no zone", "wrong zone", "half rows", "reversed"],
)
def test_missing_hours_are_unknown(unknown: Any) -> None:
    state = open_state(unknown, at("2026-11-23T10:00"))
    assert (state.status, state.label) == (OpenStatus.UNKNOWN, "Hours not known")


def test_only_special_days_leave_the_other_days_unknown() -> None:
    holiday = clinic(special=(closed_on("2026-11-26"),))
    assert open_state(holiday, at("2026-11-25T10:00")).status == OpenStatus.UNKNOWN
    assert open_state(holiday, at("2026-11-26T10:00")).status == OpenStatus.CLOSED


def test_by_appointment_is_neither_open_nor_closed() -> None:
    made = clinic(*NINE_TO_FIVE, appointments=(SAT,))
    state = open_state(made, at("2026-11-28T10:00"))
    assert (state.status, state.label) == (
        OpenStatus.BY_APPOINTMENT,
        "By appointment",
    )
    assert state.opens_at == at("2026-11-30T09:00")


def test_plain_hours_win_over_an_appointment_at_the_same_time() -> None:
    made = clinic((MON, "09:00", "12:00"), appointments=(MON,))
    assert open_state(made, at("2026-11-23T10:00")).label == "Open until noon"
    assert open_state(made, at("2026-11-23T14:00")).label == "By appointment"


def test_a_temporarily_closed_clinic_is_never_open() -> None:
    made = clinic(*NINE_TO_FIVE, status="temporarily_closed")
    state = open_state(made, at("2026-11-23T10:00"))
    assert (state.status, state.label) == (OpenStatus.CLOSED, "Temporarily closed")


# Special days


def test_a_special_day_replaces_its_weekday() -> None:
    made = clinic(
        *NINE_TO_FIVE,
        special=(closed_on("2026-11-26"), hours_on("2026-11-27", "10:00", "14:00")),
    )
    thanksgiving = open_state(made, at("2026-11-26T10:00"))
    assert thanksgiving.label == "Closed, opens tomorrow 10 AM"
    assert not open_state(made, at("2026-11-27T09:30")).is_open
    assert open_state(made, at("2026-11-27T13:59")).label == "Open until 2 PM"


def test_a_special_day_with_two_spans() -> None:
    made = clinic(
        *NINE_TO_FIVE,
        special=(
            hours_on("2026-11-26", "13:00", "15:00"),
            hours_on("2026-11-26", "09:00", "11:00"),
        ),
    )
    assert open_state(made, at("2026-11-26T10:00")).label == "Open until 11 AM"
    assert open_state(made, at("2026-11-26T12:00")).label == "Closed, opens 1 PM"


def test_an_opening_weeks_ahead_is_given_by_its_date() -> None:
    days = [datetime.date(2026, 12, 21) + datetime.timedelta(n) for n in range(14)]
    made = clinic(*NINE_TO_FIVE, special=tuple(closed_on(str(day)) for day in days))
    state = open_state(made, at("2026-12-21T10:00"))
    assert state.label == "Closed, opens January 4"


def test_upcoming_special_days_start_today() -> None:
    made = clinic(
        special=(
            closed_on("2026-11-21"),
            closed_on("2026-12-25", "Christmas"),
            hours_on("2026-11-22", "10:00", "12:00"),
            closed_on("2027-06-01"),
        )
    )
    days = upcoming_special_days(made, datetime.date(2026, 11, 22))
    assert [(str(d.date), [s.label for s in d.spans], d.note) for d in days] == [
        ("2026-11-22", ["10 AM to noon"], ""),
        ("2026-12-25", [], "Christmas"),
    ]


# The week


def test_the_week_has_seven_days_and_marks_today() -> None:
    made = clinic(*NINE_TO_FIVE, appointments=(SAT,))
    days = week(made, datetime.date(2026, 11, 28))
    assert [day.name for day in days][:2] == ["Monday", "Tuesday"]
    assert [span.label for span in days[MON].spans] == ["9 AM to 5 PM"]
    assert [span.label for span in days[SAT].spans] == ["By appointment"]
    assert days[SUN].spans == []
    assert [day.weekday for day in days if day.is_today] == [SAT]


def test_an_unknown_week_is_empty_not_closed() -> None:
    assert week(clinic()) == []


def test_the_week_carries_the_notes_of_a_day_once() -> None:
    made = clinic((MON, "08:00", "10:00"), (MON, "11:00", "12:00"))
    for row in made.opening_hours.all():
        row.note = "Ring twice"
    assert week(made)[MON].note == "Ring twice"


def test_times_follow_the_language() -> None:
    with translation.override("de"):
        assert time_label(datetime.time(17)) == "17:00"
    with translation.override("en-us"):
        assert time_label(datetime.time(17, 5)) == "5:05 PM"


def test_no_query_on_prefetched_rows(db: Any, django_assert_num_queries: Any) -> None:
    from tests.factories import make_clinic

    make_clinic(hours=NINE_TO_FIVE)
    rows = get_clinic_model()._default_manager
    made = rows.prefetch_related("opening_hours", "special_days").get()
    with django_assert_num_queries(0):
        open_state(made)
        week(made)
        upcoming_special_days(made)


# Against a naive reading of the wall clock, across the changes of the clock

ZONES = ["America/Denver", "America/New_York", "Pacific/Honolulu", "America/Phoenix"]
CHANGES = [datetime.datetime(2026, 3, 8), datetime.datetime(2026, 11, 1)]
QUARTERS = st.integers(0, 95)


@st.composite
def spans(draw: Any) -> tuple[int, int, int]:
    """A weekday and two quarters of an hour; 96 is midnight, the end."""
    opens = draw(
        st.just(0) | QUARTERS
    )  # Often at midnight, where spans of two days meet.
    closes = draw(st.just(96) | st.integers(opens + 1, 96))
    return draw(st.integers(0, 6)), opens, closes


def quarter(number: int) -> str:
    hour, part = divmod(number % 96, 4)
    return f"{hour:02}:{part * 15:02}"


Spans = dict[Any, list[tuple[int, int]]]
"""The spans of each weekday or date, in quarters of an hour."""


def is_open_by_the_wall_clock(
    moment: datetime.datetime, zone: str, weekly: Spans, special: Spans
) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    usual = weekly.get(local.weekday(), [])
    today = special.get(local.date(), usual)
    return any(opens * 15 <= minute < closes * 15 for opens, closes in today)


@examples(300)
@given(
    rows=st.lists(spans(), min_size=1, max_size=6),
    holidays=st.dictionaries(
        st.integers(-3, 3), st.none() | spans().map(lambda span: span[1:]), max_size=3
    ),
    zone=st.sampled_from(ZONES),
    change=st.sampled_from(CHANGES),
    minutes=st.integers(-3 * 1440, 3 * 1440),
)
def test_agrees_with_the_wall_clock(
    rows: list[tuple[int, int, int]],
    holidays: dict[int, tuple[int, int] | None],
    zone: str,
    change: datetime.datetime,
    minutes: int,
) -> None:
    """Open or not, and until when: every quarter of an hour up to then, and then."""
    weekly: Spans = {}
    for day, opens, closes in rows:
        weekly.setdefault(day, []).append((opens, closes))
    special: Spans = {
        (change + datetime.timedelta(days)).date(): [span] if span else []
        for days, span in holidays.items()
    }
    made = clinic(
        *[(day, quarter(opens), quarter(closes)) for day, opens, closes in rows],
        special=tuple(
            hours_on(str(date), *map(quarter, spans[0]))
            if spans
            else closed_on(str(date))
            for date, spans in special.items()
        ),
        time_zone=zone,
    )

    def expected(moment: datetime.datetime) -> bool:
        return is_open_by_the_wall_clock(moment, zone, weekly, special)

    now = change.replace(tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
    state = open_state(made, now)
    assert state.is_open == expected(now)
    change_at = state.closes_at or state.opens_at
    if change_at is None:
        return
    changes_at = change_at.astimezone(datetime.UTC)
    step = datetime.timedelta(minutes=15)
    moment = now - (now - change.replace(tzinfo=datetime.UTC)) % step + step
    while moment < changes_at:
        assert expected(moment) == state.is_open, moment
        moment += step
    assert moment == changes_at
    assert expected(moment) != state.is_open


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(2, 5), (4, 6), (4, 8), (5, 7), (6, 10), (5, 20), (1, 40), (8, 12), (0, 4)],
)
def test_in_the_hour_that_comes_twice_the_wall_clock_counts(
    opens: int, closes: int
) -> None:
    """New York, November 1, 2026: from 2 AM the clocks show 1 AM again."""
    weekly = {day: [(opens, closes)] for day in range(7)}
    assert_like_the_wall_clock(weekly, datetime.datetime(2026, 11, 1, 4))


def assert_like_the_wall_clock(weekly: Spans, midnight: datetime.datetime) -> None:
    """Compare each quarter of a night in New York that begins then, in UTC."""
    zone = "America/New_York"
    rows = [
        (day, quarter(opens), quarter(closes))
        for day, spans in weekly.items()
        for opens, closes in spans
    ]
    made = clinic(*rows, time_zone=zone)
    start = midnight.replace(tzinfo=datetime.UTC)
    quarters = [start + datetime.timedelta(minutes=15) * n for n in range(120)]
    is_open = [is_open_by_the_wall_clock(m, zone, weekly, {}) for m in quarters]
    for number, moment in enumerate(quarters[:20]):
        state = open_state(made, moment)
        assert state.is_open == is_open[number], moment
        change = is_open.index(not is_open[number], number)
        told = state.closes_at or state.opens_at
        assert told
        assert told.astimezone(datetime.UTC) == quarters[change], moment


@pytest.mark.parametrize(
    "spans",
    [
        [(9, 11)],
        [(9, 20)],
        [(4, 11)],
        [(0, 9), (11, 20)],
        [(0, 8), (12, 20)],
        [(8, 12), (60, 64)],
    ],
)
def test_in_the_hour_that_never_comes_nothing_opens_or_closes(
    spans: list[tuple[int, int]],
) -> None:
    """New York, March 8, 2026: from 2 AM the clocks show 3 AM."""
    weekly = dict.fromkeys(range(7), spans)
    assert_like_the_wall_clock(weekly, datetime.datetime(2026, 3, 8, 5))
