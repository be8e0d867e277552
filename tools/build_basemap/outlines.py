"""What is drawn: states and their borders, counties, neighbors and lakes."""

from __future__ import annotations

import math
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
from tools.build_basemap.topology import Drawing, Polygon, Shape, Topology, uses


# What is drawn of other countries ends out of sight: west, south, east, north.
REGION = (-225.0, -25.0, -34.5, 79.0)

# The states and territories of the Census Bureau's file are drawn instead of these.
OURS = {"016", "316", "580", "630", "840", "850"}

# Canada, Mexico, Cuba and the Bahamas are often in view; the rest is drawn roughly.
NEAR = {"044", "124", "192", "484"}
ROUGHER = 4

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
    drawing: Drawing, topology: Topology, layer: str, smallest: float
) -> dict[str, Any]:
    """Return the areas of a layer, its coasts and its inner borders."""
    shapes = land(topology.shapes(layer), topology, smallest)
    counts = uses(shapes)
    lines = {arc: drawing.add(topology.arcs[arc]) for arc in sorted(counts)}
    return {
        "land": [
            [drawing.ring(ring, topology) for ring in polygon]
            for shape in shapes
            for polygon in shape.polygons
        ],
        "coast": [lines[arc] for arc in lines if counts[arc] == 1],
        "borders": [lines[arc] for arc in lines if counts[arc] > 1],
    }


def draw_counties(drawing: Drawing, topology: Topology) -> list[int]:
    """Return the lines between two counties of one state."""
    between_states = uses(topology.shapes("states"))
    counts = uses(topology.shapes("counties"))
    return [
        drawing.add(topology.arcs[arc])
        for arc in sorted(counts)
        if counts[arc] > 1 and arc not in between_states
    ]


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
