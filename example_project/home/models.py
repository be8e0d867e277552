from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import HomeBodyBlock


class HomePage(Page):
    """The front door: a sentence, the clinic finder, the latest articles."""

    headline = models.CharField(max_length=120)
    lead = models.TextField(blank=True)
    body = StreamField(HomeBodyBlock(), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Say under which address the page is known, whatever is searched on it."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"canonical_url": self.get_full_url(request)}
