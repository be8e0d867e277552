"""Blocks of the home page that are this site's own; the rest come with the package."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock, TextBlock

from wagtail_tms.blocks import (
    CalloutBlock,
    CallToActionBlock,
    ClinicLocatorBlock,
    ClinicTeaserBlock,
    ParagraphBlock,
    StepsBlock,
)
from wagtail_tms.blocks.base import GROUP_ACTION, GROUP_TEXT
from wagtail_tms.pages.models import ArticlePage


PREVIEW_TEMPLATE = "home/previews/block.html"


class FactBlock(StructBlock):
    """One thing that reassures: what it is, and a sentence about it."""

    title = CharBlock(max_length=80)
    text = TextBlock()


class FactsBlock(StructBlock):
    """A quiet row of facts."""

    heading = CharBlock(required=False, max_length=120)
    facts = ListBlock(FactBlock(), min_num=1, max_num=4)

    class Meta:
        icon = "pick"
        group = GROUP_TEXT
        description = "Up to four things that reassure, side by side."
        label_format = "{heading}"
        template = "home/blocks/facts.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "heading": "What you can count on",
            "facts": [
                {
                    "title": "Sources beside every claim",
                    "text": "Each number leads to the study or agency behind it.",
                },
                {
                    "title": "Dates on every fact",
                    "text": "You see when a clinic last confirmed what it offers.",
                },
                {
                    "title": "No account",
                    "text": "Search as often as you like; we do not ask who you are.",
                },
            ],
        }


class LatestArticlesBlock(StructBlock):
    """The articles published last, as cards."""

    heading = CharBlock(max_length=120)
    introduction = TextBlock(required=False)

    NUMBER = 3

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        articles = ArticlePage.objects.live().public().order_by("-published_on", "-pk")
        cards = articles.select_related("lead_image").prefetch_related("topics")
        return context | {"articles": cards[: self.NUMBER]}

    class Meta:
        icon = "doc-full"
        group = GROUP_ACTION
        description = "The three articles published last, as cards."
        label_format = "{heading}"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "heading": "Read before you decide",
            "introduction": "Plain guides to the treatment, its risks and its cost.",
        }
        template = "home/blocks/latest_articles.html"


class HomeBodyBlock(StreamBlock):
    """What a home page may be made of."""

    clinic_locator = ClinicLocatorBlock()
    facts = FactsBlock()
    latest_articles = LatestArticlesBlock()
    steps = StepsBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    call_to_action = CallToActionBlock()
    clinic_teaser = ClinicTeaserBlock()
