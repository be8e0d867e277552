"""The states and cities that have clinics, with how many."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Avg, Count
from django.utils import timezone
from django.utils.text import slugify

from wagtail_tms import get_clinic_model, places
from wagtail_tms.geo import distance_miles
from wagtail_tms.locator.scope import UNLIMITED, Scope
from wagtail_tms.models import LocatorEntry


@dataclass(frozen=True, slots=True)
class Area:
    """A state or a city: its name, its part of a web address, its public clinics.

    ``position`` is the middle of a city's clinics (latitude, longitude; WGS 84).
    """

    name: str
    slug: str
    count: int
    position: tuple[float, float] | None = None


def states_with_clinics(scope: Scope = UNLIMITED) -> list[Area]:
    """Return the states that have a clinic, by name, in one query."""
    now = int(timezone.now().timestamp())
    entries = LocatorEntry.objects.filter(
        scope.of_entries(), visible_from__lte=now, visible_until__gt=now
    )
    counts = dict(
        entries.order_by().values_list("state").annotate(count=Count("pk")).iterator()
    )
    return [
        Area(state.name, state.slug, counts[state.code])
        for state in places.states()
        if state.code in counts
    ]


def cities_with_clinics(state: str, scope: Scope = UNLIMITED) -> list[Area]:
    """Return the cities of a state (its code) that have a clinic, by name.

    Spellings with the same slug are one city, under the name most clinics use.
    """
    clinics = get_clinic_model()._default_manager.public()
    clinics = clinics.filter(scope.of_clinics(), state=state)
    rows = (
        clinics.order_by()
        .values_list("city")
        .annotate(Count("pk"), Avg("latitude"), Avg("longitude"))
    )
    areas: dict[str, Area] = {}
    for name, count, *position in sorted(rows, key=lambda row: (-row[1], row[0])):
        if slug := slugify(name):
            first = areas.get(slug, Area(name, slug, 0, _position(position)))
            areas[slug] = replace(first, count=first.count + count)
    return sorted(areas.values(), key=lambda area: area.slug)


def nearest_areas(area: Area, areas: Iterable[Area], limit: int = 6) -> list[Area]:
    """Return the other areas nearest to this one, the nearest first."""
    if area.position is None:
        return []
    distances = [
        (distance_miles(*area.position, *other.position), other.slug, other)
        for other in areas
        if other.position is not None and other.slug != area.slug
    ]
    return [other for _miles, _slug, other in heapq.nsmallest(limit, distances)]


def _position(numbers: list[float | None]) -> tuple[float, float] | None:
    latitude, longitude = numbers
    return None if latitude is None or longitude is None else (latitude, longitude)
