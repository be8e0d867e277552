"""The demo's articles keep the promises the package makes about health writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from willow.image import Image


CONTENT = Path(__file__).parents[2] / "example_project" / "demo_content"
IMAGES = CONTENT / "images"
ARTICLES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((CONTENT / "articles").glob("*.json"))
}
PEOPLE = json.loads((CONTENT / "people.json").read_text(encoding="utf-8"))

TOPICS = {
    "how-tms-works",
    "the-treatment-session",
    "safety-and-side-effects",
    "insurance-and-cost",
    "choosing-a-clinic",
    "living-with-depression",
    "teens-and-young-adults",
}
FORBIDDEN = re.compile(
    r"\b(approv\w+|cur(?:e|es|ed|ing)|guarantee\w*|best|heal(?:s|ed|ing)?"
    r"|suffer\w*|mentally ill|victims?|rewir\w+|no side effects)\b",
    re.IGNORECASE,
)
# What a reader reads as sentences; headings, cells and labels would flatter the grade.
PROSE_KEYS = {
    "answer",
    "comparator",
    "design",
    "introduction",
    "paragraph",
    "population",
    "statement",
    "text",
}

each_article = pytest.mark.parametrize(
    "article", ARTICLES.values(), ids=ARTICLES.keys()
)
each_person = pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p["slug"])
each_image = pytest.mark.parametrize(
    "image", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.name
)


def blocks(body: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every block of a body, those inside sections included."""
    for block in body:
        yield block
        if block["type"] in {"section", "subsection"}:
            yield from blocks(block["value"]["body"])


def of_type(article: dict[str, Any], name: str) -> list[Any]:
    return [b["value"] for b in blocks(article["body"]) if b["type"] == name]


def plain(html: str) -> list[str]:
    """The paragraphs and list items of a piece of rich text, without markup."""
    parts = re.split(r"</?(?:p|li|ul|ol)>", html)
    texts = (unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in parts)
    return [text for text in texts if text]


def prose(node: Any, key: str = "") -> Iterator[str]:
    """The sentences a reader reads; a block's own value goes by the block's type."""
    if isinstance(node, str):
        if key in PROSE_KEYS:
            yield from plain(node)
    elif isinstance(node, list):
        for item in node:
            yield from prose(item, key)
    elif isinstance(node, dict):
        block = node.get("type", "")
        for name, value in node.items():
            yield from prose(value, block if name == "value" else name)


def sentences(article: dict[str, Any]) -> list[list[str]]:
    """The words of each sentence of an article's body."""
    ends = re.compile(r"(?<=[.!?])[”\u2019)]*\s+(?=[A-Z“\d])")
    found = (s for text in prose(article["body"]) for s in ends.split(text))
    return [words for s in found if (words := re.findall(r"\w+(?:['\u2019.,]\w+)*", s))]


