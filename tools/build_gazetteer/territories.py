"""ZIPs of the territories: GeoNames' US.txt has none, so the census points stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.build_gazetteer.names import without_village
from tools.build_gazetteer.sources import TERRITORIES, City, Point, PostalCode
from wagtail_tms.geo import distance_miles


REACH_MILES = 15.0
_PREFIXES = {
    "006": "PR",
    "007": "PR",
    "008": "VI",
    "009": "PR",
    "9691": "GU",
    "9692": "GU",
    "9693": "GU",
    "96799": "AS",
    "9695": "MP",
}


def territory_postal_codes(
    census: Mapping[str, Point],
    cities: Iterable[City],
    municipalities: Mapping[str, str],
) -> list[PostalCode]:
    """One row per census area, named after the municipality or village around it."""
    inhabited = [city for city in cities if city.state in TERRITORIES]
    rows = []
    for code, point in sorted(census.items()):
        state = _state(code)
        if state:
            city = _nearest(code, point, state, inhabited)
            village = without_village(city.name)
            name = municipalities[city.area] if state == "PR" else village
            rows.append(PostalCode(code, name, state, point))
    return rows


def _nearest(code: str, point: Point, state: str, cities: list[City]) -> City:
    miles, _name, city = min(
        (distance_miles(*point, *city.point), city.name, city)
        for city in cities
        if city.state == state
    )
    if miles > REACH_MILES:
        raise ValueError(f"{code} at {point} is far from every place in {state}")
    return city


def _state(code: str) -> str | None:
    return next(
        (state for prefix, state in _PREFIXES.items() if code.startswith(prefix)), None
    )
