"""The clinic: one place, at one street address, where people are treated."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import swapper
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from wagtail_tms import places
from wagtail_tms.phones import display_phone, normalize_phone
from wagtail_tms.places.states import all_states
from wagtail_tms.querysets import ClinicQuerySet
from wagtail_tms.validators import (
    validate_latitude,
    validate_longitude,
    validate_npi,
)


def state_choices() -> list[tuple[str, str]]:
    """Return the states, the district and the territories as form choices."""
    return [(state.code, state.name) for state in all_states()]


class LocationPrecision(models.TextChoices):
    """How exactly the position on the map is known."""

    EXACT = "exact", _("Exact: placed on the door")
    ADDRESS = "address", _("The street address")
    POSTAL_CODE = "postal_code", _("The middle of the ZIP code")
    CITY = "city", _("The middle of the city")


class Accepting(models.TextChoices):
    """Whether new patients are accepted; the codes are FHIR Plan-Net's."""

    NEW = "newpt", _("Accepting new patients")
    NONE = "nopt", _("Not accepting patients")
    EXISTING = "existptonly", _("Existing patients only")
    EXISTING_FAMILIES = "existptfam", _("Existing patients and their families only")
    UNKNOWN = "unknown", _("Ask the clinic")


class ClinicStatus(models.TextChoices):
    """Whether the clinic is in business."""

    OPEN = "open", _("Open")
    TEMPORARILY_CLOSED = "temporarily_closed", _("Temporarily closed")
    CLOSED = "closed", _("Closed for good")


# What saving or locking a draft writes to the row: nothing that the public sees.
BOOKKEEPING = frozenset(
    {"latest_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by"}
)


class AbstractClinic(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Everything a clinic is. Subclass it to add fields of your own.

    ``latitude`` and ``longitude`` are degrees, WGS 84. Drafts may be incomplete:
    every property here copes with empty fields.
    """

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
        _("youngest age"), null=True, blank=True
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True
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

    objects = ClinicQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("street"),
        index.SearchField("city"),
        index.SearchField("postal_code"),
        index.RelatedFields("organization", [index.SearchField("name")]),
        index.SearchField("clinician_names"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("latitude"),
        index.FilterField("longitude"),
        index.FilterField("state"),
        index.FilterField("status"),
        index.FilterField("accepting"),
        index.FilterField("last_verified_on"),
    ]

    class Meta:
        abstract = True
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        place = ", ".join(filter(None, [self.city, self.state]))
        return f"{self.name} ({place})" if place else self.name

    # Saving

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self.make_slug()
        super().full_clean(*args, **kwargs)

    def make_slug(self) -> str:
        """Return a free slug made from the name and the city."""
        base = slugify(f"{self.name} {self.city}")[:110].strip("-") or "clinic"
        others = type(self)._default_manager.exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the clinic, and its locator entry in the same transaction."""
        from wagtail_tms.locator import entries

        fields = kwargs.get("update_fields")
        with transaction.atomic(using=kwargs.get("using")):
            result = super().save(*args, **kwargs)
            if fields is None or not BOOKKEEPING.issuperset(fields):
                entries.sync([self.pk], using=kwargs.get("using") or self._state.db)
        return result

    # Validation: what is there must be right; what may be missing, see
    # ``validate_for_publication``.

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for check in (
            self._clean_phones,
            self._clean_position,
            self._clean_place,
            self._clean_dates,
            self._clean_ages,
        ):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _clean_phones(self) -> None:
        for field in ("phone", "fax"):
            if value := getattr(self, field):
                try:
                    setattr(self, field, normalize_phone(value))
                except ValidationError as error:
                    raise ValidationError({field: error.messages}) from error

    def _clean_position(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError(
                {missing: _("Give both the latitude and the longitude, or neither.")}
            )
        if self.latitude == 0 and self.longitude == 0:
            raise ValidationError(
                {"latitude": _("0, 0 is in the sea. Place the clinic on the map.")}
            )

    def _clean_place(self) -> None:
        place = places.postal_code(self.postal_code[:5]) if self.postal_code else None
        if place and places.state(self.state) and place.state != self.state:
            raise ValidationError(
                {
                    "postal_code": _(
                        "ZIP code %(zip)s is in %(place)s, not in the state you chose."
                    )
                    % {"zip": self.postal_code[:5], "place": place.label}
                }
            )
        if self.time_zone and self.time_zone not in available_timezones():
            raise ValidationError(
                {"time_zone": _("Enter a time zone name like America/Denver.")}
            )
        if place and not self.time_zone:
            self.time_zone = place.time_zone

    def _clean_dates(self) -> None:
        today = timezone.localdate()
        for field in ("accepting_confirmed_on", "last_verified_on", "price_note_on"):
            value = getattr(self, field)
            if value and value > today:
                raise ValidationError({field: _("This day has not come yet.")})
        if self.price_note and not self.price_note_on:
            raise ValidationError(
                {"price_note_on": _("Say from which day these prices are.")}
            )

    def _clean_ages(self) -> None:
        if (
            self.minimum_age is not None
            and self.maximum_age is not None
            and self.maximum_age < self.minimum_age
        ):
            raise ValidationError(
                {"maximum_age": _("The oldest age is lower than the youngest.")}
            )

    def validate_for_publication(self) -> None:
        """Refuse to publish a clinic that a visitor could not reach.

        Raises:
            ValidationError: a field that a public clinic needs is empty.
        """
        errors = {
            field: _("A public clinic needs this.")
            for field in ("name", "street", "city", "state", "postal_code")
            if not getattr(self, field)
        }
        if not self.phone and not self.website:
            errors["phone"] = _("Give a telephone number or a website.")
        if not errors and self.latitude is None:
            errors |= self._place_on_map()
        if errors:
            raise ValidationError(errors)

    def _place_on_map(self) -> dict[str, Any]:
        """Take the position from the ZIP code, or return what is wrong."""
        place = places.postal_code(self.postal_code[:5])
        if place is None:
            return {
                "latitude": _("We do not know this ZIP code. Set the place on the map.")
            }
        self.latitude, self.longitude = place.latitude, place.longitude
        self.location_precision = LocationPrecision.POSTAL_CODE
        return {}

    # What a reader sees

    @property
    def clinician_names(self) -> str:
        """The people who treat here, for a search by name."""
        rows = self.clinicians.select_related("person")
        return ", ".join(row.person.name for row in rows if row.person.is_active)

    @property
    def phone_display(self) -> str:
        """The telephone number as people write it."""
        return display_phone(self.phone) if self.phone else ""

    @property
    def is_public(self) -> bool:
        """Tell whether a visitor may see this clinic now."""
        return type(self)._default_manager.public().filter(pk=self.pk).exists()

    @property
    def is_sponsored(self) -> bool:
        """Tell whether the sponsorship runs today."""
        return self.sponsored and (
            self.sponsored_until is None or self.sponsored_until >= timezone.localdate()
        )

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Clinic page"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_tms/clinic_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "clinic": self}


class Clinic(AbstractClinic):
    """The default clinic; a site may swap it (``WAGTAIL_TMS_CLINIC_MODEL``)."""

    class Meta(AbstractClinic.Meta):
        swappable = swapper.swappable_setting("wagtail_tms", "Clinic")
        indexes = [
            models.Index(fields=["state", "city"], name="wagtail_tms_clinic_city"),
            models.Index(fields=["name"], name="wagtail_tms_clinic_name"),
        ]
