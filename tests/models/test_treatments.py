"""What conditions, protocols and clearances accept, the days above all."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import make_clearance, make_condition, make_device
from wagtail_tms.models import Condition, DeviceClearance, Protocol


pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
NOT_YET = ["This day has not come yet."]
SOURCE = "https://example.com/none"


def errors_of(instance: Any) -> dict[str, list[str]]:
    try:
        instance.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def clearance(**days: Any) -> DeviceClearance:
    found = make_clearance(make_device(), make_condition())
    for name, day in days.items():
        setattr(found, name, day)
    return found


def condition(**fields: Any) -> Condition:
    return Condition(name="Tinnitus", slug="tinnitus", **fields)


def test_nobody_has_looked_on_a_day_to_come() -> None:
    today = timezone.localdate()
    for day, wrong in ((today, []), (today + DAY, NOT_YET)):
        off_label = condition(off_label_as_of=day, off_label_source_url=SOURCE)
        assert errors_of(off_label).get("off_label_as_of", []) == wrong
        protocol = Protocol(name="Theta burst", slug="itbs", checked_on=day)
        assert errors_of(protocol).get("checked_on", []) == wrong
        assert errors_of(clearance(checked_on=day)).get("checked_on", []) == wrong


def test_a_decision_has_been_made() -> None:
    today = timezone.localdate()
    assert errors_of(clearance(decided_on=today, checked_on=today)) == {}
    future = clearance(decided_on=today + DAY, checked_on=today)
    assert errors_of(future) == {"decided_on": NOT_YET}


def test_what_was_not_decided_cannot_be_checked() -> None:
    decided = datetime.date(2020, 1, 2)
    assert errors_of(clearance(decided_on=decided, checked_on=decided)) == {}
    assert errors_of(clearance(decided_on=decided, checked_on=decided - DAY)) == {
        "checked_on": ["This is before the day of the decision."]
    }


def test_every_wrong_field_is_told_at_once() -> None:
    tomorrow = timezone.localdate() + DAY
    wrong = clearance(decided_on=tomorrow, checked_on=tomorrow)
    wrong.maximum_age = 12
    assert {*errors_of(wrong)} == {"decided_on", "checked_on", "maximum_age"}
    off_label = condition(off_label_as_of=tomorrow)
    assert {*errors_of(off_label)} == {"off_label_as_of", "off_label_source_url"}


def test_what_is_no_day_is_neither_early_nor_late() -> None:
    assert list(errors_of(clearance(decided_on="soon"))) == ["decided_on"]
    assert list(errors_of(clearance(decided_on=None))) == ["decided_on"]
