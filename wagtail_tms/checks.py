"""System checks: one for each way in which a setting can be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import models
from django.utils.module_loading import import_string

from wagtail_tms import get_clinic_model
from wagtail_tms.conf import conf
from wagtail_tms.geo import Unit
from wagtail_tms.querysets import ClinicQuerySet


MAXIMUM_RADIUS = 500
MAXIMUM_INTERVAL = 3600
TILE_KEYS = {
    "url", "name", "attribution", "attribution_url", "max_zoom", "referrer_policy",
}  # fmt: skip


@register
def check_places_backend(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    try:
        import_string(conf.places_backend)
    except (ImportError, AttributeError, TypeError) as error:
        return [
            Error(
                f"WAGTAIL_TMS_PLACES_BACKEND cannot be imported: {error}",
                hint="Give the dotted path of a class.",
                id="wagtail_tms.E001",
            )
        ]
    return []


@register
def check_default_radius(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    radius = conf.default_radius
    if isinstance(radius, int | float) and 0 < radius <= MAXIMUM_RADIUS:
        return []
    return [
        Error(
            f"WAGTAIL_TMS_DEFAULT_RADIUS is {radius!r}.",
            hint=f"Give a number above 0 and up to {MAXIMUM_RADIUS}.",
            id="wagtail_tms.E002",
        )
    ]


@register
def check_default_unit(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    if conf.default_unit in list(Unit):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_DEFAULT_UNIT is {conf.default_unit!r}.",
            hint='Give "mi" or "km".',
            id="wagtail_tms.E003",
        )
    ]


@register
def check_stale_after_days(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    days = conf.stale_after_days
    if isinstance(days, int) and days > 0:
        return []
    return [
        Error(
            f"WAGTAIL_TMS_STALE_AFTER_DAYS is {days!r}.",
            hint="Give a whole number of days above 0.",
            id="wagtail_tms.E004",
        )
    ]


@register
def check_clinic_model(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    model = get_clinic_model()
    if isinstance(model._meta.pk, models.IntegerField):
        return []
    return [
        Error(
            "The primary key of the clinic model is not a whole number.",
            hint="The locator's index needs an AutoField or a BigAutoField.",
            obj=model,
            id="wagtail_tms.E005",
        )
    ]


@register
def check_clinic_queryset(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    queryset = type(get_clinic_model()._default_manager.all())
    if getattr(queryset, "public", None) is ClinicQuerySet.public:
        return []
    return [
        Error(
            "The clinic model's default queryset has not ClinicQuerySet.public().",
            hint="Inherit ClinicQuerySet. To hide more, override public_at(now, today):"
            " public() and every search call it.",
            obj=queryset,
            id="wagtail_tms.E006",
        )
    ]


@register
def check_geocoding_backend(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Build the backend once, as its first question would."""
    if not conf.geocoding_backend:
        return []
    try:
        backend = import_string(conf.geocoding_backend)
    except (ImportError, AttributeError, TypeError) as error:
        return [
            Error(
                f"WAGTAIL_TMS_GEOCODING_BACKEND cannot be imported: {error}",
                hint="Give the dotted path of a class, and install wagtail-tms"
                "[geocoding] for that of geopy.",
                id="wagtail_tms.E020",
            )
        ]
    try:
        backend(**conf.geocoding_options)
    except (TypeError, ValueError) as error:
        return [
            Error(
                f"WAGTAIL_TMS_GEOCODING_OPTIONS do not fit the backend: {error}",
                hint="Give the keyword arguments of the class.",
                id="wagtail_tms.E021",
            )
        ]
    return []


@register
def check_geocoding_interval(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    seconds = conf.geocoding_interval
    if isinstance(seconds, int) and 0 <= seconds <= MAXIMUM_INTERVAL:
        return []
    return [
        Error(
            f"WAGTAIL_TMS_GEOCODING_INTERVAL is {seconds!r}.",
            hint=f"Give a whole number of seconds from 0 to {MAXIMUM_INTERVAL}.",
            id="wagtail_tms.E022",
        )
    ]


@register
def check_geocoding_for_visitors(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    asked = conf.geocoding_for_visitors
    if asked is False or (asked is True and conf.geocoding_backend):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_GEOCODING_FOR_VISITORS is {asked!r}.",
            hint="Give False, or True and a WAGTAIL_TMS_GEOCODING_BACKEND.",
            id="wagtail_tms.E023",
        )
    ]


@register(deploy=True)
def check_geocoding_cache(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The limits need a cache that all machines share and whose add() is atomic."""
    if not conf.geocoding_backend or not isinstance(
        caches["default"], DummyCache | FileBasedCache | LocMemCache
    ):
        return []
    return [
        Warning(
            "With this default cache the geocoder's limits do not hold for the site.",
            hint="Use Redis, Memcached or the database for it.",
            id="wagtail_tms.W020",
        )
    ]


@register
def check_api_max_age(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    if _is_count(conf.api_max_age):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_API_MAX_AGE is {conf.api_max_age!r}.",
            hint="Give a whole number of seconds, or 0.",
            id="wagtail_tms.E010",
        )
    ]


@register
def check_searches_per_minute(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    if _is_count(conf.searches_per_minute):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_SEARCHES_PER_MINUTE is {conf.searches_per_minute!r}.",
            hint="Give a whole number, or 0 for no limit.",
            id="wagtail_tms.E011",
        )
    ]


@register
def check_trusted_proxies(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    if _is_count(conf.trusted_proxies):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_TRUSTED_PROXIES is {conf.trusted_proxies!r}.",
            hint="Give the number of your own proxies before the site, or 0.",
            id="wagtail_tms.E012",
        )
    ]


@register
def check_tiles(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The reader is told the name, and the provider wants to be credited."""
    tiles = conf.tiles
    if not tiles or (isinstance(tiles, dict) and _are_tiles(tiles)):
        return []
    return [
        Error(
            f"WAGTAIL_TMS_TILES is {tiles!r}.",
            hint='Give "url" (https, with {z}, {x} and {y}), "name" and "attribution"; '
            'if you like, "attribution_url", "max_zoom" and "referrer_policy".',
            id="wagtail_tms.E013",
        )
    ]


def _are_tiles(tiles: dict[str, Any]) -> bool:
    url = tiles.get("url")
    return (
        isinstance(url, str)
        and url.startswith(("https://", "/"))
        and all(part in url for part in ("{z}", "{x}", "{y}"))
        and bool(tiles.get("name") and tiles.get("attribution"))
        and _is_count(tiles.get("max_zoom", 0))
        and tiles.keys() <= TILE_KEYS
    )


@register
def check_tile_referrer(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[CheckMessage]:
    """OpenStreetMap's servers refuse tiles to pages that send no referrer."""
    tiles = getattr(settings, "GEO_WIDGET_LEAFLET_TILE_LAYER", "")
    options = getattr(settings, "GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS", {})
    if "openstreetmap.org" not in tiles or "referrerPolicy" in options:
        return []
    return [
        Warning(
            "The clinic editor's map asks OpenStreetMap for tiles without a referrer.",
            hint=(
                'Set GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS["referrerPolicy"] to '
                '"strict-origin-when-cross-origin".'
            ),
            id="wagtail_tms.W001",
        )
    ]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
