"""States are found by code, name, slug and the usual abbreviations."""

from __future__ import annotations

import pytest

from wagtail_tms import places


def test_there_are_fifty_states_the_district_and_five_territories() -> None:
    kinds = [state.kind for state in places.states()]
    assert kinds.count("state") == 50
    assert kinds.count("district") == 1
    assert kinds.count("territory") == 5


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("MT", "MT"),
        ("mt", "MT"),
        ("Montana", "MT"),
        ("new-york", "NY"),
        ("N.Y.", "NY"),
        ("N. Carolina", "NC"),
        ("Calif.", "CA"),
        ("Penn.", "PA"),
        ("Mass", "MA"),
        ("W. Va.", "WV"),
        ("Washington State", "WA"),
        ("State of Maine", "ME"),
        ("D.C.", "DC"),
        ("Hawai\u02bbi", "HI"),
        ("us-virgin-islands", "VI"),
        ("Virgin Islands", "VI"),
        ("P.R.", "PR"),
    ],
)
def test_state_is_found_in_every_usual_spelling(typed: str, code: str) -> None:
    state = places.state(typed)
    assert state is not None
    assert state.code == code


@pytest.mark.parametrize("typed", ["", " ", "ZZ", "Ontario", "AE", "state", "\x00"])
def test_other_words_are_no_state(typed: str) -> None:
    assert places.state(typed) is None


def test_every_state_is_found_by_its_own_code_name_and_slug() -> None:
    for state in places.states():
        for spelling in (state.code, state.name, state.slug):
            assert places.state(spelling) == state
