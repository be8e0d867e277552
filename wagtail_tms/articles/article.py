"""What makes a page an article. The concrete page belongs to the site.

Put the mixin before your base page, and add its panels and search fields::

    class ArticlePage(ArticlePageMixin, Page):
        content_panels = Page.content_panels + ArticlePageMixin.article_panels
        search_fields = Page.search_fields + ArticlePageMixin.article_search_fields

The rows of authors and related articles are in ``articles.children``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.images.api.fields import ImageRenditionField
from wagtail.search import index

from wagtail_tms.articles.children import AuthorRole
from wagtail_tms.articles.contents import Contents
from wagtail_tms.articles.forms import ArticleForm
from wagtail_tms.articles.index import ArticleIndexPageMixin
from wagtail_tms.articles.reading import count_words, reading_minutes
from wagtail_tms.articles.serializers import (
    AuthorsField,
    ContentsField,
    RelatedField,
    TopicsField,
)
from wagtail_tms.articles.structured_data import article_page
from wagtail_tms.blocks import ArticleBodyBlock, KeyTakeawaysBlock, SourcesBlock


if TYPE_CHECKING:
    from wagtail.models import Page as Base
else:
    Base = models.Model

LONGEST_SUMMARY = 400
MOST_RELATED = 3
TEMPLATE = "wagtail_tms/article_page.html"
LEAD_IMAGE = "fill-1200x630|preserve-svg"


class ArticlePageMixin(Base):
    """A patient-education article.

    Drafts may be incomplete; every method here copes with empty fields.
    """

    summary = models.TextField(
        _("summary"),
        max_length=LONGEST_SUMMARY,
        help_text=_("The short answer, in 50 to 400 characters of plain words."),
    )
    topics = ParentalManyToManyField(
        "wagtail_tms.Topic", related_name="+", verbose_name=_("topics")
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("lead image"),
    )
    lead_image_alt = models.CharField(
        _("what the image shows"),
        max_length=255,
        blank=True,
        help_text=_("Read out to those who cannot see it."),
    )
    lead_image_decorative = models.BooleanField(_("decorative only"), default=False)
    key_takeaways = StreamField(
        KeyTakeawaysBlock(),
        blank=True,
        verbose_name=_("key takeaways"),
        help_text=_("Two to six short sentences, or none."),
    )
    body = StreamField(ArticleBodyBlock(), verbose_name=_("body"))
    sources = StreamField(SourcesBlock(), blank=True, verbose_name=_("sources"))
    published_on = models.DateField(_("published on"), default=timezone.localdate)
    updated_on = models.DateField(
        _("updated on"),
        null=True,
        blank=True,
        help_text=_("The day of the last change that matters to a reader."),
    )

    base_form_class = ArticleForm

    article_panels = [
        FieldPanel("summary"),
        FieldPanel(
            "topics", widget=forms.CheckboxSelectMultiple, required_on_save=False
        ),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldPanel("lead_image_alt"),
                FieldPanel("lead_image_decorative"),
            ],
            heading=_("Lead image"),
        ),
        FieldPanel("key_takeaways"),
        FieldPanel("body"),
        FieldPanel("sources"),
        # No minimum: it would stand in the way of a draft.
        InlinePanel(
            "authors",
            heading=_("Authors"),
            label=_("Author"),
            help_text=_("A published article has at least one."),
        ),
        FieldRowPanel(
            [FieldPanel("published_on"), FieldPanel("updated_on")], heading=_("Dates")
        ),
        MultipleChooserPanel(
            "related_articles",
            chooser_field_name="article",
            heading=_("Related articles"),
            label=_("Article"),
            max_num=6,
            help_text=_("Left empty, those that share most topics are shown."),
        ),
    ]
    article_search_fields = [
        index.SearchField("summary", boost=2),
        index.SearchField("key_takeaways"),
        index.SearchField("body"),
        index.FilterField("published_on"),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]
    api_fields = [
        APIField("summary"),
        APIField("topics", serializer=TopicsField()),
        APIField("lead_image"),
        APIField("lead_image_alt"),
        APIField("lead_image_decorative"),
        APIField(
            "lead_image_rendition",
            serializer=ImageRenditionField(LEAD_IMAGE, source="lead_image"),
        ),
        APIField("key_takeaways"),
        APIField("contents", serializer=ContentsField()),
        APIField("body"),
        APIField("sources"),
        APIField("authors", serializer=AuthorsField()),
        APIField("related_articles", serializer=RelatedField()),
        APIField("published_on"),
        APIField("updated_on"),
        APIField("reading_minutes"),
    ]

    class Meta:
        abstract = True

    # What a reader sees

    def get_contents(self) -> Contents:
        """Return the headings of the body, with their anchors."""
        return Contents(self.body)

    @property
    def reading_minutes(self) -> int:
        """The whole minutes that reading the body takes."""
        texts = self.body.stream_block.get_searchable_content(self.body)
        return reading_minutes(count_words(texts))

    def get_authors(self) -> list[Any]:
        """Return the author rows in order, their people loaded."""
        rows = self.authors.select_related("person", "person__photo")
        return [author for author in rows if author.person_id]

    def get_topics(self) -> list[Any]:
        """Return the topics, in their order."""
        return sorted(self.topics.all(), key=lambda t: (t.sort_order, t.name, t.pk))

    def get_related_articles(self) -> list[Any]:
        """Return live, public articles to read next.

        Those that an editor chose, in that order; else the three of this site and
        language that share most topics, the newest first.
        """
        chosen = [row.article_id for row in self.related_articles.all()]
        articles = self._other_articles()
        if not chosen:
            chosen = self._articles_by_shared_topics(articles)
        found = articles.select_related("lead_image").prefetch_related("topics")
        public = found.in_bulk([pk for pk in chosen if pk])
        return [public[pk] for pk in dict.fromkeys(chosen) if pk in public]

    def _other_articles(self) -> Any:
        articles = type(self)._default_manager.live().public()
        return articles.filter(locale=self.locale_id).exclude(pk=self.pk)

    def _articles_by_shared_topics(self, articles: Any) -> list[int]:
        site = self.get_site()
        if site:
            articles = articles.descendant_of(site.root_page)
        ranked = (
            articles.filter(topics__in=[topic.pk for topic in self.topics.all()])
            .values_list("pk")
            .annotate(shared=Count("pk"))
            .order_by("-shared", "-published_on", "-pk")
        )
        return [pk for pk, _shared in ranked[:MOST_RELATED]]

    # Serving

    def get_template(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return the site's own template for this page type, then ours."""
        return [super().get_template(request, *args, **kwargs), TEMPLATE]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a search in the page's finder out of indexes and shared caches."""
        response = super().serve(request, *args, **kwargs)
        if request.GET:
            response["X-Robots-Tag"] = "noindex"
            patch_cache_control(response, private=True)
        return response

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        contents, authors = self.get_contents(), self.get_authors()
        parent = self.get_parent().specific_deferred
        context.update(
            title=getattr(self, "seo_title", "") or self.title,
            description=getattr(self, "search_description", "") or self.summary,
            canonical_url=self.get_full_url(request),
            contents=contents,
            anchor_of=contents.anchor_of,
            authors=list(dict.fromkeys(author.person for author in authors)),
            byline=[
                (role, [author.person for author in authors if author.role == role])
                for role in AuthorRole
            ],
            lead_image_alt="" if self.lead_image_decorative else self.lead_image_alt,
            og_type="article",
            share_image=self.lead_image,
            related_articles=self.get_related_articles(),
        )
        if isinstance(parent, ArticleIndexPageMixin):
            context["breadcrumbs"] = [
                {"label": parent.title, "url": parent.get_url(request)},
                {"label": self.title, "url": ""},
            ]
            context["topics"] = [
                (topic, parent.get_topic_url(topic, request))
                for topic in self.get_topics()
            ]
        else:
            context["topics"] = [(topic, "") for topic in self.get_topics()]
        if context["canonical_url"]:
            context["structured_data"] = article_page(request, self, context)
        return context
