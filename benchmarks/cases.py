"""The searches that are timed, and how much faster than each rival ours must be."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from wagtail_tms import geo
from wagtail_tms.locator import LocatorQuery
from wagtail_tms.places.gazetteer import DEFAULT_PATH


LIMIT = 20
MANHATTAN = (40.7580, -73.9855)
MONTANA = (47.05, -109.63)

# About 1 % of the clinics have both.
RARE = {"condition": ("ptsd",), "insurer": ("cigna",)}

Point = tuple[float, float]


@dataclass(frozen=True)
class Case:
    """One kind of search; readers stand around the center, or anywhere people live."""

    name: str
    center: Point | None
    radius: float = geo.HALF_CIRCUMFERENCE_MILES
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def origins(self, count: int) -> list[Point]:
        """Return where readers stand, the same in every run."""
        chance = random.Random(f"{self.center}")
        if self.center is None:
            return [chance.choice(_zips()) for _ in range(count)]
        latitude, longitude = self.center
        return [
            (latitude + chance.gauss(0, 0.05), longitude + chance.gauss(0, 0.05))
            for _ in range(count)
        ]

    def query(self, origin: Point) -> LocatorQuery:
        return LocatorQuery(
            position=origin, radius=self.radius, filters=self.filters, limit=LIMIT
        )


CASES = tuple(
    Case(f"{place}{words}", center, radius, filters)
    for place, center, radius in (
        ("Manhattan, 25 mi", MANHATTAN, 25),
        ("rural Montana, 500 mi", MONTANA, 500),
        ("anywhere, no radius", None, geo.HALF_CIRCUMFERENCE_MILES),
    )
    for words, filters in (("", {}), (", rare filter", RARE))
)

# By rival and database: for so many clinics, the ratios without and with the filter.
BARS: dict[tuple[str, str], dict[int, tuple[float | None, float | None]]] = {
    ("full scan", "sqlite"): {
        10_000: (5, 10),
        100_000: (40, 15),
        1_000_000: (200, 100),
    },
    ("full scan", "postgresql"): {10_000: (1, 1), 100_000: (1, 1), 1_000_000: (100, 1)},
    ("PostGIS nearest", "postgresql"): {1_000_000: (1, 3)},
    ("WP Store Locator", "sqlite"): {100_000: (500, None)},
    ("WP Store Locator", "mysql"): {100_000: (500, None)},
}

# The slowest searches take at most so many times as long as half of them.
P95_TO_P50 = 6


def bar(rival: str, vendor: str, clinics: int, case: Case) -> float | None:
    """Return how many times faster than the rival ours must be; None: no bar."""
    plain, filtered = BARS.get((rival, vendor), {}).get(clinics, (None, None))
    return filtered if case.filters else plain


def _zips() -> list[Point]:
    with sqlite3.connect(DEFAULT_PATH) as gazetteer:
        return gazetteer.execute(
            "SELECT latitude, longitude FROM zip WHERE latitude > 24 ORDER BY zip"
        ).fetchall()
