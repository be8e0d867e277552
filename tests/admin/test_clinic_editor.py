from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from tests.admin.form_errors import errors
from tests.factories import make_clinic, make_device, make_insurer
from wagtail_tms import get_clinic_model
from wagtail_tms.admin.clinic_panels import clinic_edit_handler
from wagtail_tms.admin.map_widget import LocationPanel


pytestmark = pytest.mark.django_db


def the_clinic():
    return get_clinic_model().objects.get()


# Drafts


def test_a_draft_may_hold_nothing_but_a_name(post):
    response = post(
        name="Half a clinic",
        street="",
        city="",
        state="",
        postal_code="",
        phone="",
        location_latlng="",
    )
    assert response.status_code == 302
    assert not the_clinic().live
    assert the_clinic().latitude is None


def test_a_draft_may_even_be_without_a_name(post):
    assert post(name="").status_code == 302
    assert the_clinic().slug


def test_a_draft_is_refused_what_is_wrong_in_it(post):
    assert errors(post(npi="1234567890")) == {
        "npi": ["The last digit of this NPI does not fit the others. Check for a typo."]
    }


# Publishing


def test_publishing_a_complete_clinic_with_rows(post):
    device, insurer = make_device(), make_insurer()
    response = post(
        "publish",
        devices=[{"device": device.pk, "since": "2020"}],
        insurers=[{"insurer": insurer.pk, "status": "in_network"}],
        opening_hours=[
            {"weekday": "0", "opens": "08:00", "closes": "12:00"},
            {"weekday": "0", "opens": "13:00", "closes": "00:00"},
        ],
        special_days=[{"date": "2026-12-25", "closed": "on"}],
    )
    assert response.status_code == 302, errors(response)
    clinic = the_clinic()
    assert clinic.live
    assert (clinic.latitude, clinic.longitude) == (45.835, -109.955)
    assert clinic.phone == "+14065550123"
    assert clinic.time_zone == "America/Denver"
    assert [row.device for row in clinic.devices.all()] == [device]
    assert clinic.opening_hours.count() == 2


def test_publishing_needs_an_address_and_a_way_to_reach_the_clinic(post):
    response = post(
        "publish", name="", street="", city="", phone="", website="", state=""
    )
    assert set(errors(response)) == {"name", "street", "city", "state", "phone"}
    assert errors(response)["phone"] == ["Give a telephone number or a website."]
    assert not get_clinic_model().objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"npi": "1234567890"}, "npi"),
        ({"location_latlng": "999, 999"}, "location"),
        ({"location_latlng": "0, 0"}, "location"),
        ({"postal_code": "10001"}, "postal_code"),
        ({"postal_code": "0210"}, "postal_code"),
        ({"city": "東京"}, "city"),
        ({"phone": "555"}, "phone"),
        ({"last_verified_on": "2999-01-01"}, "last_verified_on"),
        ({"minimum_age": "121"}, "minimum_age"),
        ({"maximum_age": "121"}, "maximum_age"),
    ],
)
def test_an_error_stands_on_its_field_and_on_no_other(post, changes, field):
    assert list(errors(post("publish", **changes))) == [field]


def test_a_draft_may_have_a_city_that_makes_no_address(post):
    assert post(city="東京").status_code == 302
    assert get_clinic_model().objects.get().city == "東京"


def test_errors_are_shown_in_the_page(post):
    response = post("publish", location_latlng="999, 999")
    page = response.content.decode()
    assert "A latitude lies between -90 and 90 degrees." in page
    assert 'value="999, 999"' in page


def test_a_missing_position_is_taken_from_the_zip_code_when_published(post):
    assert post("publish", location_latlng="").status_code == 302
    assert the_clinic().latitude == pytest.approx(45.8, abs=0.5)
    assert the_clinic().location_precision == "postal_code"


def test_an_unknown_zip_code_without_a_position_puts_the_error_on_the_map(post):
    response = post("publish", location_latlng="", postal_code="59000")
    assert list(errors(response)) == ["location"]


@pytest.mark.parametrize("position", ["", "45.835, -109.955"])
def test_a_malformed_zip_code_has_the_only_error(post, position):
    response = post("publish", location_latlng=position, postal_code="7700")
    assert errors(response) == {
        "postal_code": ["Enter five digits, or nine like 59011-1234."]
    }


# Closing and moving


@pytest.mark.parametrize("action", ["", "publish"])
@pytest.mark.parametrize("days_ago", [0, 1])
def test_an_open_clinic_cannot_have_closed_already(post, action, days_ago):
    day = timezone.localdate() - datetime.timedelta(days_ago)
    found = errors(post(action, closed_on=day.isoformat()))
    assert list(found) == ["closed_on"]
    assert "Change its status" in found["closed_on"][0]


@pytest.mark.parametrize(
    ("status", "days"), [("open", 1), ("temporarily_closed", -1), ("closed", -1)]
)
def test_a_day_of_closing_that_fits_the_status_is_right(post, status, days):
    day = timezone.localdate() + datetime.timedelta(days)
    response = post("publish", status=status, closed_on=day.isoformat())
    assert response.status_code == 302
    assert the_clinic().live


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_clinic_cannot_move_to_itself(admin, clinic_url, clinic_data, action):
    clinic = make_clinic("Calm", slug="calm")
    data = clinic_data(action, slug="calm", moved_to=clinic.pk)
    found = errors(admin.post(clinic_url("edit", clinic.pk), data))
    assert list(found) == ["moved_to"]


def test_two_clinics_cannot_move_to_each_other(admin, clinic_url, clinic_data):
    clinic = make_clinic("Calm", slug="calm")
    other = make_clinic("Other", status="closed", moved_to=clinic)
    data = clinic_data("publish", slug="calm", status="closed", moved_to=other.pk)
    found = errors(admin.post(clinic_url("edit", clinic.pk), data))
    assert list(found) == ["moved_to"]
    assert "“Other (Big Timber, MT)” moved to this clinic" in found["moved_to"][0]


