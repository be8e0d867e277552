"""What a clinic needs before the public sees it, however it is published."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision

from wagtail_tms import places
from wagtail_tms.models.clinic_choices import LocationPrecision
from wagtail_tms.models.validation import sentences


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic


logger = logging.getLogger(__name__)

NEEDED = ("name", "street", "city", "state", "postal_code")

SCHEDULED = "wagtail.publish.scheduled"
"""How Wagtail's ``publish_scheduled`` logs what it publishes."""

REFUSED = "wagtail_tms.publish_refused"
"""How we log what it could not publish."""


class PublishClinicAction(PublishRevisionAction):
    """Publishes or schedules a revision only if it holds a clinic for the public."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks)
        self.object.full_clean_for_publication()


def drop_schedule(revision: Revision, error: ValidationError) -> None:
    """Take back the schedule of a revision that may not be published, and say why."""
    clinic = revision.as_object()
    reasons = sentences(type(clinic), error)
    logger.error("Not published: “%s”. %s", clinic, " ".join(reasons))
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=clinic, action=REFUSED, revision=revision, data={"reasons": reasons})


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
