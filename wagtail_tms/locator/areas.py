"""Where a search looks: in a circle around a point, or in a whole state or country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db.models import F, Q
from django.db.models.functions import Lower

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import facets
from wagtail_tms.locator.nearest import Hit, in_box, ranked, within
from wagtail_tms.locator.params import Sort
from wagtail_tms.locator.selection import Selection
from wagtail_tms.places import Place


# Miles, None where nothing is measured, and the clinic's id.
Match = tuple[float | None, int]

BY_NAME = (Lower("name"), "pk")
ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NAME: BY_NAME,
    Sort.VERIFIED: (F("last_verified_on").desc(nulls_last=True), *BY_NAME),
    Sort.DISTANCE: BY_NAME,  # Where there is no point to measure from.
}


class Area(Protocol):
    """What a search looks in."""

    def first(self, stop: int) -> list[Match]:
        """Return the first matches in order, at most ``stop``."""

    def count(self) -> int:
        """Return the exact number of matches."""

    def masks(self) -> Iterator[tuple[int, int]]:
        """Return (clinic id, mask of all bits), whatever filter values are chosen."""


@dataclass(frozen=True)
class Circle:
    """All within ``radius`` miles of a place, from one scan.

    Where facets are wanted (``with_masks``), the scan takes in all that is there, and
    the chosen filter values are applied here instead of in the database.
    """

    place: Place
    radius: float
    selection: Selection
    sort: Sort
    with_masks: bool = False

    def first(self, stop: int) -> list[Match]:
        if self.sort != Sort.DISTANCE:
            return self._sorted()[:stop]
        return [*ranked(self._hits, stop)]

    def count(self) -> int:
        return len(self._hits)

    def masks(self) -> Iterator[tuple[int, int]]:
        for _, row in self._scanned:
            yield row[0], facets.join(row[3:])

    @property
    def _point(self) -> tuple[float, float]:
        return self.place.latitude, self.place.longitude

    @cached_property
    def _scanned(self) -> list[Hit]:
        entries = self.selection.entries(ignore_choices=self.with_masks)
        columns = facets.COLUMNS if self.with_masks else ()
        return within(*self._point, self.radius, entries, *columns)

    @cached_property
    def _hits(self) -> list[Hit]:
        if not (self.with_masks and self.selection.choices):
            return self._scanned
        admitted = self.selection.admitted(self.masks())
        return [hit for hit in self._scanned if hit[1][0] in admitted]

    def _sorted(self) -> list[Match]:
        miles = {pk: distance for distance, pk in ranked(self._hits, self.count())}
        any_of = Q(pk__in=[])
        box = geo.cap_box(*self._point, self.radius)
        for part in in_box(box, self.selection.entries()):
            any_of |= Q(pk__in=part.values("pk"))
        clinics = get_clinic_model()._default_manager.public().filter(any_of)
        ids = clinics.order_by(*ORDERS[self.sort]).values_list("pk", flat=True)
        return [(miles[pk], pk) for pk in ids if pk in miles]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All that the selection admits, such as a state: an area, not a distance."""

    selection: Selection
    sort: Sort

    def first(self, stop: int) -> list[Match]:
        entries = self.selection.entries().values("pk")
        clinics = get_clinic_model()._default_manager.public().filter(pk__in=entries)
        ids = clinics.order_by(*ORDERS[self.sort]).values_list("pk", flat=True)
        return [(None, pk) for pk in ids[:stop]]

    def count(self) -> int:
        return self.selection.entries().count()

    def masks(self) -> Iterator[tuple[int, int]]:
        entries = self.selection.entries(ignore_choices=True)
        for clinic_id, *columns in entries.values_list("pk", *facets.COLUMNS):
            yield clinic_id, facets.join(columns)
