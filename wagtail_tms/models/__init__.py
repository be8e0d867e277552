"""All models, one idea per module."""

from wagtail_tms.models.access import (
    AccessibilityFeature,
    AgeGroup,
    Insurer,
    Language,
    Service,
)
from wagtail_tms.models.clinic_choices import (
    Accepting,
    ClinicStatus,
    LocationPrecision,
)
from wagtail_tms.models.clinic_details import (
    ClinicClinician,
    ClinicDevice,
    ClinicInsurer,
    OpeningHours,
    SpecialDay,
)
from wagtail_tms.models.clinics import (
    AbstractClinic,
    Clinic,  # noqa: TID251
)
from wagtail_tms.models.entries import (
    FacetSlot,
    LocatorEntry,
    LocatorVersion,
    MapCell,
)
from wagtail_tms.models.former_slugs import FormerSlug
from wagtail_tms.models.people import Organization, Person
from wagtail_tms.models.settings import TMSSettings
from wagtail_tms.models.shipped import ShippedRow
from wagtail_tms.models.terms import Term
from wagtail_tms.models.topics import Topic
from wagtail_tms.models.treatments import (
    Condition,
    Device,
    DeviceClearance,
    Protocol,
)


__all__ = [
    "AbstractClinic",
    "Accepting",
    "AccessibilityFeature",
    "AgeGroup",
    "Clinic",
    "ClinicClinician",
    "ClinicDevice",
    "ClinicInsurer",
    "ClinicStatus",
    "Condition",
    "Device",
    "DeviceClearance",
    "FacetSlot",
    "FormerSlug",
    "Insurer",
    "Language",
    "LocationPrecision",
    "LocatorEntry",
    "LocatorVersion",
    "MapCell",
    "OpeningHours",
    "Organization",
    "Person",
    "Protocol",
    "Service",
    "ShippedRow",
    "SpecialDay",
    "TMSSettings",
    "Term",
    "Topic",
]
