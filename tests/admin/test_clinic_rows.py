"""The rows in the clinic editor: each alone, and beside the others."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from tests.admin.form_errors import errors
from tests.factories import make_device, make_insurer
from wagtail_tms import get_clinic_model


pytestmark = pytest.mark.django_db


def the_clinic():
    return get_clinic_model().objects.get()


# Each alone


def test_a_row_that_closes_before_it_opens_is_refused(post):
    response = post(
        "publish", opening_hours=[{"weekday": "0", "opens": "09:00", "closes": "08:00"}]
    )
    assert errors(response) == {
        "opening_hours-0-closes": ["Closing time must be after opening time."]
    }


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_row_from_a_day_to_come_is_refused(post, action):
    today = timezone.localdate()
    tomorrow = (today + datetime.timedelta(days=1)).isoformat()
    device = {"device": make_device().pk, "verified_on": tomorrow}
    insurer = {"insurer": make_insurer().pk, "status": "ask", "verified_on": tomorrow}
    response = post(
        action, devices=[{**device, "since": today.year + 1}], insurers=[insurer]
    )
    assert errors(response) == {
        "devices-0-since": ["This year has not come yet."],
        "devices-0-verified_on": ["This day has not come yet."],
        "insurers-0-verified_on": ["This day has not come yet."],
    }


def test_a_row_may_be_of_today(post):
    today = timezone.localdate()
    seen = {"verified_on": today.isoformat()}
    device = {"device": make_device().pk, "since": today.year, **seen}
    insurer = {"insurer": make_insurer().pk, "status": "ask", **seen}
    assert post("publish", devices=[device], insurers=[insurer]).status_code == 302
    assert the_clinic().live


# Rows that contradict each other


@pytest.mark.parametrize("action", ["", "publish"])
def test_overlapping_hours_on_one_day_are_refused(post, action):
    response = post(
        action,
        opening_hours=[
            {"weekday": "0", "opens": "12:00", "closes": "17:00"},
            {"weekday": "0", "opens": "08:00", "closes": "12:30"},
            {"weekday": "1", "opens": "08:00", "closes": "17:00"},
        ],
    )
    assert errors(response) == {
        "opening_hours-0-opens": ["These hours overlap another row for the same day."]
    }


def test_hours_until_midnight_overlap_later_hours(post):
    response = post(
        opening_hours=[
            {"weekday": "0", "opens": "08:00", "closes": "00:00"},
            {"weekday": "0", "opens": "20:00", "closes": "21:00"},
        ]
    )
    assert list(errors(response)) == ["opening_hours-1-opens"]


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_day_is_by_appointment_in_one_row(post, action):
    monday = {"weekday": "0", "by_appointment": "on"}
    response = post(action, opening_hours=[monday, {**monday, "note": "Call us"}])
    assert errors(response) == {
        "opening_hours-1-by_appointment": [
            "Another row for the same day says so. Keep one row."
        ]
    }
    tuesday = {**monday, "weekday": "1"}
    assert post(action, opening_hours=[monday, tuesday]).status_code == 302


def test_hours_that_touch_do_not_overlap(post):
    response = post(
        opening_hours=[
            {"weekday": "0", "opens": "08:00", "closes": "12:00"},
            {"weekday": "0", "opens": "12:00", "closes": "17:00"},
        ]
    )
    assert response.status_code == 302


def test_a_closed_day_cannot_have_hours_too(post):
    response = post(
        special_days=[
            {"date": "2026-12-24", "opens": "08:00", "closes": "12:00"},
            {"date": "2026-12-24", "closed": "on"},
        ]
    )
    assert list(errors(response)) == ["special_days-0-opens"]


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_device_or_insurer_is_listed_once(post, action):
    device, insurer = make_device(), make_insurer()
    response = post(
        action,
        devices=[{"device": device.pk}, {"device": device.pk}],
        insurers=[{"insurer": insurer.pk, "status": "ask"}] * 2,
    )
    assert errors(response) == {
        "devices-1-device": ["Coil One is listed twice. Keep one row."],
        "insurers-1-insurer": ["Acme Health is listed twice. Keep one row."],
    }


def test_a_deleted_row_contradicts_nothing(post):
    device = make_device()
    response = post(devices=[{"device": device.pk}, {"device": device.pk, "DELETE": 1}])
    assert response.status_code == 302
    assert the_clinic().devices.count() == 1
