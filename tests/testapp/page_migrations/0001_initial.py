import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import wagtail_tms.blocks.evidence
import wagtail_tms.blocks.media


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("basepage", "0003_finalize_basepage_model"),
        ("wagtail_tms", "0002_clinics"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleIndexPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="introduction"
                    ),
                ),
                (
                    "articles_per_page",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="5 to 50.",
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="articles on a page",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                wagtail.contrib.routable_page.models.RoutablePageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="ClinicDirectoryPage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, verbose_name="introduction"
                    ),
                ),
                (
                    "default_radius",
                    models.PositiveSmallIntegerField(
                        default=50,
                        help_text="How far a search reaches at first: 5 to 200.",
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="radius",
                    ),
                ),
                (
                    "page_size",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="clinics on a page",
                    ),
                ),
                (
                    "empty_state",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Shown besides the suggestions that we make.",
                        verbose_name="when nothing is found",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=(
                wagtail.contrib.routable_page.models.RoutablePageMixin,
                "basepage.basepage",
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                (
                    "basepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="The short answer, in 50 to 400 characters of plain words.",
                        max_length=400,
                        verbose_name="summary",
                    ),
                ),
                (
                    "lead_image_alt",
                    models.CharField(
                        blank=True,
                        help_text="Read out to those who cannot see it.",
                        max_length=255,
                        verbose_name="what the image shows",
                    ),
                ),
                (
                    "lead_image_decorative",
                    models.BooleanField(default=False, verbose_name="decorative only"),
                ),
                (
                    "key_takeaways",
                    wagtail.fields.StreamField(
                        [("takeaway", 0)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "icon": "pick",
                                    "label": "Takeaway",
                                    "max_length": 160,
                                },
                            )
                        },
                        help_text="Two to six short sentences, or none.",
                        verbose_name="key takeaways",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("section", 60),
                            ("paragraph", 1),
                            ("callout", 5),
                            ("steps", 11),
                            ("faq", 16),
                            ("quote", 19),
                            ("statistic", 30),
                            ("table", 35),
                            ("image", 39),
                            ("video", 44),
                            ("call_to_action", 49),
                            ("clinic_locator", 53),
                            ("clinic_teaser", 56),
                        ],
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "A question works well.",
                                    "label": "Heading",
                                    "max_length": 120,
                                },
                            ),
                            1: ("wagtail_tms.blocks.text.ParagraphBlock", (), {}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("info", "Good to know"),
                                        ("important", "Important"),
                                        ("urgent", "Urgent"),
                                        ("emergency", "Emergency"),
                                    ],
                                    "label": "Kind",
                                },
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            4: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "label": "Text",
                                },
                            ),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("kind", 2), ("heading", 3), ("text", 4)]],
                                {},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Heading",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            8: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            9: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 7), ("text", 8)]],
                                {},
                            ),
                            10: (
                                "wagtail.blocks.ListBlock",
                                (9,),
                                {"label": "Steps", "min_num": 2},
                            ),
                            11: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 6), ("steps", 10)]],
                                {},
                            ),
                            12: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Question", "max_length": 200},
                            ),
                            13: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "label": "Answer",
                                },
                            ),
                            14: (
                                "wagtail.blocks.StructBlock",
                                [[("question", 12), ("answer", 13)]],
                                {},
                            ),
                            15: (
                                "wagtail.blocks.ListBlock",
                                (14,),
                                {"label": "Questions", "max_num": 10, "min_num": 1},
                            ),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 6), ("questions", 15)]],
                                {},
                            ),
                            17: ("wagtail.blocks.TextBlock", (), {"label": "Words"}),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "A name, and where it was said.",
                                    "label": "Who said it",
                                },
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 17), ("attribution", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "As people say it: “1 in 3” rather than “33.3%”.",
                                    "label": "Figure",
                                    "max_length": 40,
                                },
                            ),
                            21: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "What the figure says, in plain words.",
                                    "label": "In a sentence",
                                },
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "How many people, and who they were.",
                                    "label": "Among whom",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What happened without the treatment, such as with sham.",
                                    "label": "Compared with",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "For example “Randomized trial with sham”.",
                                    "label": "Kind of study",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            25: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 400},
                            ),
                            26: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "The journal, agency or organization.",
                                    "label": "Publisher",
                                    "max_length": 200,
                                },
                            ),
                            27: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "label": "Year",
                                    "validators": [
                                        wagtail_tms.blocks.evidence.validate_year
                                    ],
                                },
                            ),
                            28: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "label": "Address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            29: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 25),
                                        ("publisher", 26),
                                        ("year", 27),
                                        ("url", 28),
                                    ]
                                ],
                                {},
                            ),
                            30: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("value", 20),
                                        ("statement", 21),
                                        ("population", 22),
                                        ("comparator", 23),
                                        ("design", 24),
                                        ("source", 29),
                                    ]
                                ],
                                {},
                            ),
                            31: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the table shows. Printed above it and read out first.",
                                    "label": "Caption",
                                    "max_length": 200,
                                },
                            ),
                            32: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            33: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link"],
                                    "label": "Text with links",
                                    "required": False,
                                },
                            ),
                            34: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 32), ("rich_text", 33)]],
                                {
                                    "help_text": "The first column names the rows.",
                                    "label": "Table",
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("caption", 31), ("table", 34)]],
                                {},
                            ),
                            36: ("wagtail.images.blocks.ImageBlock", [], {}),
                            37: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Caption",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            38: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Who made the picture.",
                                    "label": "Credit",
                                    "max_length": 160,
                                    "required": False,
                                },
                            ),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 36), ("caption", 37), ("credit", 38)]],
                                {},
                            ),
                            40: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 160},
                            ),
                            41: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "A YouTube or Vimeo page. For another site, the address of its player.",
                                    "label": "Address",
                                    "max_length": 500,
                                    "validators": [
                                        wagtail_tms.blocks.media.validate_https
                                    ],
                                },
                            ),
                            42: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "And how long it is.",
                                    "label": "What it shows",
                                    "required": False,
                                },
                            ),
                            43: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "help_text": "For those who cannot see, hear or load the video.",
                                    "label": "Transcript",
                                },
                            ),
                            44: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 40),
                                        ("url", 41),
                                        ("description", 42),
                                        ("transcript", 43),
                                    ]
                                ],
                                {},
                            ),
                            45: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "default": "Find clinics",
                                    "help_text": "Say what happens, such as “Find clinics”.",
                                    "label": "Button",
                                    "max_length": 60,
                                },
                            ),
                            46: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Shows the search form of this site's directory.",
                                    "label": "Search the clinic directory",
                                    "required": False,
                                },
                            ),
                            47: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Or a page", "required": False},
                            ),
                            48: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "label": "Or an address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            49: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 3),
                                        ("text", 8),
                                        ("label", 45),
                                        ("directory", 46),
                                        ("page", 47),
                                        ("url", 48),
                                    ]
                                ],
                                {},
                            ),
                            50: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Introduction", "required": False},
                            ),
                            51: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "help_text": "How far a search reaches at first: 5 to 200.",
                                    "label": "Radius",
                                    "max_value": 200,
                                    "min_value": 5,
                                    "required": False,
                                },
                            ),
                            52: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "help_text": "Where its links lead. Left empty: this site's directory.",
                                    "label": "Directory",
                                    "required": False,
                                },
                            ),
                            53: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 6),
                                        ("introduction", 50),
                                        ("default_radius", 51),
                                        ("directory", 52),
                                    ]
                                ],
                                {},
                            ),
                            54: (
                                "wagtail_tms.blocks.actions.ClinicChooserBlock",
                                (),
                                {},
                            ),
                            55: (
                                "wagtail.blocks.ListBlock",
                                (54,),
                                {"label": "Clinics", "max_num": 6, "min_num": 1},
                            ),
                            56: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 3), ("clinics", 55)]],
                                {},
                            ),
                            57: (
                                "wagtail.blocks.StreamBlock",
                                [
                                    [
                                        ("paragraph", 1),
                                        ("callout", 5),
                                        ("steps", 11),
                                        ("faq", 16),
                                        ("quote", 19),
                                        ("statistic", 30),
                                        ("table", 35),
                                        ("image", 39),
                                        ("video", 44),
                                        ("call_to_action", 49),
                                        ("clinic_locator", 53),
                                        ("clinic_teaser", 56),
                                    ]
                                ],
                                {"label": "Content"},
                            ),
                            58: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 3), ("body", 57)]],
                                {},
                            ),
                            59: (
                                "wagtail.blocks.StreamBlock",
                                [
                                    [
                                        ("paragraph", 1),
                                        ("callout", 5),
                                        ("steps", 11),
                                        ("faq", 16),
                                        ("quote", 19),
                                        ("statistic", 30),
                                        ("table", 35),
                                        ("image", 39),
                                        ("video", 44),
                                        ("call_to_action", 49),
                                        ("clinic_locator", 53),
                                        ("clinic_teaser", 56),
                                        ("subsection", 58),
                                    ]
                                ],
                                {"label": "Content"},
                            ),
                            60: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("body", 59)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "sources",
                    wagtail.fields.StreamField(
                        [("source", 5)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 400},
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "The journal, agency or organization.",
                                    "label": "Publisher",
                                    "max_length": 200,
                                },
                            ),
                            2: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "help_text": "Leave empty only where the source gives no date.",
                                    "label": "Year",
                                    "required": False,
                                    "validators": [
                                        wagtail_tms.blocks.evidence.validate_year
                                    ],
                                },
                            ),
                            3: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "label": "Address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.DateBlock",
                                (),
                                {
                                    "help_text": "The day someone last read it.",
                                    "label": "Read on",
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("title", 0),
                                        ("publisher", 1),
                                        ("year", 2),
                                        ("url", 3),
                                        ("accessed_on", 4),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="sources",
                    ),
                ),
                (
                    "published_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        verbose_name="published on",
                    ),
                ),
                (
                    "updated_on",
                    models.DateField(
                        blank=True,
                        help_text="The day of the last change that matters to a reader.",
                        null=True,
                        verbose_name="updated on",
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="lead image",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        related_name="+", to="wagtail_tms.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("basepage.basepage", models.Model),
        ),
        migrations.CreateModel(
            name="ArticleAuthor",
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
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("author", "Author"),
                            ("editor", "Editor"),
                            ("contributor", "Contributor"),
                        ],
                        default="author",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtail_tms.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authors",
                        to="testapp.articlepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "verbose_name_plural": "authors",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RelatedArticle",
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
                    "sort_order",
                    models.IntegerField(blank=True, editable=False, null=True),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="testapp.articlepage",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_articles",
                        to="testapp.articlepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "related article",
                "verbose_name_plural": "related articles",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
