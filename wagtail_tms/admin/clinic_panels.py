"""The tabs of the clinic editor.

A clinic model of the site's own can set ``edit_handler = clinic_edit_handler([...])``
with more tabs, or build one from the lists below.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
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


def choices_panel(name: str, help_text: str = "") -> FieldPanel:
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
            FieldRowPanel([FieldPanel("phone"), FieldPanel("fax")]),
            FieldRowPanel([FieldPanel("website"), FieldPanel("booking_url")]),
            FieldRowPanel([FieldPanel("email"), FieldPanel("npi")]),
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
    FieldPanel("photo"),
    FieldPanel("slug"),
]

LOCATION = [
    MultiFieldPanel(
        [
            FieldPanel("street"),
            FieldPanel("street2"),
            FieldRowPanel(
                [FieldPanel("city"), FieldPanel("state"), FieldPanel("postal_code")]
            ),
        ],
        heading=_("Address"),
    ),
    MultiFieldPanel(
        [
            LocationPanel("location"),
            FieldRowPanel([FieldPanel("location_precision"), FieldPanel("time_zone")]),
        ],
        heading=_("On the map"),
    ),
    choices_panel("accessibility_features"),
]

TREATMENT = [
    HelpPanel(
        content=_(
            "Readers see “FDA-cleared”, “off-label” or “not confirmed” next to each "
            "condition. The site works that out from the devices below; nobody types "
            "it."
        )
    ),
    choices_panel("conditions"),
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
    choices_panel("protocols"),
    choices_panel("services"),
    MultiFieldPanel(
        [
            choices_panel("age_groups"),
            FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
        ],
        heading=_("Ages"),
        help_text=_("In whole years. Leave both numbers empty if there is no limit."),
    ),
    choices_panel("languages"),
    MultiFieldPanel(
        [
            FieldPanel("psychiatrist_on_site"),
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
            FieldPanel("self_pay"),
            FieldPanel("financing"),
            FieldPanel("sliding_scale"),
            FieldRowPanel([FieldPanel("price_note"), FieldPanel("price_note_on")]),
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
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("closed_on"), FieldPanel("moved_to")]),
        ],
        heading=_("In business"),
        help_text=_("A clinic that has closed for good is no longer found."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("sponsored"), FieldPanel("sponsored_until")])],
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
