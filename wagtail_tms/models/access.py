"""Who a clinic serves and how: insurers, services, languages, ages, accessibility."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_tms.models.terms import Term
from wagtail_tms.validators import validate_age


class Insurer(Term):
    """An insurance company or a public programme."""

    class Kind(models.TextChoices):
        COMMERCIAL = "commercial", _("Commercial plan")
        MEDICARE = "medicare", _("Medicare")
        MEDICAID = "medicaid", _("Medicaid")
        TRICARE = "tricare", _("TRICARE")
        VETERANS = "va", _("VA Community Care")
        OTHER = "other", _("Other")

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.COMMERCIAL
    )
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("website")]),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("insurer")
        verbose_name_plural = _("insurers")


class Service(Term):
    """Something a clinic offers besides TMS, such as a telehealth consultation."""

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")


class Language(Term):
    """A language spoken at a clinic; the slug is its ISO 639-1 code."""

    class Meta(Term.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


class AgeGroup(Term):
    """A range of ages, in whole years, both ends included."""

    minimum_age = models.PositiveSmallIntegerField(
        _("from age"), default=0, validators=[validate_age]
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("to age"),
        null=True,
        blank=True,
        validators=[validate_age],
        help_text=_("Empty means no upper limit."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")

    def clean(self) -> None:
        super().clean()
        if self.maximum_age is not None and self.maximum_age < self.minimum_age:
            raise ValidationError(
                {"maximum_age": _("“To age” cannot be lower than “from age”.")}
            )

    def covers(self, age: int) -> bool:
        """Tell whether a person of this age belongs to the group."""
        return self.minimum_age <= age and (
            self.maximum_age is None or age <= self.maximum_age
        )


class AccessibilityFeature(Term):
    """A way in which a clinic is accessible; the slug is its FHIR Plan-Net code."""

    class Meta(Term.Meta):
        verbose_name = _("accessibility feature")
        verbose_name_plural = _("accessibility features")
