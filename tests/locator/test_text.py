"""Finding clinics by words, alone and beside a place."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.factories import make_clinic, make_organization, make_person
from wagtail_tms.locator import (
    LocatorQuery,
    LocatorResult,
    nearest_clinics,
    search,
    text_search,
)
from wagtail_tms.models import ClinicClinician


pytestmark = pytest.mark.django_db

BOZEMAN = {
    "city": "Bozeman", "postal_code": "59715", "latitude": 45.6770,
    "longitude": -111.0429,
}  # fmt: skip
CODY = {
    "city": "Cody", "state": "WY", "postal_code": "82414", "latitude": 44.5263,
    "longitude": -109.0565,
}  # fmt: skip

committed_rows_only = pytest.mark.skipif(
    connection.vendor == "mysql",
    reason="The full-text index of InnoDB holds committed rows only.",
)


def names(result: LocatorResult) -> list[str]:
    return [listing.clinic.name for listing in result.listings]


def ask(**fields: Any) -> LocatorResult:
    return search(LocatorQuery(**fields))


@committed_rows_only
def test_text_finds_names_cities_and_organizations() -> None:
    make_clinic("Calm Mind")
    make_clinic("Other", **BOZEMAN)
    make_clinic("Third", organization=make_organization("Quiet Group"), **CODY)
    assert names(ask(q="calm")) == ["Calm Mind"]
    assert names(ask(q="bozeman")) == ["Other"]
    assert names(ask(q="quiet")) == ["Third"]
    assert names(ask(q="quiet", near="59011", radius=200)) == ["Third"]
    assert ask(q="quiet", near="59011", radius=5).widened
    assert ask(q="quiet bozeman").count == 0


@pytest.mark.parametrize(
    "text",
    [
        '"',
        'a"b',
        "+",
        "~",
        "<>",
        "@",
        "NOT",
        "a -b",
        "((",
        "'",
        "'; DROP TABLE x; --",
        "*",
        "AND OR NOT",
        "NEAR(",
        "%",
        "\\",
        "🙂",
        "-",
    ],
)
def test_hostile_text_is_only_text(text: str) -> None:
    make_clinic()
    assert ask(q=text).listings == []


def test_text_never_finds_a_draft() -> None:
    make_clinic("Secret", live=False)
    clinic = make_clinic("Known")
    clinic.name = "Secret"
    clinic.save_revision()
    assert ask(q="secret").count == 0


@committed_rows_only
def test_text_finds_the_people_who_treat_there() -> None:
    clinic = make_clinic("Calm")
    make_clinic("Other")
    here, left = make_person("Ana Ruiz"), make_person("Bo Gone", is_active=False)
    clinic.clinicians = [ClinicClinician(person=here), ClinicClinician(person=left)]
    clinic.save()
    assert names(ask(q="ruiz")) == ["Calm"]
    assert ask(q="gone").count == 0


@committed_rows_only
def test_a_renamed_group_or_person_is_found_under_the_new_name() -> None:
    group, person = make_organization("Quiet Group"), make_person("Ana Ruiz")
    clinic = make_clinic("Calm", organization=group)
    clinic.clinicians = [ClinicClinician(person=person)]
    clinic.save()
    group.name, person.name = "Still Group", "Ana Lopez"
    group.save()
    person.save()
    assert names(ask(q="still")) == names(ask(q="lopez")) == ["Calm"]
    assert ask(q="quiet").count == ask(q="ruiz").count == 0


@committed_rows_only
@pytest.mark.parametrize("near", ["59011", "Montana", ""])
def test_too_many_matches_are_said_to_be_too_many(
    near: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_search, "MAX_MATCHES", 2)
    for number in range(4):
        make_clinic(f"Calm {number}")
    result = ask(q="calm", near=near)
    assert result.count == 2
    assert "we looked at 2 of them" in result.message
    assert ask(q="calm 3", near=near).message == ""


@committed_rows_only
def test_matches_elsewhere_do_not_crowd_out_those_near(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_search, "MAX_MATCHES", 2)
    for number in range(4):
        make_clinic(f"Calm {number}", **CODY)
    make_clinic("Calm here", **BOZEMAN)
    result = ask(q="calm", near="59715", radius=10)
    assert (names(result), result.message) == (["Calm here"], "")
    query = LocatorQuery(q="calm", near="59715", radius=10)
    assert [clinic.name for _, clinic in nearest_clinics(query)] == ["Calm here"]
