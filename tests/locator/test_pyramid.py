"""The cells of the map count every clinic that is always visible, whatever happens."""

from __future__ import annotations

import datetime
import itertools
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_clinic, make_condition
from tests.locator.brute_force import Point, points
from tests.properties import examples
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries, grid, pyramid
from wagtail_tms.models import LocatorEntry, MapCell


pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
NUMBERS = itertools.count()


def clinics() -> Any:
    return get_clinic_model()._default_manager


def held() -> dict[int, tuple[int, int, int]]:
    rows = MapCell.objects.filter(count__gt=0)
    return {row.pk: (row.count, row.sum_x, row.sum_y) for row in rows}


def move(clinic: Any, where: Point, number: int) -> None:
    clinic.latitude, clinic.longitude = where
    clinic.save()


def move_all(clinic: Any, where: Point, number: int) -> None:
    clinics().update(latitude=where[0], longitude=where[1])


def schedule(clinic: Any, where: Point, number: int) -> None:
    """Give it dates in the future or the past, or none."""
    dates = [None, timezone.now() - HOUR, timezone.now() + HOUR]
    clinic.go_live_at, clinic.expire_at = dates[number % 3], dates[number // 3 % 3]
    clinic.save()


ACTIONS = (
    move,
    move_all,
    schedule,
    lambda clinic, where, number: clinics().filter(pk=clinic.pk).update(live=True),
    lambda clinic, where, number: clinic.unpublish(),
    lambda clinic, where, number: clinic.delete(),
    lambda clinic, where, number: make_clinic(latitude=where[0], longitude=where[1]),
    lambda clinic, where, number: clinics().bulk_create(
        get_clinic_model()(
            name="C",
            slug=f"c-{next(NUMBERS)}",
            latitude=where[0],
            longitude=where[1],
        )
        for _ in range(3)
    ),
)


@examples(30)
@given(
    st.lists(points, min_size=1, max_size=5),
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), points, st.integers(0, 99)), max_size=8
    ),
)
def test_changes_leave_what_a_rebuild_makes(
    where: list[Point], changes: list[tuple[Any, Point, int]]
) -> None:
    clinics().all().delete()
    for latitude, longitude in where:
        make_clinic(latitude=latitude, longitude=longitude)
    for act, point, number in changes:
        rows = list(clinics().order_by("pk"))
        if rows:
            act(rows[number % len(rows)], point, number)
    assert not entries.check()
    changed = held()
    MapCell.objects.all().delete()
    entries.rebuild()
    assert held() == changed


@examples(60)
@given(st.lists(points, max_size=30))
def test_every_level_counts_every_clinic(where: list[Point]) -> None:
    MapCell.objects.all().delete()
    cells = [grid.cell_at(*point) for point in where]
    pyramid.change(gone=[], come=cells, using="default")
    for level in range(pyramid.COARSEST, pyramid.DEEPEST + 1):
        rows = MapCell.objects.filter(pk__range=grid.inside(1, level))
        true = [grid.ancestor(cell, level) for cell in cells]
        assert {row.pk: row.count for row in rows} == {
            cell: true.count(cell) for cell in true
        }
        assert sum(row.sum_x for row in rows) == sum(
            grid.position(cell)[0] for cell in cells
        )
        assert sum(row.sum_y for row in rows) == sum(
            grid.position(cell)[1] for cell in cells
        )
    pyramid.change(gone=cells, come=[], using="default")
    assert not held()


def test_what_the_clock_shows_or_hides_is_not_counted_ahead() -> None:
    now = timezone.now()
    make_clinic(expire_at=now + HOUR)
    make_clinic(closed_on=now.date() + 99 * datetime.timedelta(days=1))
    make_clinic(go_live_at=now + HOUR)
    assert not held()
    assert LocatorEntry.objects.filter(cell=None).count() == 3
    assert not entries.check()
    make_clinic(go_live_at=now - HOUR)
    assert {count for count, _, _ in held().values()} == {1}


def test_time_alone_is_no_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    clinic = make_clinic(go_live_at=now + HOUR)
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert not entries.check()
    entries.sync([clinic.pk])
    assert held()
    assert not entries.check()


def test_a_clinic_that_is_named_twice_is_counted_once() -> None:
    conditions = [make_condition("One"), make_condition("Two")]
    clinic = make_clinic(conditions=conditions)
    entries.sync([clinic.pk, clinic.pk])
    clinics().filter(conditions__in=conditions).update(latitude=20)
    assert not entries.check()


def test_a_change_of_words_changes_no_cell() -> None:
    clinic = make_clinic()
    cells = held()
    MapCell.objects.update(count=7)
    clinic.name = "Other"
    clinic.save()
    assert {count for count, _, _ in held().values()} == {7}
    assert held().keys() == cells.keys()


@pytest.mark.parametrize("damage", ["missing", "surplus", "wrong"])
def test_a_wrong_cell_is_reported_and_mended(damage: str) -> None:
    make_clinic()
    true = held()
    cell = MapCell.objects.order_by("-pk")[0]
    if damage == "missing":
        cell.delete()
    elif damage == "surplus":
        MapCell.objects.create(pk=grid.cell(3, 4, 9), count=2)
    else:
        MapCell.objects.filter(pk=cell.pk).update(sum_x=0)
    assert len(entries.check().cells) == 1
    with pytest.raises(CommandError):
        call_command("check_locator", stdout=(out := StringIO()))
    assert "Cells of the map that are counted wrongly: 1." in out.getvalue()
    call_command("rebuild_locator", stdout=out)
    assert not entries.check()
    assert held() == true


def test_a_table_without_cells_is_reported_and_mended() -> None:
    """As it is after the migration that added them."""
    make_clinic()
    true = held()
    LocatorEntry.objects.update(cell=None)
    MapCell.objects.all().delete()
    assert entries.check()
    entries.rebuild()
    assert not entries.check()
    assert held() == true


def test_cells_are_changed_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyramid, "BATCH", 3)
    for latitude in (10, 45, 80):
        make_clinic(latitude=latitude)
    assert not entries.check()
    MapCell.objects.create(pk=grid.cell(3, 4, 9), count=2)
    entries.rebuild()
    assert not entries.check()
