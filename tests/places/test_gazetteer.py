"""The shipped data: no place is where it is not."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator

import pytest

from tests.places.geography import PREFIX_EXCEPTIONS, STATE_BOUNDS, prefixes
from wagtail_tms import places
from wagtail_tms.geo import distance_miles
from wagtail_tms.places.gazetteer import DEFAULT_PATH, Gazetteer
from wagtail_tms.places.normalize import normalize_name


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{DEFAULT_PATH.as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


def _is_inside(state: str, latitude: float, longitude: float) -> bool:
    south, north, west, east = STATE_BOUNDS[state]
    if state == "AK" and longitude > 0:
        longitude -= 360
    return south <= latitude <= north and west <= longitude <= east


def test_no_zip_is_in_a_state_that_its_prefix_denies(
    database: sqlite3.Connection,
) -> None:
    by_prefix = prefixes()
    wrong = [
        (code, state)
        for code, state in database.execute("SELECT zip, state FROM zip")
        if state != PREFIX_EXCEPTIONS.get(code, by_prefix.get(code[:3]))
    ]
    assert wrong == []


@pytest.mark.parametrize("table", ["zip", "place"])
def test_every_point_is_in_the_bounds_of_its_state(
    database: sqlite3.Connection, table: str
) -> None:
    rows = database.execute(
        f"SELECT *, state, latitude, longitude FROM {table}"
    ).fetchall()
    assert [row for row in rows if not _is_inside(*row[-3:])] == []


def test_bounds_would_catch_a_swapped_sign() -> None:
    assert not _is_inside("AK", 61.2, 149.9)
    assert not _is_inside("MT", 45.9, 109.9)


def test_every_row_has_a_time_zone_and_a_name(database: sqlite3.Connection) -> None:
    for sql in (
        "SELECT count(*) FROM zip WHERE time_zone NOT LIKE '%/%' OR place = ''",
        "SELECT count(*) FROM place WHERE time_zone NOT LIKE '%/%' OR name = ''",
    ):
        assert database.execute(sql).fetchone() == (0,)


def test_keys_are_what_the_reader_looks_up(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT name, norm FROM place").fetchall()
    assert [row for row in rows if normalize_name(row[0]) != row[1]] == []


def test_military_and_foreign_zips_have_no_point(database: sqlite3.Connection) -> None:
    codes = database.execute(
        "SELECT zip FROM zip WHERE zip GLOB '09*' OR zip GLOB '340*' "
        "OR zip GLOB '96[2-6]*' OR state NOT IN ({})".format(
            ", ".join(f"'{state}'" for state in STATE_BOUNDS)
        )
    ).fetchall()
    assert codes == [] or all(code[0].startswith("009") for code in codes)


@pytest.mark.parametrize(
    ("code", "latitude", "longitude", "state"),
    [
        ("99503", 61.19, -149.89, "AK"),
        ("99519", 61.22, -149.90, "AK"),
        ("99505", 61.28, -149.65, "AK"),
        ("99506", 61.27, -149.81, "AK"),
        ("99950", 55.34, -131.64, "AK"),
        ("12345", 42.81, -73.94, "NY"),
        ("33101", 25.77, -80.19, "FL"),
        ("85144", 33.20, -111.56, "AZ"),
        ("02139", 42.36, -71.10, "MA"),
        ("00601", 18.18, -66.75, "PR"),
        ("96910", 13.45, 144.77, "GU"),
        ("96799", -14.30, -170.72, "AS"),
        ("59011", 45.84, -109.95, "MT"),
        ("38634", 34.77, -89.45, "MS"),
    ],
)
def test_zips_that_some_source_misplaces_are_right(
    code: str, latitude: float, longitude: float, state: str
) -> None:
    place = places.postal_code(code)
    assert place is not None
    assert place.state == state
    miles = distance_miles(latitude, longitude, place.latitude, place.longitude)
    assert miles < 25


@pytest.mark.parametrize(
    ("name", "state", "zone"),
    [
        ("Big Timber", "MT", "America/Denver"),
        ("Phoenix", "AZ", "America/Phoenix"),
        ("Honolulu", "Hawaii", "Pacific/Honolulu"),
        ("San Juan", "PR", "America/Puerto_Rico"),
        ("El Paso", "texas", "America/Denver"),
        ("West Wendover", "NV", "America/Denver"),
        ("Vincennes", "IN", "America/Indiana/Vincennes"),
        ("Tuba City", "AZ", "America/Denver"),
    ],
)
def test_city_knows_its_time_zone(name: str, state: str, zone: str) -> None:
    city = places.city(name, state)
    assert city is not None
    assert city.time_zone == zone


def test_city_of_an_unknown_state_is_none() -> None:
    assert places.city("Boise", "Ontario") is None
    assert places.city("Boise", "MT") is None


def test_the_file_names_its_sources_and_licenses() -> None:
    gazetteer = Gazetteer()
    meta = gazetteer.meta()
    gazetteer.close()
    assert "CC BY 4.0" in meta["source.places.license"]
    assert "GeoNames" in meta["attribution"]


def test_the_file_stays_small() -> None:
    assert DEFAULT_PATH.stat().st_size < 6_000_000


def test_threads_share_one_gazetteer() -> None:
    gazetteer = Gazetteer()
    found: list[str] = []

    def look_up() -> None:
        for _ in range(20):
            place = gazetteer.postal_code("59011")
            assert place is not None
            found.append(place.name)

    threads = [threading.Thread(target=look_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gazetteer.close()
    assert found == ["Big Timber"] * 160


def test_a_closed_gazetteer_opens_again() -> None:
    gazetteer = Gazetteer()
    gazetteer.close()
    assert gazetteer.postal_code("59011") is not None
    gazetteer.close()


def test_the_zips_around_a_point_are_those_in_the_box() -> None:
    here = 45.8350, -109.9550
    found = Gazetteer().postal_codes_around(*here, 0.5)
    assert "59011" in [place.postal_code for place in found]
    assert all(
        abs(place.latitude - here[0]) <= 0.5 and abs(place.longitude - here[1]) <= 0.5
        for place in found
    )
    assert Gazetteer().postal_codes_around(0, 0, 1) == []
