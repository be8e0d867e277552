"""Clinics counted ahead for the map: the cells of each level, and what keeps them true.

Only entries with a ``cell`` are counted: those of clinics that are visible whatever the
time. A change of an entry changes the cell of each level that it lies in.

Whoever changes cells holds the lock of the coarsest cell that they lie in, so that
nobody else changes them; these locks are taken in the order of the cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from wagtail_tms.locator import grid
from wagtail_tms.locator.upserts import upsert
from wagtail_tms.models.entries import LocatorEntry, MapCell


# There are so few cells of the coarsest level that coarser ones can be added up, and
# so few clinics in one of the deepest that finer ones can be read.
COARSEST, DEEPEST = 5, 15
BATCH = 2_000

# The cell, and then its sums.
COLUMNS = ("cell", "count", "sum_x", "sum_y")


class Sums(NamedTuple):
    """The number of clinics, and the sums of their columns and rows; or a change."""

    number: int
    x: int
    y: int

    def plus(self, other: Sums) -> Sums:
        return Sums(self.number + other.number, self.x + other.x, self.y + other.y)


NONE = Sums(0, 0, 0)

Cells = dict[int, Sums]


def change(gone: Iterable[int], come: Iterable[int], using: str) -> None:
    """Take clinics from the cells where they were, and count them where they are.

    Inside the caller's transaction.
    """
    numbers = Counter(come)
    numbers.subtract(Counter(gone))
    changes = {cell: sums for cell, sums in _levels(numbers).items() if any(sums)}
    for cells in _batches(sorted(changes)):
        held = _locked(cells, using)
        _write(
            {cell: held.get(cell, NONE).plus(changes[cell]) for cell in cells}, using
        )


def rebuild(using: str) -> None:
    """Make all cells true, one of the coarsest and all in it after the other."""
    for top in _tops(using):
        with transaction.atomic(using=using):
            _locked([top], using)
            held, true = _held(top, using), _true(top, using)
            for gone in _batches(sorted(held.keys() - true.keys())):
                MapCell.objects.using(using).filter(pk__in=gone).delete()
            for cells in _batches(_differing(held, true)):
                _write({cell: true[cell] for cell in cells if cell in true}, using)


def check(using: str) -> list[int]:
    """Return every cell that is counted wrongly."""
    return [
        cell
        for top in _tops(using)
        for cell in _differing(_held(top, using), _true(top, using))
    ]


def _differing(held: Cells, true: Cells) -> list[int]:
    return sorted(
        cell
        for cell in held.keys() | true.keys()
        if held.get(cell, NONE) != true.get(cell, NONE)
    )


def _levels(numbers: Mapping[int, int]) -> Cells:
    """Return the sums of all cells that so many clinics in finest cells lie in."""
    cells: Cells = {}
    for finest, number in numbers.items():
        x, y = grid.position(finest)
        cell = grid.ancestor(finest, DEEPEST)
        sums = Sums(number, number * x, number * y)
        cells[cell] = cells.get(cell, NONE).plus(sums)
    level = cells
    for _ in range(DEEPEST - COARSEST):
        finer, level = level, {}
        for cell, sums in finer.items():
            level[cell >> 2] = level.get(cell >> 2, NONE).plus(sums)
        cells |= level
    return cells


def _true(top: int, using: str) -> Cells:
    """Return the cells in a coarsest one as the entries make them."""
    entries = LocatorEntry.objects.using(using)
    inside = entries.filter(cell__range=grid.inside(top, grid.FINEST))
    return _levels(Counter(_cells(inside.values_list("cell", flat=True))))


def _held(top: int, using: str) -> Cells:
    """Return the cells in a coarsest one as they are."""
    rows = MapCell.objects.using(using)
    held: Cells = {}
    for level in range(COARSEST, DEEPEST + 1):
        held |= _sums(rows.filter(pk__range=grid.inside(top, level)))
    return held


def _tops(using: str) -> list[int]:
    """Return every coarsest cell that holds, or is said to hold, a clinic."""
    entries = LocatorEntry.objects.using(using).values_list("cell", flat=True)
    rows = MapCell.objects.using(using).values_list("pk", flat=True)
    cells = chain(_cells(entries), _cells(rows))
    return sorted({grid.ancestor(cell, COARSEST) for cell in cells})


def _cells(rows: QuerySet[Any, int | None]) -> Iterator[int]:
    return (cell for cell in rows.iterator() if cell is not None)


def _locked(cells: list[int], using: str) -> Cells:
    """Return these cells as they are, which nobody else can change from now on."""
    rows = MapCell.objects.using(using)
    locked = rows.select_for_update().order_by("pk").filter(pk__in=cells)
    held = _sums(locked)
    missing = [
        cell for cell in cells if cell not in held and grid.level_of(cell) == COARSEST
    ]
    if missing:  # What is not there cannot be locked.
        made = [MapCell(pk=cell) for cell in missing]
        rows.bulk_create(made, ignore_conflicts=True)
        held = _sums(locked.all())
    return held


def _sums(rows: QuerySet[MapCell]) -> Cells:
    return {cell: Sums(*sums) for cell, *sums in rows.values_list(*COLUMNS)}


def _write(cells: Cells, using: str) -> None:
    rows = [(cell, *sums) for cell, sums in cells.items()]
    upsert(MapCell.objects.using(using), COLUMNS, rows)


def _batches(cells: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(cells), BATCH):
        yield cells[start : start + BATCH]
