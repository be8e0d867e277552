"""What makes a page the index of its articles."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.paginator import InvalidPage, Page, Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from wagtail_tms.articles.serializers import TopicsField
from wagtail_tms.blocks.base import PROSE_FEATURES
from wagtail_tms.models import Topic
from wagtail_tms.titles import numbered


TEMPLATE = "wagtail_tms/article_index_page.html"


class ArticleIndexPageMixin(RoutablePageMixin, models.Model):
    """The index of the articles below it, newest first. Put it before your base page.

    Routes: all of them, and ``topic/<slug>/``; both in pages (``?page=2``). The
    concrete class names the model of its articles::

        class ArticleIndexPage(ArticleIndexPageMixin, Page):
            article_model = "articles.ArticlePage"
            content_panels = Page.content_panels + ArticleIndexPageMixin.index_panels
    """

    introduction = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)
    articles_per_page = models.PositiveSmallIntegerField(
        _("articles on a page"),
        default=12,
        validators=[MinValueValidator(5), MaxValueValidator(50)],
        help_text=_("5 to 50."),
    )

    article_model: str

    index_panels = [FieldPanel("introduction"), FieldPanel("articles_per_page")]
    index_search_fields = [index.SearchField("introduction")]
    api_fields = [
        APIField("introduction"),
        APIField("articles_per_page"),
        APIField("topics", serializer=TopicsField()),
    ]

    class Meta:
        abstract = True

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """All articles."""
        return self._respond(request, self.get_articles())

    @path("topic/<slug:slug>/", name="topic")
    def topic_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The articles on one topic."""
        topic = get_object_or_404(Topic, slug=slug)
        return self._respond(request, self.get_articles().filter(topics=topic), topic)

    def get_template(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return the site's own template for this page type, then ours."""
        return [super().get_template(request, *args, **kwargs), TEMPLATE]

    def get_articles(self) -> Any:
        """Return the live, public articles of this index, newest first."""
        articles = apps.get_model(self.article_model)._default_manager
        return articles.child_of(self).live().public().order_by("-published_on", "-pk")

    def get_topics(self) -> list[Topic]:
        """Return the topics that this index has articles on, in their order."""
        used = self.get_articles().order_by().values("topics")
        return list(Topic.objects.filter(pk__in=used).order_by("sort_order", "name"))

    def get_topic_url(self, topic: Topic, request: HttpRequest | None = None) -> str:
        """Return the address of the articles on one topic."""
        base = self.get_url(request) or ""
        return base + self.reverse_subpage("topic", kwargs={"slug": topic.slug})

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Add the topics to what the site's map says of this page."""
        base = self.get_full_url(request)
        return super().get_sitemap_urls(request) + [
            {"location": base + self.reverse_subpage("topic", [topic.slug])}
            for topic in self.get_topics()
        ]

    def _respond(
        self, request: HttpRequest, articles: Any, topic: Topic | None = None
    ) -> HttpResponse:
        listed = articles.select_related("lead_image").prefetch_related(
            "lead_image__renditions", "topics"
        )
        page = self._page_of(listed, request.GET.get("page", "1"))
        index_url = self.get_url(request) or ""
        listing_url = self.get_topic_url(topic, request) if topic else index_url
        context = {
            "articles": page,
            "topic": topic,
            "topics": [
                (each, self.get_topic_url(each, request)) for each in self.get_topics()
            ],
            "index_url": index_url,
            "listing_url": listing_url,
            **self._head(request, topic, page.number),
        }
        return self.render(request, context_overrides=context)

    def _head(
        self, request: HttpRequest, topic: Topic | None, number: int
    ) -> dict[str, Any]:
        """Return what the head of the page says, and the way back up."""
        address = self.get_full_url(request) or ""
        own = {"label": self.title, "url": self.get_url(request) if topic else ""}
        head: dict[str, Any] = {
            "title": getattr(self, "seo_title", "") or self.title,
            "description": getattr(self, "search_description", ""),
            "breadcrumbs": [own],
        }
        if topic:
            address += self.reverse_subpage("topic", [topic.slug])
            title = _("Articles about TMS: %(topic)s") % {"topic": topic.name}
            head |= {"title": title, "description": topic.description}
            head["breadcrumbs"] = [own, {"label": topic.name, "url": ""}]
        page = f"?page={number}" if number > 1 else ""
        return head | {
            "title": numbered(head["title"], number),
            "canonical_url": f"{address}{page}",
        }

    def _page_of(self, articles: Any, number: str) -> Page:
        paginator = Paginator(articles, self.articles_per_page)
        try:
            return paginator.page(number)
        except InvalidPage as error:
            raise Http404(str(error)) from error
