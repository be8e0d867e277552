"""A position as text: what people type, and what the map widget sends."""

from __future__ import annotations

import math
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


# Latitude and longitude, in degrees, WGS 84.
Position = tuple[float, float]

# Six decimals are about ten centimetres.
DECIMALS = 6

_POINT = re.compile(r"(?:SRID=4326;)?\s*POINT\s*\(\s*(\S+)\s+([^\s)]+)\s*\)", re.I)
_PAIR = re.compile(r"\(?\s*([^\s,;()]+)\s*[\s,;]\s*([^\s,;()]+)\s*\)?")


def parse_position(text: str) -> Position | None:
    """Return the position that a text names, or ``None`` when it is empty.

    Understands ``45.835, -109.955`` and ``SRID=4326;POINT(-109.955 45.835)``, in which
    the longitude comes first.

    Raises:
        ValidationError: the text is no position on Earth; the message says why.
    """
    text = text.strip()
    if not text:
        return None
    if match := _POINT.fullmatch(text):
        longitude, latitude = match.groups()
    elif match := _PAIR.fullmatch(text):
        latitude, longitude = match.groups()
    else:
        raise ValidationError(_MALFORMED, code="invalid")
    return _checked(_number(latitude), _number(longitude))


def position_text(position: Position) -> str:
    """Return a position as people write it: ``45.835, -109.955``."""
    latitude, longitude = position
    return f"{_plain(latitude)}, {_plain(longitude)}"


def position_point(position: Position) -> str:
    """Return a position as wagtail-geo-widget writes it."""
    latitude, longitude = position
    return f"SRID=4326;POINT({_plain(longitude)} {_plain(latitude)})"


def rounded(latitude: float, longitude: float) -> Position:
    """Return a position in the precision that is stored."""
    return round(latitude, DECIMALS), round(longitude, DECIMALS)


_MALFORMED = _("Write the latitude, then the longitude, like 45.835, -109.955.")


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValidationError(_MALFORMED, code="invalid")
    return number


def _checked(latitude: float, longitude: float) -> Position:
    if abs(latitude) > 90 and abs(longitude) <= 90 and abs(latitude) <= 180:
        raise ValidationError(
            _("The latitude comes first. Did you mean %(position)s?")
            % {"position": position_text((longitude, latitude))},
            code="swapped",
        )
    if abs(latitude) > 90:
        raise ValidationError(
            _("A latitude lies between -90 and 90 degrees."), code="latitude"
        )
    if abs(longitude) > 180:
        raise ValidationError(
            _("A longitude lies between -180 and 180 degrees."), code="longitude"
        )
    return rounded(latitude, longitude)


def _plain(degrees: float) -> str:
    """Write a number without an exponent and without needless zeros."""
    return f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")
