"""GET places: suggestions while a reader types."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_clinic, make_directory


pytestmark = pytest.mark.django_db

URL = "/tms/api/v1/places"


def suggest(client: Client, **params: Any) -> list[dict[str, Any]]:
    response = client.get(URL, params)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_a_zip_is_suggested_with_its_point(client: Client) -> None:
    (item,) = suggest(client, q="59011")
    assert item["kind"] == "postal_code"
    assert item["label"] == "Big Timber, MT 59011"
    assert item["near"] == item["postal_code"] == "59011"
    assert item["state"] == "MT"
    assert item["latitude"] == pytest.approx(45.8, abs=0.3)
    assert (item["slug"], item["url"]) == ("", "")


def test_what_is_suggested_can_be_searched_near(client: Client) -> None:
    for item in suggest(client, q="Portland"):
        if item["kind"] == "clinic":
            continue
        answer = client.get("/tms/api/v1/clinics", {"near": item["near"]}).json()
        assert answer["search"]["near"]["label"] == item["label"]


def test_states_and_cities_are_suggested(client: Client) -> None:
    kinds = {item["kind"] for item in suggest(client, q="wash")}
    assert kinds >= {"state", "city"}


def test_clinics_come_after_places(client: Client) -> None:
    make_clinic("Boise Calm", slug="boise-calm")
    items = suggest(client, q="bois")
    assert items[0]["label"] == "Boise, ID"
    assert items[-1]["kind"] == "clinic"
    assert items[-1]["slug"] == "boise-calm"
    assert items[-1]["near"] == ""


def test_at_most_five_clinics_and_never_more_than_the_limit(client: Client) -> None:
    for number in range(8):
        make_clinic(f"Bo {number}")
    items = suggest(client, q="bo", limit="20")
    assert sum(item["kind"] == "clinic" for item in items) == 5
    for limit in (1, 2, 7, 20):
        assert len(suggest(client, q="bo", limit=str(limit))) <= limit


def test_the_readers_state_comes_first_and_nothing_is_left_out(client: Client) -> None:
    anywhere = suggest(client, q="portl")
    assert anywhere[0]["label"] == "Portland, OR"
    at_home = suggest(client, q="portl", state="Maine")
    assert [item["label"] for item in at_home[:2]] == ["Portland, ME", "Portland, OR"]
    assert suggest(client, q="0", state="NJ")[0]["state"] == "NJ"


def test_clinics_of_the_readers_state_come_first(client: Client) -> None:
    for number in range(6):
        make_clinic(f"Calm {number}")
    make_clinic("Calm Waters", state="ME", city="Portland", postal_code="04101")
    items = suggest(client, q="calm", state="ME", limit="20")
    clinics = [item for item in items if item["kind"] == "clinic"]
    assert [clinic["state"] for clinic in clinics] == ["ME", "MT", "MT", "MT", "MT"]


@pytest.mark.parametrize("typed", ["st marys", "ST. MARY", "St. Mary\u2019s  C"])
def test_a_clinic_is_found_however_its_name_is_typed(
    client: Client, typed: str
) -> None:
    make_clinic("St. Mary's Calm")
    assert suggest(client, q=typed)[-1]["label"].startswith("St. Mary's Calm")


def test_clinics_that_are_not_public_are_not_suggested(client: Client) -> None:
    yesterday = timezone.now() - datetime.timedelta(days=1)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    make_clinic("Calm draft", live=False)
    make_clinic("Calm closed", status="closed")
    make_clinic("Calm gone", closed_on=yesterday.date() - datetime.timedelta(days=1))
    make_clinic("Calm expired", expire_at=yesterday)
    make_clinic("Calm soon", go_live_at=tomorrow)
    renamed = make_clinic("Calm before")
    renamed.name = "Serene"
    renamed.save()
    items = suggest(client, q="calm", limit="20")
    assert [item for item in items if item["kind"] == "clinic"] == []
    assert suggest(client, q="serene")[-1]["slug"] == renamed.slug


@pytest.mark.parametrize(
    ("typed", "label", "matched"),
    [
        ("NYC", "New York, NY", "NYC"),
        ("St Louis", "St. Louis, MO", "St Louis"),
        ("Philadelpia", "Philadelphia, PA", "Philadelpia"),
        ("Bost", "Boston, MA", ""),
        ("59011", "Big Timber, MT 59011", ""),
    ],
)
def test_the_readers_own_words_are_kept(
    client: Client, typed: str, label: str, matched: str
) -> None:
    first = suggest(client, q=typed)[0]
    assert (first["label"], first["matched"]) == (label, matched)
    for near in (first["near"], first["matched"] or first["near"]):
        answer = client.get("/tms/api/v1/clinics", {"near": near}).json()
        assert answer["search"]["near"]["label"] == label


@pytest.mark.parametrize("wildcard", ["%", "_", "\\"])
def test_wildcards_of_the_database_are_only_letters(
    client: Client, wildcard: str
) -> None:
    make_clinic("Calm")
    assert suggest(client, q=wildcard) == []


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_has_no_suggestions(client: Client, text: str) -> None:
    assert suggest(client, q=text) == []


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "a\x00b"}, "q"),
        ({"q": ["a", "b"]}, "q"),
        ({"q": "a", "limit": "0"}, "limit"),
        ({"q": "a", "limit": "21"}, "limit"),
        ({"q": "a", "limit": "x"}, "limit"),
        ({"q": "a", "limit": ["1", "2"]}, "limit"),
        ({"q": "a", "state": "Ontario"}, "state"),
        ({"q": "a", "state": ["MT", "ME"]}, "state"),
        ({"q": "a", "near": "MT"}, "near"),
    ],
)
def test_a_wrong_parameter_is_named(
    client: Client, params: dict[str, Any], name: str
) -> None:
    response = client.get(URL, params)
    assert response.status_code == 400
    assert [row["parameter"] for row in response.json()["errors"]] == [name]


def test_suggestions_make_few_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    make_directory()
    for number in range(5):
        make_clinic(f"Boise {number}")
    suggest(client, q="boi", limit="20")
    # Ids from the index of names, the clinics, and where the site shows them.
    with django_assert_max_num_queries(4):
        suggest(client, q="boi", limit="20")
