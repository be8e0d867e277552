"""The small map of all states, as SVG paths: Albers, with Alaska and Hawaii below.

us-atlas comes projected so. The territories, which it leaves out there, stand in a row
at the bottom, each as its largest island, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.build_basemap import sources
from tools.build_basemap.geometry import Line, Point, box, project, thin
from tools.build_basemap.labels import spots
from tools.build_basemap.states import POSTAL_CODES
from tools.build_basemap.topology import Shape, Topology


WIDTH, HEIGHT = 975, 690
TOLERANCE = 0.8
SMALLEST_ISLAND = 5

# Where the territories stand, and how large: left and top of a square.
TERRITORIES = {"PR": 330, "VI": 430, "GU": 530, "MP": 630, "AS": 730}
TOP, SIDE = 616, 48

# A state's code is written where it has so much room.
ROOM = 18

# The codes of the others stand in the ocean, and a line leads from each to its state.
BESIDE = {
    "RI": ((938, 205), (905, 187)),
    "DE": ((910, 262), (857, 262)),
    "MD": ((910, 283), (857, 281)),
    "DC": ((910, 304), (828, 268)),
}
LETTERS = 15


def overview(folder: Path) -> dict[str, Any]:
    """Return the size of the map, and each state's path and where its code stands."""
    albers = sources.read(folder, sources.US_ATLAS, "states-albers-10m.json")
    topology = Topology(albers, lambda points: thin([*points], TOLERANCE))
    states = {
        POSTAL_CODES[s.id]: _state(s, topology) for s in topology.shapes("states")
    }
    degrees = sources.read(folder, sources.US_ATLAS, "states-10m.json")
    plain = Topology(degrees, _projected)
    for shape in plain.shapes("states"):
        code = POSTAL_CODES[shape.id]
        if code in TERRITORIES:
            states[code] = _territory(shape, plain, TERRITORIES[code])
    return {"width": WIDTH, "height": HEIGHT, "states": dict(sorted(states.items()))}


def _projected(points: Iterable[Point]) -> Line:
    return [project(longitude, latitude, 12) for longitude, latitude in points]


def _state(shape: Shape, topology: Topology) -> dict[str, Any]:
    rings = _largest_first(shape, topology)
    kept = [r for r in rings if box(r).extent >= SMALLEST_ISLAND] or rings[:1]
    (x, y), room = spots(rings[:1])[0]
    if room >= ROOM:
        return {"path": path(kept), "label": [round(x), round(y)]}
    (x, y), end = BESIDE[POSTAL_CODES[shape.id]]
    return {"path": path(kept), "label": [x, y], "leader": [x - LETTERS, y, *end]}


def _territory(shape: Shape, topology: Topology, left: float) -> dict[str, Any]:
    """Return the largest island, moved and scaled into its square."""
    island = _largest_first(shape, topology)[0]
    edges = box(island)
    scale = SIDE / edges.extent
    dx = left + (SIDE - (edges.right - edges.left) * scale) / 2 - edges.left * scale
    dy = TOP + (SIDE - (edges.bottom - edges.top) * scale) / 2 - edges.top * scale
    moved = thin([(x * scale + dx, y * scale + dy) for x, y in island], TOLERANCE)
    return {"path": path([moved]), "label": [left + SIDE // 2, TOP + SIDE + 14]}


def _largest_first(shape: Shape, topology: Topology) -> list[Line]:
    rings = [topology.line(polygon[0]) for polygon in shape.polygons]
    return sorted(rings, key=lambda ring: box(ring).area, reverse=True)


def path(rings: list[Line]) -> str:
    """Return rings as an SVG path: whole numbers, each point a step from the last."""
    parts = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [
            (x - ox, y - oy)
            for (ox, oy), (x, y) in pairwise(points)
            if (x, y) != (ox, oy)
        ]
        x, y = points[0]
        parts.append(f"M{x} {y}l{' '.join(f'{dx} {dy}' for dx, dy in steps[:-1])}z")
    return "".join(parts).replace(" -", "-")
