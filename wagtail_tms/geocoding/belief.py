"""Which answers of a service are believed: finite, on Earth, near, in the state."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from wagtail_tms.geo import distance_miles
from wagtail_tms.geocoding.geocoder import Candidate
from wagtail_tms.geocoding.streets import Street
from wagtail_tms.places import Place
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.postal_codes import find_code
from wagtail_tms.places.states import find_state


LONGEST_LABEL = 300
# A street lies within a metropolitan area of its ZIP's or city's middle.
SAME_AREA_MILES = 50.0
# Services list each shop and flat of one house.
SAME_SPOT_MILES = 0.1
# So much farther than the nearest ZIP may the nearest one of the right state be.
BORDER_MILES = 5.0
# Half the height of the box in which ZIPs are compared.
BOX_DEGREES = 1.0


def is_believable(candidate: Candidate, street: Street, place: Place) -> bool:
    """Tell whether a candidate can be this street in the ZIP or city ``place``."""
    point = candidate.latitude, candidate.longitude
    return (
        _is_on_earth(*point)
        and 0 < len(candidate.label) <= LONGEST_LABEL
        and street.is_named_in(candidate.label)
        and not _names_other_state(candidate.label, place.state)
        and distance_miles(*point, place.latitude, place.longitude) <= SAME_AREA_MILES
        and is_in_state(*point, place.state)
    )


def apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without those at the spot of one before them."""
    kept: list[Candidate] = []
    for candidate in candidates:
        point = candidate.latitude, candidate.longitude
        if all(
            distance_miles(*point, other.latitude, other.longitude) > SAME_SPOT_MILES
            for other in kept
        ):
            kept.append(candidate)
    return kept


def _is_on_earth(latitude: float, longitude: float) -> bool:
    finite = math.isfinite(latitude) and math.isfinite(longitude)
    return finite and abs(latitude) <= 90 and abs(longitude) <= 180


def _names_other_state(label: str, code: str) -> bool:
    """Tell whether a label is in another state: "Washington, DC" is not Washington."""
    without_zips = (part.strip().strip("0123456789- ") for part in label.split(","))
    named = {state.code for part in without_zips if (state := find_state(part))}
    named |= _states_of_zips(label)
    return bool(named) and code not in named


def _states_of_zips(label: str) -> set[str]:
    found = (find_code(part.strip()) for part in label.split(","))
    codes = (_gazetteer().postal_code(code.code) for code in found if code)
    return {place.state for place in codes if place}


def is_in_state(latitude: float, longitude: float, code: str) -> bool:
    """Tell whether a point is in a state, as far as the middles of ZIPs can tell.

    Close to a border, where the nearest ZIP may be the neighbor's, the benefit of the
    doubt is `BORDER_MILES`.
    """
    nearest: dict[str, float] = {}
    for place in _gazetteer().postal_codes_around(latitude, longitude, BOX_DEGREES):
        miles = distance_miles(latitude, longitude, place.latitude, place.longitude)
        nearest[place.state] = min(miles, nearest.get(place.state, math.inf))
    return code in nearest and nearest[code] <= min(nearest.values()) + BORDER_MILES


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()
