"""Build the state outlines behind the pin in the clinic editor.

The outlines come from the npm package us-atlas 3.0.1, which is made of the Census
Bureau's cartographic boundary files (public domain). Its TopoJSON is thinned out and
written as GeoJSON, small enough to load with every editor:

    npm pack us-atlas@3.0.1
    tar --extract --file us-atlas-3.0.1.tgz package/states-10m.json
    python tools/build_admin_basemap.py package/states-10m.json

The output depends on nothing but the input; ``MANIFEST.json`` holds its checksum.
"""

from __future__ import annotations

import hashlib
import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any


OUTPUT = (
    Path(__file__).parent.parent / "wagtail_tms/static/wagtail_tms/admin/us-states.json"
)
SOURCE_SHA256 = "d76b391ccfa8bff601d51e3e3da5d43a89fa46cd5caca72ce731b383be5596d0"

# Degrees. A point that lies nearer than this to the line between its neighbours is
# left out; an island smaller than this is left out, unless it is all there is.
TOLERANCE = 0.05
SMALLEST_ISLAND = 0.4
DECIMALS = 2

# Federal Information Processing Standard codes of the states, as us-atlas numbers them.
POSTAL_CODES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT",
    "10": "DE", "11": "DC", "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL",
    "18": "IN", "19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD",
    "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT", "31": "NE",
    "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND",
    "39": "OH", "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD",
    "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA", "54": "WV",
    "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip

Point = tuple[float, float]


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees; TopoJSON stores steps on a grid."""
    (scale_x, scale_y), (left, bottom) = topology["transform"].values()
    return [
        [
            (x * scale_x + left, y * scale_y + bottom)
            for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1]))
        ]
        for arc in topology["arcs"]
    ]


def offset(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line between two others, in degrees."""
    (px, py), (sx, sy), (ex, ey) = point, start, end
    dx, dy = ex - sx, ey - sy
    if length := dx * dx + dy * dy:
        share = max(0.0, min(1.0, ((px - sx) * dx + (py - sy) * dy) / length))
        sx, sy = sx + share * dx, sy + share * dy
    return ((px - sx) ** 2 + (py - sy) ** 2) ** 0.5


def thin(arc: list[Point]) -> list[Point]:
    """Leave out points that hardly bend the line (Douglas and Peucker, 1973).

    Both ends stay, so that neighbouring states keep the same border.
    """
    if len(arc) < 3:
        return arc
    offsets = [offset(point, arc[0], arc[-1]) for point in arc[1:-1]]
    farthest = max(range(len(offsets)), key=offsets.__getitem__)
    if offsets[farthest] < TOLERANCE:
        return [arc[0], arc[-1]]
    split = farthest + 1
    return thin(arc[: split + 1])[:-1] + thin(arc[split:])


def ring(arcs: list[list[Point]], indexes: list[int]) -> list[Point]:
    """Join arcs into a closed line; a negative index means an arc read backwards."""
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in points]
    return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]


def extent(points: list[Point]) -> float:
    """Return the longer side of the box around a ring, in degrees."""
    xs, ys = zip(*points, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))


def outline(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """Return the outer rings of a state, the largest first."""
    polygons = geometry["arcs"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = [ring(arcs, polygon[0]) for polygon in polygons]
    rings = [points for points in rings if len(points) >= 4]
    rings.sort(key=extent, reverse=True)
    return rings[:1] + [p for p in rings[1:] if extent(p) >= SMALLEST_ISLAND]


def feature(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    """Return one state as GeoJSON."""
    rings = outline(geometry, arcs)
    return {
        "type": "Feature",
        "properties": {"state": POSTAL_CODES[geometry["id"]]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[r] for r in rings]},
    }


def main(source: Path) -> None:
    raw = source.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"{source} is not states-10m.json of us-atlas 3.0.1: sha256 {found}.")
    topology = json.loads(raw)
    arcs = [thin(arc) for arc in decode_arcs(topology)]
    states = sorted(topology["objects"]["states"]["geometries"], key=lambda g: g["id"])
    collection = {
        "type": "FeatureCollection",
        "features": [feature(state, arcs) for state in states],
    }
    text = json.dumps(collection, separators=(",", ":"))
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUTPUT.name}: {len(states)} states, {len(text):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
