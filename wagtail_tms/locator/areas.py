"""Where a search looks: in a circle around a point, or in a whole state or country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar

from django.db.models import F, Q
from django.db.models.functions import Lower

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import entries, facets
from wagtail_tms.locator.nearest import Hit, in_box, ranked, within
from wagtail_tms.locator.params import Sort
from wagtail_tms.locator.selection import Selection
from wagtail_tms.places import Place
from wagtail_tms.querysets import ClinicQuerySet


# Miles, None where nothing is measured, and the clinic's id, or the clinic.
Match = tuple[float | None, int]
Row = tuple[float | None, Any]
Miles = TypeVar("Miles", float, float | None)

BY_NAME = (Lower("name"), "pk")
ORDERS: dict[Sort, tuple[Any, ...]] = {
    Sort.NAME: BY_NAME,
    Sort.VERIFIED: (F("last_verified_on").desc(nulls_last=True), *BY_NAME),
    Sort.DISTANCE: BY_NAME,  # Where there is no point to measure from.
}


def fetched(
    clinics: ClinicQuerySet, matches: Iterable[tuple[Miles, int]]
) -> list[tuple[Miles, Any]]:
    """Return the matches as rows of ``clinics``, in their order: one query."""
    matches = list(matches)
    rows = clinics.filter(pk__in=[pk for _, pk in matches]).order_by()
    by_id = {clinic.pk: clinic for clinic in rows}
    return [(miles, by_id[pk]) for miles, pk in matches if pk in by_id]


class Area(Protocol):
    """What a search looks in."""

    def first(self, stop: int) -> list[Match]:
        """Return the first matches in order, at most ``stop``."""

    def page(self, clinics: ClinicQuerySet, start: int, stop: int) -> list[Row]:
        """Return the matches from ``start`` to ``stop``, as rows of ``clinics``."""

    def count(self) -> int:
        """Return the exact number of matches."""

    def masks(self) -> Iterator[tuple[int, int]]:
        """Return (clinic id, mask of all bits), whatever filter values are chosen."""

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        """Return the masks of some of the matches, by clinic id."""


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

    def page(self, clinics: ClinicQuerySet, start: int, stop: int) -> list[Row]:
        return fetched(clinics, self.first(stop)[start:])

    def count(self) -> int:
        return len(self._hits)

    def masks(self) -> Iterator[tuple[int, int]]:
        for _, row in self._scanned:
            yield row[0], facets.join(row[3:])

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        if not self.with_masks:
            return entries.masks(ids)
        rows = (row for _, row in self._scanned if row[0] in ids)
        return {row[0]: facets.join(row[3:]) for row in rows}

    @property
    def _point(self) -> tuple[float, float]:
        return self.place.latitude, self.place.longitude

    @cached_property
    def _scanned(self) -> list[Hit]:
        rows = self.selection.entries(ignore_choices=self.with_masks)
        columns = facets.COLUMNS if self.with_masks else ()
        return within(*self._point, self.radius, rows, *columns)

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


@dataclass(frozen=True)
class Everywhere:
    """All that the selection admits, such as a state: an area, not a distance.

    Where facets are wanted (``with_masks``), one scan gives them and the count.
    """

    selection: Selection
    sort: Sort
    with_masks: bool = False

    def first(self, stop: int) -> list[Match]:
        clinics = get_clinic_model()._default_manager.public()
        ids = self._ordered(clinics).values_list("pk", flat=True)
        return [(None, pk) for pk in ids[:stop]]

    def page(self, clinics: ClinicQuerySet, start: int, stop: int) -> list[Row]:
        return [(None, clinic) for clinic in self._ordered(clinics)[start:stop]]

    def count(self) -> int:
        if self.with_masks:
            return len(self.selection.admitted(self._masks.items()))
        return self.selection.entries().count()

    def masks(self) -> Iterator[tuple[int, int]]:
        yield from self._masks.items()

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        if not self.with_masks:
            return entries.masks(ids)
        return {pk: self._masks[pk] for pk in ids if pk in self._masks}

    def _ordered(self, clinics: ClinicQuerySet) -> ClinicQuerySet:
        admitted = self.selection.entries().values("pk")
        return clinics.filter(pk__in=admitted).order_by(*ORDERS[self.sort])

    @cached_property
    def _masks(self) -> dict[int, int]:
        rows = self.selection.entries(ignore_choices=True)
        return {
            clinic_id: facets.join(columns)
            for clinic_id, *columns in rows.values_list("pk", *facets.COLUMNS)
        }
