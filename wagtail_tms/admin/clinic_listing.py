"""The list of clinics."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView

from wagtail_tms.admin.clinic_export import EXPORT, with_export_rows
from wagtail_tms.admin.export import FormulaSafeExportMixin
from wagtail_tms.admin.publishing_state import publishing_state, with_publishing_state
from wagtail_tms.models import AbstractClinic


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


class ClinicIndexView(FormulaSafeExportMixin, IndexView):
    """The list of clinics: a constant number of queries, however many rows."""

    def get_base_queryset(self) -> QuerySet:
        return with_publishing_state(super().get_base_queryset())

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(with_export_rows(queryset), spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {
            field: read(item) if read else getattr(item, field)
            for field, (_heading, read) in EXPORT.items()
        }
