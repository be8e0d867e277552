"""Distances on a sphere, and the box that holds a circle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


# The mean radius of the Earth (IUGG, 6,371.0088 km) in international miles.
EARTH_RADIUS_MILES = 3958.7613
HALF_CIRCUMFERENCE_MILES = math.pi * EARTH_RADIUS_MILES
KILOMETERS_PER_MILE = 1.609344

# What rounding can move a point by: 1e-12 rad and 1e-9 degrees, 0.1 mm on the ground.
ANGLE_SLACK = 1e-12
DEGREE_SLACK = 1e-9


class Unit(StrEnum):
    """A unit of distance, with its conversion from miles."""

    MILES = "mi"
    KILOMETERS = "km"

    def from_miles(self, miles: float) -> float:
        """Convert a distance from miles to this unit."""
        return miles if self is Unit.MILES else miles * KILOMETERS_PER_MILE

    def to_miles(self, distance: float) -> float:
        """Convert a distance in this unit to miles."""
        return distance if self is Unit.MILES else distance / KILOMETERS_PER_MILE


@dataclass(frozen=True, slots=True)
class Box:
    """A range of latitudes and one or two ranges of longitudes, in degrees."""

    south: float
    north: float
    intervals: tuple[tuple[float, float], ...]

    def overlap(self, other: Box) -> Box:
        """Return what both boxes hold; it may be nothing."""
        overlaps = (
            (max(west, other_west), min(east, other_east))
            for west, east in self.intervals
            for other_west, other_east in other.intervals
        )
        return Box(
            max(self.south, other.south),
            min(self.north, other.north),
            tuple((west, east) for west, east in overlaps if west <= east),
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point is in the box or on its edge."""
        return self.south <= latitude <= self.north and any(
            west <= longitude <= east for west, east in self.intervals
        )


WORLD = ((-180.0, 180.0),)


def half_chord(lat1: float, lng1: float, lat2: float, lng2: float) -> float:
    """Return the squared half chord between two points: the haversine formula's ``a``.

    It orders points exactly as their distance does and, unlike an arc cosine, it is
    exact for points close together. (R. W. Sinnott, "Virtues of the Haversine",
    Sky & Telescope 68, 1984.)
    """
    dlat = math.sin(math.radians(lat2 - lat1) / 2)
    dlng = math.sin(math.radians(lng2 - lng1) / 2)
    cosines = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    return dlat * dlat + cosines * dlng * dlng


def miles_to_half_chord(miles: float) -> float:
    """Return the squared half chord of a distance in miles.

    No point is farther than half around the globe: from there on, infinity, so that
    rounding cannot put the antipode out of reach.
    """
    if miles >= HALF_CIRCUMFERENCE_MILES:
        return math.inf
    return math.sin(miles / EARTH_RADIUS_MILES / 2) ** 2


def half_chord_to_miles(chord: float) -> float:
    """Return the miles that belong to a squared half chord."""
    return 2 * EARTH_RADIUS_MILES * math.asin(min(1.0, math.sqrt(chord)))


def distance_miles(lat1: float, lng1: float, lat2: float, lng2: float) -> float:
    """Return the great-circle distance between two points, in miles."""
    return half_chord_to_miles(half_chord(lat1, lng1, lat2, lng2))


def cap_box(latitude: float, longitude: float, radius: float) -> Box:
    """Return a box that holds every point within ``radius`` miles of a point.

    A circle reaches ``asin(sin(r) / cos(latitude))`` degrees east and west; one that
    touches a pole takes every longitude, and one that crosses the antimeridian
    becomes two intervals.
    """
    angle = radius / EARTH_RADIUS_MILES + ANGLE_SLACK
    reach = math.degrees(angle)
    south, north = latitude - reach, latitude + reach
    if south <= -90 or north >= 90 or angle >= math.pi / 2:
        return Box(max(south, -90.0), min(north, 90.0), WORLD)
    ratio = math.sin(angle) / math.cos(math.radians(latitude))
    width = math.degrees(math.asin(min(1.0, ratio))) + DEGREE_SLACK
    return Box(south - DEGREE_SLACK, north + DEGREE_SLACK, _intervals(longitude, width))


def _intervals(longitude: float, width: float) -> tuple[tuple[float, float], ...]:
    west, east = longitude - width, longitude + width
    if east - west >= 360:
        return WORLD
    if west < -180:
        return ((-180.0, east), (west + 360, 180.0))
    if east > 180:
        return ((west, 180.0), (-180.0, east - 360))
    return ((west, east),)
