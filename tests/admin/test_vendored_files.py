from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from wagtail_tms import places


ROOT = Path(__file__).parents[2]
STATIC = ROOT / "wagtail_tms/static/wagtail_tms"


def test_the_files_of_others_are_the_ones_we_recorded():
    check = [sys.executable, str(ROOT / "tools/check_vendor.py")]
    assert subprocess.run(check, check=False).returncode == 0


def test_the_map_of_the_editor_is_small_and_has_every_state():
    text = (STATIC / "admin/us-states.json").read_text()
    states = {f["properties"]["state"] for f in json.loads(text)["features"]}
    assert len(text) < 60_000
    assert states == {state.code for state in places.states()}


def test_leaflet_names_no_source_map():
    script = (STATIC / "vendor/leaflet/leaflet.js").read_text()
    assert "sourceMappingURL" not in script
