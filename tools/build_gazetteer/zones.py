"""The time zone of a point: that of the nearest place GeoNames lists in the state.

tzfpy's boundaries are the referee. Where its clock differs, in January or in July, a
person has decided; none of its data enters the file, because they are under the ODbL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from math import cos, radians
from zoneinfo import ZoneInfo

from tools.build_gazetteer.overrides import Overrides
from tools.build_gazetteer.places import Entry
from tools.build_gazetteer.sources import City, Point, PostalCode


YEAR = 2026  # the rules in force, not the history of a zone


class ZoneMap:
    """Zones by point; the clocks that nobody has decided are in ``undecided``."""

    def __init__(self, cities: Iterable[City], overrides: Overrides) -> None:
        self.overrides = overrides
        self.zones: dict[Point, str] = {}
        self.undecided: list[str] = []
        self._cities = defaultdict[str, list[City]](list)
        for city in cities:
            self._cities[city.state].append(city)

    def add(self, entries: Iterable[Entry], zips: Iterable[PostalCode]) -> None:
        """Towns first: boxes lie in them, and nameless villages at their ZIP."""
        towns = [(entry.name, entry) for entry in entries if entry.population]
        for key, row in [*towns, *((row.code, row) for row in zips)]:
            if row.point not in self.zones:
                self.zones[row.point] = self._zone(key, row.state, row.point)
        for entry in entries:
            if entry.point not in self.zones:
                zone = self._zone(entry.name, entry.state, entry.point)
                self.zones[entry.point] = zone

    def _zone(self, key: str, state: str, point: Point) -> str:
        override = self.overrides.get("zone", key, state)
        if override:
            return override.value
        zone = self._nearest(state, point).time_zone
        referee = _boundary_zone(point)
        if _clock(zone) != _clock(referee):
            self.undecided.append(f"{key}, {state}: {zone}, referee {referee}")
        return zone

    def _nearest(self, state: str, point: Point) -> City:
        shrink = cos(radians(point[0]))
        return min(
            self._cities[state],
            key=lambda city: (
                (city.point[0] - point[0]) ** 2
                + ((city.point[1] - point[1]) * shrink) ** 2
            ),
        )


@cache
def _clock(zone: str) -> tuple[timedelta | None, ...]:
    return tuple(
        datetime(YEAR, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)
    )


def _boundary_zone(point: Point) -> str:
    import tzfpy  # Only the build needs it.

    return tzfpy.get_tz(point[1], point[0])
