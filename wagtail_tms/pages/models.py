"""The concrete page types, each a mixin put before Wagtail's own page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from wagtail_tms.articles.children import AbstractArticleAuthor, AbstractRelatedArticle
from wagtail_tms.articles.mixins import ArticleIndexPageMixin, ArticlePageMixin
from wagtail_tms.directory import ClinicDirectoryPageMixin


class ArticleIndexPage(ArticleIndexPageMixin, Page):
    """The index of a site's articles."""

    article_model = "wagtail_tms_pages.ArticlePage"
    subpage_types = ["wagtail_tms_pages.ArticlePage"]

    content_panels = [*Page.content_panels, *ArticleIndexPageMixin.index_panels]
    search_fields = [*Page.search_fields, *ArticleIndexPageMixin.index_search_fields]

    class Meta:
        verbose_name = _("article index page")
        verbose_name_plural = _("article index pages")


class ArticlePage(ArticlePageMixin, Page):
    """An article."""

    parent_page_types = ["wagtail_tms_pages.ArticleIndexPage"]
    subpage_types: list[str] = []

    content_panels = [*Page.content_panels, *ArticlePageMixin.article_panels]
    search_fields = [*Page.search_fields, *ArticlePageMixin.article_search_fields]

    class Meta:
        verbose_name = _("article page")
        verbose_name_plural = _("article pages")


class ArticleAuthor(AbstractArticleAuthor):
    """Someone who made an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")


class RelatedArticle(AbstractRelatedArticle):
    """An article to read after another."""

    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="related_articles"
    )
    article = models.ForeignKey(
        ArticlePage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("article"),
    )


class ClinicDirectoryPage(ClinicDirectoryPageMixin, Page):
    """The clinic directory."""

    content_panels = [*Page.content_panels, *ClinicDirectoryPageMixin.directory_panels]

    class Meta:
        verbose_name = _("clinic directory page")
        verbose_name_plural = _("clinic directory pages")
