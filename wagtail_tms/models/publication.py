"""What a clinic needs before the public sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_tms import places
from wagtail_tms.models.clinic_choices import LocationPrecision


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic


NEEDED = ("name", "street", "city", "state", "postal_code")


def check_public_clinic(clinic: AbstractClinic) -> None:
    """Refuse what a visitor could not reach or find; fill in a missing position.

    Raises:
        ValidationError: on each field that a public clinic needs otherwise.
    """
    errors: dict[str, Any] = {
        field: _("A public clinic needs this.")
        for field in NEEDED
        if not getattr(clinic, field)
    }
    if not clinic.phone and not clinic.website:
        errors["phone"] = _("Give a telephone number or a website.")
    if not errors and clinic.latitude is None:
        errors |= _place_on_map(clinic)
    if errors:
        raise ValidationError(errors)


def _place_on_map(clinic: AbstractClinic) -> dict[str, Any]:
    """Take the position from the ZIP code, or return what is wrong."""
    place = places.postal_code(clinic.postal_code[:5])
    if place is None:
        return {
            "latitude": _("We do not know this ZIP code. Set the place on the map.")
        }
    clinic.latitude, clinic.longitude = place.latitude, place.longitude
    clinic.location_precision = LocationPrecision.POSTAL_CODE
    return {}
