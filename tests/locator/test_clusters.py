"""What a map shows: exact, still while it moves, and the same clinics as the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.geo.test_bounds import bounds as boxes
from tests.locator.brute_force import Point, points
from tests.properties import examples
from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import LocatorQuery, grid, pyramid, vocabulary
from wagtail_tms.locator.clusters import LEAST_LISTED, Clusters, clusters
from wagtail_tms.locator.start_radii import start_radii
from wagtail_tms.models import LocatorEntry, MapCell


pytestmark = pytest.mark.django_db

thorough = examples(100)

EVERYTHING = LocatorQuery()
# Every entry passes it, but it cannot be answered from what is counted ahead.
READ = LocatorQuery(accepting=True)
WORLD = geo.Bounds(-180, -90, 180, 90)
zooms = st.integers(0, grid.MAX_ZOOM)
ahead = st.lists(st.booleans(), min_size=40, max_size=40)


def rows() -> Any:
    """The clinics, without what keeps their entries true."""
    return get_clinic_model()._base_manager


def place(where: list[Point], is_counted: list[bool]) -> dict[int, Point]:
    """Fill the tables with these points; some are counted ahead, the others not."""
    placed = dict(enumerate(where, start=1))
    rows().all().delete()
    rows().bulk_create(
        get_clinic_model()(pk=pk, name=f"C{pk}", slug=f"c{pk}", latitude=y, longitude=x)
        for pk, (y, x) in placed.items()
    )
    LocatorEntry.objects.all().delete()
    MapCell.objects.all().delete()
    cells = [
        grid.cell_at(*point) if is_counted[pk % len(is_counted)] else None
        for pk, point in placed.items()
    ]
    LocatorEntry.objects.bulk_create(
        LocatorEntry(
            clinic_id=pk, latitude=point[0], longitude=point[1], cell=cell, flags=1
        )
        for (pk, point), cell in zip(placed.items(), cells, strict=True)
    )
    pyramid.rebuild("default")
    start_radii.forget()
    return placed


def shown(box: geo.Bounds, zoom: int, query: LocatorQuery = EVERYTHING) -> Clusters:
    return clusters(query, box, zoom, vocabulary.current())


def same(one: Clusters, other: Clusters) -> bool:
    def told(of: Clusters) -> list[Any]:
        return [
            (
                item.cell,
                item.count,
                pytest.approx(item.latitude),
                pytest.approx(item.longitude),
                {clinic.pk for clinic in item.clinics},
            )
            for item in of.items
        ]

    return told(one) == told(other) and one.bounds == other.bounds


@thorough
@given(st.lists(points, max_size=40), ahead, boxes, zooms)
def test_counts_are_those_of_the_cells_that_the_box_touches(
    where: list[Point], is_counted: list[bool], box: geo.Bounds, zoom: int
) -> None:
    place(where, is_counted)
    view = grid.View.of(box, zoom)
    cells = Counter(grid.ancestor(grid.cell_at(*point), view.level) for point in where)
    found = shown(box, zoom)
    assert {item.cell: item.count for item in found.items} == {
        cell: count for cell, count in cells.items() if cell in view.cells
    }
    in_box = sum(box.box.holds(*point) for point in where)
    in_bounds = sum(found.bounds.wider_box.holds(*point) for point in where)
    assert in_box <= found.count <= in_bounds


@thorough
@given(st.lists(points, max_size=40), ahead, boxes, zooms)
def test_what_is_counted_ahead_is_what_is_read(
    where: list[Point], is_counted: list[bool], box: geo.Bounds, zoom: int
) -> None:
    place(where, is_counted)
    assert same(shown(box, zoom), shown(box, zoom, READ))


@thorough
@given(
    st.lists(points, max_size=40),
    ahead,
    zooms,
    points,
    points,
    st.floats(0.1, 90),
)
def test_moving_the_map_changes_no_cluster(
    where: list[Point],
    is_counted: list[bool],
    zoom: int,
    one: Point,
    other: Point,
    width: float,
) -> None:
    """Two boxes of one size: what both show is the same in both."""
    place(where, is_counted)
    views = []
    for _, west in (one, other):
        east = (west + width + 180) % 360 - 180
        views.append(shown(geo.Bounds(west, -60, east, 60), zoom))
    first, second = (
        {item.cell: (item.count, item.latitude, item.longitude) for item in view.items}
        for view in views
    )
    both = first.keys() & second.keys()
    assert {cell: first[cell] for cell in both} == {cell: second[cell] for cell in both}
    levels = {grid.level_of(cell) for cell in [*first, *second]}
    assert len(levels) <= 1


def looked_closer(found: Clusters, query: LocatorQuery, zoom: int) -> Iterator[int]:
    """Yield the ids of the clinics, zooming in on every cluster until it is none."""
    for item in found.items:
        if item.clinics:
            yield from (clinic.pk for clinic in item.clinics)
            continue
        closer = min(zoom + 2, grid.MAX_ZOOM)
        inside = shown(item.bounds, closer, query)
        inside.items[:] = [
            each
            for each in inside.items
            if grid.ancestor(each.cell, grid.level_of(item.cell)) == item.cell
        ]
        assert inside.count == item.count
        yield from looked_closer(inside, query, closer)


@examples(40)
@given(st.lists(points, max_size=12), ahead)
def test_looking_closer_leads_to_every_clinic_once(
    where: list[Point], is_counted: list[bool]
) -> None:
    placed = place(where, is_counted)
    for query in (EVERYTHING, READ):
        found = sorted(looked_closer(shown(WORLD, 2, query), query, 2))
        assert found == sorted(placed)


@pytest.mark.parametrize("query", [EVERYTHING, READ])
@pytest.mark.parametrize("zoom", [0, 4, 12, 18, 22])
def test_clinics_at_one_address_are_listed_together(
    query: LocatorQuery, zoom: int
) -> None:
    place([(45.835, -109.955)] * 3 + [(30.0, -90.0)], [True])
    found = shown(geo.Bounds(-111, 44, -89, 46), zoom, query)
    listed = {item.count: [c.pk for c in item.clinics] for item in found.items}
    assert listed[3] == [1, 2, 3]
    (together,) = (item for item in found.items if item.count == 3)
    assert (together.latitude, together.longitude) == (45.835, -109.955)


def test_neighbors_are_a_cluster_until_the_map_is_close() -> None:
    """Ten meters are more than a cell on the finest level."""
    place([(45.835, -109.955), (45.8351, -109.955)], [True])
    box = geo.Bounds(-109.956, 45.834, -109.954, 45.836)
    assert [item.count for item in shown(box, 12).items] == [2]
    assert [item.count for item in shown(box, 20).items] == [1, 1]


def test_one_clinic_in_the_middle_of_others_is_no_address() -> None:
    place([(0.0, -110.0), (0.0, -109.9), (0.0, -109.8)], [True])
    (item,) = shown(WORLD, 4).items
    assert (item.count, item.clinics) == (3, ())


def test_one_among_clinics_of_an_address_is_shown_for_a_time_only() -> None:
    place([(45.835, -109.955)] * 2, [True, False])
    (item,) = shown(WORLD, 4).items
    assert [clinic.pk for clinic in item.clinics] == [1, 2]
    place([(45.835, -109.955), (45.84, -109.955)], [True, False])
    (item,) = shown(WORLD, 4).items
    assert item.clinics == ()


def test_a_long_list_at_one_address_is_cut_and_its_count_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wagtail_tms.locator.clusters.MAX_NAMES", 60)
    place([(45.835, -109.955)] * 65, [True])
    (item,) = shown(WORLD, 4).items
    assert (len(item.clinics), item.count) == (60, 65)


def test_addresses_share_the_names_and_each_lists_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wagtail_tms.locator.clusters.MAX_NAMES", 60)
    many, others = [(45.835, -109.955)] * 30, [(30.0, -120.0 + 6 * n) for n in range(9)]
    place([*many, *others], [True])
    country = geo.Bounds(-125, 24, -66, 50)
    items = clusters(EVERYTHING, country, 4, vocabulary.current()).items
    assert len(items) == 10
    assert max(len(item.clinics) for item in items) == LEAST_LISTED
    box = geo.Bounds(-110, 45.8, -109.9, 45.9)
    (item,) = clusters(EVERYTHING, box, 12, vocabulary.current()).items
    assert len(item.clinics) == 30


def test_a_view_of_the_country_takes_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    place([(30 + n / 10, -120 + n / 2) for n in range(90)], [True])
    terms = vocabulary.current()
    with django_assert_max_num_queries(3):
        found = clusters(EVERYTHING, geo.Bounds(-125, 24, -66, 50), 4, terms)
    assert found.count == 90


def test_a_clinic_that_is_no_more_is_not_shown() -> None:
    """Its entry was left behind."""
    place([(45.835, -109.955)] * 2, [True])
    rows().filter(pk=2).update(live=False)
    (item,) = shown(WORLD, 4).items
    assert (item.count, [clinic.pk for clinic in item.clinics]) == (1, [1])
    rows().update(live=False)
    assert shown(WORLD, 4).items == []
