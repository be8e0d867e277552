from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.locator.brute_force import (
    Point,
    nearest_slowly,
    place_entries,
    points,
    radii,
)
from tests.properties import examples
from wagtail_tms import geo
from wagtail_tms.locator import nearest
from wagtail_tms.locator.start_radii import start_radii
from wagtail_tms.models import LocatorEntry


pytestmark = pytest.mark.django_db

thorough = examples(150)


def assert_same(found: list[tuple[float, int]], true: list[tuple[float, int]]) -> None:
    """Check the ids, and the distances one by one."""
    assert [miles for miles, _ in found] == pytest.approx(
        [miles for miles, _ in true], abs=1e-3
    )
    assert sorted(miles for miles, _ in found) == [miles for miles, _ in found]
    assert {pk for _, pk in found} == {pk for _, pk in true}


@thorough
@given(st.lists(points, max_size=40), points, radii)
def test_everything_within_the_radius_is_found(
    where: list[Point], origin: Point, radius: float
) -> None:
    start_radii.forget()
    placed = place_entries(where)
    found = nearest(*origin, limit=100, radius=radius)
    assert_same(found, nearest_slowly(origin, placed, radius))


@thorough
@given(st.lists(points, min_size=1, max_size=40), points, st.integers(1, 45))
def test_the_nearest_anywhere_are_found(
    where: list[Point], origin: Point, limit: int
) -> None:
    start_radii.forget()
    placed = place_entries(where)
    true = nearest_slowly(origin, placed)
    found = nearest(*origin, limit=limit)
    assert [miles for miles, _ in found] == pytest.approx(
        [miles for miles, _ in true[:limit]], abs=1e-3
    )
    distances = {pk: miles for miles, pk in true}
    assert [distances[pk] for _, pk in found] == pytest.approx(
        [miles for miles, _ in found], abs=1e-3
    )
    assert len({pk for _, pk in found}) == min(limit, len(placed))


@thorough
@given(st.lists(points, min_size=1, max_size=30), st.data())
def test_a_reader_who_stands_on_a_clinic_finds_it_first(
    where: list[Point], data: st.DataObject
) -> None:
    placed = place_entries(where)
    origin = data.draw(st.sampled_from(where))
    miles, pk = nearest(*origin, limit=1, radius=0.01)[0]
    assert miles == pytest.approx(0, abs=1e-6)
    assert pk == min(number for number, point in placed.items() if point == origin)


@thorough
@given(
    st.lists(points, max_size=30),
    points,
    st.floats(0.001, 20_000),
    st.integers(0, 3_000_000),
)
def test_a_wrong_hint_or_size_never_costs_a_clinic(
    where: list[Point], origin: Point, hint: float, size: int
) -> None:
    placed = place_entries(where)
    with (
        mock.patch.object(start_radii, "first", return_value=hint),
        mock.patch.object(start_radii, "size", return_value=size),
    ):
        found = nearest(*origin, limit=5, radius=2_000)
    true = nearest_slowly(origin, placed, 2_000)[:5]
    assert [m for m, _ in found] == pytest.approx([m for m, _ in true], abs=1e-3)


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21])
def test_limit_is_a_limit(count: int) -> None:
    place_entries([(45.0 + number / 100, -110.0) for number in range(count)])
    assert len(nearest(45, -110, limit=20)) == min(20, count)


def test_equal_distances_are_ordered_by_id() -> None:
    place_entries([(45.0, -110.0)] * 30)
    assert [pk for _, pk in nearest(45, -110.5, limit=10)] == list(range(1, 11))


def test_the_database_computes_bands_as_python_does() -> None:
    place_entries([(number / 97 - 90, 0.0) for number in range(17_461)])
    for latitude, band in LocatorEntry.objects.values_list("latitude", "band"):
        assert geo.band(latitude) == band


def test_a_search_that_learned_its_radius_asks_once(
    django_assert_num_queries: Any,
) -> None:
    start_radii.forget()
    place_entries([(45 + n / 50, -110 + m / 50) for n in range(30) for m in range(30)])
    nearest(45.2, -109.8, limit=20)
    with django_assert_num_queries(1):
        nearest(45.21, -109.79, limit=20)


def test_a_crossing_of_the_antimeridian_asks_twice(
    django_assert_num_queries: Any,
) -> None:
    start_radii.forget()
    place_entries([(51.9, 179.99), (51.9, -179.99)])
    start_radii.size()
    with django_assert_num_queries(2):
        assert len(nearest(51.9, 180, limit=20, radius=25)) == 2


def test_start_radii_are_bounded() -> None:
    start_radii.forget()
    for number in range(3_000):
        start_radii.learn(number, 1.0)
    assert len(start_radii._radii) == 1_024
    start_radii.forget()
