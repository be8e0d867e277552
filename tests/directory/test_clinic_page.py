"""The clinic page: everything a visitor may know, and a draft that may be empty."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from tests.articles.factories import make_image
from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_directory,
    make_insurer,
    make_language,
    make_off_label,
    make_organization,
    make_person,
    make_protocol,
    make_service,
)
from tests.outline import Outline
from wagtail_tms import get_clinic_model
from wagtail_tms.directory import clinic_path
from wagtail_tms.models import (
    AccessibilityFeature,
    ClinicClinician,
    ClinicDevice,
    ClinicInsurer,
    OpeningHours,
    SpecialDay,
    TMSSettings,
)


pytestmark = pytest.mark.django_db


def page_of(client: Any, clinic: Any) -> str:
    directory = make_directory()
    response = client.get(directory.url + clinic_path(clinic))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def make_whole_clinic() -> Any:
    depression, tinnitus = make_condition(), make_off_label()
    coil, other = make_device(), make_device("Coil Two")
    make_clearance(coil, depression, maximum_age=70, adjunct=True, number="K231926")
    clinic = make_clinic(
        "Calm Clinic",
        organization=make_organization(website="https://example.org/"),
        description="<p>Two quiet rooms.</p>",
        street2="Suite 3",
        fax="+14065550199",
        email="hello@example.com",
        booking_url="https://example.com/book",
        npi="1234567893",
        accepting="existptonly",
        accepting_confirmed_on=timezone.localdate() - datetime.timedelta(days=2),
        minimum_age=15,
        psychiatrist_on_site=True,
        conditions=[depression, tinnitus],
        protocols=[make_protocol(session_minutes="About 3")],
        services=[make_service()],
        languages=[make_language()],
        age_groups=[make_age_group()],
        hours=[(0, "08:00", "12:00"), (0, "13:00", "17:00")],
        self_pay=True,
        financing=True,
        sliding_scale=True,
        price_note="From $250 a session",
        price_note_on=datetime.date(2026, 3, 1),
        last_verified_on=timezone.localdate(),
    )
    clinic.accessibility_features = [
        AccessibilityFeature.objects.create(name="Wheelchair accessible", slug="wheel")
    ]
    clinic.devices = [
        ClinicDevice(device=coil, since=2019, verified_on=datetime.date(2026, 10, 5)),
        ClinicDevice(device=other),
    ]
    clinic.insurers = [
        ClinicInsurer(
            insurer=make_insurer(),
            status="in_network",
            verified_on=datetime.date(2026, 11, 2),
            note="PPO only",
        ),
        ClinicInsurer(insurer=make_insurer("Other Health"), status="ask"),
    ]
    person = make_person(credentials="MD")
    clinic.clinicians = [ClinicClinician(person=person, role="Medical director")]
    clinic.special_days = [
        SpecialDay(
            date=timezone.localdate() + datetime.timedelta(days=4),
            closed=True,
            note="Thanksgiving",
        )
    ]
    clinic.save()
    return clinic


def test_the_page_tells_everything(client: Any) -> None:
    page = page_of(client, make_whole_clinic())
    for words in (
        "<h1>Calm Clinic</h1>",
        "Calm Group",
        "101 Main St, Suite 3",
        "Call <bdi>(406) 555-0123</bdi>",
        "https://example.com/book",
        "(406) 555-0199",
        "mailto:hello@example.com",
        "1234567893",
        "Existing patients only",
        "confirmed 2 days ago",
        "Ages 15 and over",
        "On site during sessions",
        "Two quiet rooms.",
        "About 3 minutes a session",
        "Telehealth consultation",
        "Spanish",
        "Wheelchair accessible",
        "since 2019",
        "confirmed Oct. 5, 2026",
        "In network",
        "PPO only",
        "Nov. 2, 2026",
        "Ask the clinic",
        "Confirm your coverage with the clinic and with your plan.",
        "Payment plans",
        "From $250 a session",
        "as of March 1, 2026",
        "Ana Ruiz, MD",
        "Medical director",
        "8 AM to noon",
        "1 PM to 5 PM",
        "Thanksgiving",
        "Last confirmed today",
        "A listing is not an endorsement.",
        "found no TMS device cleared for it",
    ):
        assert words in page


def test_a_clearance_shows_its_reach_its_number_and_its_source(client: Any) -> None:
    page = page_of(client, make_whole_clinic())
    assert "Ages 18 to 70" in page
    assert "Together with other treatment" in page
    assert (
        '<a href="https://example.com/K123456" rel="noopener noreferrer">K231926'
        in (page)
    )
    assert "March 2019" in page
    assert "approved" not in page


def test_today_is_marked_once(client: Any) -> None:
    clinic = make_clinic(hours=[(day, "09:00", "17:00") for day in range(7)])
    assert page_of(client, clinic).count("tms-hours__today") == 1


def test_unknown_hours_are_not_called_closed(client: Any) -> None:
    page = page_of(client, make_clinic())
    assert "We do not know the hours. Call to ask." in page
    assert "Closed" not in page


def test_the_nearest_other_clinics_are_named(client: Any) -> None:
    clinic = make_clinic("Here")
    for number in range(1, 6):
        make_clinic(f"Neighbor {number}", latitude=45.835 + number / 10)
    page = page_of(client, clinic)
    nearby = page.partition("Other clinics nearby")[2].partition("</section>")[0]
    assert re.findall(r"Neighbor \d", nearby) == [f"Neighbor {n}" for n in (1, 2, 3)]
    assert "6.9 miles" in nearby
    assert "Here" not in nearby


def test_the_page_has_a_sound_outline_and_nothing_inline(client: Any) -> None:
    outline = Outline(page_of(client, make_whole_clinic()))
    assert len(outline.ids) == len(set(outline.ids))
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert outline.levels[0] == 1
    assert all(after - before <= 1 for before, after in steps)
    assert not outline.hosts
    assert not outline.inline


@pytest.mark.parametrize(
    ("set_to", "href"),
    [
        ("https://example.org/report/", "https://example.org/report/"),
        ("/contact/", "/contact/"),
        ("desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_problem_can_be_reported_where_the_site_says_where(
    client: Any, set_to: str, href: str
) -> None:
    clinic = make_clinic()
    assert "Report a problem" not in page_of(client, clinic)
    settings = TMSSettings.objects.get()
    settings.report_problem_url = set_to
    settings.full_clean()
    settings.save()
    page = client.get(f"/clinics/{clinic_path(clinic)}").content.decode()
    assert f'<a href="{href}">Report a problem</a>' in page


def test_markup_in_a_name_stays_text(client: Any) -> None:
    page = page_of(client, make_clinic("<script>alert(1)</script>", slug="x"))
    assert "<script>" not in page


def test_directions_go_to_the_door_where_it_is_known(client: Any) -> None:
    address = "destination=101+Main+St%2C+Big+Timber%2C+MT+59011"
    assert address in page_of(client, make_clinic())
    exact = make_clinic("Exact", location_precision="exact")
    page = client.get(f"/clinics/{clinic_path(exact)}").content.decode()
    assert "destination=45.835%2C-109.955" in page


def test_the_number_of_queries_does_not_depend_on_the_rows(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    directory = make_directory()
    small = make_clinic(
        conditions=[make_condition()],
        devices=[make_device()],
        insurers=[make_insurer()],
    )
    large = make_whole_clinic()
    addresses = [directory.url + clinic_path(clinic) for clinic in (small, large)]
    counts = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(35) as captured:
            client.get(address)
        counts.append(len(captured))
    # The whole clinic has clinicians, and a protocol of its own.
    assert counts[1] - counts[0] <= 2


# Previews


def preview(clinic: Any) -> str:
    response = clinic.make_preview_request()
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_draft_can_be_previewed() -> None:
    make_directory()
    page = preview(get_clinic_model()())
    assert "<h1>Clinic without a name</h1>" in page


def test_a_draft_shows_its_unsaved_rows() -> None:
    draft = get_clinic_model()(name="Soon", state="MT", time_zone="America/Denver")
    draft.conditions = [make_off_label()]
    draft.devices = [ClinicDevice(device=make_device()), ClinicDevice()]
    draft.insurers = [ClinicInsurer(insurer=make_insurer()), ClinicInsurer()]
    draft.clinicians = [ClinicClinician(person=make_person()), ClinicClinician()]
    draft.opening_hours = [
        OpeningHours(weekday=0, opens=datetime.time(9), closes=datetime.time(10)),
        OpeningHours(),
    ]
    draft.special_days = [SpecialDay()]
    page = preview(draft)
    for words in (
        "Soon",
        "Tinnitus",
        "Off-label",
        "No TMS device found that is cleared for it",
        "Nov. 2026",
        "Acme Health",
        "9 AM to 10 AM",
    ):
        assert words in page


def test_pictures_have_words_where_they_say_something(client: Any) -> None:
    picture = make_image()
    clinic = make_clinic("Calm", photo=picture, photo_alt="The ramp", logo=picture)
    page = page_of(client, clinic)
    assert re.search(r'<img[^>]* alt="The ramp"[^>]* class="tms-clinic__photo"', page)
    assert re.search(r'<img[^>]* alt=""[^>]* class="tms-clinic__logo"', page)
