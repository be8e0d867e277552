"""What every block of an article has in common: its heading level and its preview."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock


TOP_LEVEL = 2
DEEPEST_LEVEL = 6

GROUP_STRUCTURE = _("Structure")
GROUP_TEXT = _("Text")
GROUP_EVIDENCE = _("Evidence")
GROUP_MEDIA = _("Pictures and video")
GROUP_ACTION = _("Next steps")

INLINE_FEATURES = ["bold", "italic", "link"]
PROSE_FEATURES = [*INLINE_FEATURES, "ol", "ul"]

WEB_SCHEMES = ("http", "https")

PREVIEW_TEMPLATE = "wagtail_tms/previews/base.html"


def heading_anchor(heading: str) -> str:
    """Return the anchor that a heading gives by itself, unique or not."""
    return slugify(heading or "", allow_unicode=True) or "section"


def web_address(url: str | None) -> str:
    """Return the address if it is one of the web (http or https), else nothing."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        return ""
    return str(url) if scheme in WEB_SCHEMES else ""


class ContentBlock(StructBlock):
    """A block of an article.

    Its template gets ``heading_level``: the level of a heading that stands directly in
    whatever contains the block. A page's body starts at 2. Levels come from nesting and
    are never typed.
    """

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context.setdefault("heading_level", TOP_LEVEL)
        return context

    class Meta:
        preview_template = PREVIEW_TEMPLATE


class HeadedBlock(ContentBlock):
    """A block that opens a part of the article: it has an anchor and a body.

    A page whose context has ``anchor_of`` (see ``articles.contents``) gets anchors that
    are unique in the page; elsewhere the heading alone gives the anchor.
    """

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        anchor_of = context.get("anchor_of")
        context["anchor"] = (
            anchor_of(value) if anchor_of else heading_anchor(value.get("heading"))
        )
        context["body_level"] = min(context["heading_level"] + 1, DEEPEST_LEVEL)
        return context
