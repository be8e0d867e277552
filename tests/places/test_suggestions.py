"""Suggestions complete what is typed, the largest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import examples
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
