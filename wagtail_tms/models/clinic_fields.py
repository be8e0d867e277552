"""What is known of a clinic, field by field; rows are in ``clinic_details``."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from wagtail_tms.models.clinic_choices import (
    Accepting,
    ClinicStatus,
    LocationPrecision,
    state_choices,
)
from wagtail_tms.validators import (
    validate_age,
    validate_latitude,
    validate_longitude,
    validate_npi,
)


class ClinicFields(ClusterableModel):
    """The columns of a clinic; ``latitude`` and ``longitude`` are degrees, WGS 84."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            # A row of the database. modelcluster would look for rows of children among
            # the arguments, which takes as long as all the rest.
            super(ClusterableModel, self).__init__(*args)

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("The clinic's web address. Left empty, it is made from the name."),
    )
    organization = models.ForeignKey(
        "wagtail_tms.Organization",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organization"),
        help_text=_("The group that runs this clinic, if one does."),
    )
    description = RichTextField(
        _("about the clinic"),
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("A few plain sentences. Say “cleared”, and promise no cure."),
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
    )
    photo_alt = models.CharField(
        _("what the photo shows"),
        max_length=255,
        blank=True,
        help_text=_(
            "For people who do not see it. Left empty, the image's own description."
        ),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Small, beside the name on the clinic's page."),
    )

    street = models.CharField(_("street"), max_length=160, blank=True)
    street2 = models.CharField(_("suite or floor"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=2, blank=True, choices=state_choices
    )
    postal_code = models.CharField(
        _("ZIP code"),
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{5}(-\d{4})?$", _("Enter five digits, or nine like 59011-1234.")
            )
        ],
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[validate_latitude],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[validate_longitude],
    )
    location_precision = models.CharField(
        _("how exact"),
        max_length=12,
        choices=LocationPrecision.choices,
        default=LocationPrecision.ADDRESS,
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        help_text=_("Like America/Denver. Left empty, it is taken from the ZIP code."),
    )

    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    fax = models.CharField(_("fax"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    booking_url = models.URLField(
        _("online booking"),
        max_length=500,
        blank=True,
        help_text=_("Where a visitor can ask for an appointment."),
    )
    npi = models.CharField(
        _("NPI"),
        max_length=10,
        blank=True,
        validators=[validate_npi],
        help_text=_("The organization's National Provider Identifier: 10 digits."),
    )

    accepting = models.CharField(
        _("new patients"),
        max_length=12,
        choices=Accepting.choices,
        default=Accepting.UNKNOWN,
    )
    accepting_confirmed_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day someone asked the clinic. Shown to readers."),
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[validate_age]
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[validate_age]
    )
    psychiatrist_on_site = models.BooleanField(
        _("a psychiatrist is on site during sessions"), null=True, blank=True
    )
    conditions = ParentalManyToManyField(
        "wagtail_tms.Condition",
        blank=True,
        verbose_name=_("conditions"),
        related_name="+",
    )
    protocols = ParentalManyToManyField(
        "wagtail_tms.Protocol",
        blank=True,
        verbose_name=_("protocols"),
        related_name="+",
    )
    services = ParentalManyToManyField(
        "wagtail_tms.Service",
        blank=True,
        verbose_name=_("services"),
        related_name="+",
    )
    languages = ParentalManyToManyField(
        "wagtail_tms.Language",
        blank=True,
        verbose_name=_("languages"),
        related_name="+",
    )
    age_groups = ParentalManyToManyField(
        "wagtail_tms.AgeGroup",
        blank=True,
        verbose_name=_("ages"),
        related_name="+",
    )
    accessibility_features = ParentalManyToManyField(
        "wagtail_tms.AccessibilityFeature",
        blank=True,
        verbose_name=_("accessibility"),
        related_name="+",
    )

    self_pay = models.BooleanField(_("takes self-pay"), default=False)
    financing = models.BooleanField(_("offers payment plans"), default=False)
    sliding_scale = models.BooleanField(_("has a sliding scale"), default=False)
    price_note = models.CharField(_("about prices"), max_length=255, blank=True)
    price_note_on = models.DateField(_("prices as of"), null=True, blank=True)

    sponsored = models.BooleanField(
        _("sponsored"),
        default=False,
        help_text=_("Labelled for readers; never moves a clinic up the list."),
    )
    sponsored_until = models.DateField(_("sponsored until"), null=True, blank=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ClinicStatus.choices,
        default=ClinicStatus.OPEN,
    )
    closed_on = models.DateField(
        _("closed from"),
        null=True,
        blank=True,
        help_text=_("From this day on, the clinic is no longer found."),
    )
    moved_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("moved to"),
    )
    last_verified_on = models.DateField(
        _("last confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day this whole entry was checked with the clinic."),
    )

    class Meta:
        abstract = True
