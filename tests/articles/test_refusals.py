"""No parameter of the articles' API breaks a view: an answer, or a refusal by name."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.articles.factories import PAGES, make_article, make_index
from tests.factories import make_person, make_topic
from tests.properties import examples


pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.articles.urls")]

API = "/api/v2/pages/"
ARTICLES = f"{API}?type={PAGES}.ArticlePage"
NINES = "9" * 40


@pytest.fixture
def article() -> Any:
    return make_article(
        make_index(), topics=[make_topic()], people=[make_person("Imara Fenn")]
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"{API}?search=%00", "search"),
        (f"{API}?search=%20", "search"),
        (f"{API}?search=%C2%A0%E3%80%80", "search"),
        (f"{API}?offset={NINES}", "offset"),
        (f"{API}?limit={NINES}", "limit"),
        (f"{API}?child_of={NINES}", "child_of"),
        (f"{API}?descendant_of={NINES}", "descendant_of"),
        (f"{API}?ancestor_of=%00", "ancestor_of"),
        (f"{API}?translation_of=-{NINES}", "translation_of"),
        (f"{API}?locale=%00", "locale"),
        (f"{API}?site=%00", "site"),
        (f"{API}?site=localhost:x", "site"),
        (f"{API}?order=%00", "order"),
        (f"{API}?%00=1", "\x00"),
        (f"{API}?fields={'a(' * 1500}", "fields"),
        (f"{API}?first_published_at=x", "first_published_at"),
        (f"{API}find/?id=x", "id"),
        (f"{API}find/?html_path=%00", "html_path"),
        (f"{ARTICLES}&published_on=NaN", "published_on"),
        (f"{ARTICLES}&authors=x", "authors"),
        (f"{ARTICLES}&topics={NINES}x", "topics"),
        (f"{ARTICLES}&search=a&search_operator=x", "search_operator"),
    ],
)
def test_a_value_that_is_not_valid_is_named(
    client: Client, article: Any, url: str, name: str
) -> None:
    answer = client.get(url)
    assert answer.status_code == 400
    assert list(answer.json()) == ["message"]
    assert name in answer.json()["message"]
    # PostgreSQL answers nothing more in a transaction that broke.
    assert client.get(f"{API}{article.pk}/").status_code == 200


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("name", ["topics", "lead_image", "alias_of", "id"])
def test_a_number_no_row_can_have_finds_nothing_or_is_named(
    client: Client, name: str
) -> None:
    """Which of the two depends on the database."""
    answer = client.get(f"{ARTICLES}&{name}=-{NINES}")
    if answer.status_code == 400:
        assert name in answer.json()["message"]
    else:
        assert answer.json()["items"] == []


@pytest.mark.usefixtures("article")
def test_a_quotation_mark_alone_is_no_search_on_sqlite(client: Client) -> None:
    answer = client.get(f'{API}?search="')
    assert answer.status_code == (400 if connection.vendor == "sqlite" else 200)


def test_there_are_no_pages_of_an_unknown_site(client: Client) -> None:
    for site in ("nowhere.example", "nowhere.example:80"):
        assert client.get(f"{API}?site={site}").status_code == 404


def test_a_page_is_not_found_by_a_number_too_long(client: Client) -> None:
    assert client.get(f"{API}{NINES}/").status_code == 404


@pytest.mark.usefixtures("article")
def test_a_defect_is_no_refusal(client: Client, monkeypatch: Any) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("A defect")

    monkeypatch.setattr("wagtail.api.v2.views.OrderingFilter.filter_queryset", broken)
    with pytest.raises(ValueError, match="A defect"):
        client.get(API)


NAMES = [
    "search", "search_operator", "offset", "limit", "order", "fields", "type", "site",
    "child_of", "descendant_of", "ancestor_of", "translation_of", "locale", "format",
    "rich_text_format", "_", "id", "title", "slug", "published_on", "authors",
    "topics", "lead_image", "body", "sources", "first_published_at", "alias_of",
    "html_path", "nope",
]  # fmt: skip
VALUES = [
    "", " ", "\t", "x", "0", "1", "-1", NINES, f"-{NINES}", "9223372036854775807",
    "1.5", "NaN", "inf", "\x00", "a\x00", '"', '"a', "'", "(", "*", "a*", "AND",
    "NOT a", "^", "-", "+a -b", "@", "\\", "%", "٣", "½", "\U0001f600", "2026-01-01",
    "0000-00-00", "true", "root", "random", "--title", "id,-title", "*,-title", "_",
    "topics(name)", "parent(*)", "a(", "parent(" * 99, "en", "or", "html",
    "localhost:x", "[", f"{PAGES}.ArticlePage", "wagtailcore.Page,",
    "wagtailimages.Image", "a.b.c",
]  # fmt: skip
pairs = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=20)
)


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize("start", [f"{API}?", f"{ARTICLES}&", f"{API}find/?"])
@settings(examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.lists(pairs, min_size=1, max_size=4))
def test_every_request_is_answered_or_refused(
    start: str, query: list[tuple[str, str]]
) -> None:
    raw = "&".join(f"{name}={quote(value)}" for name, value in query)
    assert Client().get(start + raw).status_code in (200, 302, 400, 404)
