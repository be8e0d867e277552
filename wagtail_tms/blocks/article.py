"""The streams an article is made of. Heading levels follow from the nesting."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.blocks import CharBlock, StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError

from wagtail_tms.blocks.actions import CallToActionBlock, ClinicTeaserBlock
from wagtail_tms.blocks.base import GROUP_STRUCTURE, HeadedBlock
from wagtail_tms.blocks.evidence import SourceBlock, StatisticBlock, TableBlock
from wagtail_tms.blocks.locator import ClinicLocatorBlock
from wagtail_tms.blocks.media import FigureBlock, VideoBlock
from wagtail_tms.blocks.text import (
    CalloutBlock,
    FAQBlock,
    ParagraphBlock,
    QuoteBlock,
    StepsBlock,
)


FEWEST_TAKEAWAYS = 2
MOST_TAKEAWAYS = 6


class ContentStreamBlock(StreamBlock):
    """What may stand anywhere in an article, at any depth."""

    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    faq = FAQBlock()
    quote = QuoteBlock()
    statistic = StatisticBlock()
    table = TableBlock()
    image = FigureBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    clinic_locator = ClinicLocatorBlock()
    clinic_teaser = ClinicTeaserBlock()


class SubsectionBlock(HeadedBlock):
    """A part of a section."""

    heading = CharBlock(label=_("Heading"), max_length=120)
    body = ContentStreamBlock(label=_("Content"))

    class Meta:
        icon = "h3"
        label = _("Subsection")
        group = GROUP_STRUCTURE
        description = _("A smaller heading and what stands under it.")
        label_format = "{heading}"
        template = "wagtail_tms/blocks/section.html"
        preview_value = {
            "heading": "During the session",
            "body": [("paragraph", "<p>You hear clicks and feel tapping.</p>")],
        }


class SectionBodyBlock(ContentStreamBlock):
    """What may stand in a section."""

    subsection = SubsectionBlock()


class SectionBlock(HeadedBlock):
    """A headed part of the article, listed in its contents."""

    heading = CharBlock(
        label=_("Heading"), max_length=120, help_text=_("A question works well.")
    )
    body = SectionBodyBlock(label=_("Content"))

    class Meta:
        icon = "title"
        label = _("Section")
        group = GROUP_STRUCTURE
        description = _("A heading, listed in the contents, and what stands under it.")
        label_format = "{heading}"
        template = "wagtail_tms/blocks/section.html"
        preview_value = {
            "heading": "What does a session feel like?",
            "body": [
                ("paragraph", "<p>You sit in a chair and stay awake.</p>"),
                ("paragraph", "<p>The coil clicks. You feel tapping.</p>"),
            ],
        }


class ArticleBodyBlock(ContentStreamBlock):
    """An article's body: an opening, then sections; one at least, to publish."""

    section = SectionBlock()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What an editor adds most is offered first.
        self.child_blocks.move_to_end("section", last=False)

    def clean(self, value: Any) -> Any:
        """Refuse to publish a body without a section."""
        cleaned = super().clean(value)
        has_section = any(child.block_type == "section" for child in cleaned)
        if not has_section and not self.is_deferred_validation:
            raise StreamBlockValidationError(
                non_block_errors=[_("Add at least one section.")]
            )
        return cleaned


class KeyTakeawaysBlock(StreamBlock):
    """Two to six short sentences, or none."""

    takeaway = CharBlock(label=_("Takeaway"), max_length=160, icon="pick")

    def clean(self, value: Any) -> Any:
        """Refuse to publish a lone takeaway."""
        cleaned = super().clean(value)
        alone = 0 < len(cleaned) < FEWEST_TAKEAWAYS
        if alone and not self.is_deferred_validation:
            message = ngettext(
                "Write at least %(count)d takeaway, or none.",
                "Write at least %(count)d takeaways, or none.",
                FEWEST_TAKEAWAYS,
            ) % {"count": FEWEST_TAKEAWAYS}
            raise StreamBlockValidationError(non_block_errors=[message])
        return cleaned

    class Meta:
        max_num = MOST_TAKEAWAYS


class SourcesBlock(StreamBlock):
    """What the article rests on, in the order in which readers see it."""

    source = SourceBlock()
