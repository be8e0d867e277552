"""The articles that a directory gives its readers to read first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.articles.factories import make_article, make_index
from tests.factories import make_clinic, make_directory
from tests.outline import html
from wagtail_tms.directory import clinic_url


pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> Any:
    return make_index()


def test_chosen_articles_stand_with_areas_and_clinics_in_their_order(
    client: Any, index: Any
) -> None:
    first, draft, second = (
        make_article(index),
        make_article(index, live=False),
        make_article(index),
    )
    directory = make_directory(
        articles=[("page", page) for page in (second, draft, first)]
    )
    clinic = make_clinic()
    for url in (f"{directory.url}montana/", clinic_url(clinic)):
        response = client.get(url)
        assert [page.pk for page in response.context["articles"]] == [
            second.pk,
            first.pk,
        ]
        assert f'href="{second.url}"' in html(response)


def test_a_search_shows_the_clinics_alone(client: Any, index: Any) -> None:
    directory = make_directory(articles=[("page", make_article(index))])
    page = html(client.get(directory.url, {"near": "59011"}))
    assert "Before you choose" not in page
