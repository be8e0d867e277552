"""What the package adds to the Wagtail admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_tms.admin.place_lookup import place_lookup
from wagtail_tms.admin.viewsets import TMSViewSetGroup


ICONS = ("tms", "tms-clinic", "tms-device", "tms-protocol")

register_snippet(TMSViewSetGroup)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, *(f"wagtail_tms/icons/{name}.svg" for name in ICONS)]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("tms/places/", place_lookup, name="wagtail_tms_place_lookup")]
