"""Where a search looks: in a circle around a point, or in a whole state or country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol, Self

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import entries, facets
from wagtail_tms.locator.facets import FacetRow
from wagtail_tms.locator.nearest import (
    Hit,
    in_box,
    measured,
    ranked,
    scan,
)
from wagtail_tms.locator.params import Sort
from wagtail_tms.locator.public_clinics import PublicClinics
from wagtail_tms.locator.selection import Selection
from wagtail_tms.models.entries import LocatorEntry
from wagtail_tms.places import Place
from wagtail_tms.querysets import ClinicQuerySet


# Miles, None where nothing is measured, and the clinic's id, or the clinic.
Match = tuple[float | None, int]
Row = tuple[float | None, Any]
# A clinic's id, latitude and longitude.
Position = tuple[Any, ...]

# Facets are counted in areas of up to so many clinics; larger ones show no counts.
MAX_COUNTED = 20_000

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

    def page(self, clinics: PublicClinics, start: int, stop: int) -> list[Row]:
        """Return the matches from ``start`` to ``stop``, as rows of ``clinics``."""

    def count(self) -> int:
        """Return the exact number of matches."""

    def within(self, box: geo.Box) -> Self:
        """Return the part of the area that is in a box."""

    def positions(self) -> Iterable[Position]:
        """Return the id, latitude and longitude of every match, in no order."""

    def facet_rows(self) -> list[FacetRow] | None:
        """Return the bits of all that is there, whatever values are chosen.

        None where facets are not wanted, or where there are too many to count.
        """

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        """Return the masks of some of the matches, by clinic id."""


@dataclass(frozen=True)
class Circle:
    """All within ``radius`` miles of a place, and in ``box``, from one scan.

    Where facets are wanted (``with_facets``), the scan takes in all that is there, and
    the chosen filter values are applied here instead of in the database.
    """

    place: Place
    radius: float
    selection: Selection
    sort: Sort
    with_facets: bool = False
    box: geo.Box | None = None

    def first(self, stop: int) -> list[Match]:
        if self.sort != Sort.DISTANCE:
            return self._sorted()[:stop]
        return [*ranked(self._hits, stop)]

    def page(self, clinics: PublicClinics, start: int, stop: int) -> list[Row]:
        return clinics.at(self.first(stop)[start:])

    def count(self) -> int:
        return len(self._hits)

    def within(self, box: geo.Box) -> Self:
        return replace(self, box=self.box.overlap(box) if self.box else box)

    def positions(self) -> Iterable[Position]:
        return (row for _, row in self._hits)

    def facet_rows(self) -> list[FacetRow] | None:
        return None if self._counted is None else [row for _, row in self._counted]

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        return _masks(self.facet_rows(), ids)

    @property
    def _point(self) -> tuple[float, float]:
        return self.place.latitude, self.place.longitude

    @property
    def _box(self) -> geo.Box:
        around = geo.cap_box(*self._point, self.radius)
        return around.overlap(self.box) if self.box else around

    @cached_property
    def _counted(self) -> list[Hit] | None:
        """All within the circle with its bits, if that is wanted and feasible."""
        if not self.with_facets:
            return None
        everything = self.selection.without_choices
        columns = ("flags", *self.selection.columns)
        rows = scan(self._box, everything, columns, most=MAX_COUNTED + 1)
        if len(rows) > MAX_COUNTED:
            return None
        return measured(*self._point, self.radius, rows)

    @cached_property
    def _hits(self) -> list[Hit]:
        if self._counted is None:
            rows = scan(self._box, self.selection)
            return measured(*self._point, self.radius, rows)
        if not self.selection.choices:
            return self._counted
        admitted = self.selection.admitted(row for _, row in self._counted)
        return [hit for hit in self._counted if hit[1][0] in admitted]

    def _sorted(self) -> list[Match]:
        miles = {pk: distance for distance, pk in ranked(self._hits, self.count())}
        parts = in_box(self._box, self.selection.entries())
        clinics = get_clinic_model()._default_manager.public().filter(_any_of(parts))
        ids = clinics.order_by(*ORDERS[self.sort]).values_list("pk", flat=True)
        return [(miles[pk], pk) for pk in ids if pk in miles]


@dataclass(frozen=True)
class Everywhere:
    """All that the selection admits in ``box``, such as a state: an area, no distance.

    Where facets are wanted (``with_facets``), one scan gives them and the count.
    """

    selection: Selection
    sort: Sort
    with_facets: bool = False
    box: geo.Box | None = None

    def first(self, stop: int) -> list[Match]:
        clinics = get_clinic_model()._default_manager.public()
        ids = self._ordered(clinics).values_list("pk", flat=True)
        return [(None, pk) for pk in ids[:stop]]

    def page(self, clinics: PublicClinics, start: int, stop: int) -> list[Row]:
        ordered = self._ordered(clinics.query())
        return [(None, clinic) for clinic in ordered[start:stop]]

    def count(self) -> int:
        if self._counted is None:
            return sum(part.count() for part in self._parts())
        if not self.selection.choices:
            return len(self._counted)
        return len(self.selection.admitted(self._counted))

    def within(self, box: geo.Box) -> Self:
        return replace(self, box=box)

    def positions(self) -> Iterable[Position]:
        for part in self._parts():
            yield from part.values_list("clinic_id", "latitude", "longitude")

    def facet_rows(self) -> list[FacetRow] | None:
        return self._counted

    def masks_of(self, ids: Collection[int]) -> dict[int, int]:
        return _masks(self._counted, ids)

    def _ordered(self, clinics: ClinicQuerySet) -> ClinicQuerySet:
        return clinics.filter(_any_of(self._parts())).order_by(*ORDERS[self.sort])

    def _parts(self) -> Iterator[QuerySet[LocatorEntry]]:
        entries = self.selection.entries()
        if self.box is None:
            yield entries
        else:
            yield from in_box(self.box, entries)

    @cached_property
    def _counted(self) -> list[FacetRow] | None:
        """The bits of all in the area, if that is wanted and feasible."""
        if not self.with_facets:
            return None
        everything = self.selection.without_choices.entries()
        columns = ("pk", "latitude", "longitude", "flags", *self.selection.columns)
        rows = [*everything.values_list(*columns)[: MAX_COUNTED + 1]]
        return None if len(rows) > MAX_COUNTED else rows


def _masks(rows: Iterable[FacetRow] | None, ids: Collection[int]) -> dict[int, int]:
    if rows is None:
        return entries.masks(ids)
    return {row[0]: facets.mask_of(row) for row in rows if row[0] in ids}


def _any_of(parts: Iterable[QuerySet[LocatorEntry]]) -> Q:
    """Return the condition on clinics that they have one of the entries."""
    any_of = Q(pk__in=[])
    for part in parts:
        any_of |= Q(pk__in=part.values("pk"))
    return any_of
