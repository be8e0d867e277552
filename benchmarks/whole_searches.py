"""What a reader waits for: a page of cards, their number, and the counts of filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import brute_force
from benchmarks.cases import LIMIT, MANHATTAN, Case, Point
from benchmarks.report import Report
from benchmarks.timing import race
from wagtail_tms import geo
from wagtail_tms.locator import LocatorResult, search


ROUNDS = 10
SMALL, LARGE = 2_500, 10_000

# How many times as long as the search alone a search with facets may take in a small
# area, and how many milliseconds in a large one.
MOST_TIMES = 4
MOST_MILLISECONDS = 50


def measure(report: Report, truth: brute_force.Clinics) -> None:
    """Print the searches of two areas, without and with facets."""
    report.heading(f"Whole searches around Manhattan: number, {LIMIT} cards, facets")
    report.columns()
    for size in (SMALL, LARGE):
        nearest = truth.within(MANHATTAN, Case("", None))[:size]
        _measure(report, truth, size, nearest[-1][0] + 1e-6)


def _measure(
    report: Report, truth: brute_force.Clinics, size: int, radius: float
) -> None:
    case = Case("Manhattan", MANHATTAN, min(radius, geo.HALF_CIRCUMFERENCE_MILES))
    origins = case.origins(ROUNDS)
    true = [truth.within(origin, case) for origin in origins]
    report.about(f"about {size:,} clinics, within {radius:.0f} mi")
    searches = [_search(case, with_facets) for with_facets in (False, True)]
    plain, faceted = race(searches, origins)
    for name, timing, find in (
        ("  no facets", plain, searches[0]),
        ("  facets", faceted, searches[1]),
    ):
        wrong = sum(
            not _is_right(answer, expected)
            for answer, expected in zip(timing.answers, true, strict=True)
        )
        with CaptureQueriesContext(connection) as queries:
            find(origins[0])
        report.row(name, timing, wrong, note=f"{len(queries)} SQL statements")
        report.wrong(name, wrong)
    if size == SMALL:
        times = faceted.p50 / plain.p50
        report.figure("  facets to no facets", times, "x", most=MOST_TIMES)
    else:
        report.figure("  with facets", faceted.p50, "ms", most=MOST_MILLISECONDS)


def _search(case: Case, with_facets: bool) -> Callable[[Point], Any]:
    return lambda origin: search(case.query(origin), with_facets=with_facets)


def _is_right(result: LocatorResult, true: list[brute_force.Match]) -> bool:
    shown = [(listing.distance, listing.clinic) for listing in result.listings]
    return (
        result.count == len(true)
        and brute_force.is_exact(shown, true[:LIMIT])
        and (not result.facets or _are_counts_right(result, true))
    )


def _are_counts_right(result: LocatorResult, true: list[brute_force.Match]) -> bool:
    """Tell whether every count is exact, or said not to be known."""
    counts = {
        (group, value.value): value.count
        for group, values in result.facets.items()
        for value in values
    }
    if None in counts.values():
        return set(counts.values()) == {None}
    return counts == brute_force.facet_counts([pk for _, pk in true])
