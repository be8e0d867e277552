"""The home page."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("headline", models.CharField(max_length=120)),
                ("lead", models.TextField(blank=True)),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("clinic_locator", 4),
                            ("facts", 10),
                            ("latest_articles", 13),
                            ("steps", 18),
                            ("paragraph", 19),
                            ("callout", 23),
                            ("call_to_action", 28),
                            ("clinic_teaser", 31),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Heading",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Introduction", "required": False},
                            ),
                            2: (
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
                            3: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {
                                    "help_text": "Where its links lead. Left empty: this site's directory.",
                                    "label": "Directory",
                                    "required": False,
                                },
                            ),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 0),
                                        ("introduction", 1),
                                        ("default_radius", 2),
                                        ("directory", 3),
                                    ]
                                ],
                                {},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 120, "required": False},
                            ),
                            6: ("wagtail.blocks.CharBlock", (), {"max_length": 80}),
                            7: ("wagtail.blocks.TextBlock", (), {}),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 6), ("text", 7)]],
                                {},
                            ),
                            9: (
                                "wagtail.blocks.ListBlock",
                                (8,),
                                {"max_num": 4, "min_num": 1},
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 5), ("facts", 9)]],
                                {},
                            ),
                            11: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            12: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            13: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 11), ("introduction", 12)]],
                                {},
                            ),
                            14: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            15: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 14), ("text", 15)]],
                                {},
                            ),
                            17: (
                                "wagtail.blocks.ListBlock",
                                (16,),
                                {"label": "Steps", "min_num": 2},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 0), ("steps", 17)]],
                                {},
                            ),
                            19: ("wagtail_tms.blocks.text.ParagraphBlock", (), {}),
                            20: (
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
                            21: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            22: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "ol", "ul"],
                                    "label": "Text",
                                },
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("kind", 20), ("heading", 21), ("text", 22)]],
                                {},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "default": "Find clinics",
                                    "help_text": "Say what happens, such as “Find clinics”.",
                                    "label": "Button",
                                    "max_length": 60,
                                },
                            ),
                            25: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {
                                    "help_text": "Shows the search form of this site's directory.",
                                    "label": "Search the clinic directory",
                                    "required": False,
                                },
                            ),
                            26: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Or a page", "required": False},
                            ),
                            27: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "label": "Or an address",
                                    "max_length": 500,
                                    "required": False,
                                },
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("heading", 21),
                                        ("text", 15),
                                        ("label", 24),
                                        ("directory", 25),
                                        ("page", 26),
                                        ("url", 27),
                                    ]
                                ],
                                {},
                            ),
                            29: (
                                "wagtail_tms.blocks.actions.ClinicChooserBlock",
                                (),
                                {},
                            ),
                            30: (
                                "wagtail.blocks.ListBlock",
                                (29,),
                                {"label": "Clinics", "max_num": 6, "min_num": 1},
                            ),
                            31: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 21), ("clinics", 30)]],
                                {},
                            ),
                        },
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
            bases=("wagtailcore.page",),
        ),
    ]
