from __future__ import annotations

from django.db import models
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
