"""Misspelled names: nearest by edits, then by population."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wagtail_tms.places.gazetteer import Gazetteer


# An edit weighs as much as a city thirty times smaller (10 ** 1.5).
EDIT_WEIGHT = 1.5
# Typing seldom goes wrong at the first letter.
FIRST_LETTER_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that may have been meant; the higher the score the likelier."""

    name: str
    score: float
    population: int


def guesses(gazetteer: Gazetteer, name: str, state: str, limit: int) -> list[Guess]:
    """Names within one edit of a short text or two of a longer one, best first.

    An edit inserts, deletes or replaces a letter, or swaps two neighbors.
    """
    cutoff = _edits_allowed(name)
    if not cutoff:
        return []
    index = gazetteer.names(state)
    span = index.of_length(len(name) - cutoff, len(name) + cutoff)
    found = []
    for candidate, edits, position in process.extract(
        name,
        index.names[span.start : span.stop],
        scorer=OSA.distance,
        score_cutoff=cutoff,
        limit=None,
    ):
        population = index.populations[span.start + position]
        score = math.log10(population + 10) - EDIT_WEIGHT * edits
        if candidate[0] != name[0]:
            score -= FIRST_LETTER_WEIGHT
        found.append(Guess(candidate, score, population))
    found.sort(key=lambda guess: (-guess.score, guess.name))
    return found[:limit]


def _edits_allowed(name: str) -> int:
    if len(name) < 4:
        return 0
    return 1 if len(name) < 6 else 2
