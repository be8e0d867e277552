"""GET clinics/{slug}: one clinic, whole."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.api.test_clinics import make_full_clinic
from tests.factories import (
    make_age_group,
    make_clinic,
    make_organization,
    make_person,
)
from wagtail_tms.models import AccessibilityFeature, ClinicClinician, SpecialDay


pytestmark = pytest.mark.django_db

URL = "/tms/api/v1/clinics/calm"


def read(client: Client) -> Any:
    response = client.get(URL)
    assert response.status_code == 200, response.content
    return response.json()


def test_everything_public_is_told(client: Client) -> None:
    ramp = AccessibilityFeature.objects.create(name="Wheelchair", slug="mobility")
    clinic = make_full_clinic(
        slug="calm",
        organization=make_organization(website="https://example.com/group"),
        description="<p>We are <b>calm</b>.</p>",
        street2="Suite 4",
        fax="+14065550199",
        email="hello@example.com",
        booking_url="https://example.com/book",
        npi="1234567893",
        minimum_age=12,
        psychiatrist_on_site=True,
        self_pay=True,
        price_note="From $200",
        price_note_on=datetime.date(2026, 1, 2),
        last_verified_on=datetime.date(2026, 10, 1),
        age_groups=[make_age_group()],
    )
    clinic.accessibility_features = [ramp]
    person = make_person(credentials="MD", job_title="Psychiatrist")
    clinic.clinicians = [ClinicClinician(person=person, role="Medical director")]
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    clinic.special_days = [SpecialDay(date=tomorrow, closed=True, note="Holiday")]
    clinic.save()

    told = read(client)

    assert told["api_url"] == URL
    assert told["address"]["street2"] == "Suite 4"
    assert told["description"] == "<p>We are <b>calm</b>.</p>"
    assert told["organization"] == {
        "slug": "calm-group",
        "label": "Calm Group",
        "website": "https://example.com/group",
    }
    assert told["conditions"][0] == {
        "slug": "mdd",
        "label": "Depression",
        "evidence": "cleared",
        "clearances": [
            {
                "device": {"slug": "coil-one", "label": "Coil One"},
                "number": "K123456",
                "pathway": "510k",
                "decided_on": "2019-03-15",
                "minimum_age": 18,
                "maximum_age": None,
                "adjunct": False,
                "qualifier": "",
                "protocol": None,
                "source_url": "https://example.com/K123456",
                "checked_on": "2026-01-02",
            }
        ],
    }
    assert told["conditions"][1]["clearances"] == []
    assert told["devices"][0]["label"] == "Coil One"
    assert told["protocols"] == [{"slug": "theta-burst", "label": "Theta burst"}]
    assert told["insurers"][0]["kind"] == "commercial"
    assert told["age_groups"] == [
        {"slug": "adults", "label": "Adults", "minimum_age": 18, "maximum_age": None}
    ]
    assert told["accessibility_features"] == [
        {"slug": "mobility", "label": "Wheelchair"}
    ]
    assert told["clinicians"] == [
        {
            "name": "Ana Ruiz",
            "credentials": "MD",
            "role": "Medical director",
            "job_title": "Psychiatrist",
        }
    ]
    assert told["open_state"]["status"] == "open"
    assert [day["weekday"] for day in told["opening_hours"]] == list(range(7))
    assert told["opening_hours"][0]["spans"] == [
        {"opens": "00:00:00", "closes": "00:00:00", "by_appointment": False}
    ]
    assert told["special_days"] == [
        {"date": tomorrow.isoformat(), "spans": [], "note": "Holiday"}
    ]
    assert told["accepting"] == {
        "status": "unknown",
        "label": "Ask the clinic",
        "confirmed_on": None,
    }
    assert told["cost"]["price_note_on"] == "2026-01-02"
    assert told["last_verified_on"] == "2026-10-01"
    assert told["fax"] == "+14065550199"


def test_a_bare_clinic_can_be_told(client: Client) -> None:
    make_clinic(slug="calm", phone="", website="", time_zone="")
    told = read(client)
    assert told["phone"] is None
    assert told["photo"] is None
    assert told["opening_hours"] == []
    assert told["open_now"] is None
    assert told["open_state"]["status"] == "unknown"


def test_the_photo_has_a_size_and_words(client: Client) -> None:
    photo = get_image_model().objects.create(
        title="The door", description="A green door", file=get_test_image_file()
    )
    make_clinic(slug="calm", photo=photo)
    told = read(client)["photo"]
    assert told["url"].startswith("/media/")
    assert (told["width"], told["height"], told["alt"]) == (640, 480, "A green door")


def test_the_photo_may_have_words_of_the_clinic_and_the_logo_has_its_name(
    client: Client,
) -> None:
    picture = get_image_model().objects.create(
        title="Picture", file=get_test_image_file()
    )
    make_clinic("Calm", slug="calm", photo=picture, photo_alt="The ramp", logo=picture)
    told = read(client)
    assert (told["photo"]["alt"], told["logo"]["alt"]) == ("The ramp", "Calm")


def test_someone_who_left_is_not_told(client: Client) -> None:
    clinic = make_clinic(slug="calm")
    clinic.clinicians = [ClinicClinician(person=make_person(is_active=False))]
    clinic.save()
    assert read(client)["clinicians"] == []


def test_where_it_moved_is_told_only_when_that_is_public(client: Client) -> None:
    target = make_clinic("New Place", slug="new-place")
    make_clinic(slug="calm", moved_to=target)
    assert read(client)["moved_to"]["slug"] == "new-place"
    target.live = False
    target.save()
    assert read(client)["moved_to"] is None


def test_an_unknown_parameter_is_refused(client: Client) -> None:
    make_clinic(slug="calm")
    response = client.get(URL, {"fields": "name"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "fields"


@pytest.mark.parametrize("slug", ["calm/", "calm"])
def test_a_trailing_slash_changes_nothing(client: Client, slug: str) -> None:
    make_clinic(slug="calm")
    assert client.get(f"/tms/api/v1/clinics/{slug}").json()["slug"] == "calm"


def test_a_clinic_is_read_in_few_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    make_full_clinic(slug="calm")
    with django_assert_max_num_queries(20):
        read(client)


def test_a_former_slug_leads_on(client: Client) -> None:
    clinic = make_clinic(slug="old")
    clinic.slug = "new"
    clinic.save_revision().publish()
    response = client.get("/tms/api/v1/clinics/old")
    assert (response.status_code, response["Location"]) == (
        301,
        "/tms/api/v1/clinics/new",
    )
