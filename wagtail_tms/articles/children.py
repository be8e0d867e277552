"""The rows of an article, as abstract models.

A concrete app adds the two keys that only it can know::

    class ArticleAuthor(AbstractArticleAuthor):
        page = ParentalKey(
            ArticlePage, on_delete=models.CASCADE, related_name="authors"
        )

    class RelatedArticle(AbstractRelatedArticle):
        page = ParentalKey(
            ArticlePage, on_delete=models.CASCADE, related_name="related_articles"
        )
        article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="+")
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from wagtail_tms.models import Person
from wagtail_tms.models.rows import PointingRow


class AuthorRole(models.TextChoices):
    """What someone did for an article."""

    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    CONTRIBUTOR = "contributor", _("Contributor")


class AbstractArticleAuthor(PointingRow, Orderable):
    """Someone who made an article, and as what."""

    points_to = "person"

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=AuthorRole.choices,
        default=AuthorRole.AUTHOR,
    )

    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return str(self.person)


class AbstractRelatedArticle(Orderable):
    """An article to read next, chosen by an editor."""

    panels = [FieldPanel("article")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")

    def __str__(self) -> str:
        return str(self.article)
