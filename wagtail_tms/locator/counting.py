"""How many clinics a circle holds, without fetching them all.

The haversine of a point lies between two sums of squares, which any database computes
from the degrees alone. Clinics that are surely within are counted by the database; the
thin ring where the sums do not decide is fetched and measured.
"""

from __future__ import annotations

import math
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from wagtail_tms import geo
from wagtail_tms.locator.nearest import in_box, measured
from wagtail_tms.models.entries import LocatorEntry


# Leaves in the ring what rounding could move to the other side.
SLACK = 1e-9
HALF_DEGREE = math.pi / 360


def count_within(
    latitude: float, longitude: float, radius: float, entries: QuerySet[LocatorEntry]
) -> int:
    """Return the exact number of entries within ``radius`` miles of a point."""
    farthest = geo.miles_to_half_chord(radius)
    if math.isinf(farthest):
        return entries.count()
    box = geo.cap_box(latitude, longitude, radius)
    total = 0
    for part, interval in zip(in_box(box, entries), box.intervals, strict=True):
        low, high = _bounds(latitude, longitude, box, interval)
        total += part.filter(LessThanOrEqual(high, farthest * (1 - SLACK))).count()
        ring = part.filter(
            GreaterThan(high, farthest * (1 - SLACK)),
            LessThanOrEqual(low, farthest * (1 + SLACK)),
        ).values_list("clinic_id", "latitude", "longitude")
        total += len(measured(latitude, longitude, radius, ring))
    return total


def _bounds(
    latitude: float, longitude: float, box: geo.Box, interval: tuple[float, float]
) -> tuple[Any, Any]:
    """Return what the squared half chord of a point of the box is between.

    For 0 <= x <= m <= pi: x * sin(m) / m <= sin(x) <= x. The cosine of the latitude is
    between its extremes in the box.
    """
    longitude = _unwrapped(longitude, interval)
    cosine = math.cos(math.radians(latitude))
    least, most = _cosines(box)
    height = max(latitude - box.south, box.north - latitude) * HALF_DEGREE
    width = max(abs(degrees - longitude) for degrees in interval) * HALF_DEGREE
    low = _sum_of_squares(
        latitude, longitude, _flatness(height), cosine * least * _flatness(width)
    )
    return low, _sum_of_squares(latitude, longitude, 1.0, cosine * most)


def _sum_of_squares(
    latitude: float, longitude: float, vertical: float, horizontal: float
) -> Any:
    up, along = F("latitude") - latitude, F("longitude") - longitude
    square = HALF_DEGREE * HALF_DEGREE
    return up * up * (vertical * square) + along * along * (horizontal * square)


def _flatness(angle: float) -> float:
    return (math.sin(angle) / angle) ** 2 if angle else 1.0


def _cosines(box: geo.Box) -> tuple[float, float]:
    """Return the least and the greatest cosine of a latitude in the box."""
    edges = [math.cos(math.radians(degrees)) for degrees in (box.south, box.north)]
    most = 1.0 if box.south <= 0 <= box.north else max(edges)
    return max(0.0, min(edges)), most


def _unwrapped(longitude: float, interval: tuple[float, float]) -> float:
    """Return the longitude on the side of the antimeridian where the interval is."""
    middle = sum(interval) / 2
    return min(
        (longitude, longitude - 360, longitude + 360),
        key=lambda degrees: abs(degrees - middle),
    )
