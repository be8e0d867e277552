"""The clinics around a clinic."""

from __future__ import annotations

from wagtail_tms import get_clinic_model
from wagtail_tms.conf import conf
from wagtail_tms.finder import words
from wagtail_tms.geo import Unit
from wagtail_tms.locator import nearest
from wagtail_tms.locator.scope import UNLIMITED, Scope
from wagtail_tms.locator.selection import Selection
from wagtail_tms.models.clinics import AbstractClinic


def nearby_clinics(
    clinic: AbstractClinic, limit: int = 3, scope: Scope | None = None
) -> list[tuple[str, AbstractClinic]]:
    """Return the nearest other clinics, each after its distance in words.

    ``scope`` is that of the directory which shows them; without one, any clinic.
    """
    if clinic.latitude is None or clinic.longitude is None:
        return []
    found = nearest(
        clinic.latitude,
        clinic.longitude,
        limit=limit + 1,
        selection=Selection(scope=scope or UNLIMITED),
    )
    others = [(miles, pk) for miles, pk in found if pk != clinic.pk][:limit]
    clinics = get_clinic_model()._default_manager.public()
    rows = clinics.in_bulk([pk for _miles, pk in others])
    unit = Unit(conf.default_unit)
    return [
        (words.distance(unit.from_miles(miles), unit), rows[pk])
        for miles, pk in others
        if pk in rows
    ]
