"""The SQLite file: same inputs and same SQLite, same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.build_gazetteer.places import Entry
from tools.build_gazetteer.sources import PostalCode
from wagtail_tms.places.normalize import normalize_name


DECIMALS = 4  # 11 meters at the equator, finer than any source

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zip (
    zip TEXT PRIMARY KEY,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    time_zone TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    norm TEXT NOT NULL,
    state TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    population INTEGER NOT NULL,
    time_zone TEXT NOT NULL
);
CREATE UNIQUE INDEX place_norm_state ON place (norm, state);
CREATE TABLE alias (
    norm TEXT NOT NULL,
    place_id INTEGER NOT NULL REFERENCES place (id),
    PRIMARY KEY (norm, place_id)
) WITHOUT ROWID;
"""


def write(
    path: Path,
    zips: Iterable[PostalCode],
    entries: Iterable[Entry],
    zones: Mapping[tuple[float, float], str],
    meta: Mapping[str, str],
) -> None:
    """Write the whole file anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        connection.executemany(
            "INSERT INTO zip VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row.code, *_rounded(row.point), row.place, row.state, zones[row.point])
                for row in sorted(zips, key=lambda row: row.code)
            ],
        )
        _write_places(connection, sorted(entries, key=lambda entry: entry.key), zones)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _write_places(
    connection: sqlite3.Connection,
    entries: list[Entry],
    zones: Mapping[tuple[float, float], str],
) -> None:
    primary = {entry.key for entry in entries}
    aliases: set[tuple[str, int]] = set()
    for number, entry in enumerate(entries, start=1):
        norm, state = entry.key
        connection.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                entry.name,
                norm,
                state,
                *_rounded(entry.point),
                entry.population,
                zones[entry.point],
            ),
        )
        aliases.update(
            (alias, number)
            for alias in map(normalize_name, entry.aliases)
            if (alias, state) not in primary
        )
    connection.executemany("INSERT INTO alias VALUES (?, ?)", sorted(aliases))


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)
