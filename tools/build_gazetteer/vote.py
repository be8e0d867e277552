"""Which point of a ZIP to believe.

Every source is badly wrong somewhere: a catch-all census polygon 600 miles off, a
GeoNames row in another valley or, for post office boxes, in the middle of the county.
GeoNames' point of a ZIP is kept when an independent witness is within 10 miles of it:
the census point, the populated place the ZIP is named after, or the referee, unless
it merely copies GeoNames (as it does for 97 of 100 ZIPs). Where none is, the census
point is taken when one of the others is within 10 miles of that. Failing both, 25 miles
are asked about likewise; where none agree, a person has decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tools.build_gazetteer.overrides import Override, Overrides
from tools.build_gazetteer.places import PlaceBook
from tools.build_gazetteer.sources import Point, PostalCode
from wagtail_tms.geo import distance_miles


CLOSE_MILES = 10.0
AGREEMENT_MILES = 25.0
COPY_MILES = 0.1
# A ZIP without a census area is boxes or one company: it is in its town.
TOWN_MILES = 5.0


class UndecidedError(Exception):
    """Sources that disagree and no override that decides."""


class Ballot:
    """Votes on every ZIP, and counts how each was settled."""

    def __init__(
        self,
        census: Mapping[str, Point],
        referee: Mapping[str, tuple[str, Point]],
        book: PlaceBook,
        overrides: Overrides,
    ) -> None:
        self.census = census
        self.referee = referee
        self.book = book
        self.overrides = overrides
        self.post_towns: dict[tuple[str, str], Point] = {}
        self.counts: Counter[str] = Counter()
        self.undecided: list[str] = []

    def point(self, row: PostalCode) -> Point | None:
        """The point to keep, or None when the ZIP is dropped."""
        override = self.overrides.get("zip", row.code, row.state)
        if override:
            self.counts["reviewed override"] += 1
            return self._decided(row, override)
        census = self.census.get(row.code)
        town = self.book.point_of(row) or self._sibling(row)
        referee = self._independent(row)
        outcome, point = _vote(row.point, census, town, referee)
        self.counts[outcome] += 1
        if outcome == "undecided":
            self.undecided.append(
                f"{row.code} {row.place}, {row.state}: GeoNames {row.point}, "
                f"census {census}, town {town}, referee {referee}"
            )
        return point

    def add_post_towns(self, rows: Iterable[PostalCode]) -> None:
        """A ZIP of boxes is where a ZIP with streets of the same name is."""
        for row in rows:
            if row.code in self.census:
                key = (row.place, row.state)
                self.post_towns.setdefault(key, self.census[row.code])

    def check_states(self, rows: Mapping[str, PostalCode]) -> None:
        """No ZIP may be in a state other than the one the referee knows."""
        for code, row in rows.items():
            state = self.referee.get(code, (row.state, None))[0]
            if state != row.state:
                self.undecided.append(f"{code}: GeoNames {row.state}, referee {state}")

    def finish(self) -> None:
        if self.undecided:
            raise UndecidedError(
                "decide these in tools/gazetteer_overrides.csv:\n"
                + "\n".join(self.undecided)
            )

    def _sibling(self, row: PostalCode) -> Point | None:
        if row.code in self.census:
            return None
        return self.post_towns.get((row.place, row.state))

    def _independent(self, row: PostalCode) -> Point | None:
        point = self.referee.get(row.code, ("", None))[1]
        if point is None or distance_miles(*point, *row.point) < COPY_MILES:
            return None
        return point

    def _decided(self, row: PostalCode, override: Override) -> Point | None:
        if override.value == "geonames":
            return row.point
        if override.value == "census":
            return self.census[row.code]
        if override.value == "point":
            return override.point
        if override.value == "drop":
            return None
        name = override.value.removeprefix("place:")
        return self.book.find(name, row.state).point


def _vote(
    geonames: Point, census: Point | None, town: Point | None, referee: Point | None
) -> tuple[str, Point]:
    if census is None and town and _miles(geonames, town) <= AGREEMENT_MILES:
        in_town = _miles(geonames, town) <= TOWN_MILES
        return ("agreed", geonames) if in_town else ("boxes moved to their town", town)
    witnesses = [point for point in (census, town, referee) if point]
    if not witnesses:
        return "unopposed", geonames
    for miles in (CLOSE_MILES, AGREEMENT_MILES):
        if any(_miles(geonames, point) <= miles for point in witnesses):
            return "agreed", geonames
        if census and any(
            _miles(census, point) <= miles for point in (town, referee) if point
        ):
            return "census over GeoNames", census
    return "undecided", geonames


def _miles(first: Point, second: Point) -> float:
    return distance_miles(*first, *second)
