"""Page types over a site's own base page, which has no ``seo_title`` and no menus."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.test.basepage.models import BasePage

from wagtail_tms.articles.children import AbstractArticleAuthor, AbstractRelatedArticle
from wagtail_tms.articles.mixins import ArticleIndexPageMixin, ArticlePageMixin
from wagtail_tms.directory import ClinicDirectoryPageMixin


class ArticleIndexPage(ArticleIndexPageMixin, BasePage):
    article_model = "testapp.ArticlePage"
    subpage_types = ["testapp.ArticlePage"]
    content_panels = [*BasePage.content_panels, *ArticleIndexPageMixin.index_panels]


class ArticlePage(ArticlePageMixin, BasePage):
    parent_page_types = ["testapp.ArticleIndexPage"]
    content_panels = [*BasePage.content_panels, *ArticlePageMixin.article_panels]


class ArticleAuthor(AbstractArticleAuthor):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")


class RelatedArticle(AbstractRelatedArticle):
    page = ParentalKey(
        ArticlePage, on_delete=models.CASCADE, related_name="related_articles"
    )
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")


class ClinicDirectoryPage(ClinicDirectoryPageMixin, BasePage):
    content_panels = [
        *BasePage.content_panels,
        *ClinicDirectoryPageMixin.directory_panels,
    ]
