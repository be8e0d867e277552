"""The TMS menu: clinics, the vocabularies, people and topics."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import BooleanColumn, NumberColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from wagtail_tms import get_clinic_model
from wagtail_tms.admin import clinic_listing
from wagtail_tms.admin.clinic_export import EXPORT
from wagtail_tms.admin.clinic_form import ClinicForm
from wagtail_tms.admin.clinic_panels import clinic_edit_handler
from wagtail_tms.admin.device_form import DeviceForm
from wagtail_tms.admin.export import FormulaSafeExportMixin
from wagtail_tms.admin.filters import ClinicFilterSet
from wagtail_tms.admin.live_link import LiveLinkMixin
from wagtail_tms.admin.publication import ClinicWorkflowActionView, RefusalMixin
from wagtail_tms.admin.usage import VocabularyEditView, VocabularyUsageView
from wagtail_tms.models import (
    AccessibilityFeature,
    AgeGroup,
    Condition,
    Device,
    Insurer,
    Language,
    Organization,
    Person,
    Protocol,
    Service,
    Topic,
)


class FormulaSafeIndexView(FormulaSafeExportMixin, IndexView):
    """A list whose CSV files hold no formulas."""


class ClinicCreateView(RefusalMixin, CreateView):
    """Adds a clinic."""


class ClinicEditView(LiveLinkMixin, RefusalMixin, EditView):
    """Edits a clinic, and goes back to an earlier version of one."""


class ClinicInspectView(LiveLinkMixin, InspectView):
    """Shows a clinic as it is in the database."""


class ClinicCopyView(RefusalMixin, CopyView):
    """Starts a copy without what is true of the original only."""

    def get_initial_form_instance(self) -> Any:
        clinic = super().get_initial_form_instance()
        clinic.slug = ""
        clinic.accepting_confirmed_on = None
        clinic.last_verified_on = None
        return clinic


class ClinicViewSet(SnippetViewSet):
    """The clinics, of whichever model the site uses."""

    model = get_clinic_model()
    icon = "tms-clinic"
    index_view_class = clinic_listing.ClinicIndexView
    add_view_class = ClinicCreateView
    edit_view_class = ClinicEditView
    copy_view_class = ClinicCopyView
    workflow_action_view_class = ClinicWorkflowActionView
    inspect_view_class = ClinicInspectView
    inspect_view_enabled = True
    list_display = clinic_listing.LIST_DISPLAY
    filterset_class = ClinicFilterSet
    list_per_page = 50
    ordering = ["name", "pk"]
    # The database, not the search index: always up to date, and filters combine.
    search_backend_name = None
    search_fields = ["name", "street", "city", "postal_code", "organization__name"]
    list_export = list(EXPORT)
    export_headings = {field: heading for field, (heading, _read) in EXPORT.items()}
    export_filename = "clinics"

    def get_edit_handler(self) -> Panel:
        """Return our tabs, or the panels that the site's clinic model defines."""
        if not (hasattr(self.model, "edit_handler") or hasattr(self.model, "panels")):
            return clinic_edit_handler().bind_to_model(self.model)
        handler = super().get_edit_handler()
        if not (handler.base_form_class or hasattr(self.model, "base_form_class")):
            handler.base_form_class = ClinicForm
        return handler


class VocabularyViewSet(SnippetViewSet):
    """What the vocabularies have in common."""

    index_view_class = FormulaSafeIndexView
    edit_view_class = VocabularyEditView
    usage_view_class = VocabularyUsageView
    list_display = ["name", "slug", "sort_order", UpdatedAtColumn()]
    list_per_page = 50
    ordering = ["sort_order", "name"]
    search_backend_name = None
    search_fields = ["name", "slug"]
    list_export = ["name", "slug", "description", "sort_order"]


class ConditionViewSet(VocabularyViewSet):
    model = Condition
    icon = "clipboard-list"
    list_display = ["name", "short_name", "slug", "sort_order", UpdatedAtColumn()]
    search_fields = ["name", "short_name", "aliases", "slug"]
    list_export = [
        "name",
        "short_name",
        "slug",
        "aliases",
        "description",
        "off_label_as_of",
        "off_label_source_url",
        "sort_order",
    ]
    export_filename = "conditions"


