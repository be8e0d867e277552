"""What the package says of conditions and clearances, and where it was read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from wagtail_tms.vocabulary import read_vocabulary


def shipped_clearances() -> list[dict[str, Any]]:
    devices = read_vocabulary()["devices"]
    return [clearance for device in devices for clearance in device["clearances"]]


def test_every_shipped_clearance_has_number_date_and_official_source() -> None:
    official = "https://www.accessdata.fda.gov/scripts/cdrh/cfdocs/cfpmn/"
    for row in shipped_clearances():
        number = row["number"]
        assert re.fullmatch(r"K\d{6}|DEN\d{6}|P\d{6}", number)
        page = "denovo" if row["pathway"] == "de_novo" else "pmn"
        assert row["source_url"] == f"{official}{page}.cfm?ID={number}"
        assert (row["pathway"] == "de_novo") == number.startswith("DEN")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["decided_on"])
        assert row["decided_on"] <= row["checked_on"]


def test_clearances_for_teenagers_are_add_ons() -> None:
    young = [row for row in shipped_clearances() if row["minimum_age"] < 18]
    assert young
    assert all(row["adjunct"] and row["maximum_age"] == 21 for row in young)


def off_label() -> dict[str, str]:
    """The source of each condition that is called off-label."""
    rows = read_vocabulary()["conditions"]
    labelled = [row for row in rows if row.get("off_label_as_of")]
    return {row["slug"]: row["off_label_source_url"] for row in labelled}


def test_off_label_ships_for_these_only_with_a_source_and_without_a_clearance() -> None:
    labelled = off_label()
    assert set(labelled) == {
        "ptsd",
        "bipolar-depression",
        "anxiety",
        "chronic-pain",
        "autism",
    }
    assert all(labelled.values())
    assert not set(labelled) & {row["condition"] for row in shipped_clearances()}


def test_a_clearance_that_is_left_out_makes_no_condition_off_label() -> None:
    assert "smoking-cessation" not in off_label()


def test_shipped_words_promise_nothing() -> None:
    text = json.dumps(read_vocabulary(), ensure_ascii=False).lower()
    for word in ("approv", "cure", "proven", "heal ", "suffer", "guarantee"):
        assert word not in text


def sources_page() -> str:
    page = Path(__file__).parents[2] / "docs/reference/vocabulary_sources.md"
    return page.read_text(encoding="utf-8")


def test_sources_page_names_every_shipped_clearance() -> None:
    text = sources_page()
    for row in shipped_clearances():
        assert re.search(rf"^\| .*{row['number']} .*{row['decided_on']}", text, re.M)


def test_sources_page_names_every_source_of_an_off_label_use() -> None:
    text = sources_page()
    for slug, url in off_label().items():
        assert url in text, slug
