"""The finder's script as a file: its weight, and that it needs nothing inline."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

import wagtail_tms


SCRIPTS = Path(wagtail_tms.__file__).parent / "static" / "wagtail_tms" / "js"
GUIDE = Path(__file__).parents[1] / "docs/how_to/put_the_finder_on_any_page.md"
NAMES = ("clinic-locator.js", "clinic-shortlist.js", "clinic-faults.js")


def test_what_every_reader_loads_is_small() -> None:
    script = (SCRIPTS / "clinic-locator.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 12 * 1024


@pytest.mark.parametrize("name", NAMES)
def test_text_stays_text_and_nothing_is_inline(name: str) -> None:
    script = (SCRIPTS / name).read_text()
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|\.style\b|\beval\(|localStorage"
    )
    assert not re.search(forbidden, script)


def test_the_manifest_tells_what_is_there() -> None:
    script = (SCRIPTS / "clinic-locator.js").read_text()
    tokens = (SCRIPTS.parent / "css" / "tms.css").read_text()
    manifest = json.loads((SCRIPTS.parent / "custom-elements.json").read_text())
    (element,) = manifest["modules"][0]["declarations"]
    read = {*re.findall(r'(?:get|has)Attribute\("([a-z-]+)"\)', script)}
    attributes = {attribute["name"] for attribute in element["attributes"]}
    assert attributes <= read
    told = {*re.findall(r'"(tms-[a-z]+)", \{', script)}
    assert told == {event["name"] for event in element["events"]}
    for member in element["members"]:
        assert f"  get {member['name']}()" in script
    for token in element["cssProperties"]:
        assert f"{token['name']}: " in tokens


def test_the_guide_tells_what_the_manifest_tells() -> None:
    manifest = json.loads((SCRIPTS.parent / "custom-elements.json").read_text())
    (element,) = manifest["modules"][0]["declarations"]
    lists = ("attributes", "members", "events", "cssProperties")
    told = {each["name"] for name in lists for each in element[name]}
    rows = [row for row in GUIDE.read_text().splitlines() if row.startswith("| `")]
    firsts = [row.split("|")[1] for row in rows]
    assert {name for first in firsts for name in re.findall(r"`(.+?)`", first)} == told
