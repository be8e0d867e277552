"""What the finder's map is told by the page: its words, its files, its tiles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import strip_tags


STATIC = Path(__file__).parents[1] / "wagtail_tms/static/wagtail_tms"
ROW = re.compile(r'<p data-key="(\w+)">(.*?)</p>', re.DOTALL)
DEFAULT = re.compile(r'^  (map_\w+): "(.*)",$', re.MULTILINE)
OSM = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "name": "OpenStreetMap",
    "attribution": "© OpenStreetMap contributors",
}


def messages() -> dict[str, str]:
    html = render_to_string("wagtail_tms/locator/map_messages.html")
    return {key: strip_tags(text) for key, text in ROW.findall(html)}


def test_the_page_has_a_word_for_all_that_the_script_says(settings: Any) -> None:
    settings.WAGTAIL_TMS_TILES = OSM
    script = (STATIC / "js/map/words.js").read_text()
    defaults = dict(DEFAULT.findall(script))
    told = {k: v for k, v in messages().items() if not k.startswith("tiles_")}
    assert told.keys() == defaults.keys()
    files = {key for key, value in defaults.items() if value.startswith("../")}
    assert {k: told[k] for k in told.keys() - files} == {
        k: defaults[k] for k in defaults.keys() - files
    }
    for key in files:
        assert finders.find(told[key].removeprefix("/static/"))


def test_a_provider_of_tiles_is_handed_over(settings: Any) -> None:
    settings.WAGTAIL_TMS_TILES = OSM
    told = messages()
    assert told["tiles_url"] == OSM["url"]
    assert told["tiles_attribution"] == OSM["attribution"]
    assert told["tiles_max_zoom"] == ""


def test_by_default_there_is_no_provider() -> None:
    assert [key for key in messages() if key.startswith("tiles_")] == []
