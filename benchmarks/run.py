"""Measure the search against others, check every answer, and print a table.

    python -m benchmarks.run [--clinics 100000] [--rounds 40] [--searches 2000]

The clinics are made once, in the empty database of ``DATABASE_URL`` or in an SQLite
file in ``.bench/``, and kept. The exit code is 1 when an answer was wrong or a bar was
missed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from benchmarks import database


def main() -> int:
    options = _options()
    database.connect(options.clinics)
    from benchmarks import brute_force, dataset, nearest
    from benchmarks.report import Report

    report = Report()
    dataset.ensure(options.clinics, report.say)
    clock = "processor time" if "SQLite" in database.description() else "time"
    report.say(
        f"{options.clinics:,} clinics, {database.description()}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}. Milliseconds of {clock}."
    )
    truth = brute_force.Clinics()
    gc.collect()
    gc.freeze()  # So that no search pays for the clinics in memory.
    nearest.measure(report, truth, options.clinics, options.rounds)
    report.say()
    for failure in report.failures:
        report.say(f"FAILED: {failure}")
    return 1 if report.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clinics", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
