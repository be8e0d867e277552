"""Measure the search against a full scan, check every answer, and print a table.

    python -m benchmarks.run [--clinics 100000] [--rounds 40]

The database is made once, in ``.bench/``, and kept. The exit code is 1 when an answer
was wrong or a bar was missed.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

import django


FOLDER = Path(__file__).resolve().parents[1] / ".bench"
LIMIT = 20
ROW = "{:36}{:>16}{:>14}{:>14}{:>9}{:>7}"


@dataclass(frozen=True)
class Case:
    """One kind of search; ``bar`` is how many times faster than the scan it must be."""

    name: str
    center: tuple[float, float]
    radius: float
    bar: float = 1
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def origins(self, count: int) -> list[tuple[float, float]]:
        """Return readers around the center, the same in every run."""
        chance = random.Random(self.name)
        return [
            (
                self.center[0] + chance.gauss(0, 0.05),
                self.center[1] + chance.gauss(0, 0.05),
            )
            for _ in range(count)
        ]


MANHATTAN = (40.7580, -73.9855)
MONTANA = (47.05, -109.63)
TWO_FILTERS = {"condition": ("ptsd",), "insurer": ("cigna",)}
CASES = (
    Case("Manhattan, 25 mi", MANHATTAN, 25, bar=15),
    Case("Manhattan, 25 mi, two filters", MANHATTAN, 25, bar=8, filters=TWO_FILTERS),
    Case("Rural Montana, 500 mi", MONTANA, 500, bar=15),
    Case("Rural Montana, 500 mi, two filters", MONTANA, 500, filters=TWO_FILTERS),
)


def main() -> int:
    options = _options()
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"clinics-{options.clinics}.sqlite3"
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from benchmarks import dataset

    if not dataset.is_complete(options.clinics):
        started = time.perf_counter()
        dataset.build(options.clinics, _say)
        _say(f"Made {path.name} in {time.perf_counter() - started:.0f} s.\n")
    return _measure_all(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clinics", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


def _measure_all(options: argparse.Namespace) -> int:
    from benchmarks import brute_force, pages

    _say(f"{options.clinics:,} clinics on SQLite, query to {LIMIT} clinic objects.")
    _say("Milliseconds of processor time: half / 95 % of the searches take less.")
    _say(ROW.format("", "full scan", "ours, first", "ours", "ratio", "bar"))
    truth = brute_force.Clinics()
    gc.collect()
    gc.freeze()  # So that no search pays for the clinics in memory.
    failures = [text for case in CASES for text in _measure(case, options, truth)]
    for line in pages.lines(CASES[0], options.rounds):
        _say(line)
    for failure in failures:
        _say(f"FAILED: {failure}")
    return 1 if failures else 0


def _measure(case: Case, options: argparse.Namespace, truth: Any) -> list[str]:
    """Print the line of a case; return what is wrong with it."""
    from benchmarks import rival
    from wagtail_tms.locator import LocatorQuery, nearest_clinics
    from wagtail_tms.locator.start_radii import start_radii

    def ours(origin: tuple[float, float]) -> list[Any]:
        query = LocatorQuery(
            position=origin, radius=case.radius, filters=case.filters, limit=LIMIT
        )
        return nearest_clinics(query)

    def ours_first(origin: tuple[float, float]) -> list[Any]:
        start_radii.forget()
        return ours(origin)

    def scan(origin: tuple[float, float]) -> list[Any]:
        return rival.find(*origin, case.radius, case.filters, LIMIT)

    origins = case.origins(options.rounds)
    ours(origins[0])
    slow, first, fast = race([scan, ours_first, ours], origins)
    ratio = slow.median / fast.median
    _say(ROW.format(case.name, slow, first, fast, f"{ratio:.1f}x", f"{case.bar:.0f}x"))
    wrong = sum(
        not truth.agrees(origin, answer, case, LIMIT)
        for timing in (first, fast)
        for origin, answer in zip(origins, timing.answers, strict=True)
    )
    failures = [f"{case.name}: {wrong} wrong answers"] if wrong else []
    return failures + ([f"{case.name}: only {ratio:.1f}x"] if ratio < case.bar else [])


@dataclass
class Timing:
    """Times in milliseconds, and what was answered."""

    times: list[float]
    answers: list[Any]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def __format__(self, spec: str) -> str:
        p95 = sorted(self.times)[math.ceil(len(self.times) * 0.95) - 1]
        return format(f"{self.median:.1f} / {p95:.1f}", spec)


def race(
    searches: list[Callable[[Any], Any]], origins: list[Any], tries: int = 3
) -> list[Timing]:
    """Let the searches take turns at each origin, and take the shortest of the tries.

    It is the processor's time: everything happens in this process, and what else the
    machine does should not count. Turns and tries help where it still does.
    """
    timings = [Timing([], []) for _ in searches]
    for origin in origins:
        for search, timing in zip(searches, timings, strict=True):
            milliseconds, answer = min(
                (_time(search, origin) for _ in range(tries)), key=itemgetter(0)
            )
            timing.times.append(milliseconds)
            timing.answers.append(answer)
    return timings


def _time(search: Callable[[Any], Any], origin: Any) -> tuple[float, Any]:
    started = time.process_time()
    answer = search(origin)
    return (time.process_time() - started) * 1000, answer


if __name__ == "__main__":
    sys.exit(main())
