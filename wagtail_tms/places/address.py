"""A typed text taken apart: which words may be the city, which the state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wagtail_tms.places.normalize import fold
from wagtail_tms.places.states import State, find_state, spellings


_COUNTRY = re.compile(
    r"[ ,]+(?:u\.?s\.?a?\.?|united states(?: of america)?|america)$", re.IGNORECASE
)
_ADDRESS_START = re.compile(r"^(?:\d|p\.? ?o\.? box\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;/|]")
_AFTER_PREPOSITION = re.compile(r"\b(?:near|in|around) (.+)$", re.IGNORECASE)
_STREET_WORDS = {
    "st", "street", "ave", "av", "avenue", "rd", "road", "dr", "drive", "ln", "lane",
    "ct", "court", "blvd", "boulevard", "way", "pl", "place", "ter", "terrace", "hwy",
    "highway", "pkwy", "parkway", "cir", "circle", "sq", "square", "n", "s", "e", "w",
    "ne", "nw", "se", "sw", "apt", "suite", "ste", "unit",
}  # fmt: skip
_LONGEST_STATE = 4  # words, as in "United States Virgin Islands"


@dataclass(frozen=True, slots=True)
class Address:
    """``cities`` are the texts that may name the city, the likeliest first.

    ``whole`` is the text with the state still in it, for "Port Washington" and its
    like; empty when a comma settles where the city ends. ``region`` is a last part
    that ought to be a state and is none.
    """

    cities: tuple[str, ...]
    state: State | None = None
    whole: str = ""
    region: str = ""


def without_country(text: str) -> str:
    """The text without ", USA" at its end."""
    return _COUNTRY.sub("", text)


def read_address(text: str) -> Address:
    """Split "123 Main St, Springfield, IL", "portland oregon", "Boise"."""
    parts = [part.strip() for part in _SEPARATOR.split(text) if fold(part)]
    if not parts:
        return Address(())
    is_street = bool(_ADDRESS_START.match(parts[0]))
    *before, last = parts
    if before:
        state = find_state(last)
        if state:
            return Address(_candidates(before, is_street), state)
    city, state = _split_state(last)
    if state:
        cities = _candidates([*before, city], is_street)
        return Address(cities, state, whole="" if before else last)
    if is_street or not before:
        return Address(_candidates(parts))
    return _with_region(before, last)


def _with_region(before: list[str], last: str) -> Address:
    state = misspelled_state(last)
    if state:
        return Address(_candidates(before), state)
    return Address(_candidates(before), region=last)


def _candidates(parts: list[str], is_street: bool = False) -> tuple[str, ...]:
    """Parts from the last to the first, then the end of a street line or a phrase.

    A street line is read from its end only where the state is known: "1600
    Pennsylvania Avenue" is not Avenue, Maryland.
    """
    found = list(reversed(parts))
    if is_street:
        words = parts[-1].split()
        found += [
            " ".join(words[start:])
            for start in range(1, len(words))
            if fold(words[start]) not in _STREET_WORDS
        ]
    phrase = _AFTER_PREPOSITION.search(parts[-1])
    if phrase:
        found.append(phrase[1])
    return tuple(found)


def _split_state(text: str) -> tuple[str, State | None]:
    """The longest end of the text that is a state, and what stands before it."""
    words = text.split()
    for count in range(min(_LONGEST_STATE, len(words) - 1), 0, -1):
        state = spellings().get(fold(" ".join(words[-count:])))
        if state:
            return " ".join(words[:-count]), state
    return text, None


def misspelled_state(text: str) -> State | None:
    """The one state whose name is an edit or two from the text."""
    folded = fold(text)
    cutoff = 0 if len(folded) < 4 else 1 if len(folded) < 8 else 2
    names = {
        name: state
        for name, state in spellings().items()
        if len(name) > 4 or name == fold(state.name)
    }
    best = process.extract(
        folded,
        list(names),
        scorer=OSA.distance,
        score_cutoff=cutoff,
        limit=2,
    )
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return names[best[0][0]]
