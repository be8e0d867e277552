from __future__ import annotations

import re

import pytest

from tests.factories import make_clinic, make_condition, make_device


pytestmark = pytest.mark.django_db


def test_a_clinic_can_be_seen_before_it_is_saved(admin, clinic_url, clinic_data):
    device = make_device()
    data = clinic_data(
        name="Brand New Clinic",
        conditions=[make_condition().pk],
        devices=[{"device": device.pk}],
        opening_hours=[{"weekday": "0", "opens": "08:00", "closes": "17:00"}],
    )
    url = clinic_url("preview_on_add")
    assert admin.post(url, data).json() == {"is_valid": True, "is_available": True}
    page = admin.get(url)
    assert page.status_code == 200
    assert "Brand New Clinic" in page.content.decode()
    assert "Coil One" in page.content.decode()


def test_an_almost_empty_draft_can_be_seen(admin, clinic_url, clinic_data):
    data = clinic_data(
        street="", city="", state="", postal_code="", phone="", location_latlng=""
    )
    url = clinic_url("preview_on_add")
    assert admin.post(url, data).json()["is_valid"]
    assert admin.get(url).status_code == 200


@pytest.mark.parametrize(
    ("name", "heading"),
    [("", "Clinic without a name"), ("Calm & Quiet", "Calm &amp; Quiet")],
)
def test_a_preview_always_has_a_heading(admin, clinic_url, clinic_data, name, heading):
    url = clinic_url("preview_on_add")
    assert admin.post(url, clinic_data(name=name)).json()["is_valid"]
    page = admin.get(url).content.decode()
    assert f"<h1>{heading}</h1>" in page
    assert re.search(rf"<title>\s*{heading}\s*</title>", page)


def test_a_change_can_be_seen_before_it_is_saved(admin, clinic_url, clinic_data):
    clinic = make_clinic("Old name")
    url = clinic_url("preview_on_edit", clinic.pk)
    admin.post(url, clinic_data(name="New name", slug=clinic.slug))
    page = admin.get(url).content.decode()
    assert "New name" in page
    assert "Old name" not in page
