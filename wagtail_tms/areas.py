"""The states and cities that have clinics, with how many."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.text import slugify

from wagtail_tms import get_clinic_model, places
from wagtail_tms.models import LocatorEntry


@dataclass(frozen=True, slots=True)
class Area:
    """A state or a city: its name, its part of a web address, its public clinics."""

    name: str
    slug: str
    count: int


def states_with_clinics() -> list[Area]:
    """Return the states that have a clinic, by name, in one query."""
    now = int(timezone.now().timestamp())
    entries = LocatorEntry.objects.filter(visible_from__lte=now, visible_until__gt=now)
    counts = dict(
        entries.order_by().values_list("state").annotate(count=Count("pk")).iterator()
    )
    return [
        Area(state.name, state.slug, counts[state.code])
        for state in places.states()
        if state.code in counts
    ]


def cities_with_clinics(state: str) -> list[Area]:
    """Return the cities of a state (its code) that have a clinic, by name.

    Spellings with the same slug are one city, under the name most clinics use.
    """
    clinics = get_clinic_model()._default_manager.public().filter(state=state)
    rows = clinics.order_by().values_list("city").annotate(count=Count("pk"))
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, count in sorted(rows, key=lambda row: (-row[1], row[0])):
        if slug := slugify(name):
            names.setdefault(slug, name)
            counts[slug] = counts.get(slug, 0) + count
    areas = [Area(name, slug, counts[slug]) for slug, name in names.items()]
    return sorted(areas, key=lambda area: area.slug)