def test_a_clinic_can_move_to_another(post):
    other = make_clinic("New place")
    assert post("publish", slug="old", moved_to=other.pk).status_code == 302
    assert get_clinic_model().objects.get(slug="old").moved_to == other


# Editing


def test_editing_keeps_the_published_position_until_published(
    admin, clinic_url, clinic_data
):
    clinic = make_clinic()
    url = clinic_url("edit", clinic.pk)
    admin.post(url, clinic_data(slug=clinic.slug, location_latlng="46.5, -110.5"))
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.has_unpublished_changes) == (45.835, True)
    admin.post(
        url, clinic_data("publish", slug=clinic.slug, location_latlng="46.5, -110.5")
    )
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (46.5, -110.5)


def test_the_position_can_be_cleared(admin, clinic_url, clinic_data):
    clinic = make_clinic(live=False)
    data = clinic_data(
        slug=clinic.slug, location_latlng="", location="SRID=4326;POINT(-109 45)"
    )
    admin.post(clinic_url("edit", clinic.pk), data)
    clinic.refresh_from_db()
    assert (clinic.latitude, clinic.longitude) == (None, None)


def test_a_client_without_the_text_box_may_send_the_point(post):
    point = "SRID=4326;POINT (-110.5 46.5)"
    assert post("publish", location=point, location_latlng=None).status_code == 302
    assert (the_clinic().latitude, the_clinic().longitude) == (46.5, -110.5)


def test_the_editor_shows_what_is_stored_as_people_write_it(admin, clinic_url):
    clinic = make_clinic(hours=[(0, "08:00", "17:00")], devices=[make_device()])
    form = admin.get(clinic_url("edit", clinic.pk)).context["form"]
    assert form["phone"].value() == "(406) 555-0123"
    assert 'value="45.835, -109.955"' in str(form["location"])
    assert 'value="SRID=4326;POINT(-109.955 45.835)"' in str(form["location"])


def test_the_label_names_the_text_box(admin, clinic_url):
    page = admin.get(clinic_url("add")).content.decode()
    assert 'for="id_location_latlng"' in page
    assert 'id="id_location_latlng"' in page


# The page itself


def test_the_editor_loads_nothing_from_other_servers(admin, clinic_url):
    clinic = make_clinic(devices=[make_device()])
    for url in (clinic_url("add"), clinic_url("edit", clinic.pk)):
        page = admin.get(url).content.decode().lower()
        assert "unpkg.com" not in page
        assert "openstreetmap" not in page
        assert "nominatim" not in page


def test_a_site_can_have_tiles(admin, clinic_url, settings):
    settings.GEO_WIDGET_LEAFLET_TILE_LAYER = "https://tiles.example.com/{z}/{x}/{y}"
    settings.GEO_WIDGET_LEAFLET_TILE_LAYER_OPTIONS = {"attribution": "Example"}
    page = admin.get(clinic_url("add")).content.decode()
    assert "https://tiles.example.com/{z}/{x}/{y}" in page
    assert "strict-origin-when-cross-origin" in page


def test_every_file_of_the_editor_exists(admin, clinic_url):
    media = admin.get(clinic_url("add")).context["form"].media
    files = re.findall(r'(?:href|src)="/static/([^"?]+)', str(media))
    assert "wagtail_tms/vendor/leaflet/leaflet.js" in files
    assert [path for path in files if not finders.find(path)] == []
    assert finders.find("wagtail_tms/admin/us-states.json")


# Copying


def test_a_copy_starts_without_what_only_the_original_was_asked(admin, clinic_url):
    clinic = make_clinic(last_verified_on=datetime.date(2026, 1, 2))
    form = admin.get(clinic_url("copy", clinic.pk)).context["form"]
    assert form["slug"].value() == ""
    assert form["last_verified_on"].value() is None
    assert form["name"].value() == clinic.name


def test_a_saved_copy_has_rows_of_its_own(admin, clinic_url, clinic_data):
    device = make_device()
    original = make_clinic("Original", devices=[device])
    context = admin.get(clinic_url("copy", original.pk)).context
    [row] = context["form"].formsets["devices"].forms
    data = clinic_data(name="Copy")
    data["devices-TOTAL_FORMS"] = data["devices-INITIAL_FORMS"] = "1"
    data["devices-0-id"] = str(row["id"].value())
    data["devices-0-device"] = str(device.pk)
    assert admin.post(context["action_url"], data).status_code == 302
    for name in ("Original", "Copy"):
        clinic = get_clinic_model().objects.get(name=name)
        assert [row.device for row in clinic.devices.all()] == [device]


def test_the_other_views_answer(admin, clinic_url):
    clinic = make_clinic(devices=[make_device()])
    for view in ("inspect", "history", "usage", "delete", "unpublish"):
        assert admin.get(clinic_url(view, clinic.pk)).status_code == 200, view


# Help


def fields_without_help(panel, is_helped=False):
    """Yield the fields that neither their own words nor those of a group explain."""
    is_helped = is_helped or bool(panel.help_text)
    for child in getattr(panel, "children", ()):
        yield from fields_without_help(child, is_helped)
    if isinstance(panel, FieldPanel) and not is_helped:
        field = None if isinstance(panel, LocationPanel) else panel.db_field
        if field and not field.help_text:
            yield panel.field_name


def test_every_field_says_what_to_write():
    handler = clinic_edit_handler().bind_to_model(get_clinic_model())
    of_wagtail = {"go_live_at", "expire_at"}
    assert {*fields_without_help(handler)} == of_wagtail
