"""Everything that the article template shows, a front end can fetch."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from tests.articles.factories import PAGES, make_article, make_index, section, stream
from tests.factories import make_person, make_topic


pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.articles.urls")]


@pytest.fixture
def index() -> Any:
    return make_index(introduction="<p>Welcome.</p>")


def get(client: Any, page: Any) -> dict[str, Any]:
    response = client.get(f"/api/v2/pages/{page.pk}/")
    assert response.status_code == 200
    return response.json()


def test_an_article_is_served_whole(client: Any, index: Any) -> None:
    topic = make_topic("Safety", description="Risks.")
    other = make_article(index, "Other", topics=[topic])
    page = make_article(
        index,
        topics=[topic],
        people=[make_person("Imara Fenn", credentials="MD", job_title="Psychiatrist")],
        body=stream(
            ("paragraph", "<p>Hello.</p>"),
            section("One", ("subsection", {"heading": "Deep", "body": []})),
            section("Two"),
        ),
        key_takeaways=json.dumps(
            [{"type": "takeaway", "value": "A"}, {"type": "takeaway", "value": "B"}]
        ),
        sources=json.dumps(
            [
                {
                    "type": "source",
                    "value": {
                        "title": "A trial",
                        "publisher": "A journal",
                        "year": 2022,
                        "url": "https://example.org/",
                        "accessed_on": "2026-01-02",
                    },
                }
            ]
        ),
        published_on=datetime.date(2026, 1, 2),
    )
    data = get(client, page)
    assert data["topics"] == [
        {"slug": "safety", "name": "Safety", "description": "Risks."}
    ]
    author = data["authors"][0]
    assert (author["name"], author["credentials"]) == ("Imara Fenn", "MD")
    assert (author["slug"], author["role"]) == ("imara-fenn", "author")
    assert [block["value"] for block in data["key_takeaways"]] == ["A", "B"]
    assert data["body"][0]["value"] == "<p>Hello.</p>"
    assert data["body"][1]["value"]["heading"] == "One"
    assert data["sources"][0]["value"]["accessed_on"] == "2026-01-02"
    assert data["published_on"] == "2026-01-02"
    assert data["updated_on"] is None
    assert data["reading_minutes"] == 1
    assert data["related_articles"] == [
        {"id": other.pk, "title": "Other", "summary": other.summary}
    ]


def test_the_contents_point_at_the_blocks_of_the_body(client: Any, index: Any) -> None:
    page = make_article(index, body=stream(section("One"), section("Two")))
    data = get(client, page)
    assert [(h["level"], h["text"], h["anchor"]) for h in data["contents"]] == [
        (2, "One", "one"),
        (2, "Two", "two"),
    ]
    assert [h["id"] for h in data["contents"]] == [b["id"] for b in data["body"]]


def test_an_index_is_served_with_its_topics(client: Any, index: Any) -> None:
    make_article(index, topics=[make_topic("Safety")])
    make_topic("Unused")
    data = get(client, index)
    assert data["introduction"] == "<p>Welcome.</p>"
    assert data["articles_per_page"] == 12
    assert [topic["slug"] for topic in data["topics"]] == ["safety"]


def test_the_articles_of_an_index_can_be_listed(client: Any, index: Any) -> None:
    page = make_article(index)
    response = client.get(
        "/api/v2/pages/",
        {
            "child_of": index.pk,
            "type": f"{PAGES}.ArticlePage",
            "fields": "summary,published_on,topics",
            "order": "-published_on",
        },
    )
    assert [item["id"] for item in response.json()["items"]] == [page.pk]


def test_a_draft_is_not_served(client: Any, index: Any) -> None:
    page = make_article(index, live=False)
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_an_empty_live_article_is_served(client: Any, index: Any) -> None:
    page = make_article(index, topics=[], people=[], body=stream())
    data = get(client, page)
    assert (data["authors"], data["topics"], data["contents"]) == ([], [], [])
