"""TopoJSON, read and written: outlines as arcs that neighbors share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from tools.build_basemap.geometry import Line, Point


# Indexes of arcs; a negative one is an arc read backwards (~index).
Ring = list[int]
Polygon = list[Ring]


@dataclass(frozen=True)
class Shape:
    """A state, a county, a country or a lake."""

    id: str
    name: str
    polygons: list[Polygon]

    @property
    def arcs(self) -> set[int]:
        return {
            forward(i) for polygon in self.polygons for ring in polygon for i in ring
        }


class Topology:
    """The arcs of a TopoJSON file, moved and thinned out, and its shapes."""

    def __init__(
        self, source: dict[str, Any], prepare: Callable[[Iterable[Point]], Line]
    ) -> None:
        scale, start = source["transform"]["scale"], source["transform"]["translate"]
        self.arcs = [
            prepare(
                (x * scale[0] + start[0], y * scale[1] + start[1])
                for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
            )
            for arc in source["arcs"]
        ]
        self._objects = source["objects"]

    def shapes(self, layer: str) -> list[Shape]:
        """Return the shapes of a layer, by id."""
        shapes = [_shape(g) for g in self._objects[layer]["geometries"]]
        return sorted(shapes, key=lambda shape: shape.id)

    def line(self, ring: Ring) -> Line:
        """Join arcs into a closed line."""
        points: Line = []
        for index in ring:
            arc = self.arcs[forward(index)]
            arc = arc if index >= 0 else arc[::-1]
            points.extend(arc[1:] if points else arc)
        return points


def forward(index: int) -> int:
    """Return the index of an arc, whichever way it is read."""
    return index if index >= 0 else ~index


def uses(shapes: Iterable[Shape]) -> Counter[int]:
    """Return how many shapes each arc bounds: one on a coast, two on a border."""
    return Counter(arc for shape in shapes for arc in shape.arcs)


def _shape(geometry: dict[str, Any]) -> Shape:
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    name = geometry.get("properties", {}).get("name", "")
    return Shape(geometry.get("id", ""), name, polygons)
