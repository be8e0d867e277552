"""The names on the map: those of the states and of the places of the gazetteer."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from tools.build_basemap import sources
from tools.build_basemap.geometry import box, project
from tools.build_basemap.labels import (
    FIRST_ZOOM,
    PEOPLE,
    SIDES,
    City,
    CityLabel,
    Layout,
    State,
    StateLabel,
    at,
    spots,
)
from tools.build_basemap.outlines import to_line
from tools.build_basemap.polyline import encode
from tools.build_basemap.states import POSTAL_CODES
from tools.build_basemap.topology import Shape, Topology
from wagtail_tms.places.states import all_states


ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = ROOT / "wagtail_tms" / "data" / "gazetteer.sqlite3"

# Degrees of latitude: a city and its suburbs.
AROUND = 0.45

STATE_NAMES = {state.code: state.name for state in all_states()}

# Cities with so many people in and around them are named before the states are.
WELL_KNOWN = 1_100_000
# But for these, which would find no room afterwards.
CROWDED = {"MA"}

# Islands too small for their names have room for them in the water around.
ISLANDS = {"AS", "GU", "MP", "PR", "VI"}
IN_WATER = 400.0

Populated = tuple[float, float, int]
Row = list[str | int]


def labels(folder: Path) -> tuple[list[StateLabel], list[CityLabel]]:
    """Return the names of the states and of the places, none on another."""
    source = sources.read(folder, sources.US_ATLAS, "states-10m.json")
    topology = Topology(source, partial(to_line, zoom=FIRST_ZOOM))
    states = [_state(shape, topology) for shape in topology.shapes("states")]
    cities = _cities()
    layout = Layout()
    crowded = layout.name_states(s for s in states if s.code in CROWDED)
    known = layout.name_cities(city for city in cities if city.people >= WELL_KNOWN)
    wide = layout.name_states(s for s in states if s.code not in CROWDED)
    others = layout.name_cities(city for city in cities if city.people < WELL_KNOWN)
    return crowded + wide, known + others


def _state(shape: Shape, topology: Topology) -> State:
    """Return a state, its name where the largest of its islands has most room."""
    rings = [[topology.line(ring) for ring in polygon] for polygon in shape.polygons]
    largest = max(rings, key=lambda polygon: box(polygon[0]).extent)
    code = POSTAL_CODES[shape.id]
    places = spots(largest)
    if code in ISLANDS:
        places = [(point, IN_WATER) for point, _ in places]
    return State(code, STATE_NAMES[code], places)


def _cities() -> list[City]:
    with sqlite3.connect(f"file:{GAZETTEER}?mode=ro", uri=True) as gazetteer:
        rows = gazetteer.execute(
            "SELECT name, longitude, latitude, population, state FROM place"
            " ORDER BY population DESC, id"
        ).fetchall()
    known = _people_around([(lon, lat, people) for _, lon, lat, people, _ in rows])
    return [
        City(name, project(longitude, latitude, FIRST_ZOOM), people, state)
        for (name, longitude, latitude, _, state), people in zip(
            rows, known, strict=True
        )
        if people >= min(PEOPLE.values())
    ]


def _people_around(places: list[Populated]) -> list[int]:
    """Return for each place, the largest first, the people in it and around it.

    Boston is better known than Jacksonville, which has more people within its limits. A
    place with a larger one around it is a suburb, and counts for itself.
    """
    squares: dict[tuple[int, int], list[Populated]] = {}
    for place in places:
        squares.setdefault(_square(place), []).append(place)
    return [_people(place, squares) for place in places]


def _square(place: Populated) -> tuple[int, int]:
    return math.floor(place[0]), math.floor(place[1])


def _people(place: Populated, squares: dict[tuple[int, int], list[Populated]]) -> int:
    longitude, latitude, own = place
    column, row = _square(place)
    stretch = math.cos(math.radians(latitude))
    around = [
        people
        for left in (column - 1, column, column + 1)
        for bottom in (row - 1, row, row + 1)
        for x, y, people in squares.get((left, bottom), ())
        if math.hypot((x - longitude) * stretch, y - latitude) <= AROUND
    ]
    return sum(around) if max(around) == own else own


def state_row(label: StateLabel, zoom: int) -> Row:
    """Return what the map needs of a state's name, in pixels of a zoom."""
    state = label.state
    x, y = at(label.point, zoom)
    return [
        state.code,
        state.name,
        round(x),
        round(y),
        label.code_zoom,
        label.name_zoom,
    ]


def places(labels: Iterable[CityLabel], zoom: int) -> list[dict[str, Any]]:
    """Return what the map needs of places, by the zoom from which on they are named.

    Names, points and sides are columns, as they are smaller than rows.
    """
    groups: dict[int, list[CityLabel]] = defaultdict(list)
    for label in sorted(labels, key=lambda label: label.city.point):
        groups[label.zoom].append(label)
    return [
        {
            "zoom": first,
            "names": "\n".join(label.city.name for label in group),
            "points": encode(at(label.city.point, zoom) for label in group),
            "sides": "".join(str(SIDES.index(label.side)) for label in group),
        }
        for first, group in sorted(groups.items())
    ]
