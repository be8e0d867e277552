"""The rules by which names stand on the map without lying on each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from tools.build_basemap.labels import (
    FIRST_ZOOM,
    LAST_STATE_ZOOM,
    LAST_ZOOM,
    PEOPLE,
    City,
    Layout,
    State,
    city_box,
    spots,
)


MILLIONS = PEOPLE[FIRST_ZOOM] * 2
SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]


def test_a_known_city_is_named_at_once_on_the_right() -> None:
    (label,) = Layout().name_cities([City("Boise", (100, 100), MILLIONS)])
    assert (label.zoom, label.side) == (FIRST_ZOOM, "right")


def test_a_small_place_waits_whatever_the_room() -> None:
    (label,) = Layout().name_cities([City("Big Timber", (100, 100), PEOPLE[9])])
    assert label.zoom == 9


def test_a_name_evades_another_on_the_other_side() -> None:
    cities = [
        City("Spokane", (100, 100), MILLIONS),
        City("Boise", (90, 100), MILLIONS - 1),
    ]
    sides = {label.city.name: label.side for label in Layout().name_cities(cities)}
    assert sides == {"Spokane": "right", "Boise": "left"}


def test_of_places_on_one_spot_the_best_known_is_named() -> None:
    cities = [
        City(name, (100, 100), MILLIONS + known)
        for known, name in enumerate(("Queens", "Brooklyn", "New York"))
    ]
    first, *later = Layout().name_cities(cities)
    assert (first.city.name, first.zoom) == ("New York", FIRST_ZOOM)
    assert later == []


@pytest.mark.parametrize("apart", [3, 10, 30, 60])
def test_names_stay_apart_at_every_zoom(apart: int) -> None:
    crowd = [
        City(f"Place {x}{y}", (x * apart, y * apart), MILLIONS - x - 7 * y)
        for x in range(7)
        for y in range(7)
    ]
    labels = Layout().name_cities(crowd)
    for zoom in range(FIRST_ZOOM, LAST_ZOOM + 1):
        boxes = [city_box(n.city, n.side, zoom) for n in labels if n.zoom <= zoom]
        for a, b in combinations(boxes, 2):
            assert (
                a.right <= b.left
                or b.right <= a.left
                or a.bottom <= b.top
                or b.bottom <= a.top
            )


def test_a_state_is_named_in_full_as_soon_as_it_is_wide_enough() -> None:
    wide, narrow = ((50.0, 50.0), 300.0), ((50.0, 150.0), 15.0)
    states = [State("WY", "Wyoming", [wide]), State("RI", "Rhode Island", [narrow])]
    wyoming, rhode_island = Layout().name_states(states)
    assert (wyoming.code_zoom, wyoming.name_zoom) == (FIRST_ZOOM, FIRST_ZOOM)
    assert FIRST_ZOOM < rhode_island.code_zoom < rhode_island.name_zoom


def test_a_state_steps_aside_for_a_city_that_is_named_before() -> None:
    layout = Layout()
    layout.name_cities([City("Indianapolis", (20, 50), MILLIONS)])
    choices = [((50.0, 50.0), 100.0), ((50.0, 90.0), 100.0)]
    (label,) = layout.name_states([State("IN", "Indiana", choices)])
    assert label.point == (50.0, 90.0)


def test_the_name_of_a_state_waits_beside_a_city_as_its_code_need_not() -> None:
    layout = Layout()
    layout.name_cities([City("Raleigh", (120, 50), MILLIONS)])
    spot = [((100.0, 50.0), 110.0)]
    (label,) = layout.name_states([State("NC", "North Carolina", spot)])
    assert (label.code_zoom, label.name_zoom) == (FIRST_ZOOM, FIRST_ZOOM + 2)


def test_a_state_without_room_is_not_named() -> None:
    layout = Layout()
    spot = [((50.0, 50.0), 1.0)]
    (label,) = layout.name_states([State("DC", "District of Columbia", spot)])
    assert label.code_zoom > LAST_STATE_ZOOM
    assert label.boxes() == {}


def test_the_best_spot_of_a_square_is_its_middle() -> None:
    (x, y), room = spots([SQUARE])[0]
    assert (x, room) == (50, 100)
    assert 45 < y < 55


def test_a_spot_lies_where_the_shape_is_wide_enough_for_the_height_of_a_word() -> None:
    # Wide below, with a chimney above.
    chimney = [(0, 60), (40, 60), (40, 0), (60, 0), (60, 60), (100, 60), (100, 100)]
    (x, y), room = spots([[*chimney, (0, 100), (0, 60)]])[0]
    assert (x, room) == (50, 100)
    assert y > 60
