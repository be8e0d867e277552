"""What a visitor typed: the gazetteer's answer, made exact where the site says so."""

from __future__ import annotations

import dataclasses

from django.utils.translation import gettext as _

from wagtail_tms import places
from wagtail_tms.conf import conf
from wagtail_tms.geocoding.asking import find_street, is_on
from wagtail_tms.geocoding.geocoder import GeocodingError
from wagtail_tms.places import Place, Resolution
from wagtail_tms.places.normalize import clean


def resolve(text: str) -> Resolution:
    """Return the place that a visitor's text means, as `places.resolve` does.

    With ``WAGTAIL_TMS_GEOCODING_FOR_VISITORS``, and only then, a street address in a
    ZIP or city is looked up. Nothing else ever reaches the geocoder, and whatever
    happens to it, the answer is at worst the middle of that ZIP or city.
    """
    found = places.resolve(text)
    if found.place is None or not (is_on() and conf.geocoding_for_visitors):
        return found
    try:
        addresses = find_street(text, found.place)
    except GeocodingError:
        addresses = ()
    if addresses is None:
        return found
    if addresses:
        # The reader's own words say best where the search is.
        place = dataclasses.replace(addresses[0], label=clean(text))
        return Resolution(place, found.alternatives, found.message)
    message = f"{found.message} {_only_the_middle(found.place)}".strip()
    return dataclasses.replace(found, message=message)


def _only_the_middle(place: Place) -> str:
    return _(
        "We could not find the street, so distances are from the middle of %(place)s."
    ) % {"place": place.label}
