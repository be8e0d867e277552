"""Which names stand on the map from which zoom on, so that none lies on another.

A name that has appeared stays while the reader comes closer. So a place is named from
the first zoom at which it has room there and at every later one; places with more
people choose first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tools.build_basemap.geometry import Box, Line, Point, box


# Names are laid out for zooms from the first to the last, in pixels of the first.
FIRST_ZOOM, LAST_ZOOM = 3, 10

# At later zooms no state is named: places are.
LAST_STATE_ZOOM = 6
NO_STATES = LAST_STATE_ZOOM + 1

# A place with fewer people in and around it is not named at a zoom, whatever the room:
# the map is calm.
PEOPLE = {
    3: 3_000_000, 4: 1_500_000, 5: 800_000, 6: 200_000, 7: 75_000, 8: 10_000, 9: 4_000,
    10: 2_500,
}  # fmt: skip

# Pixels. The style sheet draws names of these sizes.
PLACE_SIZE, STATE_SIZE, LETTER_SPACING = 12, 12, 1.2
LINE_HEIGHT = 1.3
DOT = 6
GAP = 4

# How wide letters are, in the widest of the usual system fonts.
NARROW, WIDE = frozenset("fijlrtI '.,-"), frozenset("mwMW")
WIDTHS = {"narrow": 0.38, "wide": 0.95, "capital": 0.74, "other": 0.6}

# Into so many rows a state is cut to find room for its name; rows that have less than
# this share of the most room are no choice.
ROWS, ENOUGH = 40, 0.3
# Half as high as a word is, as a share of the width of a state.
WORD_HEIGHT = 0.07

Run = tuple[float, float]

Side = Literal["right", "left", "above", "below"]
# On which side of its dot a name stands, the best first.
SIDES: tuple[Side, ...] = ("right", "left", "above", "below")


@dataclass(frozen=True)
class City:
    """A place that may be named: where, in pixels of the first zoom, and how known.

    ``people`` are those who live in it and in the smaller places around it.
    """

    name: str
    point: Point
    people: int
    state: str = ""


@dataclass(frozen=True)
class State:
    """A state, and where its name may stand: points and the room there, best first."""

    code: str
    name: str
    spots: list[tuple[Point, float]]


@dataclass(frozen=True)
class CityLabel:
    """A place that is named from a zoom on, on one side of its dot."""

    city: City
    zoom: int
    side: Side


@dataclass(frozen=True)
class StateLabel:
    """A state that is named by its code from one zoom on, in full from another."""

    state: State
    point: Point
    code_zoom: int
    name_zoom: int

    def boxes(self) -> dict[int, Box]:
        """Return the pixels that the name takes at each zoom where it stands."""
        return {
            zoom: self._box(zoom) for zoom in range(self.code_zoom, LAST_STATE_ZOOM + 1)
        }

    def _box(self, zoom: int) -> Box:
        text = self.state.name if zoom >= self.name_zoom else self.state.code
        x, y = at(self.point, zoom)
        width, height = state_width(text), STATE_SIZE * LINE_HEIGHT
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def at(point: Point, zoom: int) -> Point:
    """Return a point in pixels of a zoom."""
    scale = 2 ** (zoom - FIRST_ZOOM)
    return point[0] * scale, point[1] * scale


def text_width(text: str, size: float) -> float:
    """Return how wide a text is at most, in pixels."""
    return size * sum(WIDTHS[_letter(letter)] for letter in text)


def _letter(letter: str) -> str:
    if letter in NARROW:
        return "narrow"
    if letter in WIDE:
        return "wide"
    return "capital" if letter.isupper() else "other"


def state_width(text: str) -> float:
    """Return how wide the name of a state is, with its letters apart."""
    return text_width(text, STATE_SIZE) + LETTER_SPACING * len(text)


def city_box(city: City, side: Side, zoom: int) -> Box:
    """Return the pixels that a dot and its name take at a zoom."""
    x, y = at(city.point, zoom)
    dot, width = DOT / 2, text_width(city.name, PLACE_SIZE)
    half, height = width / 2, PLACE_SIZE * LINE_HEIGHT
    match side:
        case "right":
            return Box(x - dot, y - height / 2, x + dot + GAP + width, y + height / 2)
        case "left":
            return Box(x - dot - GAP - width, y - height / 2, x + dot, y + height / 2)
        case "above":
            return Box(x - half, y - dot - height, x + half, y + dot)
        case "below":
            return Box(x - half, y - dot, x + half, y + dot + height)


class Layout:
    """The names placed so far, and what they take at each zoom."""

    def __init__(self) -> None:
        self._floors = {z: Floor() for z in range(FIRST_ZOOM, LAST_ZOOM + 1)}

    def name_cities(self, cities: Iterable[City]) -> list[CityLabel]:
        """Return the places that can be named, the best known first at each zoom."""
        waiting = sorted(cities, key=lambda city: (-city.people, city.name, city.point))
        labels: list[CityLabel] = []
        for zoom in self._floors:
            left: list[City] = []
            for city in waiting:
                label = self._city(city, zoom) if city.people >= PEOPLE[zoom] else None
                if label:
                    labels.append(label)
                else:
                    left.append(city)
            waiting = left
        return labels

    def name_states(self, states: Iterable[State]) -> list[StateLabel]:
        """Return the states, each where and as soon as its name has room."""
        return [label for state in states if (label := self._state(state))]

    def _city(self, city: City, zoom: int) -> CityLabel | None:
        for side in SIDES:
            zooms = (z for z in self._floors if z >= zoom)
            if self._take({z: city_box(city, side, z) for z in zooms}):
                return CityLabel(city, zoom, side)
        return None

    def _state(self, state: State) -> StateLabel | None:
        """Return the label that appears soonest, in short and in full."""
        labels = sorted(
            _choices(state), key=lambda label: label.code_zoom + label.name_zoom
        )
        return next((label for label in labels if self._take(label.boxes())), None)

    def _take(self, boxes: dict[int, Box]) -> bool:
        """Take the boxes if they are free at all their zooms."""
        free = all(self._floors[zoom].is_free(wanted) for zoom, wanted in boxes.items())
        if free:
            for zoom, wanted in boxes.items():
                self._floors[zoom].take(wanted)
        return free


def _choices(state: State) -> Iterator[StateLabel]:
    """Return every label that the state is wide enough for, the best spots first."""
    for point, room in state.spots:
        first, full = (_zoom_with_room(t, room) for t in (state.code, state.name))
        for code in range(first, max(first, LAST_STATE_ZOOM) + 1):
            for name in range(max(code, full), max(code, full, NO_STATES) + 1):
                yield StateLabel(state, point, code, name)


def _zoom_with_room(text: str, room: float) -> int:
    """Return the first zoom at which a state is wide enough for its name."""
    return FIRST_ZOOM + max(0, math.ceil(math.log2(state_width(text) / room)))


class Floor:
    """What is taken at one zoom, in squares, so that only neighbors are compared."""

    SQUARE = 64
    # Pixels that stay free around a name.
    MARGIN = 4

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = {}

    def is_free(self, wanted: Box) -> bool:
        """Return whether nothing that is taken touches a box."""
        left, top, right, bottom = wanted
        margin = self.MARGIN
        return not any(
            taken.left < right + margin
            and taken.right > left - margin
            and taken.top < bottom + margin
            and taken.bottom > top - margin
            for square in self._touched(wanted)
            for taken in self._squares.get(square, ())
        )

    def take(self, wanted: Box) -> None:
        for square in self._touched(wanted):
            self._squares.setdefault(square, []).append(wanted)

    def _touched(self, wanted: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (
            math.floor((edge + margin) / self.SQUARE)
            for edge, margin in zip(
                wanted,
                (-self.MARGIN, -self.MARGIN, self.MARGIN, self.MARGIN),
                strict=True,
            )
        )
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                yield x, y


def spots(rings: list[Line]) -> list[tuple[Point, float]]:
    """Return where in a shape a wide word fits, and how wide the shape is there.

    The shape is looked at row by row. A row has as much room as is free in the rows
    around it, too: a word has a height. A short word may stand in either half.
    """
    left, top, right, bottom = box(rings[0])
    height = (bottom - top) / ROWS
    rows = [_runs(rings, top + (row + 0.5) * height) for row in range(ROWS)]
    reach = max(1, round((right - left) * WORD_HEIGHT / height))
    found = []
    for row in range(reach, ROWS - reach):
        for start, end in rows[row]:
            start, end = _free_around(rows[row - reach : row + reach + 1], start, end)
            y, room = top + (row + 0.5) * height, end - start
            found.append((((start + end) / 2, y), room))
            found.append(((start + room / 4, y), room / 2))
            found.append(((end - room / 4, y), room / 2))
    widest = max(room for _, room in found)
    middle = (top + bottom) / 2
    # Among rows that are about as wide, the one nearest to the middle.
    found.sort(key=lambda s: (-round(s[1] / widest, 1), abs(s[0][1] - middle)))
    return [spot for spot in found if spot[1] > widest * ENOUGH]


def _free_around(rows: list[list[Run]], start: float, end: float) -> Run:
    """Return the stretch that lies inside the shape in all rows."""
    for runs in rows:
        common = [(max(start, a), min(end, b)) for a, b in runs]
        start, end = max(
            common, key=lambda run: run[1] - run[0], default=(start, start)
        )
        end = max(start, end)
    return start, end


def _runs(rings: list[Line], y: float) -> list[Run]:
    """Return the stretches in which a row lies inside the rings."""
    crossings = sorted(
        ax + (bx - ax) * (y - ay) / (by - ay)
        for ring in rings
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (ay > y) != (by > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
