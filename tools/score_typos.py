"""Score the suggestions on random typing errors in cities of over 20,000 people.

    python -m tools.score_typos [--count 2000] [--seed 2026]

Half of the texts have one error and half two: an insertion, deletion, substitution or
transposition at a random place, with a random letter. A text counts when the city is
among the first three suggestions: by its name alone, where no state is typed (Salem is
Salem in any state), and the city itself where its state is.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import string
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import django
from django.conf import settings

from wagtail_tms.places.gazetteer import DEFAULT_PATH
from wagtail_tms.places.place import Place


FIRST = 3
_CITIES = "SELECT name, state FROM place WHERE population > 20000 ORDER BY norm, state"


@dataclass(frozen=True)
class Typo:
    """What was typed, and the city that was meant."""

    text: str
    name: str
    state: str
    edits: int

    def is_met(self, places: Sequence[Place]) -> bool:
        return any(place.name == self.name for place in places)

    def is_met_in_state(self, places: Sequence[Place]) -> bool:
        return any((at.name, at.state) == (self.name, self.state) for at in places)


def typos(count: int, seed: int) -> Iterator[Typo]:
    """The same texts for the same seed."""
    with sqlite3.connect(f"{DEFAULT_PATH.as_uri()}?mode=ro", uri=True) as database:
        cities = database.execute(_CITIES).fetchall()
    chance = random.Random(seed)
    for number in range(count):
        name, state = chance.choice(cities)
        edits = 1 + number % 2
        yield Typo(_misspell(name.lower(), edits, chance), name, state, edits)


def missed(
    found: Sequence[Typo],
    suggest: Callable[[str], Sequence[Place]],
    *,
    with_state: bool,
) -> list[Typo]:
    """The typos whose city is not among the first suggestions."""
    wrong = []
    for typo in found:
        text = f"{typo.text}, {typo.state}" if with_state else typo.text
        first = suggest(text)[:FIRST]
        if not (typo.is_met_in_state(first) if with_state else typo.is_met(first)):
            wrong.append(typo)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    settings.configure(USE_I18N=False)
    django.setup()
    from wagtail_tms.places import suggest

    found = list(typos(options.count, options.seed))
    for with_state in (False, True):
        times: list[float] = []
        wrong = missed(found, _timed(suggest, times), with_state=with_state)
        times.sort()
        print(f"{'name, state' if with_state else 'name alone'}: ", end="")
        print(f"{1 - len(wrong) / len(found):.2%} of {len(found)}, ", end="")
        print(f"p50 {times[len(times) // 2]:.2f} ms, ", end="")
        print(f"p95 {times[len(times) * 95 // 100]:.2f} ms")
        for typo in wrong:
            text = f"{typo.text}, {typo.state}" if with_state else typo.text
            labels = "; ".join(place.label for place in suggest(text)[:FIRST])
            print(f"  {text!r} ({typo.edits}) for {typo.name}, {typo.state}: {labels}")


def _timed(
    suggest: Callable[[str], Sequence[Place]], times: list[float]
) -> Callable[[str], Sequence[Place]]:
    def timed(text: str) -> Sequence[Place]:
        started = time.perf_counter()
        answer = suggest(text)
        times.append((time.perf_counter() - started) * 1_000)
        return answer

    return timed


def _misspell(name: str, edits: int, chance: random.Random) -> str:
    while True:
        text = name
        for _ in range(edits):
            text = _edit(text, chance)
        if text != name and len(text.strip()) > 1:
            return text


def _edit(text: str, chance: random.Random) -> str:
    kind = chance.choice(("insert", "delete", "substitute", "transpose"))
    letter = chance.choice(string.ascii_lowercase)
    at = chance.randrange(len(text) - (kind == "transpose"))
    if kind == "insert":
        return text[:at] + letter + text[at:]
    if kind == "delete":
        return text[:at] + text[at + 1 :]
    if kind == "substitute":
        return text[:at] + letter + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


if __name__ == "__main__":
    main()
