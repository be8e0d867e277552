"""Build the state outlines behind the pin in the clinic editor.

The outlines come from the npm package us-atlas 3.0.1, which is made of the Census
Bureau's cartographic boundary files (public domain). Its TopoJSON is thinned out and
written as GeoJSON, small enough to load with every editor. Fetch the inputs as
``tools/build_basemap`` says; then, from the root of the repository:

    python -m tools.build_admin_basemap inputs

The output depends on nothing but the input; ``MANIFEST.json`` holds its checksum.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tools.build_basemap import sources
from tools.build_basemap.geometry import Line, box, thin
from tools.build_basemap.names import POSTAL_CODES
from tools.build_basemap.topology import Ring, Shape, Topology


OUTPUT = (
    Path(__file__).parent.parent / "wagtail_tms/static/wagtail_tms/admin/us-states.json"
)

# Degrees. A point that lies nearer than this to the line between its neighbours is
# left out; an island smaller than this is left out, unless it is all there is.
TOLERANCE = 0.05
SMALLEST_ISLAND = 0.4
DECIMALS = 2


def ring(topology: Topology, indexes: Ring) -> Line:
    """Return a closed line, its points rounded, none twice."""
    points = topology.line(indexes)
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in points]
    return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]


def outline(shape: Shape, topology: Topology) -> list[Line]:
    """Return the outer rings of a state, the largest first."""
    rings = [ring(topology, polygon[0]) for polygon in shape.polygons]
    rings = [points for points in rings if len(points) >= 4]
    rings.sort(key=lambda points: box(points).extent, reverse=True)
    return rings[:1] + [p for p in rings[1:] if box(p).extent >= SMALLEST_ISLAND]


def feature(shape: Shape, topology: Topology) -> dict[str, Any]:
    """Return one state as GeoJSON."""
    rings = outline(shape, topology)
    return {
        "type": "Feature",
        "properties": {"state": POSTAL_CODES[shape.id]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[r] for r in rings]},
    }


def main(folder: Path) -> None:
    sources.check(folder)
    source = sources.read(folder, sources.US_ATLAS, "states-10m.json")
    topology = Topology(source, lambda points: thin(list(points), TOLERANCE))
    states = topology.shapes("states")
    collection = {
        "type": "FeatureCollection",
        "features": [feature(state, topology) for state in states],
    }
    text = json.dumps(collection, separators=(",", ":"))
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUTPUT.name}: {len(states)} states, {len(text):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
