"""Where a search looks: in a circle around a point, or in a whole state or country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import F, Q
from django.db.models.functions import Lower

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import facets
from wagtail_tms.locator.counting import count_within
from wagtail_tms.locator.nearest import in_box, nearest, ranked, within
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


@dataclass(frozen=True, slots=True)
class Circle:
    """All within ``radius`` miles of a place."""

    place: Place
    radius: float
    selection: Selection
    sort: Sort

    def first(self, stop: int) -> list[Match]:
        if self.sort != Sort.DISTANCE:
            return self._sorted()[:stop]
        point = self.place.latitude, self.place.longitude
        return [
            *nearest(*point, limit=stop, radius=self.radius, selection=self.selection)
        ]

    def count(self) -> int:
        point = self.place.latitude, self.place.longitude
        return count_within(*point, self.radius, self.selection.entries())

    def masks(self) -> Iterator[tuple[int, int]]:
        point = self.place.latitude, self.place.longitude
        entries = self.selection.entries(ignore_choices=True)
        for _, row in within(*point, self.radius, entries, *facets.COLUMNS):
            yield row[0], facets.join(row[3:])

    def _sorted(self) -> list[Match]:
        point = self.place.latitude, self.place.longitude
        entries = self.selection.entries()
        hits = within(*point, self.radius, entries)
        miles = {pk: distance for distance, pk in ranked(hits, len(hits))}
        any_of = Q(pk__in=[])
        for part in in_box(geo.cap_box(*point, self.radius), entries):
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
