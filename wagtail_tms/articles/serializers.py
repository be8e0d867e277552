"""What the APIs say about an article beyond its own fields (Wagtail's v2 and v3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field


if TYPE_CHECKING:
    from wagtail_tms.articles.contents import Heading


class ArticleField(Field):
    """A read-only field computed from the whole article."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)


class AuthorsField(ArticleField):
    """Who made the article, in order."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return [
            {
                "slug": author.person.slug,
                "name": author.person.name,
                "credentials": author.person.credentials,
                "role": author.role,
                "job_title": author.person.job_title,
                "affiliation": author.person.affiliation,
                "bio": author.person.bio,
                "website": author.person.website,
            }
            for author in page.get_authors()
        ]


class TopicsField(ArticleField):
    """What the article, or the articles of an index, are about."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return [
            {"slug": topic.slug, "name": topic.name, "description": topic.description}
            for topic in page.get_topics()
        ]


class ContentsField(ArticleField):
    """The headings with their anchors; ``id`` is that of the block in ``body``."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return [self._heading(heading) for heading in page.get_contents().headings]

    def _heading(self, heading: Heading) -> dict[str, Any]:
        return {
            "id": heading.block_id,
            "level": heading.level,
            "text": heading.text,
            "anchor": heading.anchor,
            "children": [self._heading(child) for child in heading.children],
        }


class RelatedField(ArticleField):
    """The articles to read next: those chosen, or those that share most topics."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return [
            {"id": article.pk, "title": article.title, "summary": article.summary}
            for article in page.get_related_articles()
        ]
