"""What templates with pictures need beyond Wagtail's own tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString


register = template.Library()


@register.simple_tag
def img(rendition: Any, **attributes: Any) -> SafeString:
    """Return the ``img`` of a rendition, with a width and a height as HTML has them.

    They are whole numbers. Wagtail writes “630.0” where the picture is an SVG.
    """
    size = {"width": round(rendition.width), "height": round(rendition.height)}
    return rendition.img_tag({**attributes, **size})
