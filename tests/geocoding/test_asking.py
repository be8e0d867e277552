"""Who asks the geocoder, when, and how often."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.factories import make_clinic
from tests.geocoding.service import ADDRESS, FAILURES, FOUND, Service, finds
from wagtail_tms import places
from wagtail_tms.geocoding import limits, resolve
from wagtail_tms.locator import LocatorQuery, nearest_clinics, search


pytestmark = pytest.mark.django_db

IN_BOZEMAN = {
    "lat": "45.6790",
    "lon": "-111.0400",
    "display_name": "7, Elm Avenue, Bozeman, Gallatin County, Montana, 59715",
}
OTHER_ADDRESS = "7 Elm Ave, Bozeman, MT 59715"


@pytest.fixture
def look_up(admin: Any) -> Any:
    def answer(text: str) -> Any:
        response = admin.get(reverse("wagtail_tms_place_lookup"), {"q": text})
        assert response.status_code == 200
        return response.json()

    return answer


# Visitors


def test_a_visitors_search_asks_nobody_unless_the_site_says_so(
    geocoder: Service, client: Any
) -> None:
    make_clinic()
    result = search(LocatorQuery(near=ADDRESS))
    client.get("/tms/api/v1/clinics", {"near": ADDRESS})
    client.get("/tms/api/v1/places", {"q": ADDRESS})
    assert geocoder.asked == []
    assert (result.place, result.message) == (places.resolve(ADDRESS).place, "")


def test_a_visitors_street_is_found_where_the_site_says_so(
    for_visitors: Service, client: Any
) -> None:
    make_clinic(latitude=45.8312, longitude=-109.9491)
    result = search(LocatorQuery(near=f" {ADDRESS.lower()} "))
    place = result.place
    assert (place.kind, place.label) == ("address", ADDRESS.lower())
    assert (place.name, place.state, place.postal_code, place.time_zone) == (
        "Big Timber", "MT", "59011", "America/Denver",
    )  # fmt: skip
    assert (place.latitude, place.longitude) == (45.8312, -109.9491)
    assert [one.distance for one in result.listings] == [0]
    assert result.message == ""
    assert nearest_clinics(LocatorQuery(near=ADDRESS))[0][0] == 0
    body = client.get("/tms/api/v1/clinics", {"near": ADDRESS}).json()
    assert body["search"]["near"]["kind"] == "address"


@pytest.mark.parametrize(
    "near",
    [
        "59011", "59011-1234", "Big Timber, MT", "59011 Big Timber, MT", "Montana",
        "10001 NYC", "63101 St. Louis", "29 Palms, CA", "84, PA", "PO Box 101, 59011",
        "Main St, Big Timber, MT", "101 Main St", "1600 Pennsylvania Avenue",
        "12 Main St, Springfield", "00000", "near me", "", "🙂", "101", "x" * 10_000,
        "1" * 100_000,
    ],
)  # fmt: skip
def test_only_a_street_in_a_known_place_is_looked_up(
    for_visitors: Service, near: str
) -> None:
    assert resolve(near) == places.resolve(near)
    assert for_visitors.asked == []


def test_a_position_is_never_looked_up(for_visitors: Service) -> None:
    search(LocatorQuery(position=(45.8312, -109.9491), near=ADDRESS))
    assert for_visitors.asked == []


# Editors


def test_an_editors_street_is_found(geocoder: Service, look_up: Any) -> None:
    body = look_up(ADDRESS)
    assert body["place"] == {
        "kind": "address",
        "label": FOUND["display_name"],
        "city": "Big Timber",
        "state": "MT",
        "postal_code": "59011",
        "latitude": 45.8312,
        "longitude": -109.9491,
        "time_zone": "America/Denver",
    }
    assert body["message"] == ""
    assert geocoder.asked == [ADDRESS]
    assert geocoder.user_agents == ["clinics.example"]


def test_an_editors_zip_asks_nobody(geocoder: Service, look_up: Any) -> None:
    assert look_up("59011")["place"]["kind"] == "postal_code"
    assert look_up("Big Timber, MT")["place"]["kind"] == "city"
    assert geocoder.asked == []


def test_several_streets_are_offered_and_one_house_is_one(
    geocoder: Service, look_up: Any
) -> None:
    flat = {**FOUND, "lat": "45.8313"}
    north = {
        **FOUND,
        "lat": "45.8600",
        "display_name": "101, North Main Street, Big Timber, Montana",
    }
    geocoder.behavior = finds(FOUND, flat, north)
    body = look_up(ADDRESS)
    assert body["place"] is None
    assert body["message"] == (
        "The address service found several places. Which one is it?"
    )
    assert [other["label"] for other in body["alternatives"]] == [
        FOUND["display_name"], north["display_name"], "Big Timber, MT 59011",
    ]  # fmt: skip


def test_saving_a_clinic_asks_nobody(geocoder: Service) -> None:
    clinic = make_clinic(latitude=None, longitude=None, street="101 Main St")
    clinic.save_revision().publish()
    assert geocoder.asked == []


# How often


def test_answers_are_kept_for_a_day_for_everyone(
    for_visitors: Service, look_up: Any, clock: Any
) -> None:
    place = search(LocatorQuery(near=ADDRESS)).place
    assert search(LocatorQuery(near=ADDRESS.upper())).place.latitude == place.latitude
    assert look_up(ADDRESS)["place"]["latitude"] == place.latitude
    assert len(for_visitors.asked) == 1
    clock.now += 25 * 60 * 60
    search(LocatorQuery(near=ADDRESS))
    assert len(for_visitors.asked) == 2


def test_an_answer_of_nothing_is_kept_too(for_visitors: Service) -> None:
    for_visitors.behavior = finds()
    for _ in range(2):
        assert search(LocatorQuery(near=ADDRESS)).place.kind == "postal_code"
    assert len(for_visitors.asked) == 1


def test_the_cache_does_not_show_what_was_asked(for_visitors: Service) -> None:
    search(LocatorQuery(near=ADDRESS))
    keys = " ".join(cache._cache)
    assert "geocoding" in keys
    assert "main" not in keys.lower()


def test_the_whole_site_asks_once_in_an_interval(
    for_visitors: Service, settings: Any, look_up: Any, clock: Any
) -> None:
    settings.WAGTAIL_TMS_GEOCODING_INTERVAL = 10
    assert search(LocatorQuery(near=ADDRESS)).place.kind == "address"
    for_visitors.behavior = finds(IN_BOZEMAN)
    clock.now += 10
    result = search(LocatorQuery(near=OTHER_ADDRESS))
    assert result.place == places.resolve(OTHER_ADDRESS).place
    body = look_up(OTHER_ADDRESS)
    assert body["place"]["label"] == "Bozeman, MT 59715"
    assert body["message"] == (
        "The address service was just asked. Try again in a few seconds."
    )
    assert search(LocatorQuery(near=ADDRESS)).place.kind == "address"
    assert for_visitors.asked == [ADDRESS]
    clock.now += 2
    assert look_up(OTHER_ADDRESS)["place"]["kind"] == "address"


def test_of_many_at_once_one_may_ask(settings: Any, clock: Any) -> None:
    settings.WAGTAIL_TMS_GEOCODING_INTERVAL = 1
    turns: list[bool] = []
    ready = threading.Barrier(16)

    def take() -> None:
        ready.wait()
        turns.append(limits.take_turn())

    threads = [threading.Thread(target=take) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(turns) == [False] * 15 + [True]


def test_a_pause_is_logged_without_what_was_asked(
    for_visitors: Service, caplog: Any
) -> None:
    for_visitors.behavior = FAILURES["302 to metadata"]
    search(LocatorQuery(near=ADDRESS))
    assert [record.getMessage() for record in caplog.records] == [
        "The geocoder failed: a redirect, which is not followed"
    ]
