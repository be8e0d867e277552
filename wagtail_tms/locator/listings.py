"""From ids to clinics, with what a card shows, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from wagtail_tms import get_clinic_model
from wagtail_tms.hours import open_state
from wagtail_tms.models.clinic_details import ClinicDevice, ClinicInsurer
from wagtail_tms.querysets import ClinicQuerySet


HOURS = ("opening_hours", "special_days")


# What a card of a clinic shows.
CARD_RELATIONS: tuple[Any, ...] = (
    "conditions__clearances",
    Prefetch("devices", ClinicDevice.objects.select_related("device")),
    Prefetch("insurers", ClinicInsurer.objects.select_related("insurer")),
    *HOURS,
)


def by_id(clinics: ClinicQuerySet, ids: Iterable[int]) -> dict[int, Any]:
    """Return those of the clinics that have these ids, by id."""
    rows = clinics.filter(pk__in=list(ids)).order_by()
    return {clinic.pk: clinic for clinic in rows}


def open_now(ids: Iterable[int]) -> set[int]:
    """Return which of the clinics are open at this moment: three queries."""
    clinics = get_clinic_model()._default_manager.public().prefetch_related(*HOURS)
    return {
        pk for pk, clinic in by_id(clinics, ids).items() if open_state(clinic).is_open
    }
