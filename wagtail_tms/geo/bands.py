"""Latitude bands: the integer that makes a circle on the globe a few index ranges."""

from __future__ import annotations

import math


BANDS_PER_DEGREE = 10


def band(latitude: float) -> int:
    """Return the band of a latitude: 0 at the South Pole, 1,800 at the North Pole.

    The database computes the same expression; it grows with the latitude also in
    rounded arithmetic, so that ``south <= latitude <= north`` gives
    ``band(south) <= band(latitude) <= band(north)``.
    """
    return math.floor((latitude + 90.0) * BANDS_PER_DEGREE)


def bands_between(south: float, north: float) -> range:
    """Return every band that a latitude from south to north can have."""
    return range(band(south), band(north) + 1)
