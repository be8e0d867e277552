"""What hangs on a clinic in rows: hours, devices, insurers, clinicians."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_tms import get_clinic_model_string
from wagtail_tms.models.access import Insurer
from wagtail_tms.models.days import days_to_come, years_to_come
from wagtail_tms.models.people import Person
from wagtail_tms.models.rows import PointingRow
from wagtail_tms.models.treatments import Device


MIDNIGHT = datetime.time(0)


def clinic_key(related_name: str) -> ParentalKey:
    """Return the key that ties a row to its clinic."""
    return ParentalKey(
        get_clinic_model_string(),
        on_delete=models.CASCADE,
        related_name=related_name,
        verbose_name=_("clinic"),
    )


def validate_times(opens: datetime.time | None, closes: datetime.time | None) -> None:
    """Refuse half a pair of times, or a closing that is not after the opening.

    Midnight as a closing time means the end of the day.

    Raises:
        ValidationError: on the field that is wrong.
    """
    if (opens is None) != (closes is None):
        field = "opens" if opens is None else "closes"
        raise ValidationError({field: _("Give both times, or neither.")})
    if opens and closes and closes != MIDNIGHT and closes <= opens:
        raise ValidationError({"closes": _("Closing time must be after opening time.")})


class OpeningHours(models.Model):
    """One stretch of a weekday in which the clinic is open, in its own time zone."""

    clinic = clinic_key("opening_hours")
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=list(WEEKDAYS.items())
    )
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(
        _("closes"), null=True, blank=True, help_text=_("00:00 is midnight, the end.")
    )
    by_appointment = models.BooleanField(_("by appointment only"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)

    panels = [
        FieldRowPanel(
            [
                FieldPanel("weekday"),
                FieldPanel("opens"),
                FieldPanel("closes"),
                FieldPanel("by_appointment"),
            ]
        ),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens", "pk"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens}-{self.closes}"

    def clean(self) -> None:
        super().clean()
        validate_times(self.opens, self.closes)
        if self.opens is None and not self.by_appointment:
            raise ValidationError(
                {"opens": _("Give the times, or tick “by appointment only”.")}
            )


class SpecialDay(models.Model):
    """A date on which other hours apply than on its weekday, or none."""

    clinic = clinic_key("special_days")
    date = models.DateField(_("date"))
    closed = models.BooleanField(_("closed all day"), default=True)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("Such as “Thanksgiving”.")
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("closed")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["date", "opens", "pk"]

    def __str__(self) -> str:
        return f"{self.date}"

    def clean(self) -> None:
        super().clean()
        validate_times(self.opens, self.closes)
        if self.closed and self.opens:
            raise ValidationError({"closed": _("A closed day has no opening times.")})
        if not self.closed and not self.opens:
            raise ValidationError({"opens": _("Give the times, or tick “closed”.")})


class ClinicDevice(PointingRow):
    """A device that a clinic treats with."""

    points_to = "device"

    clinic = clinic_key("devices")
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="+", verbose_name=_("device")
    )
    since = models.PositiveSmallIntegerField(
        _("since year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1985), MaxValueValidator(2100)],
    )
    verified_on = models.DateField(_("confirmed on"), null=True, blank=True)

    panels = [
        FieldPanel("device"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("verified_on")]),
    ]

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.device)

    def clean(self) -> None:
        super().clean()
        errors = days_to_come(self, "verified_on") | years_to_come(self, "since")
        if errors:
            raise ValidationError(errors)


class ClinicInsurer(PointingRow):
    """An insurer that a clinic works with, and how."""

    points_to = "insurer"

    class Status(models.TextChoices):
        IN_NETWORK = "in_network", _("In network")
        ACCEPTS = "accepts", _("Accepts")
        ASK = "ask", _("Ask the clinic")

    clinic = clinic_key("insurers")
    insurer = models.ForeignKey(
        Insurer, on_delete=models.PROTECT, related_name="+", verbose_name=_("insurer")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.ACCEPTS
    )
    verified_on = models.DateField(_("confirmed on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=160, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("insurer"), FieldPanel("status")]),
        FieldRowPanel([FieldPanel("verified_on"), FieldPanel("note")]),
    ]

    class Meta:
        verbose_name = _("insurer")
        verbose_name_plural = _("insurers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.insurer)

    def clean(self) -> None:
        super().clean()
        if errors := days_to_come(self, "verified_on"):
            raise ValidationError(errors)


class ClinicClinician(PointingRow):
    """Someone who supervises or gives treatment at a clinic."""

    points_to = "person"

    clinic = clinic_key("clinicians")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    role = models.CharField(
        _("role"),
        max_length=120,
        blank=True,
        help_text=_("Such as “Medical director”."),
    )

    panels = [FieldRowPanel([FieldPanel("person"), FieldPanel("role")])]

    class Meta:
        verbose_name = _("clinician")
        verbose_name_plural = _("clinicians")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.person)
