"""Telephone numbers: stored in E.164, shown as people write them."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


# What a call (988, 911) and a text message (741741) can go to in the United States.
_SHORT_CODE = re.compile(r"[2-9]\d{2}|[2-9]\d{4,5}", re.ASCII)


def normalize_phone(value: str) -> str:
    """Return a US telephone number in E.164, with ``;ext=`` when it has an extension.

    Raises:
        ValidationError: the text is no possible number in the United States.
    """
    try:
        number = phonenumbers.parse(value, "US")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("Enter a US telephone number with its area code, like (503) 555-0123.")
        )
    if number.country_code != 1:
        raise ValidationError(_("Enter a number in the United States."))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else e164


def normalize_helpline(value: str) -> str:
    """Return a short code such as 988 or 741741, or a US telephone number in E.164.

    Raises:
        ValidationError: the text is neither, or has an extension.
    """
    code = re.sub(r"[\s-]", "", value)
    if _SHORT_CODE.fullmatch(code):
        return code
    try:
        number = normalize_phone(value)
    except ValidationError:
        number = ""
    if not number or ";" in number:
        raise ValidationError(
            _(
                "Enter a short number like 988 or 741741, or a US telephone number "
                "with its area code and no extension, like (503) 555-0123."
            )
        )
    return number


@lru_cache(maxsize=4_096)
def display_phone(value: str) -> str:
    """Return a stored telephone number as people write it: ``(503) 555-0123``."""
    try:
        number = phonenumbers.parse(value, "US")
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
