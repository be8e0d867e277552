"""The finder's script as a file: its weight, and that it needs nothing inline."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import wagtail_tms


SCRIPTS = Path(wagtail_tms.__file__).parent / "static" / "wagtail_tms" / "js"
NAMES = ("clinic-locator.js", "clinic-shortlist.js")


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
