"""Every block can be shown to an editor before it is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.blocks import Block

from wagtail_tms.blocks import ArticleBodyBlock, SectionBlock
from wagtail_tms.blocks.article import SectionBodyBlock


pytestmark = pytest.mark.django_db

BLOCKS = {
    **ArticleBodyBlock().child_blocks,
    "subsection": SectionBodyBlock().child_blocks["subsection"],
}


@pytest.fixture(params=sorted(BLOCKS))
def block(request: pytest.FixtureRequest) -> Block:
    return BLOCKS[request.param]


def test_a_block_says_what_it_is(block: Block) -> None:
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()
    assert block.meta.group


def test_a_block_is_previewed_with_our_styles(block: Block, admin: Any) -> None:
    assert block.is_previewable
    url = reverse("wagtailadmin_block_preview")
    response = admin.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "wagtail_tms/css/articles.css" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("paragraph", "rests against your head"),
        ("section", "What does a session feel like?"),
        ("subsection", "During the session"),
        ("callout", "Tell the clinic about metal in your head"),
        ("steps", "They find the spot"),
        ("faq", "Does it hurt?"),
        ("quote", "Imara Fennwick, MD"),
        ("statistic", "1 in 5"),
        ("table", "Theta burst"),
        ("image", "The field passes through the skull"),
        ("video", "A session from start to finish"),
        ("call_to_action", "Find a TMS clinic near you"),
        ("clinic_locator", "Find a clinic near you"),
    ],
)
def test_a_preview_shows_the_block(name: str, words: str, admin: Any) -> None:
    url = reverse("wagtailadmin_block_preview")
    response = admin.get(url, {"id": BLOCKS[name].definition_prefix})
    assert words in response.content.decode()


def test_an_empty_block_renders(block: Block) -> None:
    """A draft may hold a block that nothing was typed into yet."""
    assert block.render(block.get_default()) is not None


def test_icons_exist(block: Block, admin: Any) -> None:
    sprite = admin.get(reverse("wagtailadmin_sprite")).content.decode()
    assert f'id="icon-{block.meta.icon}"' in sprite


def test_a_section_preview_is_a_section() -> None:
    html = SectionBlock().render(SectionBlock().get_preview_value())
    assert html.count("<section") == 1
