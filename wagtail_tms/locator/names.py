"""Clinics whose name begins with a text: one range of an index of folded names."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from wagtail_tms import get_clinic_model
from wagtail_tms.models import AbstractClinic
from wagtail_tms.models.entries import LocatorEntry
from wagtail_tms.places.normalize import fold


LONGEST = 200
# What a suggestion shows; a clinic has five times as many columns.
SHOWN = (
    "name", "slug", "city", "state", "postal_code", "latitude", "longitude",
    "organization",
)  # fmt: skip
# Sorts after every other character, byte by byte.
LAST = "\U0010ffff"


def fold_name(name: str) -> str:
    """The name as it is compared: "St. Mary's" as "st marys"."""
    return (fold(name) or name.strip().casefold())[:LONGEST]


def clinics_called(
    text: str, *, limit: int, near_state: str = ""
) -> list[AbstractClinic]:
    """Public clinics that can be found, by name; those of the state come first."""
    folded = fold_name(text)
    if not folded or limit < 1:
        return []
    named = _visible().filter(folded_name__gte=folded, folded_name__lt=folded + LAST)
    ids: dict[int, None] = {}
    if near_state:
        ids |= dict.fromkeys(_first(named.filter(state=near_state), limit))
    if len(ids) < limit:
        ids |= dict.fromkeys(_first(named, limit))
    public = get_clinic_model()._default_manager.public().only(*SHOWN)
    clinics = public.in_bulk(list(ids)[:limit])
    return [clinics[pk] for pk in ids if pk in clinics]


def _visible() -> QuerySet[LocatorEntry]:
    now = int(timezone.now().timestamp())
    return LocatorEntry.objects.filter(visible_from__lte=now, visible_until__gt=now)


def _first(named: QuerySet[LocatorEntry], limit: int) -> list[int]:
    ordered = named.order_by("folded_name", "clinic_id")
    return list(ordered.values_list("clinic_id", flat=True)[:limit])
