from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from wagtail_tms import get_clinic_model
from wagtail_tms.querysets import ClinicQuerySet


TILES = {
    "url": "https://tiles.example/{z}/{x}/{y}.png",
    "name": "Example Maps",
    "attribution": "© Example",
}
GEOPY = "wagtail_tms.geocoding.geopy_backend.GeopyGeocoder"


def ids(*, deploy: bool = False) -> set[str]:
    found = run_checks(include_deployment_checks=deploy)
    return {m.id for m in found if m.id and m.id.startswith("wagtail_tms.")}


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
        ("WAGTAIL_TMS_GEOCODING_BACKEND", "nowhere.Geocoder", "wagtail_tms.E020"),
        ("WAGTAIL_TMS_GEOCODING_BACKEND", GEOPY, "wagtail_tms.E021"),
        ("WAGTAIL_TMS_GEOCODING_INTERVAL", -1, "wagtail_tms.E022"),
        ("WAGTAIL_TMS_GEOCODING_INTERVAL", 0.5, "wagtail_tms.E022"),
        ("WAGTAIL_TMS_GEOCODING_FOR_VISITORS", True, "wagtail_tms.E023"),
        ("WAGTAIL_TMS_GEOCODING_FOR_VISITORS", "no", "wagtail_tms.E023"),
        ("WAGTAIL_TMS_API_MAX_AGE", -1, "wagtail_tms.E010"),
        ("WAGTAIL_TMS_API_MAX_AGE", None, "wagtail_tms.E010"),
        ("WAGTAIL_TMS_API_MAX_AGE", True, "wagtail_tms.E010"),
        ("WAGTAIL_TMS_SEARCHES_PER_MINUTE", -1, "wagtail_tms.E011"),
        ("WAGTAIL_TMS_SEARCHES_PER_MINUTE", "60", "wagtail_tms.E011"),
        ("WAGTAIL_TMS_TRUSTED_PROXIES", -1, "wagtail_tms.E012"),
        ("WAGTAIL_TMS_TRUSTED_PROXIES", True, "wagtail_tms.E012"),
        ("WAGTAIL_TMS_TILES", "https://tiles.example/{z}/{x}/{y}", "wagtail_tms.E013"),
        ("WAGTAIL_TMS_TILES", {"url": TILES["url"]}, "wagtail_tms.E013"),
        ("WAGTAIL_TMS_TILES", {**TILES, "attribution": ""}, "wagtail_tms.E013"),
        ("WAGTAIL_TMS_TILES", {**TILES, "url": "https://x/{z}"}, "wagtail_tms.E013"),
        (
            "WAGTAIL_TMS_TILES",
            {**TILES, "url": "http://tiles.example/{z}/{x}/{y}"},
            "wagtail_tms.E013",
        ),
        ("WAGTAIL_TMS_TILES", {**TILES, "max_zoom": "19"}, "wagtail_tms.E013"),
        ("WAGTAIL_TMS_TILES", {**TILES, "key": "x"}, "wagtail_tms.E013"),
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


def test_a_provider_of_tiles_that_is_named_and_credited_is_fine(settings: Any) -> None:
    settings.WAGTAIL_TMS_TILES = TILES | {"max_zoom": 18}
    assert ids() == set()


NOMINATIM = {
    "service": "nominatim",
    "service_options": {"user_agent": "tests"},
    "allowed_origins": ["https://nominatim.openstreetmap.org"],
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"service": "nobody"},
        {"service_options": {}},  # Nominatim wants to know who asks.
        {"service_options": {"user_agent": "tests", "adapter_factory": object}},
        {"allowed_origins": []},
        {"allowed_origins": "https://nominatim.openstreetmap.org"},
        {"allowed_origins": ["nominatim.openstreetmap.org"]},
        {"allowed_origins": ["ftp://nominatim.openstreetmap.org"]},
        {"allowed_origins": ["https://nominatim.openstreetmap.org:port"]},
        {"timeout": 0},
        {"timeout": 60},
        {"timeout": "soon"},
        {"password": "x"},
    ],
)
def test_wrong_options_of_the_geocoder_are_named(settings: Any, wrong: Any) -> None:
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = GEOPY
    settings.WAGTAIL_TMS_GEOCODING_OPTIONS = {**NOMINATIM, **wrong}
    assert ids() == {"wagtail_tms.E021"}


def test_a_geocoder_without_geopy_says_what_to_install(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "geopy.adapters", None)
    monkeypatch.delitem(sys.modules, GEOPY.rpartition(".")[0], raising=False)
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = GEOPY
    assert ids() == {"wagtail_tms.E020"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("dummy.DummyCache", {"wagtail_tms.W020"}),
        ("filebased.FileBasedCache", {"wagtail_tms.W020"}),
        ("locmem.LocMemCache", {"wagtail_tms.W020"}),
        ("db.DatabaseCache", set()),
    ],
)
def test_a_geocoder_wants_a_shared_cache_in_production(
    settings: Any, tmp_path: Path, kind: str, expected: set[str]
) -> None:
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = GEOPY
    settings.WAGTAIL_TMS_GEOCODING_OPTIONS = NOMINATIM
    settings.CACHES = {
        "default": {
            "BACKEND": f"django.core.cache.backends.{kind}",
            "LOCATION": str(tmp_path / "cache"),
        }
    }
    assert ids() == set()
    assert ids(deploy=True) == expected


def test_another_public_queryset_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches do not call it: they would show what it hides."""

    class Hiding(ClinicQuerySet):
        def public(self) -> Any:
            return super().public().filter(city="Bozeman")

    model = get_clinic_model()
    monkeypatch.setattr(model._default_manager, "_queryset_class", Hiding)
    assert [found.id for found in run_checks()] == ["wagtail_tms.E006"]


def test_a_queryset_may_hide_more(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hiding(ClinicQuerySet):
        def public_at(self, now: Any, today: Any) -> Any:
            return super().public_at(now, today).filter(city="Bozeman")

    model = get_clinic_model()
    monkeypatch.setattr(model._default_manager, "_queryset_class", Hiding)
    assert run_checks() == []
