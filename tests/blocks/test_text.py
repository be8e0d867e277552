from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.blocks.rendering import render
from wagtail_tms.blocks import (
    CalloutBlock,
    FAQBlock,
    ParagraphBlock,
    QuoteBlock,
    StepsBlock,
)


SCRIPT = "<script>alert(1)</script>"


def test_a_paragraph_offers_no_headings() -> None:
    assert not {"h2", "h3", "h4"} & set(ParagraphBlock().features)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("info", "Good to know"),
        ("important", "Important"),
        ("urgent", "Urgent"),
        ("emergency", "Emergency"),
    ],
)
def test_a_callout_says_how_pressing_it_is_in_words(kind: str, word: str) -> None:
    html = render(CalloutBlock(), {"kind": kind, "heading": "Look", "text": "<p>a</p>"})
    assert word in html
    assert f"tms-callout--{kind}" in html
    assert "<svg" in html


def test_a_callout_of_an_unknown_kind_informs() -> None:
    html = render(CalloutBlock(), {"kind": '"><b>', "heading": "Look", "text": ""})
    assert "tms-callout--info" in html


def test_a_callout_needs_its_words() -> None:
    block = CalloutBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.normalize({"kind": "info", "heading": "", "text": ""}))
    assert set(error.value.block_errors) == {"heading", "text"}


def test_a_quote_names_its_speaker() -> None:
    html = render(QuoteBlock(), {"text": "Words", "attribution": "Ana Ruiz"})
    assert "<figcaption>Ana Ruiz</figcaption>" in html
    block = QuoteBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.normalize({"text": "Words", "attribution": ""}))
    assert set(error.value.block_errors) == {"attribution"}


def test_steps_are_an_ordered_list() -> None:
    steps = [{"title": "One", "text": "a"}, {"title": "Two", "text": ""}]
    html = render(StepsBlock(), {"heading": "Steps", "steps": steps})
    assert html.count("<li") == 2
    assert html.index("One") < html.index("Two")
    assert "<ol" in html


def test_questions_open_without_javascript() -> None:
    questions = [{"question": "Why?", "answer": "<p>Because.</p>"}]
    html = render(FAQBlock(), {"heading": "", "questions": questions})
    assert "<details" in html
    assert "<summary>Why?</summary>" in html


def test_eleven_questions_are_too_many() -> None:
    block = FAQBlock()
    questions = [{"question": "Why?", "answer": "<p>Because.</p>"}] * 11
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"heading": "", "questions": questions}))


@pytest.mark.parametrize(
    "html",
    [
        render(CalloutBlock(), {"kind": "info", "heading": SCRIPT, "text": ""}),
        render(QuoteBlock(), {"text": SCRIPT, "attribution": SCRIPT}),
        render(
            StepsBlock(),
            {"heading": SCRIPT, "steps": [{"title": SCRIPT, "text": SCRIPT}]},
        ),
        render(
            FAQBlock(),
            {"heading": SCRIPT, "questions": [{"question": SCRIPT, "answer": ""}]},
        ),
    ],
    ids=["callout", "quote", "steps", "faq"],
)
def test_typed_text_is_escaped(html: str) -> None:
    assert "<script" not in html
    assert "&lt;script" in html
