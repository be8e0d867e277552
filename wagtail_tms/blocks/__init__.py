"""StreamField blocks, one module per family."""

from wagtail_tms.blocks.actions import CallToActionBlock, ClinicTeaserBlock
from wagtail_tms.blocks.article import (
    ArticleBodyBlock,
    ContentStreamBlock,
    KeyTakeawaysBlock,
    SectionBlock,
    SourcesBlock,
    SubsectionBlock,
)
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


__all__ = [
    "ArticleBodyBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "ClinicLocatorBlock",
    "ClinicTeaserBlock",
    "ContentStreamBlock",
    "FAQBlock",
    "FigureBlock",
    "KeyTakeawaysBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "SectionBlock",
    "SourceBlock",
    "SourcesBlock",
    "StatisticBlock",
    "StepsBlock",
    "SubsectionBlock",
    "TableBlock",
    "VideoBlock",
]
