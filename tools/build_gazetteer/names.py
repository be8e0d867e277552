"""Names as people write them, out of names as databases keep them."""

from __future__ import annotations

import re


_GENERIC = re.compile(r"^(?:City|Borough|The Village) of ")
_TRAILING = re.compile(r",? CDP$| \([^)]*\)$|,.*$")
_PARTS = re.compile(r"\s*/\s*|\s+-\s+")
_INITIALISMS = {
    "Afb": "AFB",
    "Dhs": "DHS",
    "Usaf": "USAF",
    "Jber": "JBER",
    "Nas": "NAS",
}
_OKINA_TYPED = re.compile("[`\u2018]")
_SMALL_WORD = re.compile(r"(?<= )(?:And|At|By|In|Of|On|The)(?= )")
_SCOTTISH = re.compile(r"\bMc (?=[A-Z])")
_QUOTED_CAPITAL = re.compile(r"'S\b")


def is_historical(name: str) -> bool:
    return "(historical)" in name


def tidy_city(name: str) -> tuple[str, list[str]]:
    """The name to show, and the other names the same entry stands for.

    >>> tidy_city("Allston/Brighton")
    ('Allston', ['Brighton'])
    """
    name = _OKINA_TYPED.sub("\u02bb", name)
    name = _TRAILING.sub("", _GENERIC.sub("", name))
    first, *others = _PARTS.split(name)
    return first, others


def tidy_postal(name: str) -> str:
    """A name of US.txt, which writes every word with one capital."""
    name = _QUOTED_CAPITAL.sub("'s", name)
    name = _SCOTTISH.sub("Mc", name)
    name = _SMALL_WORD.sub(lambda word: word[0].lower(), name)
    return " ".join(_INITIALISMS.get(word, word) for word in name.split())


def without_village(name: str) -> str:
    """Villages of Guam and the Marianas carry the word in databases only."""
    return re.sub(r" [Vv]illage$", "", name)


def short_forms(name: str) -> list[str]:
    """What people leave out: "The Bronx" is typed Bronx, "Clinton Township" Clinton."""
    found = []
    if name.startswith("The "):
        found.append(name.removeprefix("The "))
    if name.endswith(" Township"):
        found.append(name.removesuffix(" Township"))
    return found
