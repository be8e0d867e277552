"""The map files in the wheel: small, whole, and readable."""

from __future__ import annotations

import gzip
import json
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tools.build_basemap.geometry import contains, project
from tools.build_basemap.labels import (
    FIRST_ZOOM,
    LAST_ZOOM,
    SIDES,
    City,
    Floor,
    State,
    StateLabel,
    city_box,
)
from wagtail_tms import places


FOLDER = Path(__file__).parents[2] / "wagtail_tms/static/wagtail_tms/map"
AREAS = ("land", "neighbors", "lakes", "inlandLakes")
LINES = ("coast", "borders", "counties")
MOST_BYTES = {"basemap.json": 42_000, "counties.json": 270_000}

Drawn = dict[str, Any]


def load(name: str) -> Drawn:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def basemap() -> Drawn:
    return load("basemap.json")


@pytest.fixture(scope="module")
def counties() -> Drawn:
    return load("counties.json")


def line(drawn: Drawn, ring: list[int]) -> list[tuple[float, float]]:
    points = []
    for index in ring:
        steps = drawn["arcs"][index if index >= 0 else ~index]
        x, y, arc = 0, 0, []
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            arc.append((x, y))
        points += arc if index >= 0 else arc[::-1]
    return points


def covers(drawn: Drawn, layer: str, longitude: float, latitude: float) -> bool:
    point = project(longitude, latitude, drawn["zoom"])
    return any(contains(line(drawn, rings[0]), point) for rings in drawn[layer])


@pytest.mark.parametrize(("name", "most"), MOST_BYTES.items())
def test_a_file_is_small(name: str, most: int) -> None:
    assert len(gzip.compress((FOLDER / name).read_bytes())) <= most


def test_a_reader_loads_little_to_see_the_map() -> None:
    static = FOLDER.parent
    loaded = [
        static / "vendor/leaflet/leaflet.js",
        static / "vendor/leaflet/leaflet.css",
        static / "css/map.css",
        static / "js/clinic-map.js",
        *(static / "js/map").glob("*.js"),
        FOLDER / "basemap.json",
    ]
    assert sum(len(gzip.compress(path.read_bytes())) for path in loaded) <= 110_000


@pytest.mark.parametrize("name", MOST_BYTES)
def test_every_arc_that_is_named_is_there_and_every_arc_is_used(name: str) -> None:
    drawn = load(name)
    rings = chain.from_iterable(p for layer in AREAS for p in drawn.get(layer, []))
    named = {i if i >= 0 else ~i for i in chain.from_iterable(rings)}
    named |= {i for layer in LINES for i in drawn.get(layer, [])}
    assert named == set(range(len(drawn["arcs"])))


def test_land_and_water_are_where_they_are(basemap: Drawn, counties: Drawn) -> None:
    boise, toronto, guam = (-116.2, 43.6), (-79.5, 43.8), (144.78, 13.45)
    superior, michigan, salt_lake = (-86.5, 48.2), (-87.0, 43.5), (-112.5, 41.2)
    for drawn in (basemap, counties):
        assert covers(drawn, "land", *boise)
        assert covers(drawn, "land", *guam)
        assert not covers(drawn, "land", *toronto)
        assert not covers(drawn, "land", *michigan)
    assert covers(basemap, "neighbors", *toronto)
    assert not covers(basemap, "neighbors", *boise)
    assert covers(basemap, "lakes", *superior)
    assert covers(basemap, "inlandLakes", *salt_lake)


def test_every_state_has_its_name(basemap: Drawn) -> None:
    named = {code: name for code, name, *_ in basemap["states"]}
    assert named == {state.code: state.name for state in places.states()}


@pytest.mark.parametrize("zoom", range(FIRST_ZOOM, LAST_ZOOM + 1))
def test_no_name_lies_on_another(basemap: Drawn, counties: Drawn, zoom: int) -> None:
    floor = Floor()
    # The files are on a grid of whole pixels of their zoom, coarser than this one's.
    floor.MARGIN = 0
    for code, name, x, y, *zooms in basemap["states"]:
        scale = 2 ** (FIRST_ZOOM - basemap["zoom"])
        label = StateLabel(State(code, name, []), (x * scale, y * scale), *zooms)
        if taken := label.boxes().get(zoom):
            assert floor.is_free(taken), name
            floor.take(taken)
    for drawn in (basemap, counties):
        scale = 2 ** (FIRST_ZOOM - drawn["zoom"])
        for name, x, y, since, side in drawn["places"]:
            if since <= zoom:
                city = City(name, (x * scale, y * scale), 0)
                taken = city_box(city, SIDES[side], zoom)
                assert floor.is_free(taken), name
                floor.take(taken)
