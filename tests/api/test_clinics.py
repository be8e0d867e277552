"""GET clinics: the answer, key by key."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_directory,
    make_insurer,
    make_language,
    make_off_label,
    make_protocol,
    make_service,
)


pytestmark = pytest.mark.django_db

URL = "/tms/api/v1/clinics"


def get(client: Client, **params: Any) -> Any:
    response = client.get(URL, params)
    assert response.status_code == 200, response.content
    return response.json()


def make_full_clinic(name: str = "Calm Clinic", **fields: Any) -> Any:
    depression = make_condition("Major depression", slug="mdd", short_name="Depression")
    device = make_device()
    if not device.clearances.exists():
        make_clearance(device, depression)
    return make_clinic(
        name,
        conditions=[depression, make_off_label()],
        protocols=[make_protocol()],
        devices=[device],
        insurers=[make_insurer()],
        services=[make_service()],
        languages=[make_language()],
        hours=[(weekday, "00:00", "00:00") for weekday in range(7)],
        **fields,
    )


def test_an_item_has_every_key_of_the_contract(client: Client) -> None:
    clinic = make_full_clinic(
        accepting="newpt", accepting_confirmed_on=datetime.date(2026, 11, 2)
    )
    (item,) = get(client, near="59011")["items"]
    assert item == {
        "id": clinic.pk,
        "slug": clinic.slug,
        "name": "Calm Clinic",
        "url": item["url"],
        "address": {
            "street": "101 Main St",
            "city": "Big Timber",
            "state": "MT",
            "postal_code": "59011",
        },
        "latitude": 45.835,
        "longitude": -109.955,
        "location_precision": "address",
        "distance": item["distance"],
        "phone": {"e164": "+14065550123", "display": "(406) 555-0123"},
        "accepting": {"status": "newpt", "confirmed_on": "2026-11-02"},
        "status": "open",
        "open_now": True,
        "closes_at": None,
        "opens_at": None,
        "conditions": [
            {"slug": "mdd", "label": "Depression", "evidence": "cleared"},
            {"slug": "tinnitus", "label": "Tinnitus", "evidence": "off_label"},
        ],
        "devices": [{"slug": "coil-one", "label": "Coil One"}],
        "insurers": [
            {
                "slug": "acme-health",
                "label": "Acme Health",
                "status": "in_network",
                "verified_on": None,
            }
        ],
        "services": [
            {"slug": "telehealth-consultation", "label": "Telehealth consultation"}
        ],
        "languages": [{"slug": "es", "label": "Spanish"}],
        "sponsored": False,
    }
    assert 0 < item["distance"] < 15


def test_the_search_is_told_as_it_was_understood(client: Client) -> None:
    make_clinic()
    answer = get(client, near="59011", radius="30", unit="km")
    assert answer["count"] == 1
    assert answer["search"]["near"]["kind"] == "postal_code"
    assert answer["search"]["near"]["label"] == "Big Timber, MT 59011"
    assert answer["search"]["near"]["state"] == "MT"
    assert set(answer["search"]) == {
        "near", "radius", "unit", "widened", "alternatives", "message",
    }  # fmt: skip
    assert answer["search"]["radius"] == 30
    assert answer["search"]["unit"] == "km"
    assert answer["search"]["widened"] is False


def test_an_unknown_place_is_an_answer_not_an_error(client: Client) -> None:
    make_clinic()
    search = get(client, near="Qqxyzzyville")["search"]
    assert search["near"] is None
    assert search["message"]


def test_a_name_of_several_places_asks_which(client: Client) -> None:
    search = get(client, near="Springfield")["search"]
    assert search["near"] is None
    assert {other["state"] for other in search["alternatives"]} >= {"IL", "MO", "MA"}
    chosen = get(client, near=search["alternatives"][0]["near"])["search"]["near"]
    assert chosen["label"] == search["alternatives"][0]["label"]


def test_nothing_near_widens_and_says_so(client: Client) -> None:
    make_clinic()
    answer = get(client, near="33101", radius="10")
    assert answer["search"]["widened"] is True
    assert answer["search"]["message"]
    assert [item["name"] for item in answer["items"]] == ["Clinic"]


def test_repeated_filters_are_alternatives(client: Client) -> None:
    one, two = make_condition("One"), make_condition("Two")
    make_clinic("A", conditions=[one])
    make_clinic("B", conditions=[two])
    make_clinic("C")
    found = get(client, state="MT", condition=["one", "two"], sort="name")
    assert [item["name"] for item in found["items"]] == ["A", "B"]
    assert get(client, state="MT", condition="one")["count"] == 1


def test_facets_count_and_mark_what_is_selected(client: Client) -> None:
    one, two = make_condition("One"), make_condition("Two")
    make_clinic("A", conditions=[one, two])
    make_clinic("B", conditions=[two])
    facet = get(client, state="MT", condition="one")["facets"]["condition"]
    assert sorted(
        (row["value"], row["label"], row["count"], row["selected"]) for row in facet
    ) == [("one", "One", 1, True), ("two", "Two", 2, False)]


def test_evidence_speaks_of_the_age_that_is_asked_for(client: Client) -> None:
    make_full_clinic(age_groups=[make_age_group("Everyone", minimum_age=0)])
    item = get(client, near="59011", age="15")["items"][0]
    assert item["conditions"][0]["evidence"] == "unknown"


def test_pages_follow_one_another(client: Client) -> None:
    for name in "ABC":
        make_clinic(name)
    first = get(client, state="MT", sort="name", limit="2")
    second = get(client, state="MT", sort="name", limit="2", offset="2")
    names = [item["name"] for item in first["items"] + second["items"]]
    assert names == ["A", "B", "C"]
    assert first["count"] == second["count"] == 3


def test_a_dangerous_website_is_not_passed_on(client: Client) -> None:
    make_clinic(slug="calm", website="javascript:alert(1)")
    assert client.get(f"{URL}/calm").json()["website"] == ""


def test_little_is_answered_with_what_else_there_is(client: Client) -> None:
    make_clinic(state="MT")
    make_clinic(state="WY", latitude=44.5, longitude=-109.1, postal_code="82414")
    answer = get(client, near="Montana")
    assert (answer["count"], len(answer["nearby"])) == (1, 1)
    assert answer["nearby"][0]["address"]["state"] == "WY"
    assert answer["support"]["telehealth"] is None
    assert answer["support"]["crisis"]["phone"] == "988"
    make_service("Telehealth", slug="telehealth-consultation")
    telehealth = get(client, near="xyzzyplugh")["support"]["telehealth"]
    assert telehealth == {"slug": "telehealth-consultation", "label": "Telehealth"}
    answer = get(client, near="59011")
    assert (answer["support"], answer["nearby"]) == (None, [])


def test_a_search_by_typed_place_may_be_cached(client: Client) -> None:
    response = client.get(URL, {"near": "59011"})
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


@pytest.mark.parametrize("path", [f"{URL}/", URL])
def test_a_trailing_slash_changes_nothing(client: Client, path: str) -> None:
    make_clinic()
    plain = client.get(URL, {"near": "59011"})
    other = client.get(path, {"near": "59011"})
    assert other.status_code == 200
    assert other.content == plain.content


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    make_directory()
    search = {"near": "59011", "condition": "mdd", "insurer": "acme-health"}

    def count() -> int:
        get(client, **search)  # The second search starts with a proven circle.
        with CaptureQueriesContext(connection) as queries:
            assert get(client, **search)["count"]
        return len(queries)

    for number in range(3):
        make_full_clinic(f"Clinic {number}")
    few = count()
    for number in range(17):
        make_full_clinic(f"More {number}")
    assert count() <= few <= 8
