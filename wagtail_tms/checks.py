"""System checks: one for each way in which a setting can be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import models
from django.utils.module_loading import import_string

from wagtail_tms import get_clinic_model
from wagtail_tms.conf import conf
from wagtail_tms.geo import Unit


MAXIMUM_RADIUS = 500


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
