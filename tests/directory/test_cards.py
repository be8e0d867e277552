"""What a card of the list says of its clinic."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_off_label,
)
from tests.outline import html
from wagtail_tms.directory.addresses import clinic_url
from wagtail_tms.models import ClinicInsurer


pytestmark = pytest.mark.django_db

WEEK = [(day, "09:00", "17:00") for day in range(5)]


def test_the_card_says_what_is_known_in_words(client: Any, directory: Any) -> None:
    depression, tinnitus, coil = (
        make_condition(),
        make_off_label(),
        make_device(),
    )
    make_clearance(coil, depression)
    make_clinic(
        conditions=[depression, tinnitus],
        devices=[coil],
        insurers=[make_insurer(f"Plan {letter}") for letter in "ABCDE"],
        accepting="newpt",
        accepting_confirmed_on=datetime.date(2026, 11, 2),
        last_verified_on=timezone.localdate() - datetime.timedelta(days=12),
        sponsored=True,
        hours=WEEK,
    )
    page = html(client.get(directory.url, {"near": "59011"}))
    for words in (
        "<dt>FDA-cleared</dt> <dd>Depression</dd>",
        "<dt>Off-label</dt> <dd>Tinnitus</dd>",
        "Plan A, Plan B, Plan C and 2 more",
        "Accepting new patients",
        "as of Nov. 2, 2026",
        "Last confirmed 12 days ago",
        "Sponsored",
        'href="tel:+14065550123"',
        'rel="noreferrer sponsored"',
    ):
        assert words in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("newpt", "Accepting new patients <small>not confirmed</small>"),
        ("unknown", "Ask about new patients</li>"),
    ],
)
def test_a_status_without_a_date_says_so(client, directory, status, words) -> None:
    clinic = make_clinic(accepting=status)
    assert words in html(client.get(directory.url, {"near": "59011"}))
    page = html(client.get(clinic_url(clinic)))
    assert ("<small>not confirmed</small>" in page) == (status != "unknown")


def test_the_label_follows_the_age_asked_for(client: Any, directory: Any) -> None:
    depression, coil = make_condition(), make_device()
    make_clearance(coil, depression, minimum_age=18)
    teens = make_age_group("Teens", 12, 17)
    make_clinic(conditions=[depression], devices=[coil], age_groups=[teens])
    page = html(client.get(directory.url, {"near": "59011", "age": "16"}))
    assert "<dt>Clearance not confirmed at age 16</dt> <dd>Depression</dd>" in page


def test_a_stale_fact_says_so(client: Any, directory: Any, settings: Any) -> None:
    settings.WAGTAIL_TMS_STALE_AFTER_DAYS = 30
    make_clinic(last_verified_on=timezone.localdate() - datetime.timedelta(days=31))
    page = html(client.get(directory.url, {"near": "59011"}))
    assert "Last confirmed 31 days ago. Call to check." in page


@pytest.mark.parametrize(
    ("taken", "asked", "words"),
    [
        (["Acme"], [], "<dd>Acme</dd>"),
        (["Acme"], ["Medicaid"], "<dd>Acme; ask about 1 more</dd>"),
        (["A", "B", "C", "D"], ["E", "F"], "A, B, C and 1 more; ask about 2 more"),
        ([], ["Medicaid"], "<dd>Ask about 1 plan</dd>"),
        ([], ["E", "F"], "<dd>Ask about 2 plans</dd>"),
    ],
)
def test_a_card_names_the_insurance_that_the_filter_counts(
    client: Any, directory: Any, taken: list[str], asked: list[str], words: str
) -> None:
    clinic = make_clinic()
    clinic.insurers = [
        ClinicInsurer(insurer=make_insurer(name), status=status)
        for status, names in (("accepts", taken), ("ask", asked))
        for name in names
    ]
    clinic.save()
    assert words in html(client.get(directory.url, {"near": "59011"}))
    for name in (*taken, *asked):
        found = client.get(directory.url, {"insurer": name.lower()}).context["locator"]
        assert found.result.count == (name in taken)
