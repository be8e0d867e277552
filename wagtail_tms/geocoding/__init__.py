"""Street address -> point, from an outside service, where the site asks for it.

Off by default. The gazetteer of `wagtail_tms.places` answers first and is never
replaced: a street is looked up only in the ZIP or city that the gazetteer found, and
when the service fails that ZIP or city is the answer.
"""

from __future__ import annotations

from wagtail_tms.geocoding.asking import find_street, get_geocoder, is_on
from wagtail_tms.geocoding.geocoder import (
    Candidate,
    Geocoder,
    GeocodingBusy,
    GeocodingError,
    GeocodingFailed,
)
from wagtail_tms.geocoding.visitors import resolve


__all__ = [
    "Candidate",
    "Geocoder",
    "GeocodingBusy",
    "GeocodingError",
    "GeocodingFailed",
    "find_street",
    "get_geocoder",
    "is_on",
    "resolve",
]
