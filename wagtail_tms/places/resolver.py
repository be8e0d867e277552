"""From a typed text to the place it means; never to a place in another state."""

from __future__ import annotations

from wagtail_tms.geo import distance_miles
from wagtail_tms.places import messages, postal_codes
from wagtail_tms.places.address import read_address, without_country
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.name_resolver import NameResolver, distinct
from wagtail_tms.places.normalize import clean, fold
from wagtail_tms.places.place import Place, PlaceKind, Resolution
from wagtail_tms.places.states import State, find_state


MAX_LENGTH = 200
# A ZIP and a city name written together agree within a metropolitan area.
SAME_AREA_MILES = 50.0

_NEAR_ME = {"near me", "nearme", "nearby", "here", "my location", "current location"}


class Resolver:
    """Answers `resolve`, over one gazetteer: ZIPs here, everything else by name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.names = NameResolver(gazetteer)

    def resolve(self, text: str) -> Resolution:
        """See `wagtail_tms.places.resolve`."""
        if len(text) > MAX_LENGTH:
            return Resolution(None, (), messages.too_long(MAX_LENGTH))
        if state := _state_after_a_comma(text):
            return Resolution(state.place)
        text = without_country(clean(text)[:MAX_LENGTH])
        if not fold(text):
            return Resolution(None, (), _nothing(text))
        if fold(text) in _NEAR_ME:
            return Resolution(None, (), messages.use_position())
        return self._codes_or_names(text)

    def _codes_or_names(self, text: str) -> Resolution:
        if postal_codes.is_fragment(text):
            return self._fragment(text)
        found = postal_codes.find_code(text)
        if postal_codes.is_military(text, found.code if found else ""):
            return Resolution(None, (), messages.military())
        if found and found.rest:
            return self._code_and_words(found)
        if found:
            return self._code(found.code)
        if postal_codes.is_only_digits(text):
            return Resolution(None, (), messages.five_digits())
        if postal_codes.is_foreign(text):
            return Resolution(None, (), messages.foreign())
        return self.names.resolve(text)

    def _fragment(self, digits: str) -> Resolution:
        place = self.gazetteer.postal_code(digits.zfill(5))
        if place and len(digits) > 2:
            message = messages.short_code(place.postal_code)
            return Resolution(None, (place,), message)
        return Resolution(None, (), messages.five_digits())

    def _code(self, code: str) -> Resolution:
        place = self.gazetteer.postal_code(code)
        if place:
            return Resolution(place)
        return Resolution(None, self._code_area(code), messages.unknown_code(code))

    def _code_and_words(self, found: postal_codes.FoundCode) -> Resolution:
        """The ZIP, when it lies where the words beside it say."""
        place = self.gazetteer.postal_code(found.code)
        words = self.names.resolve(found.rest)
        if place is None:
            return (
                words if found.may_be_house else self._unknown_code(found.code, words)
            )
        contrary = self._contrary(place, found.rest, words)
        if found.may_be_house and (contrary or not words.place):
            return self._house_number(place, words)
        if not contrary:
            return Resolution(place)
        message = messages.code_elsewhere(place, contrary[0].label)
        return Resolution(None, distinct([place, *contrary]), message)

    def _contrary(self, code: Place, text: str, words: Resolution) -> tuple[Place, ...]:
        """The places the words mean, when the ZIP is at none of them."""
        state = find_state(text) or read_address(text).state
        if state:
            return _contrary_in(code, state, words)
        if text[0].isdigit() and "," not in text:
            return ()
        meant = (words.place, *self.names.cities(read_address(text).cities[0]))
        places = tuple(place for place in meant if place)
        return () if any(_agree(code, place) for place in places) else distinct(places)

    def _house_number(self, code: Place, words: Resolution) -> Resolution:
        """Five digits before words that are elsewhere; the ZIP is only offered."""
        if any(_agree(code, place) for place in words.alternatives):
            return Resolution(code)
        alternatives = distinct([*words.alternatives, code])
        return Resolution(words.place, alternatives, words.message)

    def _unknown_code(self, code: str, words: Resolution) -> Resolution:
        """A city written with a ZIP we lack is believed when the ZIP's area fits."""
        area = self._code_area(code)
        city = words.place
        if city and any(near.state == city.state for near in area):
            message = messages.unknown_code_but_city(code, city.label)
            return Resolution(city, area, message)
        alternatives = distinct([*([city] if city else words.alternatives), *area])
        return Resolution(None, alternatives, messages.unknown_code(code))

    def _code_area(self, code: str) -> tuple[Place, ...]:
        """The numerically nearest ZIPs with the same first three digits."""
        area = self.gazetteer.postal_codes_starting(code[:3], limit=100)
        area.sort(key=lambda place: abs(int(place.postal_code) - int(code)))
        return tuple(area[:5])


def _state_after_a_comma(text: str) -> State | None:
    """The state of “, LA”, which without its comma would be a city's short name."""
    city, comma, state = text.rpartition(",")
    return find_state(clean(state)) if comma and not fold(clean(city)) else None


def _nothing(text: str) -> str:
    return messages.unknown(text) if text else messages.nothing_typed()


def _contrary_in(code: Place, state: State, words: Resolution) -> tuple[Place, ...]:
    if state.code != code.state:
        return (words.place or state.place,)
    if words.place is None or _agree(code, words.place):
        return ()
    return (words.place,)


def _agree(code: Place, words: Place) -> bool:
    """Whether a ZIP lies at the place that the words beside it mean."""
    if words.state != code.state:
        return False
    if words.kind == PlaceKind.STATE or words.name == code.name:
        return True
    miles = distance_miles(
        code.latitude, code.longitude, words.latitude, words.longitude
    )
    return miles <= SAME_AREA_MILES
