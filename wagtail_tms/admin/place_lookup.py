"""The address lookup of the clinic editor.

Our own gazetteer answers. Where the site has a geocoder, it then looks for the street.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_permission_codename
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wagtail_tms import geocoding, get_clinic_model, places
from wagtail_tms.places import Place, PlaceKind


MAXIMUM_LENGTH = 200


@never_cache
@require_GET
def place_lookup(request: HttpRequest) -> JsonResponse:
    """Answer ``?q=59011`` or ``?q=Boise, ID`` with the place, for a pin on the map.

    ``place`` is null where no single place fits; ``alternatives`` then holds what may
    have been meant. ``message`` says why it is not exactly what was asked for.
    """
    if not _may_edit_clinics(request.user):
        message = _("Only people who may add or change clinics can look up places.")
        return _answer(message=message, status=403)
    text = request.GET.get("q", "").strip()
    if not text:
        return _answer(message=_("Enter a ZIP code, or a city and a state."))
    if len(text) > MAXIMUM_LENGTH:
        return _answer(message=_("This is too long for a place."))
    found = places.resolve(text)
    points = [place for place in found.alternatives if _is_point(place)]
    if found.place and not _is_point(found.place):
        message = _("A whole state has no address. Enter a ZIP code or a city.")
        return _answer(alternatives=points, message=message)
    if found.place and geocoding.is_on():
        return _street_answer(text, found.place, found.message)
    return _answer(found.place, points, found.message)


def _street_answer(text: str, place: Place, message: str) -> JsonResponse:
    """Answer with the street in the ZIP or city; with that, where it is not found."""
    try:
        addresses = geocoding.find_street(text, place)
    except geocoding.GeocodingBusy:
        message = _("The address service was just asked. Try again in a few seconds.")
        return _answer(place, message=message)
    except geocoding.GeocodingFailed:
        message = _("The address service does not answer. Try again in a minute.")
        return _answer(place, message=message)
    if addresses is None:
        return _answer(place, message=message)
    if not addresses:
        message = _("The address service does not know this street.")
        return _answer(place, message=message)
    if len(addresses) > 1:
        message = _("The address service found several places. Which one is it?")
        return _answer(alternatives=[*addresses, place], message=message)
    return _answer(addresses[0])


def _may_edit_clinics(user: Any) -> bool:
    options = get_clinic_model()._meta
    return any(
        user.has_perm(f"{options.app_label}.{get_permission_codename(action, options)}")
        for action in ("add", "change")
    )


def _is_point(place: Place) -> bool:
    return place.kind in (PlaceKind.POSTAL_CODE, PlaceKind.CITY)


def _answer(
    place: Place | None = None,
    alternatives: list[Place] | None = None,
    message: str = "",
    status: int = 200,
) -> JsonResponse:
    return JsonResponse(
        {
            "place": _as_json(place) if place else None,
            "alternatives": [_as_json(other) for other in alternatives or []],
            "message": str(message),
        },
        status=status,
    )


def _as_json(place: Place) -> dict[str, Any]:
    return {
        "kind": str(place.kind),
        "label": place.label,
        "city": place.name,
        "state": place.state,
        "postal_code": place.postal_code,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "time_zone": place.time_zone,
    }
