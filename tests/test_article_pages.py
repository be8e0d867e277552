"""Articles and their index, as a reader meets them."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.articles.factories import (
    SUMMARY,
    make_article,
    make_directory,
    make_index,
    section,
    stream,
)
from tests.factories import make_clinic, make_person, make_topic
from wagtail_tms.blocks import ArticleBodyBlock


pytestmark = pytest.mark.django_db

TABLE = {
    "caption": "Kinds",
    "table": {
        "columns": [{"type": "text", "heading": "Kind"}],
        "rows": [{"values": ["Standard"]}],
        "caption": "",
    },
}
CALLOUT = {"kind": "info", "heading": "A callout", "text": "<p>Words.</p>"}


@pytest.fixture
def index() -> Any:
    return make_index("Learn")


def html_of(client: Any, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def headings_of(html: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])\b", html)]


def queries_of(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# The article


def test_an_article_shows_who_wrote_it_and_when(client: Any, index: Any) -> None:
    person = make_person(credentials="MD", job_title="Psychiatrist", bio="<p>Bio.</p>")
    page = make_article(index, people=[person], published_on="2026-01-02")
    html = html_of(client, page.url)
    for words in ("Ana Ruiz, MD", SUMMARY, "Jan. 2, 2026", "Psychiatrist", "1 minute"):
        assert words in html


def test_a_shared_link_tells_when_it_was_written(client: Any, index: Any) -> None:
    dates = {"published_on": "2026-02-01", "updated_on": "2026-03-02"}
    page = html_of(client, make_article(index, "Dated", **dates).url)
    html = re.sub(r"\s+", " ", page)
    assert '<meta property="article:published_time" content="2026-02-01">' in html
    assert '<meta property="article:modified_time" content="2026-03-02">' in html
    assert "article:" not in html_of(client, index.url)


def test_someone_without_a_portrait_has_initials(client: Any, index: Any) -> None:
    page = make_article(index)
    html = html_of(client, page.url)
    assert re.search(r"tms-author__initials[^>]*>AR<", html)


def test_the_crisis_line_stands_on_every_article(client: Any, index: Any) -> None:
    html = html_of(client, make_article(index).url)
    assert html.count('href="tel:988"') == 2
    assert html.index('href="tel:988"') < html.index("tms-article__body")


def test_the_heading_order_is_valid_whatever_the_nesting(
    client: Any, index: Any
) -> None:
    blocks = [("callout", CALLOUT), ("steps", {"heading": "Steps", "steps": []})]
    body = stream(
        *blocks,
        section("One", *blocks, ("subsection", {"heading": "Deep", "body": blocks})),
        section("Two", ("faq", {"heading": "Questions", "questions": []})),
    )
    page = make_article(index, body=body)
    make_article(index)
    levels = headings_of(html_of(client, page.url))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize(
    ("place", "level"), [("body", 2), ("section", 3), ("subsection", 4)]
)
def test_a_heading_stands_one_level_below_what_contains_it(
    client: Any, index: Any, place: str, level: int
) -> None:
    block: Any = ("callout", CALLOUT)
    if place == "subsection":
        block = ("subsection", {"heading": "Deep", "body": [block]})
    if place != "body":
        block = section("One", block)
    page = make_article(index, body=stream(block))
    html = html_of(client, page.url)
    assert re.search(rf"<h{level} class=\"tms-callout__heading\"", html)


def test_the_contents_lead_to_every_section(client: Any, index: Any) -> None:
    page = make_article(index, body=stream(section("Why?"), section("Why?")))
    html = html_of(client, page.url)
    for anchor in ("why", "why-2"):
        assert html.count(f'id="{anchor}"') == 1
        assert html.count(f'href="#{anchor}"') == 3  # twice listed, once to copy


def test_a_short_article_has_no_contents(client: Any, index: Any) -> None:
    html = html_of(client, make_article(index).url)
    assert "On this page" not in html


def test_every_id_is_unique(client: Any, index: Any) -> None:
    body = stream(
        ("clinic_locator", {"heading": "Find"}),
        section("Sources", ("table", TABLE), ("clinic_locator", {"heading": "Again"})),
        section("Sources"),
        section("Key takeaways"),
    )
    page = make_article(index, body=body)
    ids = re.findall(r'\bid="([^"]+)"', html_of(client, page.url))
    assert len(ids) == len(set(ids))


def finders(html: str) -> list[str]:
    """Return the forms of the finders of a page."""
    return re.findall(r'<form class="tms-locator__form".*?</form>', html)


def test_two_finders_on_a_page_search_apart(client: Any, index: Any) -> None:
    body = stream(
        ("clinic_locator", {"heading": "Find"}),
        ("clinic_locator", {"heading": "Again"}),
    )
    page = make_article(index, body=body)
    html = html_of(client, page.url + "?l2-near=59011")
    first, second = finders(html)
    assert first.count('name="near"') == second.count('name="l2-near"') == 1
    assert 'name="near"' not in second
    assert first.count("59011") == 1  # Kept for the second, and no search of its own.


def test_a_search_in_one_finder_keeps_that_of_the_other(
    client: Any, index: Any
) -> None:
    body = stream(("clinic_locator", {}), ("clinic_locator", {}))
    page = make_article(index, body=body)
    asked = {"l2-near": "59011", "l2-condition": ["mdd", "ocd"], "l2-q": "", "utm": "x"}
    first, second = finders(client.get(page.url, asked).content.decode())
    hidden = r'<input type="hidden" name="([^"]+)" value="([^"]+)"'
    assert re.findall(hidden, first) == [
        ("l2-near", "59011"),
        ("l2-condition", "mdd"),
        ("l2-condition", "ocd"),
    ]
    assert re.findall(hidden, second) == []


def test_a_link_of_one_finder_keeps_the_search_of_the_other(
    client: Any, index: Any
) -> None:
    body = stream(("clinic_locator", {}), ("clinic_locator", {}))
    page = make_article(index, body=body)
    asked = {"near": "Boise, ID", "l2-near": "59011", "l2-accepting": "1"}
    html = client.get(page.url, asked).content.decode()
    [chip] = re.findall(r'tms-chip--remove" href="([^"]+)"', html)
    kept = "l2-near=59011&amp;near=Boise%2C+ID"
    assert chip == f"{page.url}?{kept}#tms-locator-2-results"


def test_a_search_in_a_page_is_kept_out_of_indexes(client: Any, index: Any) -> None:
    page = make_article(index, body=stream(("clinic_locator", {"heading": "Find"})))
    response = client.get(page.url, {"near": "59011"})
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]
    assert "X-Robots-Tag" not in client.get(page.url)


def test_what_is_typed_is_escaped(client: Any, index: Any) -> None:
    script = "<script>alert(1)</script>"
    page = make_article(
        index,
        script,
        summary=script,
        people=[make_person(script, slug="x", job_title=script)],
        topics=[make_topic(script, slug="x")],
        body=stream(section(script, ("image", {"image": None, "caption": script}))),
        key_takeaways=json.dumps([{"type": "takeaway", "value": script}] * 2),
    )
    html = html_of(client, page.url)
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert") > 6


def test_nothing_is_inline_and_nothing_is_foreign(client: Any, index: Any) -> None:
    body = stream(
        *[
            (name, block.get_prep_value(block.get_preview_value()))
            for name, block in ArticleBodyBlock().child_blocks.items()
        ]
    )
    html = html_of(client, make_article(index, body=body).url)
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)
    # What machines read is no script: no policy refuses it.
    scripts = html.replace('<script type="application/ld+json">', "")
    assert not re.search(r"<script(?![^>]* src=)", scripts)
    loads = r'<(?:script|img|iframe|link)[^>]*(?:src|href)="([^"]+)"'
    sources = re.findall(loads, html)
    assert not [s for s in sources if "//" in s and "localhost" not in s]


def test_topics_link_to_the_index(client: Any, index: Any) -> None:
    page = make_article(index, topics=[make_topic("Safety")])
    assert 'href="/learn/topic/safety/"' in html_of(client, page.url)


def test_a_clinic_that_closed_leaves_the_article(client: Any, index: Any) -> None:
    make_directory()
    clinic = make_clinic("Calm Clinic")
    teaser = ("clinic_teaser", {"heading": "Clinics", "clinics": [clinic.pk]})
    page = make_article(index, body=stream(teaser))
    assert "Calm Clinic" in html_of(client, page.url)
    type(clinic).objects.filter(pk=clinic.pk).update(status="closed")
    assert "Calm Clinic" not in html_of(client, page.url)


def test_more_content_costs_no_more_queries(client: Any, index: Any) -> None:
    small = make_article(index, "Small", topics=[make_topic("A")])
    blocks = [("callout", CALLOUT), ("table", TABLE)]
    large = make_article(
        index,
        "Large",
        topics=[make_topic("A"), make_topic("B"), make_topic("C")],
        people=[make_person(f"Person {n}") for n in range(5)],
        body=stream(*[section(f"Part {n}", *blocks) for n in range(8)]),
    )
    assert queries_of(client, large.url) == queries_of(client, small.url)


# The index


def test_the_newest_article_comes_first(client: Any, index: Any) -> None:
    make_article(index, "Old", published_on="2020-01-01")
    make_article(index, "Newest", published_on="2026-01-01")
    make_article(index, "Middle", published_on="2023-01-01")
    html = html_of(client, index.url)
    places = [html.index(f">{title}</a>") for title in ("Newest", "Middle", "Old")]
    assert places == sorted(places)


def test_drafts_are_not_listed(client: Any, index: Any) -> None:
    make_article(index, "Hidden", live=False)
    html = html_of(client, index.url)
    assert "Hidden" not in html
    assert "no articles here yet" in html


def test_the_articles_of_another_index_are_not_listed(client: Any, index: Any) -> None:
    make_article(make_index("Elsewhere"), "Not here")
    assert "Not here" not in html_of(client, index.url)


def test_a_long_index_has_pages(client: Any) -> None:
    index = make_index("Learn", articles_per_page=5)
    for _ in range(12):
        make_article(index)
    first = html_of(client, index.url)
    assert first.count("tms-article-card__title") == 5
    assert 'rel="next" href="/learn/?page=2"' in " ".join(first.split())
    last = html_of(client, index.url + "?page=3")
    assert last.count("tms-article-card__title") == 2
    assert 'rel="next"' not in last
    assert "Page 3 of 3" in last


@pytest.mark.parametrize(
    "page",
    ["0", "-1", "99", "x", "", "1.5", "%00", "1e3", "9" * 5000, "last", "🙂", "²"],
)
def test_a_page_that_is_not_there_is_not_found(
    client: Any, index: Any, page: str
) -> None:
    make_article(index)
    assert client.get(f"{index.url}?page={page}").status_code == 404


def test_a_topic_lists_its_articles(client: Any, index: Any) -> None:
    make_article(index, "On safety", topics=[make_topic("Safety")])
    make_article(index, "On cost", topics=[make_topic("Cost")])
    html = html_of(client, f"{index.url}topic/safety/")
    assert "On safety" in html
    assert "On cost" not in html
    assert "<h1>Safety</h1>" in html


def test_an_unknown_topic_is_not_found(client: Any, index: Any) -> None:
    assert client.get(f"{index.url}topic/nothing/").status_code == 404


def test_the_index_offers_the_topics_it_has(client: Any, index: Any) -> None:
    make_article(index, topics=[make_topic("Safety")])
    make_topic("Unused")
    html = html_of(client, index.url)
    assert 'href="/learn/topic/safety/"' in html
    assert "Unused" not in html


def test_the_topics_are_in_the_sitemap(index: Any) -> None:
    make_article(index, topics=[make_topic("Safety")])
    locations = [entry["location"] for entry in index.get_sitemap_urls()]
    assert locations[-1].endswith("/learn/topic/safety/")


def test_more_articles_cost_no_more_queries(client: Any, index: Any) -> None:
    make_article(index, topics=[make_topic("A")])
    few = queries_of(client, index.url)
    for number in range(8):
        make_article(index, topics=[make_topic("A"), make_topic(f"Topic {number}")])
    assert queries_of(client, index.url) == few


@pytest.mark.parametrize("number", [4, 51])
def test_the_length_of_a_page_is_bounded(number: int) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as error:
        make_index("Long", articles_per_page=number)
    assert "articles_per_page" in error.value.message_dict
