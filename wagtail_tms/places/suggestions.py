"""What to offer while a reader types: ZIPs, cities and states, the likeliest first."""

from __future__ import annotations

import math
from collections.abc import Iterable

from wagtail_tms.geo import distance_miles
from wagtail_tms.places import spelling
from wagtail_tms.places.address import read_address
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.normalize import clean, fold, normalize_name
from wagtail_tms.places.place import Place, PlaceKind
from wagtail_tms.places.resolver import MAX_LENGTH
from wagtail_tms.places.states import all_states, find_state, spellings


# States rank among cities as if they had this many people: below New York, above all
# but the largest of their own cities.
STATE_RANK = 2_000_000
MAX_STATES = 3
# A text that begins no city of this size may be a misspelled one.
CITY_OF_SOME_SIZE = 20_000
MAX_GUESSES = 12
# A place in the reader's own state weighs as much as one thirty times larger
# (10 ** 1.5); outside, nearness to the state's middle fades over these miles.
OWN_STATE_WEIGHT = 1.5
NEAR_WEIGHT = 1.0
NEAR_MILES = 500.0
# So many of the largest are fetched for the nearness to choose from.
CANDIDATES = 40


def suggest(
    gazetteer: Gazetteer, text: str, *, limit: int, state: str, near_state: str
) -> tuple[Place, ...]:
    """See `wagtail_tms.places.suggest`."""
    if len(text) > MAX_LENGTH or limit < 1:
        return ()
    text = clean(text)
    digits = text.split("-")[0]
    if digits.isdecimal() and digits.isascii():
        return _postal_codes(gazetteer, digits, limit, state, near_state)
    if not fold(text):
        return ()
    exact = gazetteer.cities_called(normalize_name(text), state=state)
    ranking = _Ranking(near_state)
    named = [*_states(text, state), *_cities(gazetteer, text, state, near_state, limit)]
    ranked = {place: ranking.score(place) for place in named}
    if not _is_city_of_some_size(named):
        for place, edits in _misspelled(gazetteer, text, state):
            score = ranking.score(place) - spelling.EDIT_WEIGHT * edits
            ranked.setdefault(place, score)
    likeliest = sorted(ranked, key=lambda place: (-ranked[place], place.label))
    return tuple(dict.fromkeys([*exact, *likeliest]))[:limit]


class _Ranking:
    """Population, and nearness to the reader's state where it is known."""

    def __init__(self, near_state: str) -> None:
        self.state = find_state(near_state) if near_state else None

    def score(self, place: Place) -> float:
        is_state = place.kind == PlaceKind.STATE
        people = STATE_RANK if is_state else place.population
        return math.log10(people + 10) + self._nearness(place)

    def _nearness(self, place: Place) -> float:
        if self.state is None:
            return 0.0
        if place.state == self.state.code:
            return OWN_STATE_WEIGHT
        miles = distance_miles(
            place.latitude, place.longitude, self.state.latitude, self.state.longitude
        )
        return NEAR_WEIGHT * max(0.0, 1 - miles / NEAR_MILES)


def _postal_codes(
    gazetteer: Gazetteer, digits: str, limit: int, state: str, near_state: str
) -> tuple[Place, ...]:
    if len(digits) > 5:
        return ()
    wanted = [state] if state or not near_state else [near_state, ""]
    found = [
        place
        for code in wanted
        for place in gazetteer.postal_codes_starting(digits, state=code, limit=limit)
    ]
    return tuple(dict.fromkeys(found))[:limit]


def _cities(
    gazetteer: Gazetteer, text: str, state: str, near_state: str, limit: int
) -> list[Place]:
    """Cities that begin with the text, or with the part of it before a state."""
    most = max(limit, CANDIDATES) if near_state else limit
    found = []
    for prefix in _prefixes(text):
        for code in dict.fromkeys([state, state or near_state]):
            found += gazetteer.cities_starting(prefix, state=code, limit=most)
    city, region = _city_and_region(text)
    if city and region:
        for code in _codes_starting(region):
            if not state or state == code:
                found += gazetteer.cities_starting(city, state=code, limit=limit)
    return found


def _prefixes(text: str) -> Iterable[str]:
    """As it is stored; and "st" may also be the beginning of Stockton."""
    return dict.fromkeys([normalize_name(text), fold(text)])


def _is_city_of_some_size(places: Iterable[Place]) -> bool:
    return any(
        place.kind == PlaceKind.STATE or place.population >= CITY_OF_SOME_SIZE
        for place in places
    )


def _misspelled(
    gazetteer: Gazetteer, text: str, state: str
) -> Iterable[tuple[Place, int]]:
    """Cities a few edits from the text, or from the part of it before a state."""
    address = read_address(text)
    names = [] if address.state and not address.whole else [(text, state)]
    if address.state and address.state.code == (state or address.state.code):
        names.append((address.cities[0], address.state.code))
    for name, code in names:
        folded = normalize_name(name)
        for guess in spelling.guesses(
            gazetteer, folded, code, MAX_GUESSES, cautious=False
        ):
            for place in gazetteer.cities(guess.name, code):
                yield place, guess.edits


def _city_and_region(text: str) -> tuple[str, str]:
    """ "portland, o" is Portland in a state that begins with an O."""
    if "," in text:
        city, _, region = text.rpartition(",")
        return normalize_name(city), fold(region)
    address = read_address(text)
    if address.state:
        return normalize_name(address.cities[0]), fold(address.state.code)
    return "", ""


def _codes_starting(region: str) -> list[str]:
    exact = spellings().get(region)
    if exact:
        return [exact.code]
    return sorted(
        state.code for state in all_states() if fold(state.name).startswith(region)
    )


def _states(text: str, only: str) -> list[Place]:
    folded = fold(text)
    if len(folded) < 2:
        return []
    exact = spellings().get(folded)
    starting = [state for state in all_states() if fold(state.name).startswith(folded)]
    found = dict.fromkeys([*([exact] if exact else []), *starting])
    return [state.place for state in found if not only or state.code == only][
        :MAX_STATES
    ]
