"""What a clinic needs before the public sees it, however it is published."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, WorkflowState

from wagtail_tms import places
from wagtail_tms.geo import distance_miles
from wagtail_tms.models.clinic_choices import LocationPrecision
from wagtail_tms.models.clinic_rules import has_postal_code, known_postal_codes
from wagtail_tms.models.validation import sentences


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic
    from wagtail_tms.places import Place


logger = logging.getLogger(__name__)

NEEDED = ("name", "street", "city", "state", "postal_code")

# Measured with the gazetteer: a ZIP code reaches up to 83 miles from its point (the
# islands of American Samoa share one), and points lie up to 146 miles from the next
# (Yakutat, Alaska).
MAX_MILES_FROM_ZIP = 150

SCHEDULED = "wagtail.publish.scheduled"
"""How Wagtail's ``publish_scheduled`` logs what it publishes."""

REFUSED = "wagtail_tms.publish_refused"
"""How we log what it could not publish."""


class PublishClinicAction(PublishRevisionAction):
    """Publishes or schedules a revision only if it holds a clinic for the public."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks or self._is_approved())
        self.object.full_clean_for_publication()

    def _is_approved(self) -> bool:
        """Tell whether the user approved this very draft as a workflow's last step.

        Wagtail lets the group of a task approve, and then fails for want of the right
        to publish: here the approval is the right, for what was approved and no more.
        """
        if self.user is None or self.revision.pk != self.object.latest_revision_id:
            return False
        approvals = TaskState.objects.for_instance(self.object).filter(
            status=TaskState.STATUS_APPROVED,
            finished_by=self.user,
            finished_at__gte=self.revision.created_at,
            workflow_state__status=WorkflowState.STATUS_APPROVED,
        )
        return approvals.exists()


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
    errors |= _errors_of_city(clinic)
    errors |= _errors_of_moving(clinic)
    if has_postal_code(clinic):
        if clinic.latitude is not None and clinic.longitude is not None:
            errors |= _errors_of_position(clinic, clinic.latitude, clinic.longitude)
        elif not errors:
            errors |= _place_on_map(clinic, places.postal_code(clinic.postal_code[:5]))
    if errors:
        raise ValidationError(errors)


def _errors_of_city(clinic: AbstractClinic) -> dict[str, Any]:
    """Return what is wrong with a city without which the clinic has no address."""
    if not clinic.city or slugify(clinic.city):
        return {}
    return {
        "city": _(
            "Write this in letters from A to Z or digits: the address of the clinic's "
            "page is made of them. Accents are fine."
        )
    }


def _errors_of_moving(clinic: AbstractClinic) -> dict[str, Any]:
    """Return what is wrong when the clinics that follow each other lead back here."""
    seen: set[int] = set()
    previous, following = None, clinic.moved_to
    while following and following.pk != clinic.pk and following.pk not in seen:
        seen.add(following.pk)
        previous, following = following, following.moved_to
    if previous is None or following is None or following.pk != clinic.pk:
        return {}
    message = _(
        "This leads back here, because “%(clinic)s” moved to this clinic. Choose "
        "another entry, or none."
    )
    return {"moved_to": message % {"clinic": previous}}


def _place_on_map(clinic: AbstractClinic, place: Place | None) -> dict[str, Any]:
    """Take the position from the ZIP code, or return what is wrong."""
    if place is None:
        return {
            "latitude": _("We do not know this ZIP code. Set the place on the map.")
        }
    clinic.latitude, clinic.longitude = place.latitude, place.longitude
    clinic.location_precision = LocationPrecision.POSTAL_CODE
    return {}


def _errors_of_position(
    clinic: AbstractClinic, latitude: float, longitude: float
) -> dict[str, Any]:
    """Return what is wrong with a position that cannot belong to its ZIP code."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return {}  # Refused by ``full_clean``.
    away = {
        distance_miles(latitude, longitude, place.latitude, place.longitude): place
        for place in known_postal_codes(clinic)
        if place.state == clinic.state
    }
    miles = min(away, default=0)
    if miles <= MAX_MILES_FROM_ZIP:
        return {}
    return {
        "latitude": _(
            "This position is %(miles)d miles from %(place)s. Move the pin to the "
            "clinic, or correct the ZIP code. If you typed the position: the latitude "
            "comes first, and nearly every longitude in the United States starts with "
            "a minus sign."
        )
        % {"miles": round(miles), "place": away[miles].label}
    }
