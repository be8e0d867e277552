"""The pages of the directory in the terms of schema.org."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest

from tests.factories import (
    make_clinic,
    make_directory,
    make_language,
    make_organization,
)
from tests.outline import html
from tests.structured_data.rules import faults
from wagtail_tms.directory import clinic_url
from wagtail_tms.models import AccessibilityFeature, OpeningHours, SpecialDay


pytestmark = pytest.mark.django_db

SITE = "http://testserver"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


@pytest.fixture
def directory() -> Any:
    return make_directory()


@pytest.fixture
def described(client: Any, directory: Any) -> Any:
    """Fetch a page and return the nodes that it describes itself by, by type."""

    def read(url: str) -> dict[str, Any]:
        page = html(client.get(url))
        (text,) = SCRIPT.findall(page)
        document = json.loads(text)
        assert faults(document) == []
        return {node["@type"]: node for node in document["@graph"]}

    return read


def full_clinic() -> Any:
    clinic = make_clinic(
        street2="Suite 4",
        fax="+14065550124",
        email="hello@example.com",
        website="https://calm.example",
        npi="1234567893",
        accepting="nopt",
        location_precision="exact",
        organization=make_organization("Calm Group", website="https://group.example"),
        languages=[make_language()],
    )
    ramp, _created = AccessibilityFeature.objects.get_or_create(
        slug="ramp", defaults={"name": "Ramp"}
    )
    clinic.accessibility_features = [ramp]
    clinic.opening_hours = [
        OpeningHours(weekday=0, opens=datetime.time(8), closes=datetime.time(0)),
        OpeningHours(weekday=1, by_appointment=True),
    ]
    clinic.special_days = [
        SpecialDay(date=datetime.date(2030, 12, 25), closed=True),
        SpecialDay(
            date=datetime.date(2030, 12, 24),
            closed=False,
            opens=datetime.time(9),
            closes=datetime.time(12),
        ),
    ]
    clinic.save()
    return clinic


def test_a_clinic_is_described_as_its_page_shows_it(described: Any) -> None:
    clinic = full_clinic()
    url = SITE + clinic_url(clinic)
    node = described(clinic_url(clinic))["MedicalClinic"]
    assert node == {
        "@type": "MedicalClinic",
        "@id": f"{url}#clinic",
        "name": "Clinic",
        "url": url,
        "sameAs": "https://calm.example",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "101 Main St, Suite 4",
            "addressLocality": "Big Timber",
            "addressRegion": "MT",
            "postalCode": "59011",
            "addressCountry": "US",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": 45.835,
            "longitude": -109.955,
        },
        "telephone": "+14065550123",
        "faxNumber": "+14065550124",
        "email": "hello@example.com",
        "medicalSpecialty": "https://schema.org/Psychiatric",
        "availableService": {
            "@type": "MedicalTherapy",
            "name": "Transcranial magnetic stimulation",
            "alternateName": "TMS",
        },
        "isAcceptingNewPatients": False,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": "Monday",
                "opens": "08:00",
                "closes": "23:59",
            }
        ],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": f"2030-12-{day}",
                "validThrough": f"2030-12-{day}",
                "opens": opens,
                "closes": closes,
            }
            for day, opens, closes in (
                ("24", "09:00", "12:00"),
                ("25", "00:00", "00:00"),
            )
        ],
        "knowsLanguage": ["es"],
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": "Ramp", "value": True}
        ],
        "parentOrganization": {
            "@type": "Organization",
            "name": "Calm Group",
            "url": "https://group.example",
        },
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "NPI",
            "value": "1234567893",
        },
    }


def test_what_is_not_known_of_a_clinic_is_not_said(described: Any) -> None:
    clinic = make_clinic(accepting="unknown", location_precision="postal_code")
    node = described(clinic_url(clinic))["MedicalClinic"]
    assert not node.keys() & {
        "geo",
        "isAcceptingNewPatients",
        "openingHoursSpecification",
        "parentOrganization",
        "identifier",
    }


def test_a_closed_clinic_has_no_hours(described: Any) -> None:
    clinic = full_clinic()
    clinic.status = "temporarily_closed"
    clinic.save()
    node = described(clinic_url(clinic))["MedicalClinic"]
    assert "openingHoursSpecification" not in node


def test_a_clinic_stands_in_its_city_and_state(described: Any, directory: Any) -> None:
    clinic = make_clinic()
    trail = described(clinic_url(clinic))["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in trail] == [
        (1, directory.title, SITE + directory.url),
        (2, "Montana", f"{SITE}{directory.url}montana/"),
        (3, "Big Timber", f"{SITE}{directory.url}montana/big-timber/"),
        (4, "Clinic", SITE + clinic_url(clinic)),
    ]


def test_a_city_lists_its_clinics_page_by_page(described: Any, directory: Any) -> None:
    directory.page_size = 2
    directory.save_revision().publish()
    for name in "ABC":
        make_clinic(name)
    city = f"{directory.url}montana/big-timber/"
    page = described(f"{city}?page=2")["CollectionPage"]
    assert page["url"] == f"{SITE}{city}?page=2"
    assert page["mainEntity"]["numberOfItems"] == 3
    (item,) = page["mainEntity"]["itemListElement"]
    assert (item["position"], item["name"]) == (3, "C")
    assert item["url"].startswith(SITE + city)


def test_a_state_without_clinics_lists_none(described: Any, directory: Any) -> None:
    make_clinic()
    assert "mainEntity" not in described(f"{directory.url}idaho/")["CollectionPage"]


def test_a_search_is_not_described(client: Any, directory: Any) -> None:
    page = html(client.get(directory.url, {"near": "59011"}))
    assert "application/ld+json" not in page


def test_no_name_leaves_the_script(described: Any) -> None:
    clinic = make_clinic("</script><b>Calm")
    node = described(clinic_url(clinic))["MedicalClinic"]
    assert node["name"] == "</script><b>Calm"
