"""From the words of a typed text to a city or a state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wagtail_tms.places import messages, spelling
from wagtail_tms.places.address import Address, misspelled_state, read_address
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.normalize import fold, normalize_name
from wagtail_tms.places.place import CITY_BEFORE_STATE, Place, Resolution
from wagtail_tms.places.states import State, find_state


MAX_ALTERNATIVES = 12
# A city is larger by far than its namesakes with this many people and as many times
# those of the next: Boston and Bethesda are, but not Portland, Oregon (652,000) beside
# Portland, Maine (68,000).
LARGER_BY_FAR = ((100_000, 10), (20_000, 25))
# Of the misspelled, one must be five times as likely as the next (10 ** 0.7), and
# without a state a town of some size.
CLEAR_LEAD = 0.7
GUESS_POPULATION = 20_000
OFFERED_POPULATION = 1_000
# Cities that a state's name may mean as well: Washington, but not Nevada, Missouri.
NAMESAKE_POPULATION = 100_000

# What people type for a city although it is the name or the code of a state.
_CITY_FIRST = {"la", "dc", *(name.lower() for name in CITY_BEFORE_STATE)}
# "Boise City, ID" is Boise; Mexico City, without a state, is not Mexico, Missouri.
_GENERIC_ENDS = (" city", " town", " township", " village", " borough")
_GENERIC_STARTS = ("city of ", "town of ", "village of ", "downtown ", "greater ")


class NameResolver:
    """Resolves texts without a ZIP: cities, states, street addresses."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def resolve(self, text: str) -> Resolution:
        """A given state is never left; an ambiguous name is a question."""
        state, address = find_state(text), read_address(text)
        # A comma tells that "W, VA" is a city in Virginia; "W VA" is West Virginia.
        given = None if address.whole else address.state
        if state and given in (None, state):
            return self._state(text, state)
        if address.region:
            return self._outside(address)
        if address.state:
            return self._in_state(address, address.state)
        return self._anywhere(address, text)

    def _state(self, text: str, state: State) -> Resolution:
        """A state by its name or code; a few of them mean the city first."""
        cities = self.gazetteer.cities(normalize_name(text))
        if fold(text) in _CITY_FIRST:
            message = messages.also_state(text, state)
            return Resolution(cities[0], distinct([state.place, *cities[1:]]), message)
        large = [city for city in cities if city.population >= NAMESAKE_POPULATION]
        return Resolution(state.place, distinct(large))

    def _in_state(self, address: Address, state: State) -> Resolution:
        for text in address.cities:
            city = self._exact_city(text, state.code)
            if city:
                return Resolution(city)
        if address.whole:
            found = self.gazetteer.cities(normalize_name(address.whole))
            if found:
                return self._choose(found)
        city = self._city_but_for_spaces(address.cities[0], state.code)
        if city:
            return Resolution(city)
        return self._misspelled_in_state(address.cities[0], state)

    def _misspelled_in_state(self, text: str, state: State) -> Resolution:
        """A typo inside the state; a name that exists elsewhere is no typo."""
        elsewhere = self.cities(text)
        guessed = self._guess(text, state.code)
        if guessed.place and not elsewhere:
            return guessed
        near = [*([guessed.place] if guessed.place else []), *guessed.alternatives]
        alternatives = distinct([*near[:5], state.place, *elsewhere])
        return Resolution(None, alternatives, messages.not_in_state(text, state.name))

    def _outside(self, address: Address) -> Resolution:
        found = self.cities(address.cities[0])
        return Resolution(
            None, distinct(found), messages.unknown_region(address.region)
        )

    def _anywhere(self, address: Address, text: str) -> Resolution:
        for candidate in address.cities:
            found = self.cities(candidate)
            if found:
                return self._choose(found)
        return self._misspelled(address.cities[0] if address.cities else text)

    def _misspelled(self, text: str) -> Resolution:
        """A typo in a state ("Massachusets", "Portland Oregn") or in a city."""
        state = misspelled_state(text)
        if state:
            return Resolution(state.place, (), messages.guessed(text, state.name))
        city, _, end = text.rpartition(" ")
        state = misspelled_state(end)
        place = self._exact_city(city, state.code) if city and state else None
        if place:
            return Resolution(place, (), messages.guessed(text, place.label))
        return self._guess(text, "")

    def _choose(self, found: Sequence[Place]) -> Resolution:
        """The only one, or the one larger by far; otherwise a question."""
        first, *others = found
        if not others or _is_larger_by_far(first, others[0]):
            return Resolution(first, distinct(others))
        return Resolution(None, distinct(found), messages.several(first.name))

    def _guess(self, text: str, state: str) -> Resolution:
        name = normalize_name(text)
        guesses = spelling.guesses(self.gazetteer, name, state, MAX_ALTERNATIVES)
        if not guesses:
            return Resolution(None, (), messages.unknown(text))
        first, *others = guesses
        is_clear = not others or first.score - others[0].score >= CLEAR_LEAD
        if is_clear and (state or first.population >= GUESS_POPULATION):
            chosen = self._choose(self.gazetteer.cities(first.name, state))
            if chosen.place is None:
                return chosen
            message = messages.guessed(text, chosen.place.label)
            return Resolution(chosen.place, chosen.alternatives, message)
        places = [
            place
            for guess in guesses
            if state or guess.population >= OFFERED_POPULATION
            for place in self.gazetteer.cities(guess.name, state)[:3]
        ]
        if not places:
            return Resolution(None, (), messages.unknown(text))
        return Resolution(None, distinct(places), messages.did_you_mean(text))

    def _exact_city(self, text: str, state: str) -> Place | None:
        for name in _variants(normalize_name(text), _GENERIC_ENDS):
            city = self.gazetteer.city(name, state)
            if city:
                return city
        return None

    def _city_but_for_spaces(self, text: str, state: str) -> Place | None:
        """The city of the state that is written so but for its spaces: La Crosse."""
        joined = normalize_name(text).replace(" ", "")
        for name in self.gazetteer.names(state).names:
            if name.replace(" ", "") == joined:
                return self.gazetteer.city(name, state)
        return None

    def cities(self, text: str) -> list[Place]:
        """Every place of this name, the most people first."""
        for name in _variants(normalize_name(text), ()):
            found = self.gazetteer.cities(name)
            if found:
                return found
        return []


def _variants(name: str, ends: Iterable[str]) -> Iterable[str]:
    """The name, then the name without the words people add to it."""
    yield name
    for end in ends:
        if name.endswith(end):
            yield name.removesuffix(end)
    for start in _GENERIC_STARTS:
        if name.startswith(start):
            yield name.removeprefix(start)


def _is_larger_by_far(first: Place, second: Place) -> bool:
    return any(
        first.population >= people and first.population >= times * second.population
        for people, times in LARGER_BY_FAR
    )


def distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, in order, no more than a reader can choose from."""
    return tuple(dict.fromkeys(places))[:MAX_ALTERNATIVES]
