"""What is drawn: states and their borders, counties, neighbors and lakes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tools.build_basemap import sources
from tools.build_basemap.geometry import (
    Box,
    Line,
    Point,
    box,
    clip,
    contains,
    project,
    thin,
)
from tools.build_basemap.polyline import encode_lines
from tools.build_basemap.states import POSTAL_CODES
from tools.build_basemap.topology import Polygon, Ring, Shape, Topology, uses


# What is drawn of other countries ends out of sight: west, south, east, north.
REGION = (-225.0, -25.0, -34.5, 79.0)

# The states and territories of the Census Bureau's file are drawn instead of these.
OURS = {"016", "316", "580", "630", "840", "850"}

# Canada, Mexico, Cuba and the Bahamas are often in view; the rest is drawn roughly.
NEAR = {"044", "124", "192", "484"}
ROUGHER = 6

# Degrees. The two sources draw the border a little differently. So that no water shows
# between, the neighbors reach under the states by this: Canada from the north and east,
# Mexico from the south.
UNDER_THE_STATES = {"124": (-0.06, -0.06), "484": (0.0, 0.06)}


def to_line(
    points: Iterable[Point], *, zoom: int, tolerance: float = 0, step: Point = (0, 0)
) -> Line:
    """Project degrees and leave out what is not seen.

    Mercator draws the far north large and nobody lives there: the line may be rough.
    """
    degrees = [(x + step[0], y + step[1]) for x, y in points]
    roughness = 1 / math.cos(math.radians(degrees[0][1])) ** 2
    return thin([project(x, y, zoom) for x, y in degrees], tolerance * roughness)


def land(shapes: list[Shape], topology: Topology, smallest: float) -> list[Shape]:
    """Return the shapes without their small islands, unless there is nothing else."""
    return [
        Shape(shape.id, shape.name, _large(shape.polygons, topology, smallest))
        for shape in shapes
    ]


def _large(
    polygons: list[Polygon], topology: Topology, smallest: float
) -> list[Polygon]:
    extents = [box(topology.line(polygon[0])).extent for polygon in polygons]
    limit = min(smallest, max(extents))
    pairs = zip(polygons, extents, strict=True)
    return [polygon for polygon, extent in pairs if extent >= limit]


def draw_land(
    topology: Topology, states: list[Shape], drawn: list[Shape]
) -> dict[str, Any]:
    """Return some of the states, by code, and the arcs that these are made of.

    The first arcs, as many as ``coasts``, are coasts; the others are borders.
    """
    counts = uses(states)
    arcs = sorted(uses(drawn), key=lambda arc: (counts[arc] > 1, arc))
    places = {arc: place for place, arc in enumerate(arcs)}

    def moved(ring: Ring) -> Ring:
        return [places[i] if i >= 0 else ~places[~i] for i in ring]

    return {
        "arcs": encode_lines(topology.arcs[arc] for arc in arcs),
        "coasts": sum(counts[arc] == 1 for arc in arcs),
        "land": {
            POSTAL_CODES[shape.id]: [
                [moved(ring) for ring in polygon] for polygon in shape.polygons
            ]
            for shape in drawn
        },
    }


def county_lines(topology: Topology) -> dict[str, list[Line]]:
    """Return the lines between two counties of one state, by the state's number."""
    between_states = uses(topology.shapes("states"))
    shapes = topology.shapes("counties")
    counts = uses(shapes)
    lines: dict[str, list[Line]] = defaultdict(list)
    for arc, state in sorted({(a, s.id[:2]) for s in shapes for a in s.arcs}):
        if counts[arc] > 1 and arc not in between_states:
            lines[state].append(topology.arcs[arc])
    return lines


def neighbors(folder: Path, zoom: int, tolerance: float, smallest: float) -> list[Line]:
    """Return the outer lines of other countries, as far as the map shows them."""
    source = sources.read(folder, sources.WORLD_ATLAS, "countries-50m.json")
    prepare = partial(to_line, zoom=zoom, tolerance=tolerance)
    near = Topology(source, prepare)
    far = Topology(source, partial(prepare, tolerance=tolerance * ROUGHER))
    countries = near.shapes("countries")
    ours = uses(country for country in countries if country.id in OURS).keys()
    west, south, east, north = REGION
    edges = Box(*project(west, north, zoom), *project(east, south, zoom))
    lines: list[Line] = []
    for country in countries:
        if country.id in OURS:
            continue
        if step := UNDER_THE_STATES.get(country.id):
            moved = Topology(source, partial(prepare, step=step))
            for arc in country.arcs & ours:
                near.arcs[arc] = moved.arcs[arc]
        is_near = country.id in NEAR
        topology, limit = (near, smallest) if is_near else (far, smallest * 2)
        outlines = (clip(topology.line(ring), edges) for ring in _outer(country))
        lines += [line for line in outlines if line and box(line).extent >= limit]
    return lines


def lakes(folder: Path, zoom: int, tolerance: float, smallest: float) -> list[Line]:
    """Return the outer lines of the lakes of North America."""
    source = sources.read(folder, sources.LAKES, "dist/north-america_50m.json")
    topology = Topology(source, partial(to_line, zoom=zoom))
    lines = [
        topology.line(ring)
        for lake in topology.shapes("lakes")
        for ring in _outer(lake)
    ]
    # Their arcs are cut too short to be thinned out one by one.
    return [thin(line, tolerance) for line in lines if box(line).extent >= smallest]


def is_in(lines: list[Line], lake: Line) -> bool:
    """Return whether the middle of a lake lies within one of the lines."""
    left, top, right, bottom = box(lake)
    middle = (left + right) / 2, (top + bottom) / 2
    return any(contains(line, middle) for line in lines)


def _outer(shape: Shape) -> Iterator[list[int]]:
    return (polygon[0] for polygon in shape.polygons)
