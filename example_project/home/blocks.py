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
from wagtail_tms.pages.models import ArticlePage


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
        template = "home/blocks/facts.html"


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
