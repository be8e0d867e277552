"""A clinic that moves takes along what its old ZIP code gave it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_clinic
from wagtail_tms import get_clinic_model


pytestmark = pytest.mark.django_db

# Gary and Indianapolis are in one state and in two time zones, 130 miles apart.
INDIANAPOLIS = {
    "city": "Indianapolis",
    "state": "IN",
    "postal_code": "46204",
    "time_zone": "America/Indiana/Indianapolis",
}
GARY = INDIANAPOLIS | {"city": "Gary", "postal_code": "46402"}
DOOR = {"latitude": 39.7726, "longitude": -86.1571}
AT_THE_DOOR = {"location_latlng": "39.7726, -86.1571"}


@pytest.fixture
def edit(admin, clinic_url, clinic_data) -> Any:
    """Edit a clinic at the old address and return the form that comes back, or None."""

    def send(clinic: Any, action: str = "publish", **changes: Any) -> Any:
        data = clinic_data(action, **changes)
        response = admin.post(clinic_url("edit", clinic.pk), data)
        return None if response.status_code == 302 else response.context["form"]

    return send


def at_the_old_address(**fields: Any) -> Any:
    return make_clinic(**INDIANAPOLIS, **DOOR, **fields)


def test_the_time_zone_follows_the_zip_code(edit: Any) -> None:
    clinic = at_the_old_address()
    assert edit(clinic, **GARY, location_latlng="41.6, -87.34") is None
    clinic.refresh_from_db()
    assert clinic.time_zone == "America/Chicago"


def test_a_time_zone_chosen_by_hand_stays(edit: Any) -> None:
    clinic = at_the_old_address()
    by_hand = GARY | {"time_zone": "America/New_York"}
    assert edit(clinic, **by_hand, location_latlng="41.6, -87.34") is None
    clinic.refresh_from_db()
    assert clinic.time_zone == "America/New_York"


def test_the_middle_of_the_old_zip_code_gives_way_to_that_of_the_new(edit: Any) -> None:
    clinic = at_the_old_address(location_precision="postal_code")
    changes = GARY | AT_THE_DOOR | {"location_precision": "postal_code"}
    assert edit(clinic, **changes) is None
    clinic.refresh_from_db()
    assert clinic.latitude == pytest.approx(41.6, abs=0.1)
    assert clinic.longitude == pytest.approx(-87.3, abs=0.1)


def test_a_pin_left_at_the_old_address_is_refused(edit: Any) -> None:
    clinic = at_the_old_address()
    form = edit(clinic, "", **GARY, **AT_THE_DOOR)
    assert form.errors == {
        "location": [
            "The ZIP code is now that of Gary, IN 46402, and the pin is still near "
            "Indianapolis, IN 46204. Move it too, or clear it."
        ]
    }


def test_a_zip_code_emptied_in_between_makes_no_difference(edit: Any) -> None:
    clinic = at_the_old_address()
    assert edit(clinic, "", **INDIANAPOLIS | {"postal_code": ""}, **AT_THE_DOOR) is None
    form = edit(clinic, **GARY, **AT_THE_DOOR)
    assert list(form.errors) == ["location"]


def test_a_corrected_zip_code_keeps_the_pin(edit: Any) -> None:
    clinic = at_the_old_address()
    corrected = INDIANAPOLIS | {"postal_code": "46202"}
    assert edit(clinic, **corrected, **AT_THE_DOOR) is None
    clinic.refresh_from_db()
    assert clinic.latitude == DOOR["latitude"]


def test_a_position_outside_the_country_is_refused(edit: Any) -> None:
    boise = {"city": "Boise", "state": "ID", "postal_code": "83702"}
    clinic = make_clinic(**boise, latitude=43.6, longitude=-116.2, live=False)
    form = edit(clinic, **boise, location_latlng="43.6, 116.2")
    assert "a minus sign" in form.errors["location"][0]
    assert not get_clinic_model().objects.get().live
