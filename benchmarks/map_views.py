"""What a reader who moves the map waits for: its clusters, of a country to a street."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import brute_force
from benchmarks.cases import MANHATTAN, RARE, Case
from benchmarks.report import Report
from benchmarks.timing import Timing, race
from wagtail_tms import geo
from wagtail_tms.locator import LocatorQuery, grid, vocabulary
from wagtail_tms.locator.clusters import Clusters, clusters


ROUNDS = 10
MILLION = 1_000_000

# A million clinics of a whole country, on SQLite, without a filter.
MOST_MILLISECONDS = 10

COUNTRY = geo.Bounds(-125, 24, -66, 50)
# Most clinics have it.
COMMON = {"condition": ("mdd",)}

# Over all rounds, the map is moved by so much of its width.
MOVED = 0.1


@dataclass(frozen=True)
class Shown:
    """A map that is moved step by step, and what its reader chose."""

    name: str
    bounds: geo.Bounds
    zoom: int
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def boxes(self) -> list[geo.Bounds]:
        """Return the box of each round, which stays about where it is."""
        west, south, east, north = self.bounds
        steps = [MOVED * (number - ROUNDS / 2) / ROUNDS for number in range(ROUNDS)]
        moves = [step * self.bounds.width for step in steps]
        return [geo.Bounds(west + move, south, east + move, north) for move in moves]


def _around(degrees: float) -> geo.Bounds:
    """Return a box around Manhattan, half as high as it is wide."""
    latitude, longitude = MANHATTAN
    return geo.Bounds(
        longitude - degrees,
        latitude - degrees / 2,
        longitude + degrees,
        latitude + degrees / 2,
    )


VIEWS = (
    Shown("the whole country", COUNTRY, 4),
    Shown("New York and around", _around(0.9), 9),
    Shown("Manhattan", _around(0.11), 12),
    Shown("a quarter", _around(0.014), 15),
    Shown("the whole country, rare filter", COUNTRY, 4, RARE),
    Shown("the whole country, common filter", COUNTRY, 4, COMMON),
    Shown("New York and around, rare filter", _around(0.9), 9, RARE),
)


def measure(report: Report, truth: brute_force.Clinics, clinics: int) -> None:
    """Print the clusters of each view, and compare every cell with all clinics."""
    report.heading("Clusters of a map")
    report.columns()
    for view in VIEWS:
        show = _shower(view)
        (timing,) = race([show], view.boxes)
        wrong = _wrong(view, timing, truth)
        with CaptureQueriesContext(connection) as queries:
            found = show(view.bounds)
        report.row(
            view.name,
            timing,
            wrong,
            note=f"{found.count:,} clinics in {len(found.items)} items,"
            f" {len(queries)} SQL statements",
        )
        report.wrong(view.name, wrong)
        if view is VIEWS[0]:
            has_bar = connection.vendor == "sqlite" and clinics == MILLION
            most = MOST_MILLISECONDS if has_bar else None
            report.figure("  the slowest", max(timing.times), "ms", most=most)


def _shower(view: Shown) -> Callable[[geo.Bounds], Clusters]:
    query, terms = LocatorQuery(filters=view.filters), vocabulary.current()
    return lambda box: clusters(query, box, view.zoom, terms)


def _wrong(view: Shown, timing: Timing, truth: brute_force.Clinics) -> int:
    """Return in how many answers a cell has another count than all clinics give it."""
    level = grid.View.of(view.bounds, view.zoom).level
    counts = Counter(
        grid.ancestor(grid.cell_at(*point), level)
        for point in truth.points(Case(view.name, None, filters=view.filters))
    )
    return sum(
        {item.cell: item.count for item in answer.items} != _shown(counts, box, view)
        for answer, box in zip(timing.answers, view.boxes, strict=False)
    )


def _shown(counts: Counter[int], box: geo.Bounds, view: Shown) -> dict[int, int]:
    cells = grid.View.of(box, view.zoom).cells
    return {cell: counts[cell] for cell in cells if counts[cell]}
