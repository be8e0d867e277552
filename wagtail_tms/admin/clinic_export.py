"""The spreadsheets of clinics: what each column is called and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

from wagtail_tms.admin.publishing_state import publishing_state
from wagtail_tms.phones import display_phone


# What a row of the export needs from other tables.
RELATED_ROWS = (
    "conditions",
    "protocols",
    "services",
    "languages",
    "age_groups",
    "accessibility_features",
    "devices__device",
    "insurers__insurer",
    "clinicians__person",
    "opening_hours",
    "special_days",
)


def with_export_rows(clinics: QuerySet) -> QuerySet:
    """Read what the columns take from other tables, in the same few queries."""
    return clinics.select_related("organization", "moved_to").prefetch_related(
        *RELATED_ROWS
    )


def _names(relation: str, *path: str) -> Callable[[Any], str]:
    """Return a function that lists what is at the end of a relation."""

    def read(clinic: Any) -> str:
        rows: Iterable[Any] = getattr(clinic, relation).all()
        for step in path:
            rows = [getattr(row, step) for row in rows]
        return "; ".join(sorted(str(row) for row in rows))

    return read


def _hours(clinic: Any) -> str:
    return "; ".join(
        _with_note(f"{row.get_weekday_display()} {_times(row)}", row.note)
        for row in clinic.opening_hours.all()
    )


def _special_days(clinic: Any) -> str:
    return "; ".join(
        _with_note(f"{row.date} {_times(row)}", row.note)
        for row in clinic.special_days.all()
    )


def _times(row: Any) -> str:
    """Say when a row of hours is open, in its own words where it has no times."""
    if getattr(row, "closed", False):
        return gettext("closed")
    if row.opens is None or row.closes is None:
        return gettext("by appointment only")
    times = f"{row.opens:%H:%M}-{row.closes:%H:%M}"
    if getattr(row, "by_appointment", False):
        return f"{times}, {gettext('by appointment only')}"
    return times


def _insurer_details(clinic: Any) -> str:
    return "; ".join(sorted(_insurer(row) for row in clinic.insurers.all()))


def _insurer(row: Any) -> str:
    facts = f"{row.insurer}: {row.get_status_display()}"
    if row.verified_on:
        facts = f"{facts}, {row.verified_on}"
    return _with_note(facts, row.note)


def _with_note(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text


# The columns of the spreadsheet: heading, and where the value comes from.
EXPORT: dict[str, tuple[Any, Callable[[Any], Any] | None]] = {
    "id": (_("ID"), None),
    "slug": (_("Slug"), None),
    "name": (_("Name"), None),
    "organization": (
        _("Organization"),
        lambda clinic: clinic.organization.name if clinic.organization else "",
    ),
    "description": (
        _("About the clinic"),
        lambda clinic: get_text_for_indexing(clinic.description).strip(),
    ),
    "street": (_("Street"), None),
    "street2": (_("Suite or floor"), None),
    "city": (_("City"), None),
    "state": (_("State"), None),
    "postal_code": (_("ZIP code"), None),
    "latitude": (_("Latitude"), None),
    "longitude": (_("Longitude"), None),
    "location_precision": (_("How exact"), None),
    "time_zone": (_("Time zone"), None),
    "phone_display": (_("Telephone"), None),
    "fax": (_("Fax"), lambda clinic: display_phone(clinic.fax) if clinic.fax else ""),
    "email": (_("Email"), None),
    "website": (_("Website"), None),
    "booking_url": (_("Online booking"), None),
    "npi": (_("NPI"), None),
    "accepting": (_("New patients"), None),
    "accepting_confirmed_on": (_("New patients confirmed on"), None),
    "conditions": (_("Conditions"), _names("conditions")),
    "devices": (_("Devices"), _names("devices", "device")),
    "protocols": (_("Protocols"), _names("protocols")),
    "services": (_("Services"), _names("services")),
    "age_groups": (_("Ages"), _names("age_groups")),
    "minimum_age": (_("Youngest age"), None),
    "maximum_age": (_("Oldest age"), None),
    "languages": (_("Languages"), _names("languages")),
    "accessibility_features": (_("Accessibility"), _names("accessibility_features")),
    "psychiatrist_on_site": (_("Psychiatrist on site"), None),
    "clinicians": (_("Clinicians"), _names("clinicians", "person")),
    "insurers": (_("Insurers"), _names("insurers", "insurer")),
    "insurer_details": (_("Insurers: status and date"), _insurer_details),
    "self_pay": (_("Self-pay"), None),
    "financing": (_("Payment plans"), None),
    "sliding_scale": (_("Sliding scale"), None),
    "price_note": (_("About prices"), None),
    "price_note_on": (_("Prices as of"), None),
    "opening_hours": (_("Opening hours"), _hours),
    "special_days": (_("Special days"), _special_days),
    "status": (_("Status"), None),
    "closed_on": (_("Closed from"), None),
    "moved_to": (
        _("Moved to"),
        lambda clinic: clinic.moved_to.slug if clinic.moved_to else "",
    ),
    "last_verified_on": (_("Last confirmed on"), None),
    "sponsored": (_("Sponsored"), None),
    "sponsored_until": (_("Sponsored until"), None),
    "publishing_state": (_("Live"), publishing_state),
    "first_published_at": (_("First published"), None),
    "last_published_at": (_("Last published"), None),
}
