"""The tabs of the clinic editor.

A clinic model of the site's own can set ``edit_handler = clinic_edit_handler([...])``
with more tabs, or build one from the lists below.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from wagtail_tms.admin.clinic_form import ClinicForm
from wagtail_tms.admin.map_widget import LocationPanel


def choices_panel(name: str, help_text: str | Promise = "") -> FieldPanel:
    """Return a panel of checkboxes for one of the vocabularies."""
    return FieldPanel(
        name,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        classname="tms-checkboxes",
    )


BASICS = [
    FieldPanel("name", help_text=_("As it is written on the door.")),
    FieldPanel("organization"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(
                        "phone", help_text=_("The line that answers new patients.")
                    ),
                    FieldPanel("fax", help_text=_("For referrals.")),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "website",
                        help_text=_("This clinic's own page, if its group has one."),
                    ),
                    FieldPanel("booking_url"),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "email",
                        help_text=_(
                            "Public. An address that a team reads, not one person."
                        ),
                    ),
                    FieldPanel("npi"),
                ]
            ),
        ],
        heading=_("Contact"),
        help_text=_("A public clinic has a telephone number or a website."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("accepting"), FieldPanel("accepting_confirmed_on")]
            )
        ],
        heading=_("New patients"),
        help_text=_(
            "The first thing a reader looks for. Ask the clinic, and write down when."
        ),
    ),
    FieldPanel("description"),
    MultiFieldPanel(
        [
            FieldPanel(
                "photo",
                help_text=_(
                    "The building or the door, so that visitors know it again."
                ),
            ),
            FieldPanel("photo_alt"),
            FieldPanel("logo"),
        ],
        heading=_("Pictures"),
    ),
    FieldPanel("slug"),
]

LOCATION = [
    MultiFieldPanel(
        [
            FieldPanel(
                "street",
                help_text=_("Where people are treated, number first. No PO box."),
            ),
            FieldPanel("street2", help_text=_("What to look for in the building.")),
            FieldRowPanel(
                [FieldPanel("city"), FieldPanel("state"), FieldPanel("postal_code")]
            ),
        ],
        heading=_("Address"),
        help_text=_(
            "City and state are part of the clinic's web address. The ZIP code must be "
            "of the state; it also gives the time zone."
        ),
    ),
    MultiFieldPanel(
        [
            LocationPanel("location"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "location_precision",
                        help_text=_(
                            "“Exact” sends people who ask for directions to the pin, "
                            "everything else to the street address."
                        ),
                    ),
                    FieldPanel("time_zone"),
                ]
            ),
        ],
        heading=_("On the map"),
    ),
    choices_panel(
        "accessibility_features",
        _("Tick what someone at the clinic has confirmed."),
    ),
]

TREATMENT = [
    HelpPanel(
        content=_(
            "Readers see “FDA-cleared”, “off-label” or “not confirmed” next to each "
            "condition. The site works that out from the devices below; nobody types "
            "it."
        )
    ),
    choices_panel("conditions", _("What people are treated for here, with TMS.")),
    InlinePanel(
        "devices",
        heading=_("Devices"),
        label=_("device"),
        panels=[
            FieldRowPanel(
                [
                    FieldPanel("device", widget=forms.Select),
                    FieldPanel("since"),
                    FieldPanel("verified_on"),
                ]
            )
        ],
    ),
    choices_panel("protocols", _("The kinds of TMS that are offered here.")),
    choices_panel("services", _("What else the clinic does for its patients.")),
    MultiFieldPanel(
        [
            choices_panel("age_groups"),
            FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
        ],
        heading=_("Ages"),
        help_text=_("In whole years. Leave both numbers empty if there is no limit."),
    ),
    choices_panel("languages", _("Spoken by the staff, without an interpreter.")),
    MultiFieldPanel(
        [
            FieldPanel(
                "psychiatrist_on_site",
                help_text=_("“Unknown” is not shown. Ask the clinic."),
            ),
            InlinePanel("clinicians", heading=_("Clinicians"), label=_("clinician")),
        ],
        heading=_("People"),
    ),
]

INSURANCE_AND_COST = [
    InlinePanel(
        "insurers",
        heading=_("Insurers"),
        label=_("insurer"),
        panels=[
            FieldRowPanel(
                [
                    FieldPanel("insurer", widget=forms.Select),
                    FieldPanel("status"),
                    FieldPanel("verified_on"),
                ]
            ),
            FieldPanel("note", help_text=_("On the clinic's page, not in lists.")),
        ],
    ),
    MultiFieldPanel(
        [
            FieldPanel("self_pay", help_text=_("Treats people without insurance.")),
            FieldPanel("financing", help_text=_("People may pay bit by bit.")),
            FieldPanel(
                "sliding_scale", help_text=_("People with a low income pay less.")
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "price_note",
                        help_text=_("Like “$250 a session, the first visit $300”."),
                    ),
                    FieldPanel("price_note_on"),
                ]
            ),
        ],
        heading=_("Cost"),
        help_text=_("A price is only shown together with its date."),
    ),
]

HOURS = [
    InlinePanel(
        "opening_hours",
        heading=_("Opening hours"),
        label=_("opening hours"),
        help_text=_(
            "One row for each stretch of a day, in the clinic's own time. A day "
            "without a row is shown as closed once any day has one."
        ),
        panels=[
            FieldRowPanel(
                [FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]
            ),
            FieldRowPanel([FieldPanel("by_appointment"), FieldPanel("note")]),
        ],
    ),
    InlinePanel(
        "special_days",
        heading=_("Special days"),
        label=_("special day"),
        help_text=_("Holidays and other dates on which other hours apply."),
        panels=[
            FieldRowPanel(
                [FieldPanel("date"), FieldPanel("opens"), FieldPanel("closes")]
            ),
            FieldRowPanel([FieldPanel("closed"), FieldPanel("note")]),
        ],
    ),
]

TRUST = [
    MultiFieldPanel(
        [FieldPanel("last_verified_on")],
        heading=_("Confirmation"),
        help_text=_(
            "Readers see how long ago this entry was confirmed. Set the date only "
            "after going through the whole entry with the clinic."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "status",
                help_text=_(
                    "A clinic that is closed for a while is still found, and says so."
                ),
            ),
            FieldRowPanel(
                [
                    FieldPanel("closed_on"),
                    FieldPanel(
                        "moved_to",
                        help_text=_(
                            "Its new entry: the page of the old one leads there."
                        ),
                    ),
                ]
            ),
        ],
        heading=_("In business"),
        help_text=_("A clinic that has closed for good is no longer found."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("sponsored"),
                    FieldPanel(
                        "sponsored_until",
                        help_text=_("The last day. Left empty, it has no end."),
                    ),
                ]
            )
        ],
        heading=_("Sponsorship"),
    ),
    PublishingPanel(),
]


def clinic_edit_handler(extra_tabs: Sequence[Panel] = ()) -> TabbedInterface:
    """Return the clinic editor, with tabs of the site's own after ours."""
    return TabbedInterface(
        [
            ObjectList(BASICS, heading=_("Basics")),
            ObjectList(LOCATION, heading=_("Location")),
            ObjectList(TREATMENT, heading=_("Treatment")),
            ObjectList(INSURANCE_AND_COST, heading=_("Insurance and cost")),
            ObjectList(HOURS, heading=_("Hours")),
            ObjectList(TRUST, heading=_("Trust")),
            *extra_tabs,
        ],
        base_form_class=ClinicForm,
    )
