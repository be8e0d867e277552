"""Measure the search against others, check every answer, and print a table.

    python -m benchmarks.run [--clinics 100000] [--rounds 40] [--searches 2000]
                             [--only nearest --only hostile ...]

The clinics are made once, in the empty database of ``DATABASE_URL`` or in an SQLite
file in ``.bench/``, and kept. The exit code is 1 when an answer was wrong or a bar was
missed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from benchmarks import database, hostile
from benchmarks.report import Report


SECTIONS = (
    "places",
    "nearest",
    "whole",
    "map",
    "answers",
    "publishing",
    "memory",
    "hostile",
)


def main() -> int:
    options = _options()
    database.connect(options.clinics)
    from benchmarks import dataset

    report = Report()
    dataset.ensure(options.clinics, report.say)
    clock = "processor time" if database.scheme() == "sqlite" else "time"
    report.say(
        f"{options.clinics:,} clinics, {database.description()},"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
        f" Milliseconds of {clock}."
    )
    _measure(report, options)
    if "hostile" in options.only:
        report.heading("Hostile searches")
        for failed in hostile.on_every_database():
            report.fail(f"hostile searches on {failed}")
    report.heading(f"Load at the end: {os.getloadavg()[0]:.1f}.")
    for failure in report.failures:
        report.say(f"FAILED: {failure}")
    return 1 if report.failures else 0


def _measure(report: Report, options: argparse.Namespace) -> None:
    from benchmarks import (
        answers,
        brute_force,
        map_views,
        memory,
        nearest,
        places,
        publishing,
    )
    from benchmarks import whole_searches as whole

    truth = brute_force.Clinics()
    gc.collect()
    gc.freeze()  # So that no search pays for the clinics in memory.
    sections = {
        "places": lambda: places.measure(report),
        "nearest": lambda: nearest.measure(
            report, truth, options.clinics, options.rounds
        ),
        "whole": lambda: whole.measure(report, truth),
        "map": lambda: map_views.measure(report, truth, options.clinics),
        "answers": lambda: answers.measure(report, truth, options.clinics),
        "publishing": lambda: publishing.measure(report, options.clinics),
        "memory": lambda: memory.measure(report, options.searches),
    }
    for name, measure in sections.items():
        if name in options.only:
            measure()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clinics", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--searches", type=int, default=2_000)
    parser.add_argument("--only", action="append", choices=SECTIONS)
    options = parser.parse_args()
    options.only = options.only or SECTIONS
    return options


if __name__ == "__main__":
    sys.exit(main())
