"""What an answer must be before it is shown, and which texts have a street."""

from __future__ import annotations

import dataclasses

import pytest

from tests.geocoding.service import ADDRESS, FOUND
from wagtail_tms import places
from wagtail_tms.geocoding import Candidate
from wagtail_tms.geocoding.belief import is_believable, is_in_state
from wagtail_tms.geocoding.streets import Street


GOOD = Candidate(FOUND["display_name"], float(FOUND["lat"]), float(FOUND["lon"]))


def street(text: str) -> Street | None:
    place = places.resolve(text).place
    assert place is not None
    return Street.read(text, place)


def believed(text: str, candidate: Candidate) -> bool:
    place, words = places.resolve(text).place, street(text)
    assert place
    assert words
    return is_believable(candidate, words, place)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (ADDRESS, "101 Main St, Big Timber, MT 59011, USA"),
        (ADDRESS, "Main Street, Big Timber, Sweet Grass County, Montana"),
        (ADDRESS, "101 MAIN ST, BIG TIMBER, MT, 59011"),
        ("101 Main St Big Timber MT", "101, Main Street, Big Timber, Montana, 59011"),
    ],
)
def test_what_services_write_is_believed(text: str, label: str) -> None:
    assert believed(text, dataclasses.replace(GOOD, label=label))


@pytest.mark.parametrize(
    "changes",
    [
        {"latitude": float("nan")},
        {"longitude": float("inf")},
        {"latitude": 1e308},
        {"latitude": 91.0},
        {"longitude": -181.0},
        {"latitude": 46.5891, "longitude": -112.0391},  # Helena
        {"label": ""},
        {"label": "Big Timber, Montana, 59011, United States"},
        {"label": "101, Main Street, Big Timber, Wyoming"},
        {"label": "101 Main St, Cody, 82414"},
        {"label": "101 Main St " * 100},
    ],
)
def test_what_cannot_be_is_not_believed(changes: dict[str, object]) -> None:
    assert believed(ADDRESS, GOOD)
    assert not believed(ADDRESS, dataclasses.replace(GOOD, **changes))


def test_washington_is_in_the_district() -> None:
    label = "1600, Pennsylvania Avenue Northwest, Washington, District of Columbia"
    for written in (
        label,
        f"{label}, 20500, United States",
        "1600 X, Washington 20500",
    ):
        candidate = Candidate(written, 38.8977, -77.0365)
        assert believed("1600 Pennsylvania Ave NW, Washington, DC", candidate)
        assert not believed("1600 Pennsylvania Ave, Spokane, WA", candidate)


def test_the_other_kansas_city_is_not_believed() -> None:
    kansas = Candidate("100, Main Street, Kansas City, Kansas", 39.1155, -94.6268)
    missouri = Candidate("100, Main Street, Kansas City, Missouri", 39.1085, -94.5832)
    assert believed("100 Main St, Kansas City, KS", kansas)
    assert believed("100 Main St, Kansas City, MO", missouri)
    assert not believed("100 Main St, Kansas City, MO", kansas)
    assert not believed("100 Main St, Kansas City, KS", missouri)
    olathe = dataclasses.replace(missouri, latitude=38.8814, longitude=-94.8191)
    assert not believed("100 Main St, Kansas City, MO", olathe)


@pytest.mark.parametrize("city", ["Reno, NV", "Chicago, IL", "Portland, OR", "Guam"])
def test_a_place_is_in_its_own_state(city: str) -> None:
    place = places.resolve(city).place
    assert place is not None
    here = place.latitude, place.longitude
    assert is_in_state(*here, place.state)
    assert not is_in_state(*here, "TX")


def test_the_sea_is_in_no_state() -> None:
    assert not is_in_state(0, 0, "MT")
    assert not is_in_state(35.0, -60.0, "NC")


def test_no_zip_and_no_city_reads_as_a_street() -> None:
    gazetteer = places.get_backend().gazetteer  # type: ignore[attr-defined]
    codes = [gazetteer.postal_code(f"{number:05}") for number in range(0, 99_999, 37)]
    texts = [
        (text, place)
        for place in codes
        if place
        for text in (
            place.query,
            place.label,
            f"{place.postal_code} {place.name}, {place.state}",
            f"{place.postal_code}-1234",
        )
    ]
    assert len(texts) > 4000
    assert [text for text, place in texts if Street.read(text, place)] == []


@pytest.mark.parametrize(
    "text",
    [
        "101 Main St, Big Timber, MT", "101 main st big timber montana 59011",
        "7-12 Elm Avenue Apt 3, Boise, ID 83702", "1 Broadway, New York, NY",
        "100 E St NW, Washington, DC", "5 Springfield Ave, Springfield, NJ",
    ],
)  # fmt: skip
def test_a_house_number_and_words_are_a_street(text: str) -> None:
    assert street(text)
