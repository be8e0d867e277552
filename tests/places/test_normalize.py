"""Spellings that a person means alike are folded alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.places.normalize import clean, fold, normalize_name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("St. Louis", "saint louis"),
        ("St.Louis", "saint louis"),
        ("SAINT LOUIS", "saint louis"),
        ("Ft Worth", "fort worth"),
        ("Mt. Vernon", "mount vernon"),
        ("Winston-Salem", "winston salem"),
        ("Coeur d\u2019Alene", "coeur dalene"),
        ("Coeur d'Alene", "coeur dalene"),
        ("Coeur d Alene", "coeur dalene"),
        ("O'Fallon", "ofallon"),
        ("O Fallon", "ofallon"),
        ("San Jos\u00e9", "san jose"),
        ("Ca\u00f1on City", "canon city"),
        ("N. Little Rock", "north little rock"),
        ("L.A.", "la"),
        ("D. C.", "dc"),
        ("\u02bbEwa Beach", "ewa beach"),
        ("Boise \U0001f642", "boise"),
        ("  Boise ,, ", "boise"),
        ("Lincoln & Omaha", "lincoln and omaha"),
        ("\u6771\u4eac", ""),
    ],
)
def test_spellings_share_one_key(typed: str, expected: str) -> None:
    assert normalize_name(typed) == expected


def test_fold_keeps_abbreviations_because_mt_is_also_montana() -> None:
    assert fold("Billings, MT.") == "billings mt"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("59011\u20131234", "59011-1234"),
        ("\uff15\uff19\uff10\uff11\uff11", "59011"),
        ("Boise\x00\n ID!!", "Boise ID"),
        ("\u201cBoise\u201d", "\u201cBoise\u201d"),
        ("  ", ""),
    ],
)
def test_clean_text_is_one_plain_line(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = normalize_name(text)
    assert fold(once) == once
    assert clean(clean(text)) == clean(text)
