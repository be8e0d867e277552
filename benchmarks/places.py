"""How quick the offline gazetteer is, and how much memory it takes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from benchmarks.memory import resident
from benchmarks.report import Report
from benchmarks.timing import Timing, timed
from tools.score_typos import Typo, typos
from wagtail_tms.places.offline import OfflinePlaces


TEXTS = 1_000

# Milliseconds and mebibytes.
MOST_TO_OPEN = 100
MOST_TO_LOOK_UP = 1
MOST_TO_SUGGEST = 5
MOST_MEMORY = 40


def measure(report: Report) -> None:
    """Print how long places take to be found and suggested, from a cold start."""
    report.heading("Places, from the offline gazetteer")
    before = resident()
    backend = OfflinePlaces()
    opening, _ = timed(backend.postal_code, "59011")
    report.figure("  opening it, and a first ZIP code", opening, "ms", MOST_TO_OPEN)
    misspelled = list(typos(TEXTS, seed=1))
    backend.suggest(misspelled[0].text)  # Reads the names, once in a process.
    cities = [f"{typo.name}, {typo.state}" for typo in misspelled]
    report.columns()
    looked_up = _timed(backend.resolve, [*_zips(backend, misspelled), *cities])
    report.row("a ZIP code, or a city and state", looked_up)
    report.row("a misspelled city", _timed(backend.resolve, _texts(misspelled)))
    suggested = _timed(backend.suggest, [*_texts(misspelled), *_beginnings(cities)])
    report.row("suggestions, half of them misspelled", suggested)
    report.figure("  a look-up, half of them", looked_up.p50, "ms", MOST_TO_LOOK_UP)
    report.figure("  suggestions, all but 5 %", suggested.p95, "ms", MOST_TO_SUGGEST)
    if before:
        report.figure("  memory", resident() - before, "MiB", MOST_MEMORY)


def _timed(answer: Callable[[str], object], texts: Sequence[str]) -> Timing:
    return Timing([timed(answer, text)[0] for text in texts])


def _zips(backend: OfflinePlaces, cities: Sequence[Typo]) -> list[str]:
    """Return a ZIP code near each city."""
    found = []
    for typo in cities:
        if place := backend.city(typo.name, typo.state):
            around = backend.gazetteer.postal_codes_around(
                place.latitude, place.longitude, 0.1
            )
            found += [around[0].postal_code] if around else []
    return found


def _texts(found: Sequence[Typo]) -> list[str]:
    return [typo.text for typo in found]


def _beginnings(texts: Sequence[str]) -> list[str]:
    chance = random.Random(1)
    return [text[: chance.randint(1, len(text))].lower() for text in texts]
