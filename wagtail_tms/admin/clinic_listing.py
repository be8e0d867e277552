"""The list of clinics and its spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, UpdatedAtColumn
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView

from wagtail_tms.admin.export import FormulaSafeExportMixin
from wagtail_tms.models import AbstractClinic


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
)


def with_publishing_state(clinics: QuerySet) -> QuerySet:
    """Annotate what Wagtail would otherwise ask for clinic by clinic."""
    about_it = {
        "base_content_type": ContentType.objects.get_for_model(clinics.model),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    return clinics.annotate(
        is_scheduled=Exists(
            Revision.objects.filter(approved_go_live_at__isnull=False, **about_it)
        ),
        is_in_review=Exists(
            WorkflowState.objects.filter(
                status=WorkflowState.STATUS_IN_PROGRESS, **about_it
            )
        ),
    )


def publishing_state(clinic: Any) -> str:
    """Return the words of Wagtail's own ``status_string``, without its queries."""
    parts = [gettext("live")] if clinic.live else []
    if clinic.is_scheduled:
        parts.append(gettext("scheduled"))
    elif clinic.is_in_review:
        parts.append(gettext("in moderation"))
    elif not clinic.live:
        parts.append(gettext("expired") if clinic.expired else gettext("draft"))
    elif clinic.has_unpublished_changes:
        parts.append(gettext("draft"))
    return " + ".join(parts)


def accepting_since(clinic: AbstractClinic) -> str:
    """Return whether new patients are accepted, and when somebody asked."""
    label = clinic.get_accepting_display()
    if clinic.accepting_confirmed_on is None:
        return label
    day = date_format(clinic.accepting_confirmed_on, "SHORT_DATE_FORMAT")
    return f"{label} ({day})"


LIST_DISPLAY = [
    "name",
    "city",
    Column("state", label=_("State"), sort_key="state"),
    Column(
        "accepting_since",
        label=_("New patients"),
        accessor=accepting_since,
        sort_key="accepting",
    ),
    "status",
    StatusTagColumn(
        "publishing_state",
        label=_("Live"),
        accessor=publishing_state,
        sort_key="live",
        primary=lambda clinic: clinic.live,
    ),
    Column(
        "last_verified_on",
        label=_("Last confirmed"),
        accessor=lambda clinic: clinic.last_verified_on or gettext("Never"),
        sort_key="last_verified_on",
    ),
    UpdatedAtColumn(),
]


def _names(relation: str, *path: str) -> Callable[[Any], str]:
    """Return a function that lists what is at the end of a relation."""

    def read(clinic: Any) -> str:
        rows: Iterable[Any] = getattr(clinic, relation).all()
        for step in path:
            rows = [getattr(row, step) for row in rows]
        return "; ".join(sorted(str(row) for row in rows))

    return read


def _hours(clinic: Any) -> str:
    return "; ".join(str(row) for row in clinic.opening_hours.all())


# The columns of the spreadsheet: heading, and where the value comes from.
EXPORT: dict[str, tuple[Any, Callable[[Any], Any] | None]] = {
    "id": (_("ID"), None),
    "slug": (_("Slug"), None),
    "name": (_("Name"), None),
    "organization": (
        _("Organization"),
        lambda clinic: clinic.organization.name if clinic.organization else "",
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
    "clinicians": (_("Clinicians"), _names("clinicians", "person")),
    "insurers": (_("Insurers"), _names("insurers", "insurer")),
    "self_pay": (_("Self-pay"), None),
    "financing": (_("Payment plans"), None),
    "sliding_scale": (_("Sliding scale"), None),
    "price_note": (_("About prices"), None),
    "price_note_on": (_("Prices as of"), None),
    "opening_hours": (_("Opening hours"), _hours),
    "status": (_("Status"), None),
    "closed_on": (_("Closed from"), None),
    "last_verified_on": (_("Last confirmed on"), None),
    "sponsored": (_("Sponsored"), None),
    "publishing_state": (_("Live"), publishing_state),
    "first_published_at": (_("First published"), None),
    "last_published_at": (_("Last published"), None),
}


class ClinicIndexView(FormulaSafeExportMixin, IndexView):
    """The list of clinics: a constant number of queries, however many rows."""

    def get_base_queryset(self) -> QuerySet:
        return with_publishing_state(super().get_base_queryset())

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> Any:
        rows = queryset.select_related("organization").prefetch_related(
            *RELATED_ROWS, "opening_hours"
        )
        return super().as_spreadsheet(rows, spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            field: read(item) if read else getattr(item, field)
            for field, (_heading, read) in EXPORT.items()
        }
