"""Never a dead end: what a search answers when it finds little or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_clinic, make_condition
from wagtail_tms.geo import Unit
from wagtail_tms.locator import LocatorQuery, LocatorResult, search


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)
BOZEMAN = {
    "city": "Bozeman", "postal_code": "59715", "latitude": 45.6770,
    "longitude": -111.0429,
}  # fmt: skip
CODY = {
    "city": "Cody", "state": "WY", "postal_code": "82414", "latitude": 44.5263,
    "longitude": -109.0565,
}  # fmt: skip


def names(result: LocatorResult) -> list[str]:
    return [listing.clinic.name for listing in result.listings]


def nearby(result: LocatorResult) -> list[str]:
    return [listing.clinic.name for listing in result.nearby]


def ask(**fields: Any) -> LocatorResult:
    return search(LocatorQuery(**fields))


def test_nothing_within_the_radius_gives_the_nearest_and_says_so() -> None:
    make_clinic("Bozeman", **BOZEMAN)
    result = ask(near="59011", radius=20)
    assert names(result) == ["Bozeman"]
    assert result.widened
    assert result.count == 1
    assert result.message == (
        "No clinics within 20 miles of Big Timber, MT 59011. Here is the nearest one."
    )
    make_clinic("Cody", **CODY)
    assert ask(near="59011", radius=20).message.endswith("Here are the 2 nearest.")
    assert "within 1 mile of" in ask(near="59011", radius=1).message
    message = ask(near="59011", radius=20.5, unit=Unit.KILOMETERS).message
    assert "within 20.5 kilometers of" in message


def test_a_widened_search_has_one_page() -> None:
    for number in range(5):
        make_clinic(f"{number}", **{**BOZEMAN, "longitude": -111 - number})
    result = ask(near="59011", radius=1, limit=3)
    assert (names(result), result.count, result.has_next) == (["0", "1", "2"], 3, False)
    assert ask(near="59011", radius=1, limit=3, offset=3).listings == []


def test_widening_keeps_the_filters() -> None:
    mdd = make_condition("MDD")
    make_clinic("Here")
    make_clinic("Cody", conditions=[mdd], **CODY)
    result = ask(near="59011", radius=20, filters={"condition": ("mdd",)})
    assert names(result) == ["Cody"]
    assert "match" in result.message


def test_widening_stays_in_the_state_while_it_can() -> None:
    make_clinic("Wyoming", **CODY)
    make_clinic("Montana", latitude=48.9, longitude=-115.0)
    assert names(ask(near="59011", radius=5, state="MT")) == ["Montana"]
    assert (
        names(ask(near="59011", radius=5, state="ID")) == ["Montana", "Wyoming"][::-1]
    )


def test_a_state_without_clinics_gives_the_nearest_over_the_border() -> None:
    make_clinic("Cody", **CODY)
    result = ask(near="Montana")
    assert names(result) == ["Cody"]
    assert result.widened
    assert result.message == "No clinics in Montana yet. Here is the nearest one."
    assert result.listings[0].distance is not None


def test_a_city_without_clinics_gives_the_nearest() -> None:
    make_clinic("Bozeman", **BOZEMAN)
    result = ask(state="MT", city="Big Timber")
    assert names(result) == ["Bozeman"]
    assert result.message.startswith("No clinics in Big Timber, MT yet.")


def test_an_ambiguous_place_gives_alternatives_and_no_listings() -> None:
    make_clinic()
    result = ask(near="Springfield")
    assert (result.place, result.listings, result.count) == (None, [], 0)
    assert len(result.alternatives) > 3
    assert result.message


def test_an_unknown_place_gives_a_message() -> None:
    make_clinic()
    result = ask(near="Xyzzyplugh")
    assert (result.place, result.listings) == (None, [])
    assert result.message


def test_a_site_without_clinics_says_so() -> None:
    for fields in ({}, {"near": "59011"}, {"near": "Montana"}, {"position": HERE}):
        result = ask(**fields)
        assert (result.listings, result.count, result.widened) == ([], 0, False)
        assert result.message == "No clinics are listed yet."


# A state with few clinics


def test_a_state_with_few_shows_the_nearest_over_the_border_too() -> None:
    mdd = make_condition("MDD")
    make_clinic("Montana", conditions=[mdd])
    make_clinic("Cody", conditions=[mdd], **CODY)
    make_clinic("Casper", **{**CODY, "city": "Casper", "latitude": 42.85})
    result = ask(near="Montana")
    assert (names(result), result.count, result.widened) == (["Montana"], 1, False)
    assert nearby(result) == ["Cody", "Casper"]
    assert [listing.number for listing in result.nearby] == [2, 3]
    assert result.nearby[0].distance is not None
    assert [value.label for value in result.nearby[0].terms["condition"]] == ["MDD"]
    assert result.is_little
    assert nearby(ask(state="MT", filters={"condition": ("mdd",)})) == ["Cody"]


def test_at_most_five_are_shown_from_over_the_border() -> None:
    make_clinic("Montana")
    for number in range(7):
        make_clinic(f"{number}", **{**CODY, "latitude": 44.5 - number / 10})
    assert nearby(ask(near="Montana")) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "fields",
    [
        {"near": "59011", "radius": 5},
        {"state": "MT", "city": "Big Timber"},
        {"near": "Montana", "open_now": True},
        {},
    ],
)
def test_only_a_state_looks_over_its_border(fields: dict[str, Any]) -> None:
    make_clinic("Montana", hours=[(day, "00:00", "00:00") for day in range(7)])
    make_clinic("Cody", **CODY)
    assert nearby(ask(**fields)) == []


def test_a_state_with_enough_keeps_to_itself() -> None:
    for number in range(3):
        make_clinic(f"{number}")
    make_clinic("Cody", **CODY)
    result = ask(near="Montana")
    assert (nearby(result), result.is_little) == ([], False)
