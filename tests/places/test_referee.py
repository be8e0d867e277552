"""The ZIPs against points that the builder did not have.

``census_2021.csv`` has 600 ZIPs drawn by lot from the Census Bureau's gazetteer of 2021
(public domain), another edition than the builder's. The larger comparison is
``python -m tools.referee_gazetteer``; its exceptions are listed with their reasons.
"""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest

from tests.places.geography import PREFIX_EXCEPTIONS, prefixes
from tools.referee_gazetteer import EXCEPTIONS, OPEN, REASONS
from wagtail_tms import places
from wagtail_tms.geo import distance_miles
from wagtail_tms.places.gazetteer import DEFAULT_PATH


SAMPLE = Path(__file__).parent / "census_2021.csv"


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


def test_every_exception_has_a_reason_and_few_are_open() -> None:
    rows = _rows(EXCEPTIONS)
    with sqlite3.connect(f"{DEFAULT_PATH.as_uri()}?mode=ro", uri=True) as database:
        (count,) = database.execute("SELECT count(*) FROM zip").fetchone()
    assert {row["reason"] for row in rows} <= REASONS.keys()
    assert len({row["zip"] for row in rows}) == len(rows)
    assert sum(row["reason"] in OPEN for row in rows) <= 0.005 * count


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("20889", 39.00, -77.09),  # the hospital in Bethesda
        ("90095", 34.07, -118.44),  # the university in Westwood
        ("90073", 34.05, -118.46),
        ("92143", 32.55, -117.04),  # San Ysidro, not the middle of the county
        ("23233", 37.64, -77.62),
        ("49786", 46.26, -84.46),
    ],
)
def test_zips_that_the_referee_found_wrong_are_mended(
    code: str, latitude: float, longitude: float
) -> None:
    place = places.postal_code(code)
    assert place is not None
    assert distance_miles(latitude, longitude, place.latitude, place.longitude) < 5
