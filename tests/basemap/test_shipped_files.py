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
from tools.build_basemap.polyline import decode
from wagtail_tms import places


FOLDER = Path(__file__).parents[2] / "wagtail_tms/static/wagtail_tms/map"
CODES = [state.code for state in places.states()]
MOST_BYTES = {"basemap": 28_500, **{f"states/{code}": 8_000 for code in CODES}}
# Long coasts, and 254 counties.
MOST_BYTES |= {"states/AK": 13_000, "states/CA": 10_000, "states/TX": 14_000}

Drawn = dict[str, Any]
Points = list[tuple[float, float]]


def load(name: str) -> Drawn:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def basemap() -> Drawn:
    return load("basemap")


@pytest.fixture(scope="module")
def states() -> dict[str, Drawn]:
    return {code: load(f"states/{code}") for code in CODES}


def lines(text: str) -> list[Points]:
    return [[*decode(line)] for line in text.split(" ")] if text else []


def outlines(drawn: Drawn) -> list[Points]:
    """Return the outer lines of the land."""
    arcs = lines(drawn["arcs"])

    def joined(ring: list[int]) -> Points:
        parts = (arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring)
        return [*chain.from_iterable(parts)]

    return [joined(rings[0]) for land in drawn["land"].values() for rings in land]


def is_in(rings: list[Points], drawn: Drawn, longitude: float, latitude: float) -> bool:
    point = project(longitude, latitude, drawn["zoom"])
    return any(contains(ring, point) for ring in rings)


@pytest.mark.parametrize(("name", "most"), MOST_BYTES.items())
def test_a_file_is_small(name: str, most: int) -> None:
    assert len(gzip.compress((FOLDER / f"{name}.json").read_bytes())) <= most


@pytest.mark.parametrize("name", MOST_BYTES)
def test_every_arc_that_is_named_is_there_and_every_arc_is_used(name: str) -> None:
    drawn = load(name)
    polygons = chain.from_iterable(drawn["land"].values())
    named = {i if i >= 0 else ~i for i in chain.from_iterable(chain(*polygons))}
    assert named == set(range(len(lines(drawn["arcs"]))))
    assert drawn["coasts"] <= len(named)


def test_land_and_water_are_where_they_are(
    basemap: Drawn, states: dict[str, Drawn]
) -> None:
    boise, toronto, guam = (-116.2, 43.6), (-79.5, 43.8), (144.78, 13.45)
    superior, michigan, salt_lake = (-86.5, 48.2), (-87.0, 43.5), (-112.5, 41.2)
    land = outlines(basemap)
    assert is_in(land, basemap, *boise)
    assert is_in(land, basemap, *guam)
    assert not is_in(land, basemap, *toronto)
    assert not is_in(land, basemap, *michigan)
    assert is_in(lines(basemap["neighbors"]), basemap, *toronto)
    assert not is_in(lines(basemap["neighbors"]), basemap, *boise)
    assert is_in(lines(basemap["lakes"]), basemap, *superior)
    assert is_in(lines(basemap["inlandLakes"]), basemap, *salt_lake)
    for code, place in (("ID", boise), ("GU", guam)):
        assert is_in(outlines(states[code]), states[code], *place)
    assert not is_in(outlines(states["MI"]), states["MI"], *michigan)


def test_a_state_close_by_has_its_counties(states: dict[str, Drawn]) -> None:
    assert len(lines(states["TX"]["counties"])) > 500
    assert states["DC"]["counties"] == ""


def test_every_state_has_its_name(basemap: Drawn) -> None:
    named = {code: name for code, name, *_ in basemap["states"]}
    assert named == {state.code: state.name for state in places.states()}


@pytest.mark.parametrize("code", ["AS", "GU"])
def test_an_island_has_its_name_from_afar(basemap: Drawn, code: str) -> None:
    zooms = {row[0]: row[4] for row in basemap["states"]}
    assert zooms[code] <= 4


@pytest.mark.parametrize("zoom", range(FIRST_ZOOM, LAST_ZOOM + 1))
def test_no_name_lies_on_another(
    basemap: Drawn, states: dict[str, Drawn], zoom: int
) -> None:
    floor = Floor()
    # The files are on a grid of whole pixels of their zoom, coarser than this one's.
    floor.MARGIN = 0
    for code, name, x, y, *zooms in basemap["states"]:
        scale = 2 ** (FIRST_ZOOM - basemap["zoom"])
        label = StateLabel(State(code, name, []), (x * scale, y * scale), *zooms)
        if taken := label.boxes().get(zoom):
            assert floor.is_free(taken), name
            floor.take(taken)
    for drawn in (basemap, *states.values()):
        scale = 2 ** (FIRST_ZOOM - drawn["zoom"])
        for group in drawn["places"]:
            if group["zoom"] > zoom:
                continue
            names, points = group["names"].split("\n"), decode(group["points"])
            for name, (x, y), side in zip(names, points, group["sides"], strict=True):
                city = City(name, (x * scale, y * scale), 0)
                taken = city_box(city, SIDES[int(side)], zoom)
                assert floor.is_free(taken), name
                floor.take(taken)
