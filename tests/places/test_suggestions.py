"""Suggestions complete what is typed, the largest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import examples
from tools import score_typos
from wagtail_tms import places


def _labels(text: str, **options: object) -> list[str]:
    return [place.label for place in places.suggest(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("port", "Portland, OR"),
        ("Bo", "Boston, MA"),
        ("bois", "Boise, ID"),
        ("St. Lou", "St. Louis, MO"),
        ("new york", "New York, NY"),
        ("nyc", "New York, NY"),
        ("mont", "Montana"),
        ("Ohi", "Ohio"),
        ("portland, m", "Portland, ME"),
        ("portland or", "Portland, OR"),
        ("Ca\u00f1on", "Ca\u00f1on City, CO"),
    ],
)
def test_first_suggestion(typed: str, first: str) -> None:
    assert _labels(typed)[0] == first


def test_digits_suggest_the_zips_that_begin_with_them() -> None:
    found = places.suggest("5901")
    assert len(found) == 8
    assert all(place.postal_code.startswith("5901") for place in found)


def test_zips_keep_their_leading_zeros() -> None:
    assert _labels("0213")[0].endswith("02130")


def test_zip_plus_four_suggests_its_zip() -> None:
    assert _labels("59011-12") == ["Big Timber, MT 59011"]


def test_alternate_names_do_not_mislead_a_prefix() -> None:
    assert "Toledo, OH" not in _labels("port", limit=50)
    assert "Anchorage, AK" not in _labels("bro", limit=50)


def test_a_given_state_is_never_left() -> None:
    found = places.suggest("port", state="ME", limit=50)
    assert found
    assert {place.state for place in found} == {"ME"}


@pytest.mark.parametrize(
    ("typed", "near_state", "first"),
    [
        ("port", "ME", "Portland, ME"),
        ("port", "OR", "Portland, OR"),
        ("springf", "IL", "Springfield, IL"),
        ("new y", "NJ", "New York, NY"),  # much larger, and not far
        ("columb", "SC", "Columbia, SC"),
        ("5", "MT", "Absarokee, MT 59001"),
        ("bosotn", "TX", "Boston, MA"),
    ],
)
def test_what_is_near_the_readers_state_comes_first(
    typed: str, near_state: str, first: str
) -> None:
    found = _labels(typed, near_state=near_state)
    assert found[0] == first
    assert len(set(found)) == len(found) > 0


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Philadelpia", "Philadelphia, PA"),
        ("husdon", "Hudson, OH"),
        ("allenton", "Allentown, PA"),  # there are hamlets called Allenton
        ("beverlyh ills", "Beverly Hills, CA"),  # not in Illinois
        ("otrland, ME", "Portland, ME"),
        ("ketrting", "Kettering, OH"),
        ("St Luois", "St. Louis, MO"),
    ],
)
def test_misspelled_cities_are_offered(typed: str, city: str) -> None:
    assert city in _labels(typed, limit=3)


def test_a_typed_state_is_not_left_for_a_misspelling() -> None:
    assert {place.state for place in places.suggest("otrland, ME")} == {"ME"}


def test_an_abbreviation_may_be_the_beginning_of_a_word() -> None:
    found = _labels("st", limit=20)
    assert "Saint Paul, MN" in found
    assert "Stockton, CA" in found


@pytest.mark.parametrize(("with_state", "share"), [(False, 0.98), (True, 0.985)])
def test_typos_find_their_city_among_the_first_three(
    with_state: bool, share: float
) -> None:
    found = list(score_typos.typos(400, seed=2026))
    wrong = score_typos.missed(found, places.suggest, with_state=with_state)
    assert len(wrong) <= (1 - share) * len(found), wrong


def test_limit_is_kept() -> None:
    assert len(places.suggest("s", limit=3)) == 3
    assert places.suggest("s", limit=0) == ()


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "123456", "x" * 201, "\U0001f642"])
def test_nothing_sensible_suggests_nothing(typed: str) -> None:
    assert places.suggest(typed) == ()


@examples(150)
@given(st.text(max_size=30))
def test_any_text_suggests_distinct_places(text: str) -> None:
    found = places.suggest(text)
    assert len(found) == len(set(found)) <= 8
