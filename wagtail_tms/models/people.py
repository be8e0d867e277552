"""People who write, review or treat, and the organizations that run clinics."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from wagtail_tms.validators import validate_npi


class Organization(index.Indexed, models.Model):
    """The owner of one clinic or many."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    website = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("website")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Person(index.Indexed, models.Model):
    """Someone whom a reader meets: an author, a reviewer, a clinician."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("Staff")
        CLINICIAN = "clinician", _("Clinician")
        PATIENT_VOICE = "patient_voice", _("Person with lived experience")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind.choices, default=Kind.STAFF
    )
    credentials = models.CharField(
        _("credentials"),
        max_length=60,
        blank=True,
        help_text=_("As printed after the name, such as “MD” or “PMHNP”."),
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=160, blank=True)
    bio = RichTextField(_("about"), blank=True, features=["bold", "italic", "link"])
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    npi = models.CharField(
        _("NPI"), max_length=10, blank=True, validators=[validate_npi]
    )
    website = models.URLField(_("website"), blank=True)
    conflicts_of_interest = models.TextField(
        _("conflicts of interest"),
        blank=True,
        help_text=_("Printed where this person reviewed. Say “None declared” if so."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("credentials")]),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("job_title"), FieldPanel("affiliation")]),
        FieldPanel("bio"),
        FieldPanel("photo"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("npi"), FieldPanel("website")]),
                FieldPanel("conflicts_of_interest"),
                FieldPanel("is_active"),
            ],
            heading=_("Trust"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("affiliation"),
        index.FilterField("is_active"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its credentials: “Ana Ruiz, MD”."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def initials(self) -> str:
        """Up to two letters that stand in for a missing portrait."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
