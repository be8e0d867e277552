"""One clinic, whole: the query that reads it and the shape that tells it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.rich_text import expand_db_html

from wagtail_tms import get_clinic_model
from wagtail_tms.api.detail_schemas import (
    AcceptingDetail,
    AddressDetail,
    AgeGroupSchema,
    Clearance,
    ClinicDetail,
    ClinicianSchema,
    ConditionDetail,
    CostSchema,
    DeviceDetail,
    InsurerDetail,
    MovedTo,
    OpenStateSchema,
    OrganizationSchema,
    PhotoSchema,
    SpecialDaySchema,
    WeekdaySchema,
)
from wagtail_tms.api.representations import base, terms
from wagtail_tms.api.schemas import TermSchema
from wagtail_tms.directory import clinic_url
from wagtail_tms.directory.clinic_route import CLINIC_DETAILS
from wagtail_tms.evidence import Treatment, clinic_treatments
from wagtail_tms.hours import open_state, upcoming_special_days, week
from wagtail_tms.models import (
    AbstractClinic,
    ClinicClinician,
    ClinicDevice,
    ClinicInsurer,
    DeviceClearance,
)


PHOTO_FILTER = "max-1200x1200"
CLEARED_PROTOCOL = "conditions__clearances__protocol"


def find(**key: Any) -> AbstractClinic | None:
    """Return the public clinic of this slug or pk with all its relations, or None."""
    clinics = get_clinic_model()._default_manager.public().filter(**key)
    rows = clinics.select_related("organization", "photo", "logo")
    return rows.prefetch_related(*CLINIC_DETAILS, CLEARED_PROTOCOL).first()


def clinic_detail(
    clinic: AbstractClinic, request: HttpRequest, api_url: str
) -> ClinicDetail:
    """Return everything about a clinic that is public.

    ``api_url`` is where the API that answers has it.
    """
    state = open_state(clinic)
    return ClinicDetail(
        **base(clinic, request, state),
        **_identity(clinic, request),
        api_url=api_url,
        **_treatment(clinic),
        **_access(clinic),
        open_state=OpenStateSchema.model_validate(state),
        opening_hours=[WeekdaySchema.model_validate(day) for day in week(clinic)],
        special_days=[
            SpecialDaySchema.model_validate(day)
            for day in upcoming_special_days(clinic)
        ],
    )


def _identity(clinic: AbstractClinic, request: HttpRequest) -> dict[str, Any]:
    return {
        "description": expand_db_html(clinic.description),
        "photo": _picture(clinic.photo, clinic.photo_description),
        "logo": _picture(clinic.logo, clinic.name),
        "organization": _organization(clinic),
        "address": AddressDetail.model_validate(clinic),
        "time_zone": clinic.time_zone,
        "fax": clinic.fax,
        "email": clinic.email,
        "website": clinic.website,
        "booking_url": clinic.booking_url,
        "npi": clinic.npi,
        "closed_on": clinic.closed_on,
        "moved_to": _moved_to(clinic, request),
        "last_verified_on": clinic.last_verified_on,
    }


def _treatment(clinic: AbstractClinic) -> dict[str, Any]:
    return {
        "conditions": [_condition(each) for each in clinic_treatments(clinic)],
        "protocols": terms(clinic.protocols.all()),
        "devices": [_device(row) for row in clinic.devices.all()],
        "clinicians": [
            _clinician(row) for row in clinic.clinicians.all() if row.person.is_active
        ],
        "psychiatrist_on_site": clinic.psychiatrist_on_site,
        "services": terms(clinic.services.all()),
    }


def _access(clinic: AbstractClinic) -> dict[str, Any]:
    return {
        "accepting": AcceptingDetail(
            status=clinic.accepting,
            label=clinic.get_accepting_display(),
            confirmed_on=clinic.accepting_confirmed_on,
        ),
        "insurers": [_insurer(row) for row in clinic.insurers.all()],
        "age_groups": [
            AgeGroupSchema(
                slug=group.slug,
                label=group.name,
                minimum_age=group.minimum_age,
                maximum_age=group.maximum_age,
            )
            for group in clinic.age_groups.all()
        ],
        "languages": terms(clinic.languages.all()),
        "minimum_age": clinic.minimum_age,
        "maximum_age": clinic.maximum_age,
        "accessibility_features": terms(clinic.accessibility_features.all()),
        "cost": CostSchema.model_validate(clinic),
    }


def _picture(image: Any, alt: str) -> PhotoSchema | None:
    if image is None:
        return None
    rendition = get_rendition_or_not_found(image, PHOTO_FILTER)
    return PhotoSchema(
        url=rendition.url,
        width=round(rendition.width),
        height=round(rendition.height),
        alt=alt,
    )


def _organization(clinic: AbstractClinic) -> OrganizationSchema | None:
    if (group := clinic.organization) is None:
        return None
    return OrganizationSchema(slug=group.slug, label=group.name, website=group.website)


def _moved_to(clinic: AbstractClinic, request: HttpRequest) -> MovedTo | None:
    if clinic.moved_to_id is None:
        return None
    clinics = get_clinic_model()._default_manager.public()
    target = clinics.filter(pk=clinic.moved_to_id).first()
    if target is None:
        return None
    url = clinic_url(target, request)
    return MovedTo(slug=target.slug, name=target.name, url=url)


def _condition(treatment: Treatment) -> ConditionDetail:
    return ConditionDetail(
        slug=treatment.condition.slug,
        label=treatment.condition.label,
        evidence=treatment.evidence.value,
        clearances=[
            _clearance(clearance, *terms([use.device]))
            for use in treatment.uses
            for clearance in use.clearances
        ],
    )


def _clearance(clearance: DeviceClearance, device: TermSchema) -> Clearance:
    protocol = clearance.protocol
    return Clearance(
        device=device,
        number=clearance.number,
        pathway=clearance.pathway,
        decided_on=clearance.decided_on,
        minimum_age=clearance.minimum_age,
        maximum_age=clearance.maximum_age,
        adjunct=clearance.adjunct,
        qualifier=clearance.qualifier,
        protocol=terms([protocol])[0] if protocol else None,
        source_url=clearance.source_url,
        checked_on=clearance.checked_on,
    )


def _device(row: ClinicDevice) -> DeviceDetail:
    return DeviceDetail(
        slug=row.device.slug,
        label=row.device.name,
        manufacturer=row.device.manufacturer,
        since=row.since,
        verified_on=row.verified_on,
    )


def _insurer(row: ClinicInsurer) -> InsurerDetail:
    return InsurerDetail(
        slug=row.insurer.slug,
        label=row.insurer.name,
        kind=row.insurer.kind,
        status=row.status,
        verified_on=row.verified_on,
        note=row.note,
    )


def _clinician(row: ClinicClinician) -> ClinicianSchema:
    return ClinicianSchema(
        name=row.person.name,
        credentials=row.person.credentials,
        role=row.role,
        job_title=row.person.job_title,
    )
