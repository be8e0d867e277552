"""What every vocabulary row has in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from wagtail_tms.querysets import VocabularyQuerySet


class Term(index.Indexed, models.Model):
    """A named entry of a vocabulary: a condition, a device, an insurer, a language.

    ``slug`` is the stable key that URLs, the API and the shipped data use.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("The key used in web addresses and the API. Keep it stable."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("One or two plain sentences that a reader may see."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Smaller numbers come first.")
    )

    objects = VocabularyQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("slug"),
    ]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name
