"""The decisions a person made where the sources disagree or fall short.

``tools/gazetteer_overrides.csv`` has one decision a row, each with its reason:

``zip``        key = ZIP; value = ``geonames``, ``census``, ``drop``, ``point`` (with
               latitude and longitude) or ``place:<name>`` (that place of the state)
``zip_name``   key = ZIP; value = the name of its place
``rename``     key = name in the source; value = the name to show
``drop``       key = name in the source of a place that must not be found
``place``      key = name; a place the sources lack: at a point, or value = a ZIP
``zone``       key = ZIP or name of a town; value = its IANA time zone
``alias``      key = what people type; value = the name of the place meant
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


KINDS = ("zip", "zip_name", "rename", "drop", "place", "zone", "alias")


@dataclass(frozen=True)
class Override:
    kind: str
    key: str
    state: str
    value: str
    latitude: str
    longitude: str
    population: str
    reason: str

    @property
    def point(self) -> tuple[float, float]:
        return float(self.latitude), float(self.longitude)


class Overrides:
    """The reviewed rows, by kind and key; it remembers which were used."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [Override(**row) for row in csv.DictReader(file)]
        for row in rows:
            if row.kind not in KINDS or not row.reason:
                raise ValueError(f"{path}: bad kind or no reason in {row}")
        self._rows = {(row.kind, row.key, row.state): row for row in rows}
        if len(self._rows) != len(rows):
            raise ValueError(f"{path}: two rows decide the same thing")
        self._used: set[tuple[str, str, str]] = set()

    def get(self, kind: str, key: str, state: str) -> Override | None:
        row = self._rows.get((kind, key, state))
        if row:
            self._used.add((kind, key, state))
        return row

    def all(self, kind: str) -> list[Override]:
        rows = [row for row in self._rows.values() if row.kind == kind]
        self._used.update((row.kind, row.key, row.state) for row in rows)
        return rows

    def unused(self) -> list[Override]:
        """Rows that no longer change anything: the sources were mended, or a typo."""
        return [row for key, row in self._rows.items() if key not in self._used]