def syllables(word: str) -> int:
    if word.isupper() or word[0].isdigit():
        return len(re.sub(r"\W", "", word))
    word = word.lower() if word.endswith("le") else re.sub(r"e$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_grade(text: list[list[str]]) -> float:
    """Flesch-Kincaid grade level (Kincaid and others, 1975) of split sentences."""
    words = [word for sentence in text for word in sentence]
    return (
        0.39 * len(words) / len(text)
        + 11.8 * sum(map(syllables, words)) / len(words)
        - 15.59
    )


def links(article: dict[str, Any]) -> set[str]:
    html = json.dumps(article["body"])
    return {unescape(url) for url in re.findall(r'href=\\"([^"\\]+)', html)}


def test_reading_grade_matches_worked_example() -> None:
    assert reading_grade([["The", "cat", "sat"]]) == pytest.approx(-2.62)


@each_article
def test_article_is_named_after_its_file(article: dict[str, Any]) -> None:
    assert ARTICLES[article["slug"]] is article


@each_article
def test_length_suits_one_sitting(article: dict[str, Any]) -> None:
    assert 500 <= sum(map(len, sentences(article))) <= 1000
    assert 50 <= len(article["summary"]) <= 400


@each_article
def test_reading_grade_is_eight_or_below(article: dict[str, Any]) -> None:
    assert reading_grade(sentences(article)) <= 8


@each_article
def test_sentences_are_short(article: dict[str, Any]) -> None:
    assert [" ".join(s) for s in sentences(article) if len(s) > 20] == []


@each_article
def test_no_forbidden_word(article: dict[str, Any]) -> None:
    assert FORBIDDEN.findall(json.dumps(article, ensure_ascii=False)) == []


@each_article
def test_opens_with_text_asks_questions_and_closes_with_the_finder(
    article: dict[str, Any],
) -> None:
    sections = [b for b in article["body"] if b["type"] == "section"]
    assert article["body"][0]["type"] == "paragraph"
    assert 5 <= len(sections) <= 6
    assert all(s["value"]["heading"].endswith("?") for s in sections)
    assert article["body"][-1]["type"] == "call_to_action"
    assert article["body"][-1]["value"]["directory"] is True


@each_article
def test_takeaways_fit_their_panel(article: dict[str, Any]) -> None:
    assert 3 <= len(article["key_takeaways"]) <= 5
    assert all(len(text) <= 160 for text in article["key_takeaways"])


@each_article
def test_sources_can_be_followed_and_dated(article: dict[str, Any]) -> None:
    urls = [source["url"] for source in article["sources"]]
    assert len(urls) >= 3
    assert len(urls) == len(set(urls))
    for source in article["sources"]:
        assert source["title"]
        assert source["publisher"]
        assert source["year"] is None or 2000 <= source["year"] <= 2026
        assert source["url"].startswith("https://")
        assert date.fromisoformat(source["accessed_on"])


@each_article
def test_every_link_and_number_has_its_source_listed(article: dict[str, Any]) -> None:
    listed = {source["url"] for source in article["sources"]}
    assert links(article) <= listed
    for statistic in of_type(article, "statistic"):
        assert statistic["source"]["url"] in listed
        assert statistic["population"]
        assert statistic["comparator"]
        assert statistic["design"]


@each_article
def test_says_it_may_not_work_and_where_to_turn(article: dict[str, Any]) -> None:
    text = " ".join(prose(article["body"]))
    takeaways = " ".join(article["key_takeaways"])
    assert re.search(r"may not|does not help", f"{text} {takeaways}")
    assert "988" in text
    assert "911" in text


@each_article
def test_dates_people_topics_and_relations_exist(article: dict[str, Any]) -> None:
    people = {person["slug"] for person in PEOPLE}
    published = date.fromisoformat(article["published_on"])
    assert published <= date.fromisoformat(article["updated_on"])
    assert set(article["topics"]) <= TOPICS
    assert {author["person"] for author in article["authors"]} <= people
    assert set(article["related"]) <= set(ARTICLES) - {article["slug"]}


@each_article
def test_pictures_exist_and_are_described(article: dict[str, Any]) -> None:
    pictures = [(article["lead_image"], article["lead_image_alt"])]
    for value in of_type(article, "image"):
        pictures.append((value["image"]["file"], value["image"]["alt_text"]))
    for name, alt in pictures:
        assert (IMAGES / name).exists()
        assert 20 <= len(alt) <= 200


@each_article
def test_table_rows_are_as_long_as_their_header(article: dict[str, Any]) -> None:
    for table in of_type(article, "table"):
        assert table["caption"]
        assert {len(row) for row in table["rows"]} == {len(table["columns"])}


def test_articles_show_what_the_package_offers() -> None:
    used = {b["type"] for article in ARTICLES.values() for b in blocks(article["body"])}
    assert used >= {
        "call_to_action",
        "callout",
        "clinic_locator",
        "faq",
        "image",
        "statistic",
        "steps",
        "subsection",
        "table",
    }
    kinds = {c["kind"] for a in ARTICLES.values() for c in of_type(a, "callout")}
    assert kinds == {"info", "important", "urgent", "emergency"}


@each_person
def test_person_is_plainly_fictional(person: dict[str, Any]) -> None:
    bio = " ".join(plain(person["bio"]))
    assert 60 <= len(bio.split()) <= 120
    assert "fictional person made for a demonstration site" in bio
    assert person["conflicts_of_interest"] == "None declared (2026-11-01)"
    assert (IMAGES / person["photo"]).exists()


@each_image
def test_image_is_standalone_and_harmless(image: Path) -> None:
    root = ElementTree.parse(image).getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}
    assert not tags & {"script", "foreignObject", "image", "use", "style"}
    assert not [n for n in names if n.startswith("on") or n.endswith("href")]
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@each_image
def test_image_opens_in_wagtail_at_its_own_size(image: Path) -> None:
    root = ElementTree.parse(image).getroot()
    size = (float(root.get("width", 0)), float(root.get("height", 0)))
    with image.open("rb") as file:
        assert Image.open(file).get_size() == size
