"""What the maps need from the site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from wagtail_tms.areas import Area
from wagtail_tms.conf import conf
from wagtail_tms.overview import overview


register = template.Library()


@register.simple_tag
def map_tiles() -> dict[str, Any]:
    """Return the provider of map images that the reader may ask for, or nothing."""
    return conf.tiles


@register.inclusion_tag("wagtail_tms/includes/overview_map.html")
def overview_map(areas: Sequence[Area], base_url: str, list_id: str) -> dict[str, Any]:
    """Show the states with clinics on a small map, each a link below ``base_url``.

    ``list_id`` is the id of the list that says the same.
    """
    return {"overview": overview(areas), "base_url": base_url, "list_id": list_id}
