"""What a map shows of a search: clusters, and the clinics of single addresses.

Each cell of the grid that the view touches is shown whole, so that nothing changes
while the map is moved. A cell whose clinics are all at one address lists them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import grid, pyramid
from wagtail_tms.locator.areas import Position
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.selection import EVERYTHING
from wagtail_tms.locator.vocabulary import Vocabulary
from wagtail_tms.locator.window import Window
from wagtail_tms.models.entries import LocatorEntry, MapCell


# The addresses of a view share so many names of clinics; each lists at least a few.
MAX_NAMES, LEAST_LISTED = 1_000, 20
# What such a list shows.
SHOWN = ("name", "slug", "city", "state", "latitude", "longitude", "organization")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The clinics of one cell: where their middle is, and how many they are.

    ``clinics`` are the first of them by name, if all are at one address; otherwise
    there are none, and ``bounds`` is where to look closer.
    """

    cell: int
    count: int
    latitude: float
    longitude: float
    clinics: Sequence[Any] = ()

    @property
    def bounds(self) -> geo.Bounds:
        return grid.bounds(self.cell)


@dataclass(frozen=True, slots=True)
class Clusters:
    """What a map shows; ``bounds`` are the edges of the cells that it touches.

    ``count`` is the exact number of clinics within these.
    """

    items: list[Cluster]
    bounds: geo.Bounds
    message: str = ""

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)


def clusters(
    query: LocatorQuery, box: geo.Bounds, zoom: int, terms: Vocabulary
) -> Clusters:
    """Return what a map with this box and zoom shows of a search, however it is paged.

    The clinics are those that ``search`` lists on all its pages. Without any choice,
    large views take a few queries, however many clinics there are.
    """
    view = grid.View.of(box, zoom)
    window = Window(query, terms)
    if window.is_everything and view.level <= pyramid.DEEPEST:
        tallies = _counted_ahead(view)
    else:
        tallies = {}
        _add(window.positions(view.bounds.wider_box), view, tallies)
    return Clusters(_items(tallies), view.bounds, window.message)


@dataclass(slots=True)
class _Tally:
    """The clinics of a cell; ``ids`` are empty when they are at several addresses."""

    number: int = 0
    x: int = 0
    y: int = 0
    ids: list[int] = field(default_factory=list)
    address: tuple[int, int] | None = None

    def add(self, clinic_id: int, x: int, y: int) -> None:
        if not self.number:
            self.address = x, y
        elif self.address != (x, y):
            self.address = None
            self.ids.clear()
        if self.address:
            self.ids.append(clinic_id)
        self.number += 1
        self.x += x
        self.y += y

    @property
    def middle(self) -> tuple[int, int]:
        """The column and row of the address, if all are at one."""
        return self.x // self.number, self.y // self.number


Tallies = dict[int, _Tally]


def _add(positions: Iterable[Position], view: grid.View, tallies: Tallies) -> None:
    """Add the clinics at these positions to the cells of the view."""
    shift = grid.FINEST - view.level
    cells = {grid.position(cell): cell for cell in view.cells}
    for clinic_id, latitude, longitude in positions:
        x, y = grid.column(longitude), grid.row(latitude)
        if cell := cells.get((x >> shift, y >> shift)):
            tallies.setdefault(cell, _Tally()).add(clinic_id, x, y)


def _counted_ahead(view: grid.View) -> Tallies:
    rows = MapCell.objects.filter(count__gt=0)
    if view.level >= pyramid.COARSEST:
        rows = rows.filter(pk__in=view.cells)
    else:
        rows = rows.filter(pk__range=grid.inside(grid.WORLD, pyramid.COARSEST))
    tallies: Tallies = defaultdict(_Tally)
    shown = set(view.cells)
    for held, number, x, y in rows.values_list("pk", "count", "sum_x", "sum_y"):
        if (cell := grid.ancestor(held, view.level)) in shown:
            tally = tallies[cell]
            tally.number += number
            tally.x += x
            tally.y += y
    _find_addresses(tallies.values())
    _add(_shown_for_a_time(view.bounds.wider_box), view, tallies)
    return tallies


def _find_addresses(tallies: Iterable[_Tally]) -> None:
    """Note the clinics of each cell that are all at one address: in its middle."""
    middles = {grid.cell(*tally.middle): tally for tally in tallies}
    there = LocatorEntry.objects.filter(cell__in=list(middles))
    rows: Iterable[tuple[Any, int]] = there.values_list("cell", "clinic_id")
    for cell, clinic_id in rows:
        middles[cell].ids.append(clinic_id)
    for tally in middles.values():
        if len(tally.ids) == tally.number:
            tally.address = tally.middle
        else:
            tally.ids.clear()


def _shown_for_a_time(box: geo.Box) -> Iterator[Position]:
    """Yield the positions of the clinics that are not counted ahead."""
    entries = EVERYTHING.entries().filter(
        cell__isnull=True, latitude__range=(box.south, box.north)
    )
    for interval in box.intervals:
        rows = entries.filter(longitude__range=interval)
        yield from rows.values_list("clinic_id", "latitude", "longitude")


def _items(tallies: Tallies) -> list[Cluster]:
    addresses = sum(tally.address is not None for tally in tallies.values())
    most = max(LEAST_LISTED, MAX_NAMES // max(1, addresses))
    ids = [pk for tally in tallies.values() for pk in sorted(tally.ids)[:most]]
    public = get_clinic_model()._default_manager.public().only(*SHOWN)
    clinics = public.in_bulk(ids) if ids else {}
    items = []
    for cell, tally in sorted(tallies.items()):
        if not tally.address:
            x, y = tally.x / tally.number + 0.5, tally.y / tally.number + 0.5
            items.append(Cluster(cell, tally.number, *grid.point(x, y)))
            continue
        listed = sorted(tally.ids)[:most]
        here = [clinics[pk] for pk in listed if pk in clinics]
        if here:
            here.sort(key=lambda clinic: (clinic.name.lower(), clinic.pk))
            gone = len(listed) - len(here)
            point = here[0].latitude, here[0].longitude
            items.append(Cluster(cell, tally.number - gone, *point, here))
    return items
