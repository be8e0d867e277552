from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks


def ids() -> set[str]:
    return {m.id for m in run_checks() if m.id and m.id.startswith("wagtail_tms.")}


def test_the_defaults_are_clean() -> None:
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("WAGTAIL_TMS_PLACES_BACKEND", "nowhere.Backend", "wagtail_tms.E001"),
        ("WAGTAIL_TMS_PLACES_BACKEND", "tests.factories.Nothing", "wagtail_tms.E001"),
        ("WAGTAIL_TMS_DEFAULT_RADIUS", 0, "wagtail_tms.E002"),
        ("WAGTAIL_TMS_DEFAULT_RADIUS", 501, "wagtail_tms.E002"),
        ("WAGTAIL_TMS_DEFAULT_RADIUS", "wide", "wagtail_tms.E002"),
        ("WAGTAIL_TMS_DEFAULT_UNIT", "furlong", "wagtail_tms.E003"),
        ("WAGTAIL_TMS_STALE_AFTER_DAYS", 0, "wagtail_tms.E004"),
        ("WAGTAIL_TMS_STALE_AFTER_DAYS", None, "wagtail_tms.E004"),
        (
            "GEO_WIDGET_LEAFLET_TILE_LAYER",
            "https://{s}.tile.openstreetmap.org/{z}/{x}/{y}.png",
            "wagtail_tms.W001",
        ),
    ],
)
def test_a_wrong_setting_is_named(
    settings: Any, name: str, value: Any, expected: str
) -> None:
    setattr(settings, name, value)
    assert expected in ids()


def test_tiles_with_a_referrer_policy_are_fine(settings: Any) -> None:
    settings.GEO_WIDGET_LEAFLET_TILE_LAYER = "https://tile.openstreetmap.org/{z}"
    settings.GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS = {
        "referrerPolicy": "strict-origin-when-cross-origin"
    }
    assert ids() == set()
