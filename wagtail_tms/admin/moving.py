"""A clinic that moves: what was taken from its old ZIP code follows to the new one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_tms import places
from wagtail_tms.geo import distance_miles
from wagtail_tms.models.clinic_choices import LocationPrecision
from wagtail_tms.places import Place


# A pin that is nearer than this to its new ZIP code may have been right all along.
NEAR_MILES = 10


def follow_postal_code(
    before: Mapping[str, Any], data: dict[str, Any], changed: Collection[str]
) -> None:
    """Change the cleaned ``data`` of an edited clinic whose ZIP code is another one.

    A time zone of the old ZIP code and a position in its middle become empty, to be
    taken from the new one. What the editor changed as well stays.

    Raises:
        ValidationError: on ``location``, where the pin was left at the old address.
    """
    if "postal_code" not in changed:
        return
    old, new = _place(before.get("postal_code")), _place(data.get("postal_code"))
    if old is None or new is None:
        return
    if "time_zone" not in changed and data.get("time_zone") == old.time_zone:
        data["time_zone"] = ""
    if "location" in changed or not data.get("location"):
        return
    if data.get("location_precision") == LocationPrecision.POSTAL_CODE:
        data["location"] = None
    elif _is_left_behind(data["location"], old, new):
        message = _(
            "The ZIP code is now that of %(place)s, and the pin is still near "
            "%(old)s. Move it too, or clear it."
        )
        raise ValidationError(
            {"location": message % {"place": new.label, "old": old.label}}
        )


def _place(postal_code: str | None) -> Place | None:
    return places.postal_code(postal_code[:5]) if postal_code else None


def _is_left_behind(position: tuple[float, float], old: Place, new: Place) -> bool:
    to_old, to_new = (
        distance_miles(*position, place.latitude, place.longitude)
        for place in (old, new)
    )
    return to_new > max(to_old, NEAR_MILES)
