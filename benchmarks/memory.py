"""How much memory a worker takes while it answers many searches."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.answers import random_zips
from benchmarks.cases import RARE
from benchmarks.report import Report
from wagtail_tms.locator import LocatorQuery, search


# The first searches fill the caches, which are bounded.
WARM_UP = 0.1
MOST_GROWTH = 5.0
STATM = Path("/proc/self/statm")
MEBIBYTE = 1024 * 1024


def measure(report: Report, searches: int) -> None:
    """Print the memory at the start, in the middle and at the end."""
    report.heading(f"Memory of this process over {searches:,} searches with facets")
    if not resident():
        report.say("Not run: this system does not tell.")
        return
    zips = random_zips(searches, seed="memory")
    marks = {
        int(searches * WARM_UP): "start",
        searches // 2: "middle",
        searches - 1: "end",
    }
    sizes = []
    for number, (code, _) in enumerate(zips):
        search(
            LocatorQuery(near=code, filters=RARE if number % 2 else {}),
            with_facets=True,
        )
        if number in marks:
            sizes.append(resident())
            report.figure(f"  {marks[number]}", sizes[-1], "MiB")
    report.figure("  growth", sizes[-1] - sizes[0], "MiB", most=MOST_GROWTH)


def resident() -> float:
    """Return the memory of this process in mebibytes; 0 where no system tells."""
    if not STATM.exists():
        return 0
    pages = int(STATM.read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE
