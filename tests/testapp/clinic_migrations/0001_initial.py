import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
import wagtail.models.preview
import wagtail.search.index
from django.conf import settings
from django.db import migrations, models

import wagtail_tms.models.clinic_choices
import wagtail_tms.validators


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtail_tms", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtailimages", "0027_image_description"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clinic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=True, editable=False, verbose_name="live"
                    ),
                ),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        verbose_name="has unpublished changes",
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True,
                        db_index=True,
                        null=True,
                        verbose_name="first published at",
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="go live date/time"
                    ),
                ),
                (
                    "expire_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="expiry date/time"
                    ),
                ),
                (
                    "expired",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="expired"
                    ),
                ),
                (
                    "locked",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="locked"
                    ),
                ),
                (
                    "locked_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="locked at"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The clinic's web address. Left empty, it is made from the name.",
                        max_length=120,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="A few plain sentences. Say “cleared”, and promise no cure.",
                        verbose_name="about the clinic",
                    ),
                ),
                (
                    "street",
                    models.CharField(blank=True, max_length=160, verbose_name="street"),
                ),
                (
                    "street2",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="suite or floor"
                    ),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=120, verbose_name="city"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=wagtail_tms.models.clinic_choices.state_choices,
                        max_length=2,
                        verbose_name="state",
                    ),
                ),
                (
                    "postal_code",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{5}(-\\d{4})?$",
                                "Enter five digits, or nine like 59011-1234.",
                            )
                        ],
                        verbose_name="ZIP code",
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[wagtail_tms.validators.validate_latitude],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.FloatField(
                        blank=True,
                        null=True,
                        validators=[wagtail_tms.validators.validate_longitude],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "location_precision",
                    models.CharField(
                        choices=[
                            ("exact", "Exact: placed on the door"),
                            ("address", "The street address"),
                            ("postal_code", "The middle of the ZIP code"),
                            ("city", "The middle of the city"),
                        ],
                        default="address",
                        max_length=12,
                        verbose_name="how exact",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Like America/Denver. Left empty, it is taken from the ZIP code.",
                        max_length=40,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="telephone"
                    ),
                ),
                (
                    "fax",
                    models.CharField(blank=True, max_length=40, verbose_name="fax"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email"),
                ),
                (
                    "website",
                    models.URLField(blank=True, max_length=500, verbose_name="website"),
                ),
                (
                    "booking_url",
                    models.URLField(
                        blank=True,
                        help_text="Where a visitor can ask for an appointment.",
                        max_length=500,
                        verbose_name="online booking",
                    ),
                ),
                (
                    "npi",
                    models.CharField(
                        blank=True,
                        help_text="The organization's National Provider Identifier: 10 digits.",
                        max_length=10,
                        validators=[wagtail_tms.validators.validate_npi],
                        verbose_name="NPI",
                    ),
                ),
                (
                    "accepting",
                    models.CharField(
                        choices=[
                            ("newpt", "Accepting new patients"),
                            ("nopt", "Not accepting patients"),
                            ("existptonly", "Existing patients only"),
                            ("existptfam", "Existing patients and their families only"),
                            ("unknown", "Ask the clinic"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="new patients",
                    ),
                ),
                (
                    "accepting_confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="The day someone asked the clinic. Shown to readers.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="youngest age"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="oldest age"
                    ),
                ),
                (
                    "psychiatrist_on_site",
                    models.BooleanField(
                        blank=True,
                        null=True,
                        verbose_name="a psychiatrist is on site during sessions",
                    ),
                ),
                (
                    "self_pay",
                    models.BooleanField(default=False, verbose_name="takes self-pay"),
                ),
                (
                    "financing",
                    models.BooleanField(
                        default=False, verbose_name="offers payment plans"
                    ),
                ),
                (
                    "sliding_scale",
                    models.BooleanField(
                        default=False, verbose_name="has a sliding scale"
                    ),
                ),
                (
                    "price_note",
                    models.CharField(
                        blank=True, max_length=255, verbose_name="about prices"
                    ),
                ),
                (
                    "price_note_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="prices as of"
                    ),
                ),
                (
                    "sponsored",
                    models.BooleanField(
                        default=False,
                        help_text="Labelled for readers; never moves a clinic up the list.",
                        verbose_name="sponsored",
                    ),
                ),
                (
                    "sponsored_until",
                    models.DateField(
                        blank=True, null=True, verbose_name="sponsored until"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("temporarily_closed", "Temporarily closed"),
                            ("closed", "Closed for good"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "closed_on",
                    models.DateField(
                        blank=True,
                        help_text="From this day on, the clinic is no longer found.",
                        null=True,
                        verbose_name="closed from",
                    ),
                ),
                (
                    "last_verified_on",
                    models.DateField(
                        blank=True,
                        help_text="The day this whole entry was checked with the clinic.",
                        null=True,
                        verbose_name="last confirmed on",
                    ),
                ),
                ("parking", models.CharField(blank=True, max_length=120)),
                (
                    "accessibility_features",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.accessibilityfeature",
                        verbose_name="accessibility",
                    ),
                ),
                (
                    "age_groups",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.agegroup",
                        verbose_name="ages",
                    ),
                ),
                (
                    "conditions",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.condition",
                        verbose_name="conditions",
                    ),
                ),
                (
                    "languages",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.language",
                        verbose_name="languages",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "moved_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_TMS_CLINIC_MODEL,
                        verbose_name="moved to",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        help_text="The group that runs this clinic, if one does.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtail_tms.organization",
                        verbose_name="organization",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="photo",
                    ),
                ),
                (
                    "protocols",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.protocol",
                        verbose_name="protocols",
                    ),
                ),
                (
                    "services",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="wagtail_tms.service",
                        verbose_name="services",
                    ),
                ),
            ],
            options={
                "verbose_name": "clinic",
                "verbose_name_plural": "clinics",
                "ordering": ["name", "pk"],
                "abstract": False,
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                wagtail.search.index.Indexed,
                models.Model,
            ),
        ),
    ]
