"""What a clinic holds must be right, in a draft too; what it lacks is no error here."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_tms import places
from wagtail_tms.models.clinic_choices import ClinicStatus
from wagtail_tms.models.days import days_to_come
from wagtail_tms.models.validation import gather
from wagtail_tms.phones import normalize_phone


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic
    from wagtail_tms.places import Place


# The words that stand where a clinic's slug does in the API's addresses.
RESERVED_SLUGS = frozenset({"search", "clusters"})

# Python reads a folder of some 600 files each time that it is asked.
_time_zones = cache(available_timezones)


def check_clinic(clinic: AbstractClinic) -> None:
    """Refuse what is wrong; write telephone numbers and the time zone as stored.

    Raises:
        ValidationError: on each field that is wrong.
    """
    gather(*(partial(check, clinic) for check in _CHECKS))


def _check_slug(clinic: AbstractClinic) -> None:
    if clinic.slug in RESERVED_SLUGS:
        message = _("The API has a use of its own for this. Add the city, say.")
        raise ValidationError({"slug": message})


def _check_phones(clinic: AbstractClinic) -> None:
    errors = {}
    for field in ("phone", "fax"):
        if value := getattr(clinic, field):
            try:
                setattr(clinic, field, normalize_phone(value))
            except ValidationError as error:
                errors[field] = error.messages
    if errors:
        raise ValidationError(errors)


def _check_websites(clinic: AbstractClinic) -> None:
    errors = {}
    for field in ("website", "booking_url"):
        address = getattr(clinic, field)
        if address and not address.lower().startswith(("https://", "http://")):
            errors[field] = _("Enter an address that begins with https:// or http://.")
    if errors:
        raise ValidationError(errors)


def _check_position(clinic: AbstractClinic) -> None:
    if (clinic.latitude is None) != (clinic.longitude is None):
        missing = "latitude" if clinic.latitude is None else "longitude"
        raise ValidationError(
            {missing: _("Give both the latitude and the longitude, or neither.")}
        )
    if clinic.latitude == 0 and clinic.longitude == 0:
        raise ValidationError(
            {"latitude": _("0, 0 is in the sea. Place the clinic on the map.")}
        )


def _check_postal_code(clinic: AbstractClinic) -> None:
    state = places.state(clinic.state)
    if not has_postal_code(clinic) or not state:
        return
    code, place = clinic.postal_code[:5], places.postal_code(clinic.postal_code[:5])
    if place and place.state != clinic.state:
        message = _("ZIP code %(zip)s is in %(place)s, not in the state you chose.")
        values = {"zip": code, "place": place.label}
    elif not known_postal_codes(clinic):
        message = _("No ZIP code of %(state)s begins with %(digits)s.")
        values = {"state": state.name, "digits": code[:3]}
    else:
        return
    raise ValidationError({"postal_code": message % values})


def has_postal_code(clinic: AbstractClinic) -> bool:
    """Tell whether the clinic has a ZIP code that is written as one.

    What is written otherwise is refused by its field, and proves nothing about others.
    """
    try:
        clinic._meta.get_field("postal_code").run_validators(clinic.postal_code)
    except ValidationError:
        return False
    return bool(clinic.postal_code)


def known_postal_codes(clinic: AbstractClinic) -> list[Place]:
    """Return the clinic's ZIP code; if we lack it, those of its state that are alike.

    The first three digits of a ZIP code name the center that sorts the mail of an area.
    """
    code = clinic.postal_code[:5]
    if place := places.postal_code(code):
        return [place]
    alike = places.suggest(code[:3], state=clinic.state, limit=100)
    return [place for place in alike if place.postal_code[:3] == code[:3]]


def _check_time_zone(clinic: AbstractClinic) -> None:
    known = has_postal_code(clinic)
    place = places.postal_code(clinic.postal_code[:5]) if known else None
    if place and clinic.state and place.state != clinic.state:
        place = None  # Which of the two is wrong is not known.
    if clinic.time_zone and clinic.time_zone not in _time_zones():
        raise ValidationError(
            {"time_zone": _("Enter a time zone name like America/Denver.")}
        )
    if place and clinic.time_zone and _hours_apart(clinic.time_zone, place) > 1:
        raise ValidationError(
            {
                "time_zone": _(
                    "%(zone)s is more than an hour from the time of %(place)s. "
                    "Empty this to take that of the ZIP code."
                )
                % {"zone": clinic.time_zone, "place": place.label}
            }
        )
    if place and not clinic.time_zone:
        clinic.time_zone = place.time_zone


def _hours_apart(zone: str, place: Place) -> float:
    """Return how far apart the clocks of a zone and of a place are now."""
    if not place.time_zone:
        return 0
    now = timezone.now()
    offsets = [
        now.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, place.time_zone)
    ]
    seconds = [offset.total_seconds() if offset else 0 for offset in offsets]
    return abs(seconds[0] - seconds[1]) / 3600


def _check_dates(clinic: AbstractClinic) -> None:
    fields = "accepting_confirmed_on", "last_verified_on", "price_note_on"
    errors = days_to_come(clinic, *fields)
    if clinic.price_note and not clinic.price_note_on:
        errors["price_note_on"] = _("Say from which day these prices are.")
    if errors:
        raise ValidationError(errors)


def _check_ages(clinic: AbstractClinic) -> None:
    if (
        clinic.minimum_age is not None
        and clinic.maximum_age is not None
        and clinic.maximum_age < clinic.minimum_age
    ):
        raise ValidationError(
            {"maximum_age": _("The oldest age is lower than the youngest.")}
        )


def _check_closing(clinic: AbstractClinic) -> None:
    errors = {}
    is_open = clinic.status == ClinicStatus.OPEN
    if is_open and clinic.closed_on and clinic.closed_on <= timezone.localdate():
        errors["closed_on"] = _(
            "From this day on the clinic is closed. Change its status, or the day."
        )
    if clinic.pk and clinic.moved_to_id == clinic.pk:
        errors["moved_to"] = _("A clinic cannot move to itself. Choose its new entry.")
    if errors:
        raise ValidationError(errors)


_CHECKS = (
    _check_slug,
    _check_phones,
    _check_position,
    _check_postal_code,
    _check_time_zone,
    _check_websites,
    _check_dates,
    _check_ages,
    _check_closing,
)
