"""Points on the globe: pure mathematics, no Django. Degrees, WGS 84, miles."""

from __future__ import annotations

from wagtail_tms.geo.bands import BANDS_PER_DEGREE, band, bands_between
from wagtail_tms.geo.bounds import Bounds
from wagtail_tms.geo.sphere import (
    EARTH_RADIUS_MILES,
    HALF_CIRCUMFERENCE_MILES,
    Box,
    Unit,
    cap_box,
    distance_miles,
    half_chord,
    half_chord_to_miles,
    miles_to_half_chord,
)


__all__ = [
    "BANDS_PER_DEGREE",
    "EARTH_RADIUS_MILES",
    "HALF_CIRCUMFERENCE_MILES",
    "Bounds",
    "Box",
    "Unit",
    "band",
    "bands_between",
    "cap_box",
    "distance_miles",
    "half_chord",
    "half_chord_to_miles",
    "miles_to_half_chord",
]
