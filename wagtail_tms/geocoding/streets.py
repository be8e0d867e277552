"""Street addresses: which texts are one, and which answers are about its street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from wagtail_tms.places import Place, PlaceKind
from wagtail_tms.places.normalize import clean, fold, normalize_name
from wagtail_tms.places.states import spellings


_HOUSE = re.compile(r"(\d[\w/-]*)[ ,]+(.+)")
_COUNTRY = {"us", "usa", "united", "states", "america"}
# Words that stand in so many streets that they tell none from another.
_ANY_STREET = {
    "avenue", "ave", "boulevard", "blvd", "circle", "cir", "court", "ct", "drive", "dr",
    "east", "highway", "hwy", "lane", "ln", "north", "parkway", "pkwy", "place", "pl",
    "road", "rd", "saint", "south", "street", "suite", "way", "west",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Street:
    """A house number, and the words beside it that are not the place's own."""

    number: str
    words: frozenset[str]

    @classmethod
    def read(cls, text: str, place: Place) -> Self | None:
        """Return the street in a text that means this place; None where it has none.

        "59011 Big Timber", "29 Palms, CA" and "84, PA" start with a number, too.
        """
        match = _HOUSE.fullmatch(clean(text))
        if match is None or place.kind not in (PlaceKind.POSTAL_CODE, PlaceKind.CITY):
            return None
        number, rest = match.groups()
        words = _words(rest) - _words(place.name) - _state_words(place) - _COUNTRY
        if number == place.postal_code or not words:
            return None
        return cls(fold(number), frozenset(words))

    def is_named_in(self, label: str) -> bool:
        """Tell whether an answer is about this street, and not the middle of a city."""
        if set(self.number.split()) <= set(fold(label).split()):
            return True
        telling = {word for word in self.words - _ANY_STREET if len(word) > 1}
        return bool(telling & _words(label))


def _words(text: str) -> set[str]:
    """Return the words as places are spelled, without ZIPs: "St Louis" is a saint's."""
    words = normalize_name(text).split()
    return {word for word in words if not re.fullmatch(r"\d{5}", word)}


def _state_words(place: Place) -> set[str]:
    return {
        word
        for spelling, state in spellings().items()
        if state.code == place.state
        for word in _words(spelling)
    }
