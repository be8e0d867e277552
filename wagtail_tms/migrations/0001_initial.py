"""The vocabulary, people, settings and the locator's index: all but the clinics.

A site's own clinic model depends on this migration, and the next one on that model."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.math
import modelcluster.fields
import wagtail.fields
import wagtail.search.index
from django.db import migrations, models
from wagtail.images import get_image_model_string

import wagtail_tms.validators


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessibilityFeature",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "accessibility feature",
                "verbose_name_plural": "accessibility features",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="AgeGroup",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="from age"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty means no upper limit.",
                        null=True,
                        verbose_name="to age",
                    ),
                ),
            ],
            options={
                "verbose_name": "age group",
                "verbose_name_plural": "age groups",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Condition",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "short_name",
                    models.CharField(
                        blank=True,
                        help_text="The everyday word, such as “Depression”.",
                        max_length=60,
                        verbose_name="short name",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Comma-separated.",
                        max_length=255,
                        verbose_name="other names",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition",
                "verbose_name_plural": "conditions",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Device",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "manufacturer",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="manufacturer"
                    ),
                ),
                (
                    "coil",
                    models.CharField(blank=True, max_length=120, verbose_name="coil"),
                ),
                (
                    "product_code",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Three capital letters."
                            )
                        ],
                        verbose_name="FDA product code",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "device",
                "verbose_name_plural": "devices",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Insurer",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commercial", "Commercial plan"),
                            ("medicare", "Medicare"),
                            ("medicaid", "Medicaid"),
                            ("tricare", "TRICARE"),
                            ("va", "VA Community Care"),
                            ("other", "Other"),
                        ],
                        default="commercial",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "insurer",
                "verbose_name_plural": "insurers",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Language",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "language",
                "verbose_name_plural": "languages",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Organization",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(max_length=80, unique=True, verbose_name="slug"),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "organization",
                "verbose_name_plural": "organizations",
                "ordering": ["name", "pk"],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Protocol",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
                (
                    "parameters",
                    models.CharField(
                        blank=True,
                        help_text="For example “10 Hz, 3,000 pulses, 120% of motor threshold”.",
                        max_length=255,
                        verbose_name="parameters",
                    ),
                ),
                (
                    "session_minutes",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="minutes in a session"
                    ),
                ),
                (
                    "source_url",
                    models.URLField(blank=True, max_length=500, verbose_name="source"),
                ),
                (
                    "checked_on",
                    models.DateField(blank=True, null=True, verbose_name="checked on"),
                ),
            ],
            options={
                "verbose_name": "protocol",
                "verbose_name_plural": "protocols",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Service",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Topic",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The key used in web addresses and the API. Keep it stable.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two plain sentences that a reader may see.",
                        verbose_name="description",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Smaller numbers come first.",
                        verbose_name="order",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="FacetSlot",
            fields=[
                (
                    "slot",
                    models.PositiveSmallIntegerField(primary_key=True, serialize=False),
                ),
                ("group", models.CharField(max_length=20)),
                ("term_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "term_id"), name="wagtail_tms_facet_slot"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocatorEntry",
            fields=[
                (
                    "clinic_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "band",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.math.Floor(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("latitude"), "+", models.Value(90.0)
                                    ),
                                    "*",
                                    models.Value(10.0),
                                )
                            ),
                            output_field=models.IntegerField(),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("state", models.CharField(blank=True, max_length=2)),
                ("flags", models.SmallIntegerField(default=0)),
                ("facets_0", models.BigIntegerField(default=0)),
                ("facets_1", models.BigIntegerField(default=0)),
                ("facets_2", models.BigIntegerField(default=0)),
                ("visible_from", models.BigIntegerField(default=0)),
                ("visible_until", models.BigIntegerField(default=253370764800)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=[
                            "band",
                            "longitude",
                            "latitude",
                            "flags",
                            "facets_0",
                            "facets_1",
                            "facets_2",
                            "visible_from",
                            "visible_until",
                            "state",
                            "clinic_id",
                        ],
                        name="wagtail_tms_locator_band",
                    ),
                    models.Index(
                        fields=[
                            "state",
                            "flags",
                            "facets_0",
                            "facets_1",
                            "facets_2",
                            "visible_from",
                            "visible_until",
                            "clinic_id",
                        ],
                        name="wagtail_tms_locator_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(max_length=80, unique=True, verbose_name="slug"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("clinician", "Clinician"),
                            ("patient_voice", "Person with lived experience"),
                        ],
                        default="staff",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "credentials",
                    models.CharField(
                        blank=True,
                        help_text="As printed after the name, such as “MD” or “PMHNP”.",
                        max_length=60,
                        verbose_name="credentials",
                    ),
                ),
                (
                    "job_title",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="job title"
                    ),
                ),
                (
                    "affiliation",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="affiliation"
                    ),
                ),
                ("bio", wagtail.fields.RichTextField(blank=True, verbose_name="about")),
                (
                    "npi",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[wagtail_tms.validators.validate_npi],
                        verbose_name="NPI",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "conflicts_of_interest",
                    models.TextField(
                        blank=True,
                        help_text="Printed where this person reviewed. Say “None declared” if so.",
                        verbose_name="conflicts of interest",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="portrait",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name", "pk"],
            },
            bases=(wagtail.search.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="DeviceClearance",
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
                    "minimum_age",
                    models.PositiveSmallIntegerField(
                        default=18, verbose_name="from age"
                    ),
                ),
                (
                    "maximum_age",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty means no upper limit.",
                        null=True,
                        verbose_name="to age",
                    ),
                ),
                (
                    "adjunct",
                    models.BooleanField(
                        default=False,
                        help_text="Cleared only as an add-on to other treatment.",
                        verbose_name="together with other treatment",
                    ),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        help_text="What the clearance adds, such as “after one medicine failed”.",
                        max_length=255,
                        verbose_name="wording",
                    ),
                ),
                (
                    "pathway",
                    models.CharField(
                        choices=[
                            ("510k", "510(k) clearance"),
                            ("de_novo", "De Novo grant"),
                            ("pma", "Premarket application"),
                        ],
                        default="510k",
                        max_length=8,
                        verbose_name="pathway",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(K\\d{6}|DEN\\d{6}|P\\d{6})$",
                                "Write it like K231926, DEN170078 or P123456.",
                            )
                        ],
                        verbose_name="number",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("source_url", models.URLField(max_length=500, verbose_name="source")),
                ("checked_on", models.DateField(verbose_name="checked on")),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="wagtail_tms.condition",
                        verbose_name="condition",
                    ),
                ),
                (
                    "device",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clearances",
                        to="wagtail_tms.device",
                        verbose_name="device",
                    ),
                ),
                (
                    "protocol",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="clearances",
                        to="wagtail_tms.protocol",
                        verbose_name="protocol",
                    ),
                ),
            ],
            options={
                "verbose_name": "clearance",
                "verbose_name_plural": "clearances",
                "ordering": ["decided_on", "number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ShippedRow",
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
                ("model", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("values", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "key"), name="wagtail_tms_shipped_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TMSSettings",
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
                    "crisis_heading",
                    models.CharField(
                        default="In crisis, or thinking about suicide?",
                        max_length=120,
                        verbose_name="heading",
                    ),
                ),
                (
                    "crisis_text",
                    models.TextField(
                        default="Call or text 988 to reach the Suicide & Crisis Lifeline. It is free, private and open day and night. If someone is in danger now, call 911.",
                        verbose_name="text",
                    ),
                ),
                (
                    "crisis_phone",
                    models.CharField(
                        default="988", max_length=20, verbose_name="number to call"
                    ),
                ),
                (
                    "crisis_sms",
                    models.CharField(
                        blank=True,
                        default="988",
                        max_length=20,
                        verbose_name="number to text",
                    ),
                ),
                (
                    "crisis_url",
                    models.URLField(
                        blank=True,
                        default="https://988lifeline.org/",
                        verbose_name="chat address",
                    ),
                ),
                (
                    "disclaimer",
                    models.TextField(
                        default="This page gives general information. It is not medical advice. Talk with a health professional about what is right for you.",
                        verbose_name="medical disclaimer",
                    ),
                ),
                (
                    "listing_disclaimer",
                    models.TextField(
                        default="A listing is not an endorsement. Clinics change. Call to check before you go.",
                        verbose_name="listing disclaimer",
                    ),
                ),
                (
                    "insurance_disclaimer",
                    models.TextField(
                        default="Confirm your coverage with the clinic and with your plan.",
                        verbose_name="insurance disclaimer",
                    ),
                ),
                (
                    "clearance_note",
                    models.TextField(
                        default="“FDA-cleared” means that the FDA cleared a device this clinic uses for this condition. “Off-label” means that it has not. Your doctor can tell you what that means for you.",
                        verbose_name="note about clearance",
                    ),
                ),
                (
                    "report_problem_url",
                    models.URLField(
                        blank=True,
                        help_text="A page or form. Leave empty to show no link.",
                        verbose_name="where to report a problem",
                    ),
                ),
                (
                    "health_data_policy_url",
                    models.URLField(
                        blank=True,
                        help_text="Linked next to the search, where some states ask for it.",
                        verbose_name="health data policy",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "TMS settings",
            },
        ),
    ]
