"""What a clinic's editor chooses from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_tms.places.states import all_states


def state_choices() -> list[tuple[str, str]]:
    """Return the states, the district and the territories as form choices."""
    return [(state.code, state.name) for state in all_states()]


class LocationPrecision(models.TextChoices):
    """How exactly the position on the map is known."""

    EXACT = "exact", _("Exact: placed on the door")
    ADDRESS = "address", _("The street address")
    POSTAL_CODE = "postal_code", _("The middle of the ZIP code")
    CITY = "city", _("The middle of the city")


class Accepting(models.TextChoices):
    """Whether new patients are accepted; the codes are FHIR Plan-Net's."""

    NEW = "newpt", _("Accepting new patients")
    NONE = "nopt", _("Not accepting patients")
    EXISTING = "existptonly", _("Existing patients only")
    EXISTING_FAMILIES = "existptfam", _("Existing patients and their families only")
    UNKNOWN = "unknown", _("Ask the clinic")


class ClinicStatus(models.TextChoices):
    """Whether the clinic is in business."""

    OPEN = "open", _("Open")
    TEMPORARILY_CLOSED = "temporarily_closed", _("Temporarily closed")
    CLOSED = "closed", _("Closed for good")
