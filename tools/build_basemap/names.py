"""The names on the map: those of the states and of the places of the gazetteer."""

from __future__ import annotations

import math
import sqlite3
from functools import partial
from pathlib import Path

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
from tools.build_basemap.topology import Shape, Topology
from wagtail_tms.places.states import all_states


ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = ROOT / "wagtail_tms" / "data" / "gazetteer.sqlite3"

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

# Degrees of latitude: a city and its suburbs.
AROUND = 0.45

STATE_NAMES = {state.code: state.name for state in all_states()}

# Cities with so many people in and around them are named before the states are.
WELL_KNOWN = 1_100_000
# But for these, which would find no room afterwards.
CROWDED = {"MA"}

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
    return State(code, STATE_NAMES[code], spots(largest))


def _cities() -> list[City]:
    with sqlite3.connect(f"file:{GAZETTEER}?mode=ro", uri=True) as gazetteer:
        rows = gazetteer.execute(
            "SELECT name, longitude, latitude, population FROM place"
            " ORDER BY population DESC, id"
        ).fetchall()
    known = _people_around([(lon, lat, people) for _, lon, lat, people in rows])
    return [
        City(name, project(longitude, latitude, FIRST_ZOOM), people)
        for (name, longitude, latitude, _), people in zip(rows, known, strict=True)
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


def city_row(label: CityLabel, zoom: int) -> Row:
    """Return what the map needs of a place's name, in pixels of a zoom."""
    x, y = at(label.city.point, zoom)
    return [label.city.name, round(x), round(y), label.zoom, SIDES.index(label.side)]
