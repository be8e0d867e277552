"""Rows that contradict each other, as any editor or importer meets them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.models import (
    ClinicDevice,
    Device,
    DeviceClearance,
    OpeningHours,
    SpecialDay,
)
from wagtail_tms.models.row_rules import END_OF_DAY, contradictions


CHRISTMAS = datetime.date(2026, 12, 25)


def hours(weekday: int | None, opens: str, closes: str) -> OpeningHours:
    time = datetime.time.fromisoformat
    return OpeningHours(weekday=weekday, opens=time(opens), closes=time(closes))


def day(opens: str = "", closes: str = "") -> SpecialDay:
    if not opens:
        return SpecialDay(date=CHRISTMAS, closed=True)
    time = datetime.time.fromisoformat
    return SpecialDay(
        date=CHRISTMAS, closed=False, opens=time(opens), closes=time(closes)
    )


def found(relation: str, *rows: Any) -> list[tuple[int, str]]:
    return [(each.row, each.field) for each in contradictions(relation, rows)]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([hours(0, "08:00", "12:00"), hours(0, "12:00", "17:00")], []),
        ([hours(0, "08:00", "12:00"), hours(1, "08:00", "12:00")], []),
        ([hours(0, "12:00", "17:00"), hours(0, "08:00", "12:30")], [(0, "opens")]),
        ([hours(0, "08:00", "00:00"), hours(0, "20:00", "21:00")], [(1, "opens")]),
        ([hours(None, "08:00", "12:00")] * 2, []),
    ],
)
def test_hours_of_one_weekday_do_not_overlap(
    rows: list[Any], wrong: list[tuple[int, str]]
) -> None:
    assert found("opening_hours", *rows) == wrong


def appointments(weekday: int | None) -> OpeningHours:
    return OpeningHours(weekday=weekday, by_appointment=True)


def test_a_weekday_is_by_appointment_once() -> None:
    timed = hours(0, "08:00", "12:00")
    timed.by_appointment = True
    rows = [appointments(0), timed, appointments(1), appointments(None)]
    assert found("opening_hours", *rows, appointments(None)) == []
    [wrong] = contradictions("opening_hours", [*rows, appointments(0)])
    assert (wrong.row, wrong.field) == (4, "by_appointment")
    assert wrong.message == "Another row for the same day says so. Keep one row."


def test_a_closed_day_has_no_hours_beside_it() -> None:
    assert found("special_days", day("08:00", "12:00"), day()) == [(0, "opens")]
    assert found("special_days", day(), day()) == [(1, "closed")]
    assert found("special_days", day("08:00", "12:00"), day("13:00", "14:00")) == []


def test_a_device_stands_once_and_an_empty_row_repeats_nothing() -> None:
    coil = Device(pk=1, name="Coil One")
    rows = [ClinicDevice(device=coil), ClinicDevice(), ClinicDevice(device=coil)]
    [wrong] = contradictions("devices", [*rows, ClinicDevice()])
    assert (wrong.row, wrong.field) == (2, "device")
    assert wrong.message == "Coil One is listed twice. Keep one row."


def test_a_clearance_stands_once_for_each_condition_and_day() -> None:
    def clearance(**changes: Any) -> DeviceClearance:
        same = {"number": "K123456", "condition_id": 1, "decided_on": CHRISTMAS}
        return DeviceClearance(**{**same, **changes})

    others = [
        {"number": "K654321"},
        {"condition_id": 2},
        {"decided_on": CHRISTMAS - datetime.timedelta(days=1)},
        {"minimum_age": 15, "maximum_age": 21},
        {"protocol_id": 1},
    ]
    rows = [clearance(), *(clearance(**other) for other in others)]
    assert found("clearances", *rows) == []
    [wrong] = contradictions("clearances", [*rows, clearance()])
    assert (wrong.row, wrong.field) == (6, "number")
    assert wrong.message == "K123456 is listed twice. Keep one row."
    assert found("clearances", DeviceClearance(), DeviceClearance()) == []


def test_rows_without_a_rule_contradict_nothing() -> None:
    assert found("clinicians", object(), object()) == []


@st.composite
def spans(draw: Any) -> list[tuple[int, int]]:
    """Some stretches of a day, in minutes."""
    minutes = st.integers(0, END_OF_DAY - 1)
    pairs = draw(st.lists(st.tuples(minutes, minutes), max_size=6))
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(spans())
def test_a_contradiction_is_found_just_when_two_rows_share_a_minute(
    pairs: list[tuple[int, int]],
) -> None:
    rows = [
        OpeningHours(
            weekday=0,
            opens=datetime.time(*divmod(opens, 60)),
            closes=datetime.time(*divmod(closes, 60)),
        )
        for opens, closes in pairs
    ]
    taken = [minute for opens, closes in pairs for minute in range(opens, closes)]
    assert bool(found("opening_hours", *rows)) == (len(taken) > len(set(taken)))
