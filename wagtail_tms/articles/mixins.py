"""The mixins that make a page an article, or the index of its articles."""

from wagtail_tms.articles.article import ArticlePageMixin
from wagtail_tms.articles.index import ArticleIndexPageMixin


__all__ = ["ArticleIndexPageMixin", "ArticlePageMixin"]
