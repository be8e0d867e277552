"""What an editor decides about a directory: which clinics it lists, and how."""

from __future__ import annotations

from typing import Any

import swapper
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import ChoiceBlock, PageChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_tms.finder.filters import filter_choices
from wagtail_tms.locator.scope import Scope
from wagtail_tms.models.clinic_choices import state_choices


RICH_TEXT = ["bold", "italic", "ul", "ol", "link"]


class SearchMethod(models.TextChoices):
    GET = "get", _("In the address: a search can be bookmarked and shared")
    POST = "post", _("In no address: a search stays out of histories and logs")


class DirectoryFields(models.Model):
    """The fields of a clinic directory page, and their panels."""

    introduction = RichTextField(_("introduction"), blank=True, features=RICH_TEXT)
    default_radius = models.PositiveSmallIntegerField(
        _("radius"),
        default=50,
        validators=[MinValueValidator(5), MaxValueValidator(200)],
        help_text=_("How far a search reaches at first: 5 to 200."),
    )
    page_size = models.PositiveSmallIntegerField(
        _("clinics on a page"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    filters = StreamField(
        [("filter", ChoiceBlock(choices=filter_choices))],
        verbose_name=_("filters"),
        blank=True,
        help_text=_("In this order. Left empty: all of them."),
    )
    search_method = models.CharField(
        _("what readers look for stands"),
        max_length=4,
        choices=SearchMethod.choices,
        default=SearchMethod.GET,
        help_text=_("Out of addresses, places are not suggested while a reader types."),
    )
    states = StreamField(
        [("state", ChoiceBlock(choices=state_choices))],
        verbose_name=_("states"),
        blank=True,
        help_text=_("Only clinics in these. Left empty: everywhere."),
    )
    organizations = StreamField(
        [("organization", SnippetChooserBlock("wagtail_tms.Organization"))],
        verbose_name=_("organizations"),
        blank=True,
        help_text=_("Only clinics of these. Left empty: of any."),
    )
    conditions = StreamField(
        [("condition", SnippetChooserBlock("wagtail_tms.Condition"))],
        verbose_name=_("conditions"),
        blank=True,
        help_text=_("Only clinics that treat one of these. Left empty: of any kind."),
    )
    empty_state = RichTextField(
        _("when nothing is found"),
        blank=True,
        features=RICH_TEXT,
        help_text=_("Shown besides the suggestions that we make."),
    )

    articles = StreamField(
        [("page", PageChooserBlock())],
        verbose_name=_("articles to read first"),
        blank=True,
        max_num=3,
        help_text=_("Up to three, shown with each state, city and clinic."),
    )

    directory_panels = [
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("default_radius"), FieldPanel("page_size")]),
                FieldPanel("filters"),
                FieldPanel("search_method"),
                FieldPanel("empty_state"),
            ],
            heading=_("Search"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("states"),
                FieldPanel("organizations"),
                FieldPanel("conditions"),
            ],
            heading=_("Which clinics it lists"),
        ),
        FieldPanel("articles"),
    ]

    class Meta:
        abstract = True

    @cached_property
    def scope(self) -> Scope:
        """The clinics that this directory lists."""
        return Scope(
            states=_values(self.states),
            organizations=_values(self.organizations),
            conditions=_values(self.conditions),
        )

    def get_articles(self) -> list[Any]:
        """Return the live, public articles that an editor chose, in that order."""
        ids = [block["value"] for block in self.articles.raw_data]
        if not any(ids):
            return []
        pages = swapper.load_model("wagtailcore", "Page").objects
        found = {
            page.pk: page
            for page in pages.live().public().filter(pk__in=ids).specific()
        }
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


def _values(stream: Any) -> tuple[Any, ...]:
    """Return what was chosen, without reading the objects of which it holds the ids."""
    chosen = {block["value"] for block in stream.raw_data}
    return tuple(sorted(chosen - {None, ""}))
