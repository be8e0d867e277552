"""Blocks of words: paragraphs, quotations, callouts, steps, questions."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
)

from wagtail_tms.blocks.base import (
    GROUP_TEXT,
    PREVIEW_TEMPLATE,
    PROSE_FEATURES,
    ContentBlock,
)


class ParagraphBlock(RichTextBlock):
    """Running text, without headings: those come from sections."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = GROUP_TEXT
        description = _("Text with links and lists.")
        template = "wagtail_tms/blocks/paragraph.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = (
            "<p>You sit in a chair, <b>awake</b>, while a coil rests against your "
            "head. You can talk, and you can ask to stop.</p>"
        )


class QuoteBlock(ContentBlock):
    """Someone's words, with their name."""

    text = TextBlock(label=_("Words"))
    attribution = CharBlock(
        label=_("Who said it"), help_text=_("A name, and where it was said.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = GROUP_TEXT
        description = _("Someone's own words. Not for praise of a treatment.")
        template = "wagtail_tms/blocks/quote.html"
        preview_value = {
            "text": "Bring someone with you to the first visit. Two people hear more "
            "than one.",
            "attribution": "Imara Fennwick, MD",
        }


class CalloutKind(TextChoices):
    """How pressing a callout is, in the words that a reader sees."""

    INFO = "info", _("Good to know")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")
    EMERGENCY = "emergency", _("Emergency")


class CalloutBlock(ContentBlock):
    """A panel that stands out, by word, icon and border."""

    kind = ChoiceBlock(
        choices=CalloutKind.choices, default=CalloutKind.INFO, label=_("Kind")
    )
    heading = CharBlock(label=_("Heading"), max_length=120)
    text = RichTextBlock(features=PROSE_FEATURES, label=_("Text"))

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        kind = value.get("kind")
        known = kind in CalloutKind.values
        context["kind"] = CalloutKind(kind) if known else CalloutKind.INFO
        return context

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = GROUP_TEXT
        description = _("A panel for what a reader must not miss.")
        template = "wagtail_tms/blocks/callout.html"
        preview_value = {
            "kind": "important",
            "heading": "Tell the clinic about metal in your head",
            "text": "<p>Implants, clips and stents can make TMS unsafe. Name them "
            "before the first session.</p>",
        }


class StepBlock(StructBlock):
    """One step: what it is called and what happens."""

    title = CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"), required=False)


class StepsBlock(ContentBlock):
    """Things that happen one after the other."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = GROUP_TEXT
        description = _("What happens first, next and last, with numbers.")
        template = "wagtail_tms/blocks/steps.html"
        preview_value = {
            "heading": "Your first visit",
            "steps": [
                {"title": "You talk", "text": "About your health and your medicines."},
                {"title": "They find the spot", "text": "A tap makes your thumb move."},
                {"title": "The first session", "text": "You stay awake and alert."},
            ],
        }


class QuestionBlock(StructBlock):
    """A question and its answer."""

    question = CharBlock(label=_("Question"), max_length=200)
    answer = RichTextBlock(features=PROSE_FEATURES, label=_("Answer"))


class FAQBlock(ContentBlock):
    """Questions that open to show their answers."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    questions = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=10)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = GROUP_TEXT
        description = _("Up to ten questions. A reader opens the ones they want.")
        template = "wagtail_tms/blocks/faq.html"
        preview_value = {
            "heading": "Questions people ask",
            "questions": [
                {
                    "question": "Does it hurt?",
                    "answer": "<p>It feels like tapping. Say so if it hurts.</p>",
                },
                {
                    "question": "Can I drive home?",
                    "answer": "<p>You stay awake. Ask your clinic.</p>",
                },
            ],
        }
