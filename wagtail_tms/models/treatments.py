"""What is treated, how, and with what: conditions, protocols, devices, clearances."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from wagtail_tms.models.days import days_to_come
from wagtail_tms.models.terms import Term
from wagtail_tms.querysets import VocabularyQuerySet
from wagtail_tms.validators import validate_age


class Condition(Term):
    """A condition that people are treated for."""

    short_name = models.CharField(
        _("short name"),
        max_length=60,
        blank=True,
        help_text=_("The everyday word, such as “Depression”."),
    )
    aliases = models.CharField(
        _("other names"), max_length=255, blank=True, help_text=_("Comma-separated.")
    )
    off_label_as_of = models.DateField(
        _("no clearance as of"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which someone looked and found no TMS device that the FDA "
            "cleared for this condition, at any age. Readers then see “off-label”. "
            "Leave empty if nobody looked: readers see that it is not confirmed."
        ),
    )
    off_label_source_url = models.URLField(_("source"), max_length=500, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("slug"),
        FieldPanel("aliases"),
        FieldPanel("description"),
        FieldRowPanel(
            [FieldPanel("off_label_as_of"), FieldPanel("off_label_source_url")]
        ),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    @property
    def label(self) -> str:
        """The name that a reader sees first."""
        return self.short_name or self.name

    def clean(self) -> None:
        super().clean()
        errors = days_to_come(self, "off_label_as_of")
        if self.off_label_as_of and not self.off_label_source_url:
            errors["off_label_source_url"] = _(
                "Say where there is no clearance listed."
            )
        if self.off_label_source_url and not self.off_label_as_of:
            errors["off_label_as_of"] = _("Say on which day the source was read.")
        if errors:
            raise ValidationError(errors)


class Protocol(Term):
    """A way of giving TMS: where on the head, how fast, how long."""

    parameters = models.CharField(
        _("parameters"),
        max_length=255,
        blank=True,
        help_text=_("For example “10 Hz, 3,000 pulses, 120% of motor threshold”."),
    )
    session_minutes = models.CharField(
        _("minutes in a session"), max_length=40, blank=True
    )
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("parameters"), FieldPanel("session_minutes")]),
        FieldRowPanel([FieldPanel("source_url"), FieldPanel("checked_on")]),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")

    def clean(self) -> None:
        super().clean()
        if errors := days_to_come(self, "checked_on"):
            raise ValidationError(errors)


class Device(Term, ClusterableModel):
    """A make of TMS device, with what it is cleared for."""

    manufacturer = models.CharField(_("manufacturer"), max_length=120, blank=True)
    coil = models.CharField(_("coil"), max_length=120, blank=True)
    product_code = models.CharField(
        _("FDA product code"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters."))],
    )
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("manufacturer"), FieldPanel("coil")]),
        FieldRowPanel([FieldPanel("product_code"), FieldPanel("website")]),
        FieldPanel("description"),
        InlinePanel("clearances", label=_("Clearance"), heading=_("Clearances")),
        FieldPanel("sort_order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("device")
        verbose_name_plural = _("devices")


class DeviceClearance(models.Model):
    """One thing that the FDA cleared a device for, with its number, date and source."""

    class Pathway(models.TextChoices):
        PREMARKET_NOTIFICATION = "510k", _("510(k) clearance")
        DE_NOVO = "de_novo", _("De Novo grant")
        PREMARKET_APPROVAL = "pma", _("Premarket application")

    device = ParentalKey(
        Device,
        on_delete=models.CASCADE,
        related_name="clearances",
        verbose_name=_("device"),
    )
    condition = models.ForeignKey(
        Condition,
        on_delete=models.PROTECT,
        related_name="clearances",
        verbose_name=_("condition"),
    )
    protocol = models.ForeignKey(
        Protocol,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="clearances",
        verbose_name=_("protocol"),
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("from age"), default=18, validators=[validate_age]
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("to age"),
        null=True,
        blank=True,
        validators=[validate_age],
        help_text=_("Empty means no upper limit."),
    )
    adjunct = models.BooleanField(
        _("together with other treatment"),
        default=False,
        help_text=_("Cleared only as an add-on to other treatment."),
    )
    qualifier = models.CharField(
        _("wording"),
        max_length=255,
        blank=True,
        help_text=_("What the clearance adds, such as “after one medicine failed”."),
    )
    pathway = models.CharField(
        _("pathway"),
        max_length=8,
        choices=Pathway.choices,
        default=Pathway.PREMARKET_NOTIFICATION,
    )
    number = models.CharField(
        _("number"),
        max_length=12,
        validators=[
            RegexValidator(
                r"^(K\d{6}|DEN\d{6}|P\d{6})$",
                _("Write it like K231926, DEN170078 or P123456."),
            )
        ],
    )
    decided_on = models.DateField(_("decided on"))
    source_url = models.URLField(_("source"), max_length=500)
    checked_on = models.DateField(_("checked on"))

    objects = VocabularyQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("condition"), FieldPanel("protocol")]),
        FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
        FieldPanel("qualifier"),
        FieldPanel("adjunct"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pathway"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("decided_on"), FieldPanel("checked_on")]),
                FieldPanel("source_url"),
            ],
            heading=_("Evidence"),
        ),
    ]

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ["decided_on", "number", "pk"]

    def __str__(self) -> str:
        return f"{self.number}: {self.condition}"

    def clean(self) -> None:
        super().clean()
        errors = days_to_come(self, "decided_on", "checked_on")
        # With a wrong day, which of the two came first is not known.
        if not errors and self._is_checked_too_early():
            errors["checked_on"] = _("This is before the day of the decision.")
        if self.maximum_age is not None and self.maximum_age < self.minimum_age:
            errors["maximum_age"] = _("“To age” cannot be lower than “from age”.")
        if errors:
            raise ValidationError(errors)

    def _is_checked_too_early(self) -> bool:
        days = decided_on, checked_on = self.decided_on, self.checked_on
        are_days = all(isinstance(day, datetime.date) for day in days)
        return are_days and checked_on < decided_on

    def covers_age(self, age: int | None) -> bool:
        """Tell whether the clearance reaches a person of this age (``None``: any)."""
        if age is None:
            return True
        return self.minimum_age <= age and (
            self.maximum_age is None or age <= self.maximum_age
        )
