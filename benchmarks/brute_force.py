"""The right answers, from a plain loop over all clinics in memory."""

from __future__ import annotations

import bisect
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.cases import LIMIT, Case, Point
from wagtail_tms import geo, get_clinic_model


# A degree of latitude is 69.09 miles: nothing within the radius is farther north.
MILES_PER_DEGREE = 69.0

# How clinics have the values of a group.
PATHS = {
    "condition": "conditions",
    "protocol": "protocols",
    "device": "devices__device",
    "insurer": "insurers__insurer",
    "service": "services",
    "language": "languages",
}
BATCH = 500

Match = tuple[float, int]


class Clinics:
    """Every public clinic's place."""

    def __init__(self) -> None:
        clinics = get_clinic_model()._default_manager.public()
        rows = clinics.values_list("latitude", "longitude", "pk")
        self._points = sorted(rows.iterator())
        self._admitted: dict[str, set[int]] = {}

    def nearest(self, origin: Point, case: Case) -> list[Match]:
        """Return (miles, id) of the nearest that one page holds, equal ones by id."""
        return _in_miles(heapq.nsmallest(LIMIT, self._within(origin, case)))

    def within(self, origin: Point, case: Case) -> list[Match]:
        """Return (miles, id) of all that the case admits, nearest first."""
        return _in_miles(sorted(self._within(origin, case)))

    def points(self, case: Case) -> Iterator[Point]:
        """Yield the place of every clinic that has the case's filter values."""
        admitted = self._with_all(case)
        for latitude, longitude, pk in self._points:
            if admitted is None or pk in admitted:
                yield latitude, longitude

    def _within(self, origin: Point, case: Case) -> Iterator[Match]:
        """Yield (squared half chord, id), which is in the order of distances."""
        degrees = case.radius / MILES_PER_DEGREE
        farthest = geo.miles_to_half_chord(case.radius)
        admitted = self._with_all(case)
        start = bisect.bisect_left(self._points, (origin[0] - degrees,))
        for number in range(start, len(self._points)):
            latitude, longitude, pk = self._points[number]
            if latitude > origin[0] + degrees:
                return
            if admitted is None or pk in admitted:
                chord = geo.half_chord(*origin, latitude, longitude)
                if chord <= farthest:
                    yield chord, pk

    def _with_all(self, case: Case) -> set[int] | None:
        if not case.filters:
            return None
        key = repr(sorted(case.filters.items()))
        if key not in self._admitted:
            self._admitted[key] = having(case)
        return self._admitted[key]


def _in_miles(matches: list[Match]) -> list[Match]:
    return [(geo.half_chord_to_miles(chord), pk) for chord, pk in matches]


def having(case: Case) -> set[int]:
    """Return the clinics with the filter's values, read from the relations."""
    clinics = get_clinic_model()._default_manager
    return set.intersection(
        *(
            set(
                clinics.filter(**{f"{PATHS[group]}__slug": slug}).values_list(
                    "pk", flat=True
                )
            )
            for group, slugs in case.filters.items()
            for slug in slugs
        )
    )


def facet_counts(ids: Sequence[int]) -> dict[tuple[str, str], int]:
    """Return how many of the clinics have each value, read from the relations."""
    counts: Counter[tuple[str, str]] = Counter()
    clinics = get_clinic_model()._default_manager
    for first in range(0, len(ids), BATCH):
        chunk = clinics.filter(pk__in=ids[first : first + BATCH]).order_by()
        for group, path in PATHS.items():
            slugs = chunk.filter(**{f"{path}__isnull": False})
            for slug in slugs.values_list(f"{path}__slug", flat=True):
                counts[group, slug] += 1
    return counts


def is_exact(answer: Iterable[tuple[float, Any]], true: list[Match]) -> bool:
    """Tell whether (miles, clinic or id) are these, in this order."""
    given = [(miles, getattr(clinic, "pk", clinic)) for miles, clinic in answer]
    return len(given) == len(true) and all(
        math.isclose(miles, true_miles, abs_tol=1e-6) and pk == true_pk
        for (miles, pk), (true_miles, true_pk) in zip(given, true, strict=True)
    )


def is_about_right(
    origin: Point, clinics: Sequence[Any], true: list[Match], tolerance: float
) -> bool:
    """Tell whether clinics are as near as these, equal distances in any order."""
    return len(clinics) == len(true) and all(
        math.isclose(
            geo.distance_miles(*origin, clinic.latitude, clinic.longitude),
            miles,
            rel_tol=tolerance,
            abs_tol=0.01,
        )
        for clinic, (miles, _) in zip(clinics, true, strict=True)
    )
