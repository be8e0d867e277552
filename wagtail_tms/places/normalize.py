"""Spellings made comparable: one text for "St. Louis" and "saint louis".

The gazetteer is built with these functions and read with them, so both sides of
every comparison are folded alike.
"""

from __future__ import annotations

import re
import unicodedata


# Straight, typographic and Hawaiian apostrophes; hyphens, dashes and the minus sign.
_APOSTROPHES = re.compile(
    "['`\u00b4\u2018\u2019\u201b\u2032\u02bb\u02bc\u02bd\u02be\u02bf\uff07]"
)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_EDGE_PUNCTUATION = " ,;:.!?…\"'()[]{}<>|/\\-_*#=+~"
_DOT_BETWEEN_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_INITIALS_APART = re.compile(r"\b([a-z]) (?=[a-z]\b)")
_ELISION = re.compile(r"\b([dol]|de|du|mc) (?=[a-z])")

_ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "pt": "point",
    "hts": "heights",
    "hgts": "heights",
    "spgs": "springs",
    "spg": "spring",
    "jct": "junction",
    "bch": "beach",
    "vlg": "village",
    "vly": "valley",
    "twp": "township",
}
_DIRECTIONS = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "no": "north",
    "so": "south",
}


def clean(text: str) -> str:
    """The text as a person would retype it: one line, plain quotes and dashes."""
    text = unicodedata.normalize("NFKC", text)
    text = _DASHES.sub("-", _APOSTROPHES.sub("'", text))
    text = "".join(
        " " if unicodedata.category(character) in _INVISIBLE else character
        for character in text
    )
    return " ".join(text.split()).strip(_EDGE_PUNCTUATION)


def fold(text: str) -> str:
    """Lower-case ASCII words: no accents, apostrophes, punctuation or emoji.

    Abbreviations stay as they are, because "MT" is a state at the end of an address
    and a mountain at its start.
    """
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = text.lower().replace("&", " and ")
    text = _DOT_BETWEEN_INITIALS.sub("", text)
    text = _NOT_A_WORD.sub(" ", text).strip()
    return _INITIALS_APART.sub(r"\1", text)


def normalize_name(text: str) -> str:
    """The key under which a place is stored and looked up.

    >>> normalize_name("St. Louis"), normalize_name("Ft Worth")
    ('saint louis', 'fort worth')
    """
    words = fold(text).split()
    words = [_ABBREVIATIONS.get(word, word) for word in words]
    if len(words) > 1:
        words[0] = _DIRECTIONS.get(words[0], words[0])
    return _ELISION.sub(r"\1", " ".join(words))
