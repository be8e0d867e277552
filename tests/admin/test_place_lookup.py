from __future__ import annotations

import pytest
from django.urls import reverse

from wagtail_tms import get_clinic_model


pytestmark = pytest.mark.django_db


@pytest.fixture
def look_up(admin):
    def answer(text):
        response = admin.get(reverse("wagtail_tms_place_lookup"), {"q": text})
        assert response.status_code == 200
        return response.json()

    return answer


def codename(action):
    return f"{action}_{get_clinic_model()._meta.model_name}"


def test_a_zip_code_is_a_place_for_a_pin(look_up):
    place = look_up("59011")["place"]
    assert (place["kind"], place["city"], place["state"]) == (
        "postal_code",
        "Big Timber",
        "MT",
    )
    assert place["latitude"] == pytest.approx(45.8, abs=0.3)
    assert place["time_zone"] == "America/Denver"


def test_a_city_in_a_state_is_a_place_for_a_pin(look_up):
    place = look_up("Boise, ID")["place"]
    assert (place["kind"], place["label"]) == ("city", "Boise, ID")


def test_an_ambiguous_name_offers_the_places_it_may_mean(look_up):
    answer = look_up("Springfield")
    assert answer["place"] is None
    assert answer["message"]
    assert "Springfield, MO" in [other["label"] for other in answer["alternatives"]]


def test_a_state_is_too_large_for_a_pin(look_up):
    answer = look_up("Montana")
    assert answer["place"] is None
    assert answer["message"] == (
        "A whole state has no address. Enter a ZIP code or a city."
    )


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "zzzzqqq", "00000", "\x00"])
def test_what_is_no_place_gets_a_sentence(look_up, text):
    answer = look_up(text)
    assert answer["place"] is None
    assert answer["message"]


def test_anonymous_people_are_sent_to_the_login(client):
    response = client.get(reverse("wagtail_tms_place_lookup"), {"q": "59011"})
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url


def test_an_editor_without_clinics_is_refused(client, editor_of):
    client.force_login(editor_of(codename("delete")))
    response = client.get(reverse("wagtail_tms_place_lookup"), {"q": "59011"})
    assert response.status_code == 403
    assert response.json()["place"] is None


@pytest.mark.parametrize("action", ["add", "change"])
def test_an_editor_of_clinics_is_answered(client, editor_of, action):
    client.force_login(editor_of(codename(action)))
    response = client.get(reverse("wagtail_tms_place_lookup"), {"q": "59011"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_only_get_is_answered(admin):
    assert admin.post(reverse("wagtail_tms_place_lookup")).status_code == 405
