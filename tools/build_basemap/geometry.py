"""Points and lines on the map: Web Mercator, in pixels of one zoom, as in Leaflet."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


Point = tuple[float, float]
Line = list[Point]

TILE = 256

# Guam and the last of the Aleutians lie west of Hawaii, over the antimeridian.
FARTHEST_EAST = -30


class Box(NamedTuple):
    """The edges of a rectangle; y grows to the south."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def extent(self) -> float:
        """The longer side."""
        return max(self.right - self.left, self.bottom - self.top)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


def project(longitude: float, latitude: float, zoom: int) -> Point:
    """Return where a point is, in pixels of a zoom."""
    if longitude > FARTHEST_EAST:
        longitude -= 360
    size = TILE * 2**zoom
    from_equator = math.atanh(math.sin(math.radians(latitude))) / (2 * math.pi)
    return (longitude + 180) / 360 * size, (0.5 - from_equator) * size


def box(line: Iterable[Point]) -> Box:
    """Return the box around a line."""
    xs, ys = zip(*line, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def offset(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others."""
    (px, py), (sx, sy), (ex, ey) = point, start, end
    dx, dy = ex - sx, ey - sy
    if length := dx * dx + dy * dy:
        share = max(0.0, min(1.0, ((px - sx) * dx + (py - sy) * dy) / length))
        sx, sy = sx + share * dx, sy + share * dy
    return math.hypot(px - sx, py - sy)


def thin(line: Line, tolerance: float) -> Line:
    """Leave out points that hardly bend the line (Douglas and Peucker, 1973).

    Both ends stay, so that neighbors keep the same border.
    """
    if len(line) < 3:
        return line
    offsets = [offset(point, line[0], line[-1]) for point in line[1:-1]]
    farthest = max(range(len(offsets)), key=offsets.__getitem__)
    if offsets[farthest] < tolerance:
        return [line[0], line[-1]]
    split = farthest + 1
    before, after = line[: split + 1], line[split:]
    return thin(before, tolerance)[:-1] + thin(after, tolerance)


def contains(ring: Line, point: Point) -> bool:
    """Return whether a point lies inside a ring."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def clip(ring: Line, edges: Box) -> Line:
    """Return the part of a ring within a box (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in (
        (0, edges.left, 1), (0, edges.right, -1),
        (1, edges.top, 1), (1, edges.bottom, -1),
    ):  # fmt: skip
        ring = _cut(ring, axis, limit, sign)
    return ring


def _cut(ring: Line, axis: int, limit: float, sign: int) -> Line:
    """Return the part of a ring on one side of a line along an axis."""
    kept: Line = []
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        starts_in = (start[axis] - limit) * sign >= 0
        ends_in = (end[axis] - limit) * sign >= 0
        if starts_in != ends_in:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            kept.append((x, y))
        if ends_in:
            kept.append(end)
    return kept
