"""Right and wrong: an NPI, a latitude, a longitude, an age, where a link leads."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _


# The prefix that makes an NPI an ISO 7812 card number, so that Luhn applies to it
# (CMS, "Requirements for the National Provider Identifier check digit", 2004).
NPI_PREFIX = "80840"

MAX_AGE = 120


def validate_npi(value: str) -> None:
    """Refuse what is not a National Provider Identifier: 10 digits, check digit right.

    Raises:
        ValidationError: the value is malformed, or its check digit is wrong.
    """
    if not (value.isascii() and value.isdigit() and len(value) == 10):
        raise ValidationError(_("An NPI has exactly 10 digits."))
    if value[0] not in "12":
        raise ValidationError(_("An NPI starts with 1 or 2."))
    if not _passes_luhn(NPI_PREFIX + value):
        raise ValidationError(
            _("The last digit of this NPI does not fit the others. Check for a typo.")
        )


def _passes_luhn(digits: str) -> bool:
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    total = sum(n - 9 if n > 9 else n for n in doubled) + sum(map(int, digits[::-2]))
    return total % 10 == 0


def validate_latitude(value: float) -> None:
    """Refuse what is no latitude in degrees.

    Raises:
        ValidationError: the value is outside -90 to 90, or no number.
    """
    if not -90 <= value <= 90:
        raise ValidationError(_("A latitude is a number from -90 to 90."))


def validate_longitude(value: float) -> None:
    """Refuse what is no longitude in degrees.

    Raises:
        ValidationError: the value is outside -180 to 180, or no number.
    """
    if not -180 <= value <= 180:
        raise ValidationError(_("A longitude is a number from -180 to 180."))


def validate_age(value: int) -> None:
    """Refuse an age that nobody reaches.

    Raises:
        ValidationError: the value is over 120.
    """
    if value > MAX_AGE:
        params = {"most": MAX_AGE}
        raise ValidationError(_("An age is at most %(most)d."), params=params)


def validate_link(value: str) -> None:
    """Refuse what is none of: a web address, a path on this site, an e-mail address.

    Raises:
        ValidationError: it is none of the three.
    """
    for check in (_check_web_address, _check_path, _check_email):
        try:
            return check(value)
        except ValidationError:
            continue
    raise ValidationError(
        _(
            "Enter a web address (https://…), a path on this site (/contact/) or an "
            "e-mail address."
        )
    )


_check_web_address = URLValidator(schemes=["http", "https"])
# Browsers read two slashes, or a slash and a backslash, as the start of another host.
_check_path = RegexValidator(r"\A/(?![/\\])[^\s\\]*\Z")
_check_email = EmailValidator()
