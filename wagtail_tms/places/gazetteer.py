"""The offline gazetteer: a read-only SQLite file, read by key, prefix and scan."""

from __future__ import annotations

import os
import sqlite3
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagtail_tms.places.place import Place, PlaceKind


DEFAULT_PATH = Path(__file__).resolve().parents[1] / "data" / "gazetteer.sqlite3"

_POSTAL_CODE = """
    SELECT zip, latitude, longitude, place, state, time_zone FROM zip WHERE zip = ?
"""
_POSTAL_CODES_STARTING = """
    SELECT zip, latitude, longitude, place, state, time_zone FROM zip
    WHERE zip >= :first AND zip < :end AND :state IN ('', state)
    ORDER BY zip LIMIT :limit
"""
_POSTAL_CODES_AROUND = """
    SELECT zip, latitude, longitude, place, state, time_zone FROM zip
    WHERE latitude BETWEEN :latitude - :degrees AND :latitude + :degrees
    AND longitude BETWEEN :longitude - :degrees AND :longitude + :degrees
    ORDER BY zip
"""
_CITIES = """
    SELECT name, state, latitude, longitude, time_zone, population FROM place
    WHERE norm = :norm AND :state IN ('', state)
    ORDER BY population DESC, norm, state
"""
_CITIES_CALLED = """
    SELECT name, state, latitude, longitude, time_zone, population
    FROM alias JOIN place ON place.id = alias.place_id
    WHERE alias.norm = :norm AND :state IN ('', state)
    ORDER BY population DESC, place.norm, state
"""
_CITIES_STARTING = """
    SELECT name, state, latitude, longitude, time_zone, population FROM place
    WHERE norm >= :first AND norm < :end AND :state IN ('', state)
    ORDER BY population DESC, norm, state LIMIT :limit
"""
_NAMES = """
    SELECT norm, max(population) FROM place
    WHERE :state IN ('', state) GROUP BY norm ORDER BY length(norm), norm
"""
_META = "SELECT key, value FROM meta"


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Normalized names, short ones first, and the people of the largest of each."""

    names: tuple[str, ...]
    populations: tuple[int, ...]

    def of_length(self, shortest: int, longest: int) -> range:
        """Where the names of these lengths stand."""
        start = bisect_left(self.names, shortest, key=len)
        return range(start, bisect_right(self.names, longest, lo=start, key=len))


@dataclass(slots=True)
class _Connection:
    process: int
    handle: sqlite3.Connection = field(repr=False)


class Gazetteer:
    """Reads places out of the file at ``path``; opened at the first question.

    Safe to share between threads. A forked process opens the file again, because
    SQLite connections must not cross a fork.
    """

    def __init__(self, path: Path = DEFAULT_PATH) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: _Connection | None = None
        self._names: dict[str, NameIndex] = {}

    def postal_code(self, code: str) -> Place | None:
        """The ZIP of these five digits."""
        rows = self._rows(_POSTAL_CODE, (code,))
        return _postal_place(rows[0]) if rows else None

    def postal_codes_starting(
        self, digits: str, *, state: str = "", limit: int
    ) -> list[Place]:
        """ZIPs that begin with these digits, in ascending order."""
        rows = self._rows(
            _POSTAL_CODES_STARTING,
            {"first": digits, "end": digits + ":", "state": state, "limit": limit},
        )
        return [_postal_place(row) for row in rows]

    def postal_codes_around(
        self, latitude: float, longitude: float, degrees: float
    ) -> list[Place]:
        """ZIPs in the box that reaches so far from a point; a scan, so ask rarely."""
        rows = self._rows(
            _POSTAL_CODES_AROUND,
            {"latitude": latitude, "longitude": longitude, "degrees": degrees},
        )
        return [_postal_place(row) for row in rows]

    def city(self, name: str, state: str) -> Place | None:
        """The place of this normalized name in this state, else of this alias."""
        found = self.cities(name, state)
        return found[0] if found else None

    def cities(self, name: str, state: str = "") -> list[Place]:
        """Places of this normalized name, the most people first.

        In a given state a place of that name hides one that has it as an alias;
        among all states both are offered.
        """
        rows = self._rows(_CITIES, {"norm": name, "state": state})
        own = [_city_place(row) for row in rows]
        if own and state:
            return own
        found = dict.fromkeys([*own, *self.cities_called(name, state=state)])
        return sorted(found, key=lambda place: -place.population)

    def cities_called(self, alias: str, *, state: str = "") -> list[Place]:
        """Places that go by this alias alone, such as "nyc"."""
        rows = self._rows(_CITIES_CALLED, {"norm": alias, "state": state})
        return [_city_place(row) for row in rows]

    def cities_starting(
        self, prefix: str, *, state: str = "", limit: int
    ) -> list[Place]:
        """Places whose own name begins with this; aliases make misleading prefixes."""
        rows = self._rows(
            _CITIES_STARTING,
            {"first": prefix, "end": prefix + "\x7f", "state": state, "limit": limit},
        )
        return [_city_place(row) for row in rows]

    def names(self, state: str = "") -> NameIndex:
        """Every name of the state, or of all; read once, for the spelling search."""
        if state not in self._names:
            rows = self._rows(_NAMES, {"state": state})
            self._names[state] = NameIndex(
                tuple(row[0] for row in rows), tuple(row[1] for row in rows)
            )
        return self._names[state]

    def meta(self) -> dict[str, str]:
        """Where the data come from: sources, versions, licenses, attribution."""
        return dict(self._rows(_META, ()))

    def close(self) -> None:
        with self._lock:
            if self._connection:
                self._connection.handle.close()
                self._connection = None

    def _rows(
        self, sql: str, parameters: tuple[str, ...] | dict[str, Any]
    ) -> Sequence[tuple[Any, ...]]:
        with self._lock:
            return self._open().execute(sql, parameters).fetchall()

    def _open(self) -> sqlite3.Connection:
        process = os.getpid()
        if self._connection is None or self._connection.process != process:
            uri = f"{self.path.as_uri()}?mode=ro&immutable=1"
            handle = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection = _Connection(process, handle)
        return self._connection.handle


def _postal_place(row: tuple[Any, ...]) -> Place:
    code, latitude, longitude, name, state, time_zone = row
    return Place(
        kind=PlaceKind.POSTAL_CODE,
        label=f"{name}, {state} {code}",
        name=name,
        state=state,
        latitude=latitude,
        longitude=longitude,
        postal_code=code,
        time_zone=time_zone,
    )


def _city_place(row: tuple[Any, ...]) -> Place:
    name, state, latitude, longitude, time_zone, population = row
    return Place(
        kind=PlaceKind.CITY,
        label=f"{name}, {state}",
        name=name,
        state=state,
        latitude=latitude,
        longitude=longitude,
        time_zone=time_zone,
        population=population,
    )
