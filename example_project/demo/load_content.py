"""Write the demo's people and pages, each kind in one transaction.

What is there already stays as it is: an editor may have changed it.
"""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Site

from demo.content import (
    article_body,
    read_articles,
    read_pages,
    read_people,
    stream,
    stream_of,
)
from demo.images import NewImages, new_images
from home.models import HomePage
from wagtail_tms.models import Person, TMSSettings, Topic
from wagtail_tms.pages.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ClinicDirectoryPage,
    RelatedArticle,
)


# What a reader of the directory should know first.
READ_FIRST = (
    "questions-to-ask-a-clinic",
    "insurance-and-cost",
    "what-a-session-is-like",
)


def load_people() -> int:
    """Write the authors and reviewers, and return how many."""
    people = read_people()
    if Person.objects.filter(slug__in=[row["slug"] for row in people]).exists():
        return 0
    with new_images() as images:
        for row in people:
            photo = images.get(row.pop("photo"), row.pop("photo_alt"))
            log(Person.objects.create(**row, photo=photo), "wagtail.create")
    return len(people)


def load_pages() -> int:
    """Make the home page, and below it the index and the directory; return how many."""
    if HomePage.objects.exists():
        return 0
    texts = read_pages()
    with transaction.atomic():
        home = _make_home(texts["home"])
        _publish(home, ArticleIndexPage(**texts["articles"], show_in_menus=True))
        _publish(home, ClinicDirectoryPage(**texts["directory"], show_in_menus=True))
    return len(texts)


def _make_home(texts: dict[str, Any]) -> HomePage:
    body = stream(texts.pop("body"))
    home = HomePage(**texts, body=body)
    _publish(Page.get_first_root_node(), home)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="127.0.0.1", port=8000, is_default_site=True
    )
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, home.title
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children():
        welcome.delete()
    TMSSettings.for_site(site)
    return home


def keep_address() -> None:
    """Give the site the address at which the demo answers, unless it has a real one.

    Canonical addresses and the API's links are made of it.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.filter(
        is_default_site=True, hostname__in=("localhost", "127.0.0.1")
    ).update(hostname=address.hostname, port=address.port)
    Site.clear_site_root_paths_cache()


def load_articles() -> int:
    """Make the articles, and return how many."""
    index = ArticleIndexPage.objects.first()
    if index is None or index.get_children().exists():
        return 0
    articles = read_articles()
    with new_images() as images:
        pages = {row["slug"]: _make_article(index, row, images) for row in articles}
        for row in articles:
            page = pages[row["slug"]]
            page.related_articles = [
                RelatedArticle(article=pages[slug]) for slug in row["related"]
            ]
            page.save_revision().publish()
        _show_in_directory([pages[slug] for slug in READ_FIRST])
    return len(articles)


def _show_in_directory(articles: list[ArticlePage]) -> None:
    directory = ClinicDirectoryPage.objects.first()
    if directory:
        directory.articles = [("page", article) for article in articles]
        directory.save_revision().publish()


def _make_article(
    index: ArticleIndexPage, row: dict[str, Any], images: NewImages
) -> ArticlePage:
    page = ArticlePage(
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        search_description=row["summary"],
        lead_image=images.get(row["lead_image"], row["lead_image_alt"]),
        lead_image_alt=row["lead_image_alt"],
        key_takeaways=stream_of("takeaway", row["key_takeaways"]),
        body=article_body(row["body"], images.get_id),
        sources=stream_of("source", row["sources"]),
        published_on=row["published_on"],
        updated_on=row["updated_on"],
        first_published_at=_morning(row["published_on"]),
    )
    page.topics = Topic.objects.filter(slug__in=row["topics"])
    page.authors = [_author(author) for author in row["authors"]]
    return index.add_child(instance=page)


def _author(row: dict[str, str]) -> ArticleAuthor:
    person = Person.objects.get(slug=row["person"])
    return ArticleAuthor(person=person, role=row["role"])


def _morning(day: str) -> datetime.datetime:
    start = datetime.datetime.fromisoformat(f"{day}T09:00")
    return timezone.make_aware(start)


def _publish(parent: Page, page: Page) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
