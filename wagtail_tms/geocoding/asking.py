"""Asking the site's geocoder for a street: rarely, and never for long."""

from __future__ import annotations

import logging
from dataclasses import astuple
from typing import cast

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from wagtail_tms.conf import conf
from wagtail_tms.geocoding import limits
from wagtail_tms.geocoding.belief import apart, is_believable
from wagtail_tms.geocoding.geocoder import (
    Candidate,
    Geocoder,
    GeocodingBusy,
    GeocodingFailed,
)
from wagtail_tms.geocoding.streets import Street
from wagtail_tms.places import Place, PlaceKind
from wagtail_tms.places.normalize import clean


ANSWER_SECONDS = 24 * 60 * 60
MOST_CANDIDATES = 5

logger = logging.getLogger("wagtail_tms")


def is_on() -> bool:
    """Tell whether the site has a geocoder."""
    return bool(conf.geocoding_backend)


def get_geocoder() -> Geocoder:
    """Return the site's geocoder, built anew from its settings."""
    return cast(
        Geocoder, import_string(conf.geocoding_backend)(**conf.geocoding_options)
    )


def find_street(text: str, place: Place) -> tuple[Place, ...] | None:
    """Return where a street address may be, the likeliest first.

    ``place`` is the ZIP or city that the text means; an answer far from it or in
    another state is dropped. None when the text is no street address. Answers are kept
    for a day, under a key that does not show what was asked.

    Raises:
        GeocodingFailed: no usable answer, now or a moment ago.
        GeocodingBusy: it is not yet our turn.
    """
    street = Street.read(text, place)
    if street is None:
        return None
    text = clean(text)
    key = _key(text)
    rows = cache.get(key)
    if rows is None:
        rows = [astuple(candidate) for candidate in _ask(text, street, place)]
        cache.set(key, rows, timeout=ANSWER_SECONDS)
    return tuple(_address(Candidate(*row), place) for row in rows)


def _ask(text: str, street: Street, place: Place) -> list[Candidate]:
    """Ask the backend, and leave it alone for a while when it fails."""
    if limits.is_paused():
        raise GeocodingFailed("paused")
    if not limits.take_turn():
        raise GeocodingBusy
    try:
        found = list(get_geocoder().geocode(text))[:MOST_CANDIDATES]
        return apart(one for one in found if is_believable(one, street, place))
    except GeocodingFailed as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - Whatever breaks, a search must not.
        failure = GeocodingFailed(type(error).__name__)
    # Neither the text nor a traceback, which may show it, goes into the log.
    logger.warning("The geocoder failed: %s", failure.reason)
    limits.pause(failure.retry_after)
    raise failure


def _key(text: str) -> str:
    asked = f"{conf.geocoding_backend}\n{text.casefold()}"
    digest = salted_hmac("wagtail_tms.geocoding", asked, algorithm="sha256")
    return f"wagtail_tms:geocoding:answer:1:{digest.hexdigest()}"


def _address(candidate: Candidate, place: Place) -> Place:
    return Place(
        kind=PlaceKind.ADDRESS,
        label=candidate.label,
        name=place.name,
        state=place.state,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        postal_code=place.postal_code,
        time_zone=place.time_zone,
    )
