"""Short ways to real articles."""

from __future__ import annotations

import itertools
import json
from typing import Any

from django.conf import settings
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg
from wagtail.models import Site

from tests.factories import make_person, make_topic


if settings.SWAP == "page":
    from tests.testapp import page_models as models
else:
    from wagtail_tms.pages import models

ArticleAuthor = models.ArticleAuthor
ArticleIndexPage = models.ArticleIndexPage
ArticlePage = models.ArticlePage
ClinicDirectoryPage = models.ClinicDirectoryPage
RelatedArticle = models.RelatedArticle

# The start of the names of the page types' admin URLs and API types.
PAGES = ArticlePage._meta.app_label

_numbers = itertools.count(1)

SUMMARY = "TMS uses short magnetic pulses. Here is what happens, and what is known."


def section(heading: str, *body: tuple[str, Any]) -> tuple[str, Any]:
    """Return a section block, with a paragraph unless told otherwise."""
    blocks = body or [("paragraph", "<p>Some plain words.</p>")]
    return ("section", {"heading": heading, "body": list(blocks)})


def stream(*blocks: tuple[str, Any]) -> str:
    """Return blocks as the JSON of a StreamField; nested streams may be tuples too."""
    return json.dumps(_raw(list(blocks)))


def _raw(value: Any) -> Any:
    if isinstance(value, list):
        return [_raw(item) for item in value]
    if isinstance(value, tuple):
        return {"type": value[0], "value": _raw(value[1])}
    if isinstance(value, dict):
        return {key: _raw(item) for key, item in value.items()}
    return value


def home_page() -> Any:
    """Return the root page of the default site."""
    return Site.objects.get(is_default_site=True).root_page.specific


def make_index(title: str = "Articles", **fields: Any) -> ArticleIndexPage:
    return home_page().add_child(instance=ArticleIndexPage(title=title, **fields))


def make_directory(title: str = "Clinics", **fields: Any) -> ClinicDirectoryPage:
    return home_page().add_child(instance=ClinicDirectoryPage(title=title, **fields))


def make_image() -> Any:
    return get_image_model().objects.create(title="Coil", file=get_test_image_file())


def make_drawing() -> Any:
    """Create an image that is an SVG, of an odd shape."""
    file = get_test_image_file_svg(width=3001, height=2003)
    return get_image_model().objects.create(title="A drawn coil", file=file)


def make_article(
    index: ArticleIndexPage,
    title: str | None = None,
    *,
    body: str | None = None,
    topics: Any = None,
    people: Any = None,
    related: Any = (),
    **fields: Any,
) -> ArticlePage:
    """Create a live article below an index."""
    page = ArticlePage(
        title=title or f"Article {next(_numbers)}",
        summary=fields.pop("summary", SUMMARY),
        body=body if body is not None else stream(section("What is TMS?")),
        **fields,
    )
    page.topics = [make_topic()] if topics is None else topics
    people = [make_person()] if people is None else people
    page.authors = [ArticleAuthor(person=person) for person in people]
    page.related_articles = [RelatedArticle(article=article) for article in related]
    return index.add_child(instance=page)