class ProtocolViewSet(VocabularyViewSet):
    model = Protocol
    icon = "tms-protocol"
    list_display = ["name", "parameters", "session_minutes", "checked_on"]
    list_filter = ["checked_on"]
    search_fields = ["name", "parameters", "slug"]
    list_export = [
        "name",
        "slug",
        "description",
        "parameters",
        "session_minutes",
        "source_url",
        "checked_on",
        "sort_order",
    ]
    export_filename = "protocols"


class DeviceViewSet(VocabularyViewSet):
    model = Device
    icon = "tms-device"
    list_display = [
        "name",
        "manufacturer",
        "coil",
        "product_code",
        NumberColumn(
            "clearance_count", label=_("Clearances"), sort_key="clearance_count"
        ),
    ]
    list_filter = ["manufacturer"]
    search_fields = ["name", "manufacturer", "slug"]
    list_export = [
        "name",
        "slug",
        "manufacturer",
        "coil",
        "product_code",
        "website",
        "description",
        "clearance_count",
        "sort_order",
    ]
    export_headings = {"clearance_count": _("Clearances")}
    export_filename = "devices"

    def get_edit_handler(self) -> Panel:
        """Return the model's panels, with the form that compares the clearances."""
        handler = super().get_edit_handler()
        handler.base_form_class = DeviceForm
        return handler

    def get_queryset(self, request: Any) -> QuerySet[Device]:
        return Device.objects.annotate(clearance_count=Count("clearances"))


class InsurerViewSet(VocabularyViewSet):
    model = Insurer
    icon = "key"
    list_display = ["name", "kind", "slug", "sort_order", UpdatedAtColumn()]
    list_filter = ["kind"]
    list_export = ["name", "slug", "kind", "website", "description", "sort_order"]
    export_filename = "insurers"


class ServiceViewSet(VocabularyViewSet):
    model = Service
    icon = "tasks"
    export_filename = "services"


class LanguageViewSet(VocabularyViewSet):
    model = Language
    icon = "globe"
    export_filename = "languages"


class AgeGroupViewSet(VocabularyViewSet):
    model = AgeGroup
    icon = "group"
    list_display = ["name", "minimum_age", "maximum_age", "slug", "sort_order"]
    list_export = ["name", "slug", "minimum_age", "maximum_age", "sort_order"]
    export_filename = "age-groups"


class AccessibilityFeatureViewSet(VocabularyViewSet):
    model = AccessibilityFeature
    icon = "view"
    export_filename = "accessibility-features"


class TopicViewSet(VocabularyViewSet):
    model = Topic
    icon = "tag"
    export_filename = "topics"


class OrganizationViewSet(VocabularyViewSet):
    model = Organization
    icon = "home"
    list_display = ["name", "website", "slug", UpdatedAtColumn()]
    ordering = ["name"]
    list_export = ["name", "slug", "website"]
    export_filename = "organizations"


class PersonViewSet(VocabularyViewSet):
    model = Person
    icon = "user"
    list_display = [
        "name",
        "credentials",
        "kind",
        "affiliation",
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["kind", "is_active"]
    ordering = ["name"]
    search_fields = ["name", "credentials", "affiliation", "slug"]
    list_export = [
        "name",
        "slug",
        "kind",
        "credentials",
        "job_title",
        "affiliation",
        "npi",
        "website",
        "conflicts_of_interest",
        "is_active",
    ]
    export_filename = "people"


class TMSViewSetGroup(SnippetViewSetGroup):
    """The “TMS” menu."""

    menu_label = _("TMS")
    menu_name = "tms"
    menu_icon = "tms"
    menu_order = 250
    items = (
        ClinicViewSet,
        ConditionViewSet,
        ProtocolViewSet,
        DeviceViewSet,
        InsurerViewSet,
        ServiceViewSet,
        LanguageViewSet,
        AgeGroupViewSet,
        AccessibilityFeatureViewSet,
        OrganizationViewSet,
        PersonViewSet,
        TopicViewSet,
    )
