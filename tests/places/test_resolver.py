"""Typed texts resolve to the place meant, or to a question; never to another state."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.properties import examples
from wagtail_tms import places
from wagtail_tms.places import Place, PlaceKind
from wagtail_tms.places.offline import OfflinePlaces


FOUND = [
    # ZIPs, leading zeros kept
    ("59011", "Big Timber, MT 59011"),
    ("59011-1234", "Big Timber, MT 59011"),
    ("59011\u20131234", "Big Timber, MT 59011"),
    ("59011 1234", "Big Timber, MT 59011"),
    ("590111234", "Big Timber, MT 59011"),
    (" 59011. ", "Big Timber, MT 59011"),
    ("02139", "Cambridge, MA 02139"),
    ("00601", "Adjuntas, PR 00601"),
    ("12345", "Schenectady, NY 12345"),
    ("99950", "Ketchikan, AK 99950"),
    # City and state in the usual spellings
    ("Portland OR", "Portland, OR"),
    ("portland, oregon", "Portland, OR"),
    ("PORTLAND,ME", "Portland, ME"),
    ("Boise Idaho", "Boise, ID"),
    ("Boise, ID, USA", "Boise, ID"),
    ("\U0001f642 Boise, ID \U0001f642", "Boise, ID"),
    ("Big Timber, Montana", "Big Timber, MT"),
    ("Big Timber MT", "Big Timber, MT"),
    ("Billings MT", "Billings, MT"),
    ("St. Louis MO", "St. Louis, MO"),
    ("St.Louis, Missouri", "St. Louis, MO"),
    ("Saint Louis", "St. Louis, MO"),
    ("Ft Worth, TX", "Fort Worth, TX"),
    ("Mt Vernon NY", "Mount Vernon, NY"),
    ("Winston Salem", "Winston-Salem, NC"),
    ("winston-salem, n.c.", "Winston-Salem, NC"),
    ("Coeur d\u2019Alene", "Coeur d'Alene, ID"),
    ("Coeur d Alene, ID", "Coeur d'Alene, ID"),
    ("San Jos\u00e9", "San Jose, CA"),
    ("Canon City", "Ca\u00f1on City, CO"),
    ("Ca\u00f1on City", "Ca\u00f1on City, CO"),
    ("O Fallon MO", "O'Fallon, MO"),
    ("Richmond, Va.", "Richmond, VA"),
    ("Sacramento Calif.", "Sacramento, CA"),
    ("Charlotte N. Carolina", "Charlotte, NC"),
    ("San Juan PR", "San Juan, PR"),
    ("Washington, D.C.", "Washington, DC"),
    ("Washington DC", "Washington, DC"),
    ("Wash DC", "Washington, DC"),
    ("city of Boise, ID", "Boise, ID"),
    # The wrong-state reports
    ("Glendale, CO", "Glendale, CO"),
    ("Hollywood, CA", "Hollywood, CA"),
    ("Hollywood, FL", "Hollywood, FL"),
    ("St. Petersburg, FL", "St. Petersburg, FL"),
    ("Saint Petersburg FL", "St. Petersburg, FL"),
    ("St. Charles, MO", "Saint Charles, MO"),
    # Everyday names
    ("NYC", "New York, NY"),
    ("New York City", "New York, NY"),
    ("LA", "Los Angeles, CA"),
    ("L.A.", "Los Angeles, CA"),
    ("DC", "Washington, DC"),
    ("Philly", "Philadelphia, PA"),
    ("Bronx", "The Bronx, NY"),
    ("Brooklyn", "Brooklyn, NY"),
    ("Queens", "Queens, NY"),
    ("Manhattan", "Manhattan, NY"),
    ("Bethesda", "Bethesda, MD"),
    # Larger by far than every namesake
    ("New York", "New York, NY"),
    ("Boston", "Boston, MA"),
    ("Miami", "Miami, FL"),
    ("Las Vegas", "Las Vegas, NV"),
    ("Jacksonville", "Jacksonville, FL"),
    # A city whose name ends in a state
    ("West New York", "West New York, NJ"),
    # States
    ("ME", "Maine"),
    ("or", "Oregon"),
    ("Ohio", "Ohio"),
    ("N. Carolina", "North Carolina"),
    ("Washington", "Washington"),
    ("Washington State", "Washington"),
    ("New York State", "New York"),
    ("District of Columbia", "District of Columbia"),
    ("Guam", "Guam"),
    ("Virgin Islands", "U.S. Virgin Islands"),
    # Pasted addresses
    ("123 Main St, Springfield, IL 62704", "Springfield, IL 62704"),
    ("123 Main St, Springfield, IL", "Springfield, IL"),
    ("123 Main St Springfield IL", "Springfield, IL"),
    ("12345 Main St, Boise, ID", "Boise, ID"),
    ("PO Box 12, Big Timber, MT 59011-0012", "Big Timber, MT 59011"),
    ("Apt 4, 12 Elm St, Salem, OR", "Salem, OR"),
    ("Portland, Multnomah County, Oregon", "Portland, OR"),
    # ZIP and words agree
    ("Boise, ID 83702", "Boise, ID 83702"),
    ("59011 Big Timber MT", "Big Timber, MT 59011"),
    ("MT 59011", "Big Timber, MT 59011"),
    ("Springfield 62704", "Springfield, IL 62704"),
    ("62704 Springfield", "Springfield, IL 62704"),
    ("Brooklyn 06234", "Brooklyn, CT 06234"),
    # Typos
    ("Philadelpia", "Philadelphia, PA"),
    ("Philadelpia, PA", "Philadelphia, PA"),
    ("Bosten", "Boston, MA"),
    ("Los Angelos", "Los Angeles, CA"),
    ("Portlnad, Oregn", "Portland, OR"),
    ("Portland Oregn", "Portland, OR"),
    ("Massachusets", "Massachusetts"),
    # Regions and neighborhoods
    ("Ballard, WA", "Ballard, WA"),
    ("Maui", "Maui, HI"),
    ("East LA", "East Los Angeles, CA"),
    ("Hamilton, NJ", "Hamilton, NJ"),
    ("ny, ny", "New York, NY"),
    ("De Kalb IL", "DeKalb, IL"),
    ("Portland/OR", "Portland, OR"),
    ("TMS clinics near Boise, ID", "Boise, ID"),
]


@pytest.mark.parametrize(("typed", "label"), FOUND)
def test_text_is_found(typed: str, label: str) -> None:
    place = places.resolve(typed).place
    assert place is not None
    assert place.label == label


@pytest.mark.parametrize(
    ("typed", "first", "also"),
    [
        ("Springfield", "Springfield, MO", "Springfield, IL"),
        ("Portland", "Portland, OR", "Portland, ME"),
        ("Paris", "Paris, TX", "Paris, TN"),
        ("Kansas City", "Kansas City, MO", "Kansas City, KS"),
        ("Hollywood", "Hollywood, CA", "Hollywood, FL"),
        ("Port Washington", "Port Washington, NY", "Port Washington, WI"),
    ],
)
def test_shared_name_is_a_question(typed: str, first: str, also: str) -> None:
    resolution = places.resolve(typed)
    labels = [place.label for place in resolution.alternatives]
    assert resolution.place is None
    assert labels[0] == first
    assert also in labels
    assert typed in resolution.message


def test_alternatives_come_by_population_and_are_few() -> None:
    alternatives = places.resolve("Springfield").alternatives
    populations = [place.population for place in alternatives]
    assert populations == sorted(populations, reverse=True)
    assert len(alternatives) <= 12


@pytest.mark.parametrize(
    ("typed", "alternative"),
    [
        ("Washington", "Washington, DC"),
        ("New York", "New York"),
        ("LA", "Louisiana"),
        ("DC", "District of Columbia"),
        ("Boston", "Boston, NY"),
    ],
)
def test_the_other_meaning_is_offered(typed: str, alternative: str) -> None:
    labels = [place.label for place in places.resolve(typed).alternatives]
    assert alternative in labels


@pytest.mark.parametrize(
    ("typed", "state", "elsewhere"),
    [
        ("St. Charles, LA", "LA", "Saint Charles, MO"),
        ("Boston, TX", "TX", "Boston, MA"),
        ("Boise, MT", "MT", "Boise, ID"),
        ("Big Timber, NJ", "NJ", "Big Timber, MT"),
    ],
)
def test_city_that_the_state_lacks_is_not_taken_from_another(
    typed: str, state: str, elsewhere: str
) -> None:
    resolution = places.resolve(typed)
    labels = [place.label for place in resolution.alternatives]
    assert resolution.place is None
    assert resolution.message
    assert resolution.alternatives[0].state == state
    assert elsewhere in labels


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Boise, ID 97201", ["Portland, OR 97201", "Boise, ID"]),
        ("Portland, OR 97701", ["Bend, OR 97701", "Portland, OR"]),
        ("TX 59011", ["Big Timber, MT 59011", "Texas"]),
        ("Nowhereville, TX 59011", ["Big Timber, MT 59011", "Texas"]),
    ],
)
def test_zip_and_words_that_disagree_are_both_offered(
    typed: str, labels: list[str]
) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None
    assert [place.label for place in resolution.alternatives] == labels
    assert "Which one do you mean?" in resolution.message


def test_unknown_zip_beside_a_city_of_its_area_leaves_the_city() -> None:
    resolution = places.resolve("Helena, MT 59000")
    assert resolution.place == places.city("Helena", "MT")
    assert "59000" in resolution.message


@pytest.mark.parametrize("typed", ["2139", "601", "1001"])
def test_lost_leading_zero_is_offered_back(typed: str) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None
    assert [place.postal_code for place in resolution.alternatives] == [typed.zfill(5)]
    assert f"Did you mean ZIP {typed.zfill(5)}?" in resolution.message


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type a ZIP code"),
        ("   ", "Type a ZIP code"),
        ("\x00\x00", "Type a ZIP code"),
        ("?!", "Type a ZIP code"),
        ("\u6771\u4eac", "We could not find"),
        ("00000", "We do not know ZIP code 00000"),
        ("99999", "We do not know ZIP code 99999"),
        ("123456", "five digits"),
        ("12", "five digits"),
        ("09001", "Military mail"),
        ("34001", "Military mail"),
        ("96201", "Military mail"),
        ("APO AE 09001", "Military mail"),
        ("FPO AP", "Military mail"),
        ("PSC 1, DPO, AA 34001", "Military mail"),
        ("AE", "Military mail"),
        ("K1A 0B1", "another country"),
        ("k1a0b1", "another country"),
        ("SW1A 1AA", "another country"),
        ("Toronto, ON K1A 0B1", "another country"),
        ("Toronto, ON", "not a state"),
        ("Paris, France", "not a state"),
        ("asdfghjkl", "We could not find"),
        ("asdfghjkl, OR", "in Oregon"),
        ("depression", "We could not find"),
        ("1600 Pennsylvania Avenue", "We could not find"),
        ("Mexico City", "We could not find"),
        ("King County, WA", "in Washington"),
        ("10001 Foo Street", "We could not find"),
        ("near me", "We do not know where you are"),
        ("x" * 201, "too long"),
        ("Boise " * 2_000, "too long"),
    ],
)
def test_what_is_no_place_gets_a_sentence(typed: str, words: str) -> None:
    resolution = places.resolve(typed)
    assert resolution.place is None
    assert words in resolution.message


def test_unknown_zip_offers_its_area_only_as_alternatives() -> None:
    alternatives = places.resolve("59000").alternatives
    assert alternatives
    assert all(place.postal_code.startswith("590") for place in alternatives)
    assert places.resolve("00000").alternatives == ()


# Properties


def _sample() -> list[Place]:
    gazetteer = OfflinePlaces().gazetteer
    cities = [
        city
        for letter in "abcdefghijklmnopqrstuvwxyz"
        for city in gazetteer.cities_starting(letter, limit=120)
    ]
    small = [
        city
        for name in gazetteer.names().names[::40]
        for city in gazetteer.cities(name)[-1:]
    ]
    codes = [
        code
        for digits in range(0, 100, 7)
        for code in gazetteer.postal_codes_starting(f"{digits:02}", limit=20)
    ]
    gazetteer.close()
    return [*cities, *small, *codes, *(state.place for state in places.states())]


def test_the_query_of_a_place_resolves_to_the_place() -> None:
    sample = _sample()
    assert len(sample) > 3_000
    assert [
        place for place in sample if places.resolve(place.query).place != place
    ] == []


def test_every_alternative_can_be_chosen_by_its_query() -> None:
    for typed in ("Springfield", "New York", "Boise, ID 97201", "Glendale", "59000"):
        for place in places.resolve(typed).alternatives:
            assert places.resolve(place.query).place == place


_words = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyz .'-", min_size=1, max_size=25
).filter(str.strip)
_codes = st.sampled_from([state.code for state in places.states()])
_names = st.sampled_from(
    ["Boston", "Paris", "Glendale", "Springfield", "Hollywood", "Columbus", "Lincoln"]
)


@examples(200)
@given(st.one_of(_words, _names), _codes)
@example(".", "LA")
@example(" ", "DC")
@example("w", "VA")
def test_a_given_state_is_never_left(city: str, code: str) -> None:
    place = places.resolve(f"{city}, {code}").place
    assert place is None or place.state == code


@examples(300)
@given(st.text(max_size=250))
@example("\x00")
@example(", , ,")
@example("\ud800")
@example("9" * 200)
@example("St " * 66)
@example("a" * 200)
@example("1 " * 100)
@example("12345-" * 33)
@example(", OR" * 50)
def test_any_text_is_answered_at_once(text: str) -> None:
    started = time.perf_counter()
    resolution = places.resolve(text)
    assert time.perf_counter() - started < 1
    assert resolution.place or resolution.message
    assert len(resolution.alternatives) <= 12


@examples(200)
@given(st.integers(min_value=0, max_value=99_999))
def test_five_digits_are_that_zip_or_no_place(number: int) -> None:
    code = f"{number:05}"
    place = places.resolve(code).place
    assert place is None or (
        place.kind == PlaceKind.POSTAL_CODE and place.postal_code == code
    )
