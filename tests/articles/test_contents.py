from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.factories import section, stream
from wagtail_tms.articles.contents import RESERVED_ANCHORS, Contents
from wagtail_tms.blocks import ArticleBodyBlock


def contents(*blocks: tuple[str, Any]) -> Contents:
    return Contents(ArticleBodyBlock().to_python(json.loads(stream(*blocks))))


def subsection(heading: str) -> tuple[str, Any]:
    return ("subsection", {"heading": heading, "body": []})


def test_the_headings_are_listed_with_their_anchors() -> None:
    listed = contents(
        ("paragraph", "<p>First.</p>"),
        section("What is TMS?", subsection("The coil"), subsection("The pulse")),
        section("Side effects"),
    ).headings
    assert [(h.level, h.text, h.anchor) for h in listed] == [
        (2, "What is TMS?", "what-is-tms"),
        (2, "Side effects", "side-effects"),
    ]
    assert [(h.level, h.anchor) for h in listed[0].children] == [
        (3, "the-coil"),
        (3, "the-pulse"),
    ]


@pytest.mark.parametrize(
    ("number", "listed"), [(0, False), (1, False), (2, True), (3, True)]
)
def test_a_list_needs_two_sections(number: int, listed: bool) -> None:
    assert bool(contents(*[section(f"Part {n}") for n in range(number)])) is listed


def test_an_unnamed_section_of_a_draft_is_not_listed() -> None:
    assert contents(section(""), section("Named")).headings[0].text == "Named"


@pytest.mark.parametrize("heading", ["Sources", "Main", "Key takeaways"])
def test_an_anchor_never_hides_a_part_of_the_page(heading: str) -> None:
    assert contents(section(heading)).headings[0].anchor.endswith("-2")


def test_a_heading_of_another_alphabet_has_a_readable_anchor() -> None:
    assert contents(section("¿Qué es la EMT?")).headings[0].anchor == "qué-es-la-emt"


def test_a_heading_of_signs_only_has_an_anchor() -> None:
    assert contents(section("???")).headings[0].anchor == "section"


headings = st.lists(
    st.tuples(
        st.sampled_from(["A", "a", "A 2", "a-2", "?", "", "Sources", "b"]),
        st.lists(st.sampled_from(["A", "a-2", "b", "-"]), max_size=3),
    ),
    max_size=6,
)


def all_anchors(found: Contents) -> list[str]:
    return list(found._anchors.values())


@given(headings)
def test_anchors_are_unique_in_the_page(parts: list[tuple[str, list[str]]]) -> None:
    found = contents(
        *[section(text, *map(subsection, subs or ["x"])) for text, subs in parts]
    )
    anchors = all_anchors(found)
    assert len(set(anchors)) == len(anchors)
    assert not set(anchors) & RESERVED_ANCHORS


@given(headings, headings)
def test_what_comes_later_changes_no_anchor(before: list, after: list) -> None:
    def blocks(parts: list[tuple[str, list[str]]]) -> list[tuple[str, Any]]:
        return [section(text, *map(subsection, subs or ["x"])) for text, subs in parts]

    short = all_anchors(contents(*blocks(before)))
    long = all_anchors(contents(*blocks(before), *blocks(after)))
    assert long[: len(short)] == short
