"""What a clinic accepts, and what it needs before the public sees it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import BIG_TIMBER, make_clinic, make_device, make_person
from wagtail_tms import get_clinic_model
from wagtail_tms.models import (
    AgeGroup,
    ClinicClinician,
    ClinicDevice,
    DeviceClearance,
    OpeningHours,
    SpecialDay,
)
from wagtail_tms.models.validation import gather


pytestmark = pytest.mark.django_db

COMPLETE = {"name": "Calm Clinic", "phone": "406-555-0123", **BIG_TIMBER}


def errors_of(**changes: Any) -> dict[str, list[str]]:
    """Return the field errors of a clinic that is complete but for the changes."""
    clinic = get_clinic_model()(**{**COMPLETE, **changes})
    try:
        clinic.full_clean()
        clinic.validate_for_publication()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_complete_clinic_has_no_errors() -> None:
    assert errors_of() == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": 91.0}, "latitude"),
        ({"longitude": -181.0}, "longitude"),
        ({"latitude": float("nan")}, "latitude"),
        ({"longitude": float("inf")}, "longitude"),
        ({"latitude": None}, "latitude"),
        ({"longitude": None}, "longitude"),
        ({"latitude": 0.0, "longitude": 0.0}, "latitude"),
        ({"npi": "1234567890"}, "npi"),
        ({"slug": "search"}, "slug"),
        ({"slug": "clusters"}, "slug"),
        ({"postal_code": "0210"}, "postal_code"),
        ({"postal_code": "10001"}, "postal_code"),
        ({"postal_code": "10000"}, "postal_code"),
        ({"postal_code": "00000"}, "postal_code"),
        ({"state": "ZZ"}, "state"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"phone": "12345"}, "phone"),
        ({"fax": "no"}, "fax"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "ftp://example.com/"}, "website"),
        ({"booking_url": "ftp://example.com/"}, "booking_url"),
        ({"minimum_age": 30, "maximum_age": 20}, "maximum_age"),
        ({"price_note": "$200 a session"}, "price_note_on"),
        ({"phone": "", "website": ""}, "phone"),
        ({"name": ""}, "name"),
        ({"street": ""}, "street"),
        ({"city": ""}, "city"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    assert list(errors_of(**changes)) == [field]


def test_what_is_wrong_is_told_at_once() -> None:
    errors = errors_of(postal_code="10001", time_zone="Mars/Olympus", phone="1")
    assert {*errors} == {"postal_code", "time_zone", "phone"}


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        (["phone", "fax"], "no"),
        (["website", "booking_url"], "ftp://example.com/"),
        (
            ["accepting_confirmed_on", "last_verified_on", "price_note_on"],
            datetime.date(2999, 1, 1),
        ),
    ],
)
def test_every_wrong_field_of_a_kind_is_told_at_once(
    fields: list[str], value: Any
) -> None:
    assert [*errors_of(**dict.fromkeys(fields, value))] == fields


def test_a_price_without_a_day_hides_no_other_wrong_day() -> None:
    wrong = {"price_note": "$200", "last_verified_on": datetime.date(2999, 1, 1)}
    assert {*errors_of(**wrong)} == {"last_verified_on", "price_note_on"}


def test_a_day_to_come_cannot_have_confirmed_anything() -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for field in ("accepting_confirmed_on", "last_verified_on", "price_note_on"):
        assert list(errors_of(**{field: tomorrow})) == [field]


def test_a_draft_may_miss_everything_but_not_be_wrong() -> None:
    clinic = get_clinic_model()(name="Draft")
    clinic.full_clean()
    clinic.postal_code = "1"
    with pytest.raises(ValidationError):
        clinic.full_clean()


def test_slugs_are_made_from_the_name_and_stay_apart() -> None:
    first = make_clinic("Calm Clinic", slug="")
    first.full_clean()
    first.save()
    second = get_clinic_model()(**COMPLETE)
    second.full_clean()
    assert first.slug == "calm-clinic-big-timber"
    assert second.slug == "calm-clinic-big-timber-2"


def test_the_slug_of_a_draft_grows_with_what_is_known() -> None:
    clinic = make_clinic("", slug="clinic", city="", live=False)
    for changes, slug in (
        ({"name": "Calm"}, "calm"),
        ({"city": "Boise"}, "calm-boise"),
        ({"slug": "my-own"}, "my-own"),
        ({"name": "Quiet"}, "my-own"),
    ):
        clinic = clinic.save_revision(clean=False).as_object()
        for field, value in changes.items():
            setattr(clinic, field, value)
        clinic.full_clean()
        assert clinic.slug == slug


def test_a_public_clinic_keeps_its_slug() -> None:
    clinic = get_clinic_model()(**COMPLETE)
    clinic.full_clean()
    clinic.save()
    clinic.save_revision().publish()
    clinic.refresh_from_db()
    clinic.unpublish()
    clinic = clinic.save_revision().as_object()
    clinic.name = "Renamed"
    clinic.full_clean()
    assert clinic.slug == "calm-clinic-big-timber"


def test_no_clinic_takes_an_address_of_the_api() -> None:
    clinic = get_clinic_model()(name="Search")
    assert clinic.make_slug() == "search-2"


def test_the_time_zone_comes_from_the_zip_code() -> None:
    clinic = get_clinic_model()(**{**COMPLETE, "time_zone": ""})
    clinic.full_clean()
    assert clinic.time_zone == "America/Denver"


def test_a_clinic_without_a_position_is_placed_in_its_zip_code() -> None:
    clinic = get_clinic_model()(**{**COMPLETE, "latitude": None, "longitude": None})
    clinic.full_clean()
    clinic.validate_for_publication()
    assert clinic.location_precision == "postal_code"
    assert abs(clinic.latitude - 45.9) < 0.5
    assert abs(clinic.longitude + 109.9) < 0.5


@pytest.mark.parametrize(
    "changes",
    [
        {"latitude": None, "longitude": None},
        {"latitude": 29.76, "longitude": -95.37},
        {"time_zone": "America/New_York"},
    ],
    ids=["no position", "far away", "another time"],
)
@pytest.mark.parametrize("postal_code", ["7700", "590110"])
def test_a_malformed_zip_code_proves_nothing_about_other_fields(
    postal_code: str, changes: dict[str, Any]
) -> None:
    clinic = get_clinic_model()(**{**COMPLETE, "postal_code": postal_code, **changes})
    with pytest.raises(ValidationError) as error:
        gather(clinic.full_clean, clinic.validate_for_publication)
    assert error.value.message_dict == {
        "postal_code": ["Enter five digits, or nine like 59011-1234."]
    }


def test_an_unknown_zip_code_asks_for_the_map() -> None:
    errors = errors_of(postal_code="59000", latitude=None, longitude=None)
    assert list(errors) == ["latitude"]


@pytest.mark.parametrize(
    ("changes", "visible"),
    [
        ({}, True),
        ({"status": "temporarily_closed"}, True),
        ({"live": False}, False),
        ({"status": "closed"}, False),
        ({"expire_at": timezone.now() - datetime.timedelta(minutes=1)}, False),
        ({"expire_at": timezone.now() + datetime.timedelta(days=1)}, True),
        ({"go_live_at": timezone.now() + datetime.timedelta(days=1)}, False),
        ({"closed_on": datetime.date(2020, 1, 1)}, False),
        ({"closed_on": datetime.date(2999, 1, 1)}, True),
    ],
)
def test_public_means_live_started_not_expired_not_closed(
    changes: dict[str, Any], visible: bool
) -> None:
    clinic = make_clinic(**changes)
    assert clinic.is_public is visible
    assert get_clinic_model().objects.public().exists() is visible


def test_a_sponsorship_ends() -> None:
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    assert make_clinic(sponsored=True).is_sponsored
    assert make_clinic(sponsored=True, sponsored_until=today).is_sponsored
    assert not make_clinic(sponsored=True, sponsored_until=yesterday).is_sponsored
    assert not make_clinic().is_sponsored


def test_a_draft_without_anything_has_a_name_and_no_phone() -> None:
    clinic = get_clinic_model()()
    assert str(clinic) == "Clinic without a name"
    assert clinic.phone_display == ""


NINE, FIVE = datetime.time(9), datetime.time(17)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"opens": NINE, "closes": FIVE}, None),
        ({"opens": NINE, "closes": datetime.time(0)}, None),
        ({"by_appointment": True}, None),
        ({"opens": FIVE, "closes": NINE}, "closes"),
        ({"opens": NINE, "closes": NINE}, "closes"),
        ({"opens": NINE}, "closes"),
        ({"closes": FIVE}, "opens"),
        ({}, "opens"),
    ],
)
def test_opening_hours_open_before_they_close(
    fields: dict[str, Any], wrong: str | None
) -> None:
    assert wrong_field(OpeningHours(weekday=0, **fields)) == wrong


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"closed": True}, None),
        ({"closed": False, "opens": NINE, "closes": FIVE}, None),
        ({"closed": False}, "opens"),
        ({"closed": True, "opens": NINE, "closes": FIVE}, "closed"),
        ({"closed": False, "opens": FIVE, "closes": NINE}, "closes"),
    ],
)
def test_a_special_day_is_closed_or_has_hours(
    fields: dict[str, Any], wrong: str | None
) -> None:
    day = SpecialDay(date=datetime.date(2026, 12, 24), **fields)
    assert wrong_field(day) == wrong


def wrong_field(row: Any) -> str | None:
    try:
        row.clean()
    except ValidationError as error:
        return next(iter(error.message_dict))
    return None


@pytest.mark.parametrize("model", [AgeGroup, DeviceClearance])
def test_ages_do_not_run_backwards(model: Any) -> None:
    assert wrong_field(model(minimum_age=18, maximum_age=12)) == "maximum_age"
    assert wrong_field(model(minimum_age=12, maximum_age=18)) is None


def test_a_clearance_reaches_both_of_its_ages() -> None:
    clearance = DeviceClearance(minimum_age=15, maximum_age=21)
    ages = [age for age in range(10, 30) if clearance.covers_age(age)]
    assert ages == list(range(15, 22))
    assert clearance.covers_age(None)
    assert DeviceClearance(minimum_age=18).covers_age(99)


def test_a_draft_outlives_a_device_that_was_deleted() -> None:
    kept, deleted = make_device("Kept"), make_device("Deleted")
    clinic = make_clinic(devices=[kept])
    draft = get_clinic_model().objects.get(pk=clinic.pk)
    draft.devices.add(ClinicDevice(device=deleted))
    draft.save_revision()
    deleted.delete()
    again = get_clinic_model().objects.get(pk=clinic.pk).get_latest_revision_as_object()
    assert [row.device for row in again.devices.all()] == [kept]


def test_the_search_index_reads_the_people_of_all_clinics_at_once(
    django_assert_num_queries: Any,
) -> None:
    for number in range(3):
        clinic = make_clinic(f"Clinic {number}")
        for name in ("Ada", "Grace"):
            person = make_person(f"{name} {number}")
            ClinicClinician.objects.create(clinic=clinic, person=person)
    with django_assert_num_queries(3):
        found = get_clinic_model().get_indexed_objects().order_by("name")
        names = [clinic.clinician_names for clinic in found]
    assert names == ["Ada 0, Grace 0", "Ada 1, Grace 1", "Ada 2, Grace 2"]
    with django_assert_num_queries(1):
        assert clinic.clinician_names == "Ada 2, Grace 2"
