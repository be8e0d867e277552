from __future__ import annotations

import datetime
from typing import Any

import pytest
from wagtail.models import Site

from tests.articles.factories import home_page, make_article, make_index
from tests.factories import make_topic


pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> Any:
    return make_index()


def test_the_articles_that_share_most_topics_come_first(index: Any) -> None:
    one, two, other = make_topic("One"), make_topic("Two"), make_topic("Other")
    page = make_article(index, topics=[one, two])
    shares_one = make_article(index, topics=[one])
    shares_two = make_article(index, topics=[one, two])
    make_article(index, topics=[other])
    assert page.get_related_articles() == [shares_two, shares_one]


def test_of_equals_the_newest_comes_first_then_the_last_made(index: Any) -> None:
    page = make_article(index)
    old = make_article(index, published_on=datetime.date(2020, 1, 1))
    first = make_article(index, published_on=datetime.date(2025, 1, 1))
    second = make_article(index, published_on=datetime.date(2025, 1, 1))
    assert page.get_related_articles() == [second, first, old]


def test_three_are_enough(index: Any) -> None:
    page = make_article(index)
    for _ in range(5):
        make_article(index)
    assert len(page.get_related_articles()) == 3


def test_an_editors_choice_comes_before_the_topics(index: Any) -> None:
    other = make_topic("Other")
    chosen = [make_article(index, topics=[other]) for _ in range(6)]
    make_article(index)
    page = make_article(index, related=chosen)
    assert page.get_related_articles() == chosen


def test_drafts_and_private_articles_are_left_out(index: Any) -> None:
    draft = make_article(index, live=False)
    private = make_article(index)
    private.view_restrictions.create(restriction_type="login")
    page = make_article(index, related=[draft, private])
    assert page.get_related_articles() == []
    automatic = make_article(index)
    assert draft not in automatic.get_related_articles()
    assert private not in automatic.get_related_articles()


def test_an_article_is_not_related_to_itself(index: Any) -> None:
    page = make_article(index)
    page.related_articles.create(article=page)
    assert page.get_related_articles() == []


def test_articles_of_another_site_are_left_out(index: Any) -> None:
    home = home_page()
    root = home.get_parent().add_child(instance=type(home)(title="Other site"))
    Site.objects.create(hostname="other.example", root_page=root)
    elsewhere = root.add_child(instance=type(index)(title="Elsewhere"))
    make_article(elsewhere)
    assert make_article(index).get_related_articles() == []
