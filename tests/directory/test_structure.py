"""The whole page: its outline, its hosts, its queries, its size."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
)
from tests.outline import Outline, html
from tests.urls import urlpatterns
from wagtail_tms.directory import (
    clinic_path,
)
from wagtail_tms.finder import Finder


pytestmark = pytest.mark.django_db

WEEK = [(day, "09:00", "17:00") for day in range(5)]


def test_the_page_is_whole_without_a_script_or_a_third_party(
    client: Any, directory: Any
) -> None:
    make_clinic(conditions=[make_condition()], hours=WEEK)
    for query in ({}, {"near": "59011"}, {"near": "59011", "age": "x"}):
        page = html(client.get(directory.url, query))
        outline = Outline(page.partition('<div class="tms">')[2])
        assert len(outline.ids) == len(set(outline.ids))
        assert outline.levels[0] == 1
        steps = zip(outline.levels, outline.levels[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps)
        assert not outline.hosts
        assert not outline.inline
        # The one script brings what is there up to date; nothing waits for it.
        script = '<script type="module" src="/static/wagtail_tms/js/clinic-locator.js">'
        page = page.replace('<script type="application/ld+json">', "")
        assert page.count("<script") == page.count(script) == 1
        for field in outline.fields:
            labelled = field.get("id") in outline.labels or field.get("aria-label")
            assert labelled or field.get("type") == "hidden"


def test_without_the_api_nothing_is_offered_that_needs_it(
    client: Any, directory: Any, settings: Any
) -> None:
    settings.ROOT_URLCONF = tuple(p for p in urlpatterns if str(p.pattern) != "tms/")
    make_clinic()
    page = html(client.get(directory.url, {"near": "59011"}))
    assert 'api=""' in page
    assert "Use my location" not in page
    assert 'data-do="save"' not in page
    assert 'data-do="share"' in page


def test_the_crisis_line_is_on_every_page(client: Any, directory: Any) -> None:
    clinic = make_clinic()
    for path in ("", "?near=59011", "montana/", clinic_path(clinic)):
        page = html(client.get(directory.url + path))
        assert 'href="tel:988"' in page
        assert 'href="sms:988"' in page


def test_two_finders_on_a_page_do_not_mix() -> None:
    make_clinic()
    params = {"near": "Boise, ID", "l2-near": "59011", "l2-age": "x"}
    first = Finder(params, action="/page/", form_id="one")
    second = Finder(params, action="/page/", form_id="two", prefix="l2-")
    assert (first.near_value, second.near_value) == ("Boise, ID", "59011")
    assert (first.errors, set(second.errors)) == ({}, {"age"})
    kept = "l2-near=59011&near=Boise%2C+ID"
    assert second.clear_url == f"/page/?{kept}#two-results"
    page = render_to_string("wagtail_tms/locator/locator.html", {"locator": second})
    assert 'name="l2-near"' in page
    assert 'id="two-results"' in page


def make_full_clinics(numbers: range, insurer_count: int = 3) -> None:
    conditions = [make_condition(), make_condition("OCD"), make_condition("PTSD")]
    devices = [make_device(), make_device("Coil Two")]
    insurers = [
        make_insurer(f"Insurer number {number}") for number in range(insurer_count)
    ]
    if not devices[0].clearances.exists():
        make_clearance(devices[0], conditions[0])
    for number in numbers:
        make_clinic(
            f"A clinic with quite a long name, number {number}",
            conditions=conditions,
            devices=[devices[number % 2]],
            insurers=insurers,
            hours=WEEK,
            latitude=45.83 + number / 1000,
        )


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("?near=59011", 12),
        ("?near=59011&condition=ocd&insurer=insurer-number-1&radius=100", 12),
        ("?near=montana", 12),
        ("?near=springfield", 12),
        # One more: the cities of the state.
        ("montana/", 13),
        ("montana/big-timber/", 13),
    ],
)
def test_the_number_of_queries_does_not_depend_on_the_number_of_clinics(
    client: Any,
    directory: Any,
    path: str,
    most: int,
    django_assert_max_num_queries: Any,
) -> None:
    make_full_clinics(range(5))
    client.get(directory.url + path)
    with django_assert_max_num_queries(most) as few:
        client.get(directory.url + path)
    make_full_clinics(range(5, 25))
    client.get(directory.url + path)
    with django_assert_max_num_queries(most) as many:
        client.get(directory.url + path)
    assert len(many) <= len(few)


def test_a_full_page_stays_small(client: Any, directory: Any) -> None:
    make_full_clinics(range(20), insurer_count=40)
    response = client.get(directory.url, {"near": "59011"})
    assert len(response.context["locator"].result.listings) == 20
    assert len(response.content) < 60_000
