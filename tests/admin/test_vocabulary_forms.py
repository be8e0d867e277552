from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories import (
    make_clearance,
    make_condition,
    make_device,
    make_off_label,
)
from wagtail_tms.models import AgeGroup, Condition, Device


pytestmark = pytest.mark.django_db


@pytest.fixture
def form_after(admin):
    """Post the form that adds a term; return it as it comes back, or None if saved."""

    def post(model, **fields):
        address = reverse(model.snippet_viewset.get_url_name("add"))
        data = {"name": "One", "slug": "one", "sort_order": "1", **fields}
        response = admin.post(address, nested_form_data(data))
        assert response.status_code in (200, 302)
        return response.context["form"] if response.status_code == 200 else None

    return post


@pytest.mark.parametrize("field", ["minimum_age", "maximum_age"])
@pytest.mark.parametrize("age", ["121", "99999"])
def test_nobody_of_an_age_group_is_older_than_120(form_after, field, age):
    ages = {"minimum_age": "120", "maximum_age": "120"}
    form = form_after(AgeGroup, **{**ages, field: age})
    assert "An age is at most 120." in form.errors[field]
    assert form_after(AgeGroup, **ages) is None


@pytest.fixture
def clearance():
    """What the form of a device posts for one clearance."""
    return {
        "condition": make_condition().pk,
        "minimum_age": "120",
        "maximum_age": "120",
        "pathway": "510k",
        "number": "K123456",
        "decided_on": "2020-01-02",
        "checked_on": "2026-01-02",
        "source_url": "https://example.com/K123456",
    }


@pytest.mark.parametrize("field", ["minimum_age", "maximum_age"])
def test_nobody_of_a_clearance_is_older_than_120(form_after, clearance, field):
    wrong = inline_formset([{**clearance, field: "99999"}])
    [row] = form_after(Device, clearances=wrong).formsets["clearances"].forms
    assert "An age is at most 120." in row.errors[field]
    assert form_after(Device, clearances=inline_formset([clearance])) is None


@pytest.mark.parametrize("field", ["decided_on", "checked_on"])
def test_a_clearance_that_is_still_to_come_is_no_clearance(
    form_after, clearance, field
):
    future = inline_formset([{**clearance, field: "2999-01-02"}])
    [row] = form_after(Device, clearances=future).formsets["clearances"].forms
    assert row.errors == {field: ["This day has not come yet."]}


def test_a_clearance_of_a_device_is_listed_once(form_after, clearance):
    twice = inline_formset([clearance, clearance])
    first, second = form_after(Device, clearances=twice).formsets["clearances"].forms
    assert not first.errors
    assert second.errors == {"number": ["K123456 is listed twice. Keep one row."]}
    kept = inline_formset([clearance, {**clearance, "DELETE": "1"}])
    assert form_after(Device, clearances=kept) is None
    assert Device.objects.get().clearances.count() == 1


def test_a_clearance_that_stands_twice_already_can_be_deleted(admin, clearance):
    device, condition = make_device(), make_condition()
    rows = [make_clearance(device, condition) for _ in range(2)]
    posted = inline_formset([{**clearance, "id": row.pk} for row in rows], initial=2)
    address = reverse(Device.snippet_viewset.get_url_name("edit"), args=[device.pk])
    data = {"name": "One", "slug": "one", "sort_order": "1", "clearances": posted}
    assert admin.post(address, nested_form_data(data)).status_code == 200
    posted["1-DELETE"] = "1"
    assert admin.post(address, nested_form_data(data)).status_code == 302
    assert [row.pk for row in device.clearances.all()] == [rows[0].pk]


def test_the_spreadsheets_of_conditions_say_why_one_is_off_label(admin):
    make_off_label()
    make_condition()
    url = reverse(Condition.snippet_viewset.get_url_name("list"))

    def export(kind):
        return b"".join(admin.get(url, {"export": kind}).streaming_content)

    asked_of_nobody, off_label = csv.DictReader(io.StringIO(export("csv").decode()))
    assert off_label["No clearance as of"] == "2026-11-26"
    assert off_label["Source"] == "https://example.com/none"
    assert asked_of_nobody["No clearance as of"] == asked_of_nobody["Source"] == ""
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx"))).active
    headings, _unknown, row = sheet.iter_rows(values_only=True)
    cells = dict(zip(headings, row, strict=True))
    assert cells["No clearance as of"] == datetime.date(2026, 11, 26)
    assert cells["Source"] == "https://example.com/none"
