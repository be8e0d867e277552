"""What the map of the finder needs from the site."""

from __future__ import annotations

from typing import Any

from django import template

from wagtail_tms.conf import conf


register = template.Library()


@register.simple_tag
def map_tiles() -> dict[str, Any]:
    """Return the provider of map images that the reader may ask for, or nothing."""
    return conf.tiles
