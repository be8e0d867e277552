"""The grid of the map is anchored to the world, and shows at most so many cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.geo.test_bounds import bounds as boxes
from tests.geo.test_bounds import longitudes
from tests.locator.brute_force import Point, points
from tests.properties import examples
from wagtail_tms import geo
from wagtail_tms.locator import grid


thorough = examples(300)

levels = st.integers(0, grid.FINEST)
zooms = st.integers(0, grid.MAX_ZOOM)


def is_in(bounds: geo.Bounds, point: Point) -> bool:
    return bounds.wider_box.holds(*point)


@thorough
@given(st.data(), levels)
def test_a_cell_is_one_number_and_back(data: st.DataObject, level: int) -> None:
    places = st.integers(0, (1 << level) - 1)
    x, y = data.draw(places), data.draw(places)
    cell = grid.cell(x, y, level)
    assert (grid.level_of(cell), grid.position(cell)) == (level, (x, y))
    for coarser in range(level + 1):
        shift = level - coarser
        above = grid.ancestor(cell, coarser)
        assert grid.position(above) == (x >> shift, y >> shift)
        first, last = grid.inside(above, level)
        assert first <= cell <= last


@thorough
@given(points, levels)
def test_a_point_is_within_the_edges_of_its_cells(where: Point, level: int) -> None:
    cell = grid.ancestor(grid.cell_at(*where), level)
    assert is_in(grid.bounds(cell), where)


@thorough
@given(points)
def test_the_finest_cell_is_where_the_point_is(where: Point) -> None:
    latitude, longitude = grid.point(grid.column(where[1]), grid.row(where[0]))
    assert longitude == pytest.approx(where[1], abs=3e-5)
    if abs(where[0]) < 85:
        assert latitude == pytest.approx(where[0], abs=3e-5)


@thorough
@given(boxes, zooms)
def test_a_view_has_few_cells_each_once(box: geo.Bounds, zoom: int) -> None:
    view = grid.View.of(box, zoom)
    assert 0 < len(view.cells) <= grid.MAX_CELLS
    assert len(set(view.cells)) == len(view.cells)
    assert view.level <= zoom + grid.LEVELS_ABOVE_ZOOM


@thorough
@given(boxes, zooms, points)
def test_a_view_covers_its_box(box: geo.Bounds, zoom: int, where: Point) -> None:
    view = grid.View.of(box, zoom)
    is_shown = grid.ancestor(grid.cell_at(*where), view.level) in view.cells
    south, north = box.south, box.north
    west, east = box.west, box.east
    for corner in ((south, west), (south, east), (north, west), (north, east)):
        assert grid.ancestor(grid.cell_at(*corner), view.level) in view.cells
        assert is_in(view.bounds, corner)
    assert is_shown or not box.box.holds(*where)
    assert is_in(view.bounds, where) or not is_shown


@thorough
@given(
    st.floats(0.05, 300),
    st.floats(0.0001, 0.4),
    zooms,
    st.lists(st.tuples(longitudes, st.floats(0, 1)), min_size=2, max_size=8),
)
def test_moving_the_map_never_changes_the_level(
    width: float, height: float, zoom: int, moves: list[tuple[float, float]]
) -> None:
    """The box is as many pixels high and wide everywhere, rounded to six decimals."""

    def shown(west: float, top: float) -> geo.Bounds:
        top *= 1 - height
        north, _ = grid.point(0, top * grid.SIZE)
        south, _ = grid.point(0, (top + height) * grid.SIZE)
        east = (west + width + 180) % 360 - 180
        edges = (round(edge, 6) for edge in (west, south, east, north))
        return geo.Bounds(*edges)

    levels = {grid.View.of(shown(west, top), zoom).level for west, top in moves}
    assert len(levels) == 1


def test_cells_are_64_pixels_wide_where_the_view_is_small() -> None:
    view = grid.View.of(geo.Bounds(-74.1, 40.6, -73.9, 40.8), 10)
    assert view.level == 12
    assert grid.bounds(view.cells[0]).width == pytest.approx(360 / 2**10 / 4)


def test_a_view_over_the_antimeridian_goes_west_to_east() -> None:
    view = grid.View.of(geo.Bounds(170, -20, -170, 20), 2)
    assert view.columns == (15, 0)
    assert view.bounds.west == 157.5
    assert view.bounds.east == -157.5


def test_a_view_that_goes_round_the_world_is_the_world() -> None:
    for box in (geo.Bounds(-180, -90, 180, 90), geo.Bounds(10, -90, 9, 90)):
        view = grid.View.of(box, 0)
        assert view.bounds == (-180, -90, 180, 90)


@pytest.mark.parametrize("west", [-110, -109.955012, -73.5, 0.1, 12.345678, 166.66])
def test_a_map_of_whole_cells_has_one_level_wherever_it_is(west: float) -> None:
    """Rounding makes it a little more or less than 13 cells wide: 14 or 15 in all."""
    cell = 360 / 2**12
    for step in range(20):
        left = round(west + step * cell / 7, 6)
        right = round(left + 13 * cell + (step % 3 - 1) * 1e-6, 6)
        north, south = (grid.point(0, row * 2**12)[0] for row in (1_500.25, 1_512.75))
        assert grid.View.of(geo.Bounds(left, south, right, north), 10).level == 11
