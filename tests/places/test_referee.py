"""The ZIPs against points that the builder did not have.

``census_2021.csv`` has 600 ZIPs drawn by lot from the Census Bureau's gazetteer of 2021
(public domain), another edition than the builder's. The larger comparison is
``python -m tools.referee_gazetteer``; its exceptions are listed with their reasons.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.places.geography import PREFIX_EXCEPTIONS, prefixes
from tools.referee_gazetteer import EXCEPTIONS, REASONS
from wagtail_tms import places
from wagtail_tms.geo import distance_miles


SAMPLE = Path(__file__).parent / "census_2021.csv"
# So many ZIPs did two lists of the panel have in one place.
PLACED = 39_561


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_zips_are_where_the_census_of_another_year_has_them() -> None:
    miles = []
    for row in _rows(SAMPLE):
        place = places.postal_code(row["zip"])
        assert place is not None, row
        point = (float(row["latitude"]), float(row["longitude"]))
        miles.append(distance_miles(place.latitude, place.longitude, *point))
        state = prefixes()[row["zip"][:3]]
        assert place.state == PREFIX_EXCEPTIONS.get(row["zip"], state)
    # The middle of a wide rural area may be more than ten miles from its post town.
    assert sum(distance <= 10 for distance in miles) >= 0.97 * len(miles)
    assert sum(distance <= 25 for distance in miles) >= 0.99 * len(miles)


def test_every_exception_has_a_reason_and_few_zips_are_exceptions() -> None:
    rows = _rows(EXCEPTIONS)
    assert {row["reason"] for row in rows} <= REASONS.keys()
    assert len({row["zip"] for row in rows}) == len(rows)
    assert all(places.postal_code(row["zip"]) for row in rows)
    assert len(rows) <= 0.005 * PLACED


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("20889", 39.00, -77.09),  # the hospital in Bethesda
        ("90095", 34.07, -118.44),  # the university in Westwood
        ("90073", 34.05, -118.46),
        ("92143", 32.55, -117.04),  # San Ysidro, not the middle of the county
        ("23233", 37.64, -77.62),
        ("49786", 46.26, -84.46),
        ("33034", 25.47, -80.48),  # Homestead, not the Everglades
        ("99615", 57.79, -152.41),  # Kodiak, not the middle of its island
    ],
)
def test_zips_that_the_referee_found_wrong_are_mended(
    code: str, latitude: float, longitude: float
) -> None:
    place = places.postal_code(code)
    assert place is not None
    assert distance_miles(latitude, longitude, place.latitude, place.longitude) < 5
