"""Postal codes inside a typed text: ZIPs, fragments of them, military and foreign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wagtail_tms.places.states import find_state


_TRAILING = re.compile(r"(?:^|(?<=[^\w-]))(\d{5})(?:[ -]?\d{4})?$")
_LEADING = re.compile(r"^(\d{5})(?:-\d{4})?[ ,]+(?=\D)")
_FRAGMENT = re.compile(r"^\d{1,4}$")
_DIGITS = re.compile(r"^[\d -]+$")
_CANADIAN = re.compile(r"\b[ABCEGHJKLMNPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d$", re.IGNORECASE)
_BRITISH = re.compile(
    r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})$", re.IGNORECASE
)
# 090-098 Europe (AE), 340 Americas (AA), 962-966 Pacific (AP).
_MILITARY = re.compile(r"^(?:09[0-8]|340|96[2-6])")
_MILITARY_WORDS = re.compile(r"\b(?:[AFD]PO)\b.*\bA[AEP]\b|^A[AE]$|^[AFD]PO$|^APO\b")


@dataclass(frozen=True, slots=True)
class FoundCode:
    """Five digits and the text around them, of which they may number a house."""

    code: str
    rest: str
    may_be_house: bool


def find_code(text: str) -> FoundCode | None:
    """The ZIP or ZIP+4 at the end of the text, else at its beginning.

    The last one counts: in "12345 Main St, Boise, ID 83702" the first is a house.
    """
    match = _TRAILING.search(text)
    if match:
        rest = text[: match.start()].strip(" ,")
        return FoundCode(match[1], rest, may_be_house=False)
    match = _LEADING.match(text)
    if match:
        rest = text[match.end() :].strip(" ,")
        return FoundCode(match[1], rest, may_be_house=_is_house(match[0], rest))
    return None


def _is_house(number: str, rest: str) -> bool:
    """A street follows a house number, and no comma is between them."""
    return "," not in number and find_state(rest) is None


def is_fragment(text: str) -> bool:
    """Fewer than five digits: spreadsheets eat the leading zeros of ZIPs."""
    return bool(_FRAGMENT.match(text))


def is_only_digits(text: str) -> bool:
    return bool(_DIGITS.match(text))


def is_foreign(text: str) -> bool:
    """Ends in a Canadian or British postal code."""
    return bool(_CANADIAN.search(text) or _BRITISH.search(text))


def is_military(text: str, code: str = "") -> bool:
    """APO, FPO and DPO mail goes to no place on the map."""
    return bool(_MILITARY.match(code) or _MILITARY_WORDS.search(text.upper()))
