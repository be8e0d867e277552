"""A box on a map, as its four edges."""

from __future__ import annotations

from typing import NamedTuple

from wagtail_tms.geo.sphere import DEGREE_SLACK, Box


class Bounds(NamedTuple):
    """West, south, east and north in degrees, in the order of RFC 7946.

    A west that is greater than the east crosses the antimeridian.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """The degrees of longitude from west to east."""
        return self.east - self.west + (360 if self.west > self.east else 0)

    @property
    def middle(self) -> tuple[float, float]:
        """The latitude and the longitude half-way between the edges."""
        longitude = self.west + self.width / 2
        latitude = (self.south + self.north) / 2
        return latitude, longitude if longitude <= 180 else longitude - 360

    @property
    def box(self) -> Box:
        """The same as ranges of latitude and longitude, one or two of the latter."""
        if self.west <= self.east:
            return Box(self.south, self.north, ((self.west, self.east),))
        halves = ((self.west, 180.0), (-180.0, self.east))
        return Box(self.south, self.north, halves)

    @property
    def wider_box(self) -> Box:
        """The box, and what rounding can have moved over its edges."""
        return Box(
            self.south - DEGREE_SLACK,
            self.north + DEGREE_SLACK,
            tuple(
                (west - DEGREE_SLACK, east + DEGREE_SLACK)
                for west, east in self.box.intervals
            ),
        )
