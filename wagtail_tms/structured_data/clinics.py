"""A clinic as schema.org's ``MedicalClinic``: what its page shows, and no more.

No ratings, and no insurer's contract: schema.org has no word for the latter. A position
is told only where it is the clinic's own, and an answer only where it is known.
"""

from __future__ import annotations

import datetime
from typing import Any

from wagtail_tms.models.clinic_choices import Accepting, ClinicStatus, LocationPrecision
from wagtail_tms.models.clinic_details import MIDNIGHT
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.structured_data.graph import Node, node


DAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
ACCEPTS = {Accepting.NEW: True, Accepting.NONE: False}
OWN_POSITION = {LocationPrecision.EXACT, LocationPrecision.ADDRESS}
TMS = {
    "@type": "MedicalTherapy",
    "name": "Transcranial magnetic stimulation",
    "alternateName": "TMS",
}


def medical_clinic(clinic: AbstractClinic, url: str) -> Node:
    """Return a public clinic whose page is at ``url``, an absolute address.

    Makes no query when the relations that the page shows are prefetched.
    """
    return node(
        "MedicalClinic",
        id=f"{url}#clinic",
        name=clinic.name,
        url=url,
        sameAs=clinic.website,
        address=_address(clinic),
        geo=_geo(clinic),
        telephone=clinic.phone,
        faxNumber=clinic.fax,
        email=clinic.email,
        medicalSpecialty="https://schema.org/Psychiatric",
        availableService=TMS,
        isAcceptingNewPatients=ACCEPTS.get(Accepting(clinic.accepting)),
        openingHoursSpecification=_hours(clinic),
        specialOpeningHoursSpecification=_special_hours(clinic),
        knowsLanguage=[language.slug for language in clinic.languages.all()],
        amenityFeature=[
            node("LocationFeatureSpecification", name=feature.name, value=True)
            for feature in clinic.accessibility_features.all()
        ],
        parentOrganization=_organization(clinic),
        identifier=_npi(clinic),
    )


def _address(clinic: AbstractClinic) -> Node:
    return node(
        "PostalAddress",
        streetAddress=", ".join(filter(None, [clinic.street, clinic.street2])),
        addressLocality=clinic.city,
        addressRegion=clinic.state,
        postalCode=clinic.postal_code,
        addressCountry="US",
    )


def _geo(clinic: AbstractClinic) -> Node | None:
    if clinic.location_precision not in OWN_POSITION or clinic.latitude is None:
        return None
    return node("GeoCoordinates", latitude=clinic.latitude, longitude=clinic.longitude)


def _hours(clinic: AbstractClinic) -> list[Node]:
    if clinic.status != ClinicStatus.OPEN:
        return []  # Its hours are those of the days when it opens again.
    return [
        node("OpeningHoursSpecification", dayOfWeek=DAYS[row.weekday], **_times(row))
        for row in clinic.opening_hours.all()
        if row.opens and not row.by_appointment
    ]


def _special_hours(clinic: AbstractClinic) -> list[Node]:
    closed = {"opens": "00:00", "closes": "00:00"}
    return [
        node(
            "OpeningHoursSpecification",
            validFrom=row.date.isoformat(),
            validThrough=row.date.isoformat(),
            **(closed if row.closed else _times(row)),
        )
        for row in clinic.special_days.all()
    ]


def _times(row: Any) -> dict[str, str]:
    """Return the times of a row; midnight as an end is told as the minute before.

    From 00:00 to 00:00 would mean closed all day.
    """
    closes = datetime.time(23, 59) if row.closes == MIDNIGHT else row.closes
    return {"opens": f"{row.opens:%H:%M}", "closes": f"{closes:%H:%M}"}


def _organization(clinic: AbstractClinic) -> Node | None:
    group = clinic.organization
    return node("Organization", name=group.name, url=group.website) if group else None


def _npi(clinic: AbstractClinic) -> Node | None:
    if not clinic.npi:
        return None
    return node("PropertyValue", propertyID="NPI", value=clinic.npi)
