"""What to offer while a reader types: ZIPs, cities and states, the largest first."""

from __future__ import annotations

from wagtail_tms.places.address import read_address
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.normalize import clean, fold, normalize_name
from wagtail_tms.places.place import Place, PlaceKind
from wagtail_tms.places.resolver import MAX_LENGTH
from wagtail_tms.places.states import all_states, spellings


# States rank among cities as if they had this many people: below New York, above all
# but the largest of their own cities.
STATE_RANK = 2_000_000
MAX_STATES = 3


def suggest(
    gazetteer: Gazetteer, text: str, *, limit: int, state: str
) -> tuple[Place, ...]:
    """See `wagtail_tms.places.suggest`."""
    if len(text) > MAX_LENGTH or limit < 1:
        return ()
    text = clean(text)
    digits = text.split("-")[0]
    if digits.isdecimal() and digits.isascii():
        if len(digits) > 5:
            return ()
        return tuple(gazetteer.postal_codes_starting(digits, state=state, limit=limit))
    if not fold(text):
        return ()
    exact = gazetteer.cities_called(normalize_name(text), state=state)
    named = sorted(
        [*_states(text, state), *_cities(gazetteer, text, state, limit)], key=_rank
    )
    return tuple(dict.fromkeys([*exact, *named]))[:limit]


def _cities(gazetteer: Gazetteer, text: str, state: str, limit: int) -> list[Place]:
    """Cities that begin with the text, or with the part of it before a state."""
    name = normalize_name(text)
    found = gazetteer.cities_starting(name, state=state, limit=limit)
    city, region = _city_and_region(text)
    if city and region:
        for code in _codes_starting(region):
            if not state or state == code:
                found += gazetteer.cities_starting(city, state=code, limit=limit)
    return found


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


def _rank(place: Place) -> tuple[int, str]:
    is_state = place.kind == PlaceKind.STATE
    return -(STATE_RANK if is_state else place.population), place.label
