from __future__ import annotations

import datetime
import re

import pytest
from django.utils import timezone

from tests.factories import make_clinic, make_directory


pytestmark = pytest.mark.django_db


@pytest.fixture(params=["edit", "inspect"])
def live_link(request, admin, clinic_url):
    """Return where the link to the public page leads, or None without one."""

    def address(clinic):
        response = admin.get(clinic_url(request.param, clinic.pk))
        assert response.status_code == 200
        page = response.content.decode()
        links = [each for each in re.findall(r"<a [^>]*>", page) if "_blank" in each]
        found = [each for each in links if "w-header-button" in each]
        return re.search(r'href="([^"]*)"', found[0])[1] if found else None

    return address


def test_a_public_clinic_links_to_its_page(live_link, client):
    make_directory()
    address = live_link(make_clinic("Calm Clinic"))
    assert "Calm Clinic" in client.get(address).content.decode()


def test_the_link_leads_to_what_is_live_whatever_the_draft_says(live_link, client):
    make_directory()
    clinic = make_clinic("Calm", slug="calm")
    clinic.slug, clinic.city = "calmer", "Livingston"
    clinic.save_revision()
    address = live_link(clinic)
    assert address.endswith("/montana/big-timber/calm/")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"status": "closed"},
        {"expire_at": timezone.now() - datetime.timedelta(1)},
    ],
)
def test_a_clinic_that_nobody_may_see_has_no_link(live_link, fields):
    make_directory()
    assert live_link(make_clinic(**fields)) is None


def test_without_a_directory_there_is_no_link(live_link):
    assert live_link(make_clinic()) is None
