"""Cities, towns and neighborhoods: one addressable entry for each name and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from tools.build_gazetteer.names import (
    is_historical,
    short_forms,
    tidy_city,
    tidy_postal,
    without_village,
)
from tools.build_gazetteer.overrides import Overrides
from tools.build_gazetteer.sources import City, Point, PostalCode
from wagtail_tms.geo import distance_miles
from wagtail_tms.places.normalize import normalize_name


_VILLAGES = ("GU", "MP")
# Of two places with one name in one state, the one that mail knows is the one people
# mean, unless the other is this many times larger.
POST_TOWN_WEIGHT = 3
POST_TOWN_MILES = 15.0


@dataclass(frozen=True)
class Entry:
    """A place that "name, state" finds."""

    name: str
    state: str
    point: Point
    population: int = 0
    aliases: tuple[str, ...] = field(default=())

    @property
    def key(self) -> tuple[str, str]:
        return normalize_name(self.name), self.state


class PlaceBook:
    """Entries by normalized name and state; of several, the one people mean stays."""

    def __init__(
        self,
        overrides: Overrides,
        municipalities: Mapping[str, str],
        rows: Iterable[PostalCode],
    ) -> None:
        self.overrides = overrides
        self.municipalities = municipalities
        self._post_towns = defaultdict[tuple[str, str], list[Point]](list)
        for row in rows:
            self._post_towns[normalize_name(row.place), row.state].append(row.point)
        self.entries: dict[tuple[str, str], Entry] = {}
        self._weights: dict[tuple[str, str], float] = {}
        self._variants: dict[tuple[str, str], Entry] = {}
        self.dropped = 0

    def add_cities(self, cities: Iterable[City]) -> None:
        """Populated places, one for each name and state."""
        for city in cities:
            dropped = self.overrides.get("drop", city.name, city.state)
            if dropped or is_historical(city.name):
                continue
            entry = self._entry(city)
            weight = self._weight(city, entry)
            if entry.key in self.entries:
                self.dropped += 1
            if weight > self._weights.get(entry.key, -1):
                self.entries[entry.key] = entry
                self._weights[entry.key] = weight
        for entry in self.entries.values():
            self._index(entry)

    def find(self, name: str, state: str) -> Entry:
        """The entry of this name, which must exist."""
        return self.entries[normalize_name(name), state]

    def named_after(self, row: PostalCode) -> Entry | None:
        """The populated place that a ZIP's own name means."""
        normalized = normalize_name(row.place)
        return self.entries.get((normalized, row.state)) or self._variants.get(
            (normalized.replace(" ", ""), row.state)
        )

    def point_of(self, row: PostalCode) -> Point | None:
        entry = self.named_after(row)
        return entry.point if entry else None

    def name_of(self, row: PostalCode) -> str:
        """The name a ZIP's label shows, spelled as its town is when there is one."""
        override = self.overrides.get("zip_name", row.code, row.state)
        if override:
            row = replace(row, place=override.value)
        known = self.named_after(row)
        return known.name if known else tidy_postal(row.place)

    def add_postal_places(self, rows: Iterable[PostalCode]) -> None:
        """Places too small for the list of cities, at the point of their first ZIP."""
        for row in rows:
            entry = Entry(row.place, row.state, row.point)
            self.entries.setdefault(entry.key, entry)

    def add_reviewed(self, zips: Mapping[str, PostalCode]) -> None:
        """Places and aliases that a person added."""
        for row in self.overrides.all("place"):
            point = zips[row.value].point if row.value else row.point
            entry = Entry(row.key, row.state, point, int(row.population or 0))
            self.entries[entry.key] = entry
        for row in self.overrides.all("alias"):
            key = (normalize_name(row.value), row.state)
            entry = self.entries[key]
            self.entries[key] = replace(entry, aliases=(*entry.aliases, row.key))

    def _index(self, entry: Entry) -> None:
        """Remember the spellings under which a ZIP's place is this one."""
        for name in (*entry.aliases, entry.name):
            compact = normalize_name(name).replace(" ", "")
            known = self._variants.get((compact, entry.state))
            if known is None or known.population < entry.population:
                self._variants[compact, entry.state] = entry

    def _entry(self, city: City) -> Entry:
        name, others = tidy_city(city.name)
        if city.state in _VILLAGES:
            name = without_village(name)
        renamed = self.overrides.get("rename", city.name, city.state)
        if renamed:
            others = [*others, name]
            name = renamed.value
        aliases = (*others, *short_forms(name))
        return Entry(name, city.state, city.point, city.population, aliases)

    def _weight(self, city: City, entry: Entry) -> float:
        if city.state == "PR" and self._is_seat(city):
            return inf
        near = (
            distance_miles(*entry.point, *point) <= POST_TOWN_MILES
            for point in self._post_towns.get(entry.key, ())
        )
        return entry.population * (POST_TOWN_WEIGHT if any(near) else 1)

    def _is_seat(self, city: City) -> bool:
        """Whether it is the town its municipality is named after."""
        seat = self.municipalities.get(city.area, "")
        return normalize_name(seat) == normalize_name(city.name)
