"""However a clinic is published, it is complete and right, or it is not published."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.articles.factories import make_article, make_index
from tests.factories import (
    BIG_TIMBER,
    make_clinic,
    make_device,
    make_directory,
    make_insurer,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.directory.addresses import clinic_url
from wagtail_tms.models import ClinicDevice, ClinicInsurer, LocatorEntry, OpeningHours


pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def refusal(revision: Any) -> dict[str, list[str]]:
    """Publish the revision; return why it was refused, by field."""
    try:
        revision.publish()
    except ValidationError as error:
        return error.message_dict
    return {}


def hours(**fields: Any) -> OpeningHours:
    values = {"weekday": 0, "opens": datetime.time(9), "closes": datetime.time(17)}
    return OpeningHours(**{**values, **fields})


# A revision that code publishes


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"street": ""}, "street"),
        ({"phone": "", "website": ""}, "phone"),
        ({"npi": "1234567890"}, "npi"),
        ({"latitude": 999.0}, "latitude"),
        ({"postal_code": "59000", "latitude": None, "longitude": None}, "latitude"),
    ],
)
def test_an_incomplete_or_wrong_draft_stays_a_draft(
    changes: dict[str, Any], field: str
) -> None:
    clinic = make_clinic(live=False, **changes)
    assert list(refusal(clinic.save_revision(clean=False))) == [field]
    clinic.refresh_from_db()
    assert not clinic.live
    assert clinic.first_published_at is None
    assert not LocatorEntry.objects.exists()


@pytest.mark.parametrize("city", ["東京", "😀", "-", "Москва"])
def test_a_city_that_makes_no_address_stays_a_draft(city: str) -> None:
    clinic = make_clinic(live=False, city=city)
    clinic.full_clean()
    errors = refusal(clinic.save_revision())
    assert list(errors) == ["city"]
    assert "letters from A to Z" in errors["city"][0]
    clinic.refresh_from_db()
    assert (clinic.live, clinic.city) == (False, city)
    assert not LocatorEntry.objects.exists()


@pytest.mark.parametrize("city", ["Cañon City", "Hagåtña", "O'Fallon", "29 Palms"])
def test_a_public_clinic_has_a_page(client: Client, city: str) -> None:
    directory = make_directory()
    clinic = make_clinic(live=False, city=city)
    assert refusal(clinic.save_revision()) == {}
    url = clinic_url(clinic)
    assert url.startswith(directory.url + "montana/")
    assert client.get(url).status_code == 200


def test_what_was_public_stays_as_it_was() -> None:
    clinic = make_clinic("Before")
    clinic.name, clinic.street = "After", ""
    assert list(refusal(clinic.save_revision())) == ["street"]
    clinic.refresh_from_db()
    assert (clinic.live, clinic.name, clinic.street) == (True, "Before", "101 Main St")


def test_a_missing_position_comes_from_the_zip_code() -> None:
    clinic = make_clinic(live=False, latitude=None, longitude=None)
    clinic.save_revision().publish()
    clinic.refresh_from_db()
    assert clinic.live
    assert clinic.location_precision == "postal_code"
    assert LocatorEntry.objects.get().latitude == clinic.latitude


def test_what_was_unpublished_is_checked_when_it_comes_back() -> None:
    clinic = make_clinic()
    revision = clinic.save_revision()
    clinic.unpublish()
    assert refusal(revision) == {}
    clinic.refresh_from_db()
    assert clinic.live


def test_a_slug_that_another_clinic_took_meanwhile_is_refused() -> None:
    clinic = make_clinic(live=False)
    clinic.slug = "wanted"
    revision = clinic.save_revision()
    make_clinic(slug="wanted")
    assert list(refusal(revision)) == ["slug"]


def test_a_site_asks_more_of_a_public_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(self: Any) -> None:
        raise ValidationError({"fax": "Ours have one."})

    monkeypatch.setattr(get_clinic_model(), "validate_for_publication", ask)
    assert refusal(make_clinic().save_revision()) == {"fax": ["Ours have one."]}


# Clinics that follow each other


def chain(length: int) -> list[Any]:
    """Closed clinics, each of which moved to the one before it."""
    clinics: list[Any] = [make_clinic("Clinic 0", status="closed")]
    for number in range(1, length):
        moved_to = clinics[-1]
        name = f"Clinic {number}"
        clinics.append(make_clinic(name, status="closed", moved_to=moved_to))
    return clinics


@pytest.mark.parametrize("length", [2, 3, 5])
def test_no_clinics_move_in_a_ring(length: int) -> None:
    first, *_others = clinics = chain(length)
    first.moved_to = clinics[-1]
    [message] = refusal(first.save_revision())["moved_to"]
    assert "“Clinic 1 (Big Timber, MT)” moved to this clinic" in message
    first.refresh_from_db()
    assert first.moved_to is None


def test_a_clinic_can_follow_one_that_moved_itself() -> None:
    clinic, *_others, last = make_clinic(status="closed"), *chain(3)
    clinic.moved_to = last
    assert refusal(clinic.save_revision()) == {}


def test_a_ring_of_others_is_theirs_to_mend() -> None:
    one, two = chain(2)
    type(one).objects.filter(pk=one.pk).update(moved_to=two)
    clinic = make_clinic(status="closed")
    clinic.moved_to = two
    assert refusal(clinic.save_revision()) == {}


# Rows


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        (
            [hours(), hours(opens=datetime.time(16))],
            ["Row 2: These hours overlap another row for the same day."],
        ),
        (
            [hours(), hours(weekday=1, closes=datetime.time(8))],
            ["Row 2: Closes: Closing time must be after opening time."],
        ),
        ([hours(weekday=None)], ["Row 1: Weekday: This field cannot be null."]),
        ([hours(), hours(weekday=1)], []),
    ],
)
def test_rows_that_are_wrong_or_contradict_each_other(
    rows: list[OpeningHours], errors: list[str]
) -> None:
    clinic = make_clinic(live=False)
    clinic.opening_hours = rows
    wrong = {"opening_hours": errors} if errors else {}
    assert refusal(clinic.save_revision()) == wrong


def test_saved_rows_are_no_contradiction_to_themselves() -> None:
    clinic = make_clinic(devices=[make_device()], hours=[(0, "08:00", "17:00")])
    assert refusal(clinic.save_revision()) == {}
    assert refusal(clinic.save_revision()) == {}


def test_nobody_confirmed_a_row_on_a_day_to_come() -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    clinic = make_clinic(live=False)
    clinic.devices = [ClinicDevice(device=make_device(), since=tomorrow.year + 1)]
    clinic.insurers = [ClinicInsurer(insurer=make_insurer(), verified_on=tomorrow)]
    assert refusal(clinic.save_revision()) == {
        "devices": ["Row 1: Since year: This year has not come yet."],
        "insurers": ["Row 1: Confirmed on: This day has not come yet."],
    }


def test_a_device_that_is_listed_twice() -> None:
    clinic = make_clinic(live=False)
    clinic.devices = [ClinicDevice(device=make_device()) for _ in range(2)]
    assert refusal(clinic.save_revision()) == {
        "devices": ["Row 2: Coil One is listed twice. Keep one row."]
    }


# A position that cannot be the clinic's

BOSTON = {"city": "Boston", "state": "MA", "postal_code": "02116"}
YAKUTAT = {"city": "Yakutat", "state": "AK", "postal_code": "99689"}
OFU = {"city": "Ofu", "state": "AS", "postal_code": "96799"}


def position_errors(latitude: float, longitude: float, **fields: str) -> list[str]:
    position = {"latitude": latitude, "longitude": longitude}
    values = {"name": "Calm", "phone": "4065550123", **BIG_TIMBER, **fields, **position}
    clinic = get_clinic_model()(**values)
    try:
        clinic.validate_for_publication()
    except ValidationError as error:
        return error.message_dict.pop("latitude")
    return []


@pytest.mark.parametrize(
    ("fields", "latitude", "longitude"),
    [
        ({}, 45.835, 109.955),
        ({}, 40.75, -73.99),
        (BOSTON, -71.075, 42.35),
        (BOSTON, 42.35, 71.075),
        (YAKUTAT, 61.2, -149.9),
        ({"postal_code": "59000"}, 51.5, -0.1),
    ],
    ids=[
        "no minus sign",
        "New York",
        "swapped",
        "Kazakhstan",
        "Anchorage",
        "London, unknown ZIP",
    ],
)
def test_a_position_far_from_the_zip_code_is_refused(
    fields: dict[str, str], latitude: float, longitude: float
) -> None:
    [error] = position_errors(latitude, longitude, **fields)
    assert "miles from" in error
    assert "Move the pin" in error


@pytest.mark.parametrize(
    ("fields", "latitude", "longitude"),
    [
        ({}, 45.835, -109.955),
        ({}, 47.5, -111.3),
        (YAKUTAT, 59.55, -139.73),
        (OFU, -14.18, -169.65),
        ({"postal_code": "59000"}, 45.835, -109.955),
        ({"postal_code": "10001"}, 45.835, -109.955),
    ],
    ids=["there", "130 miles", "Yakutat", "an island", "unknown ZIP", "wrong ZIP"],
)
def test_a_position_that_may_be_true_is_not(
    fields: dict[str, str], latitude: float, longitude: float
) -> None:
    assert position_errors(latitude, longitude, **fields) == []


@pytest.mark.parametrize("latitude", [999.0, float("inf"), float("nan")])
def test_what_is_no_position_has_no_distance(latitude: float) -> None:
    assert position_errors(latitude, -109.955) == []


def test_the_message_names_the_distance_and_the_zip_code() -> None:
    [error] = position_errors(40.75, -73.99)
    assert error.startswith("This position is 1827 miles from Big Timber, MT 59011.")


def test_a_draft_may_be_anywhere() -> None:
    make_clinic(live=False, latitude=20.0, longitude=20.0).full_clean()


# A schedule


def scheduled(name: str, publish: Callable[[Any], Any], **fields: Any) -> Any:
    clinic = make_clinic(name, live=False)
    for field, value in {"go_live_at": timezone.now() + HOUR, **fields}.items():
        setattr(clinic, field, value)
    publish(clinic.save_revision())
    return clinic


def approve_unseen(revision: Any) -> None:
    """Schedule a revision as an older version of this package did: unchecked."""
    revision.approved_go_live_at = revision.as_object().go_live_at
    revision.save()


def run_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled", stdout=StringIO())


def test_an_incomplete_clinic_is_not_even_scheduled() -> None:
    with pytest.raises(ValidationError, match="needs this"):
        scheduled("Half", lambda revision: revision.publish(), street="")
    assert get_clinic_model().objects.get().scheduled_revision is None


def test_a_clinic_that_may_not_go_live_keeps_no_other_from_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    early = {"go_live_at": timezone.now() + HOUR / 2}
    half = scheduled("Half", approve_unseen, street="", **early)
    whole = scheduled("Whole", lambda revision: revision.publish())
    run_schedule(monkeypatch)
    half, whole = (get_clinic_model().objects.get(pk=c.pk) for c in (half, whole))
    assert (half.live, whole.live) == (False, True)
    assert half.scheduled_revision is None
    assert [entry.pk for entry in LocatorEntry.objects.all()] == [whole.pk]
    entry = ModelLogEntry.objects.get(action="wagtail_tms.publish_refused")
    assert entry.object_id == str(half.pk)
    assert entry.message == (
        "Not published as scheduled. Street: A public clinic needs this."
    )
    assert "Street: A public clinic needs this." in caplog.text


def test_a_refused_schedule_leaves_the_public_clinic_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clinic = make_clinic("Before")
    clinic.name, clinic.phone, clinic.website = "After", "", ""
    clinic.go_live_at = timezone.now() + HOUR
    approve_unseen(clinic.save_revision())
    run_schedule(monkeypatch)
    clinic = get_clinic_model().objects.get()
    assert (clinic.live, clinic.name) == (True, "Before")
    assert clinic.get_latest_revision_as_object().name == "After"


def test_what_became_wrong_while_it_waited_keeps_no_article_from_going_live(
    monkeypatch: pytest.MonkeyPatch, admin: Any
) -> None:
    """Two clinics are each to move to the other: right, until the first one does."""
    first, second = make_clinic("First"), make_clinic("Second")
    for clinic in (first, second):
        clinic.save_revision().publish()
    for pk, target, wait in ((first.pk, second, 0.2), (second.pk, first, 0.4)):
        clinic = get_clinic_model().objects.get(pk=pk)
        clinic.moved_to, clinic.go_live_at = target, timezone.now() + HOUR * wait
        clinic.save_revision().publish()
    article = make_article(make_index(), live=False)
    article.go_live_at = timezone.now() + HOUR
    article.save_revision().publish()
    run_schedule(monkeypatch)
    for each in (first, second, article):
        each.refresh_from_db()
    assert (first.moved_to, second.moved_to, article.live) == (second, None, True)
    history = second.snippet_viewset.get_url_name("history")
    page = admin.get(reverse(history, args=[second.pk])).content.decode()
    assert "Not published as scheduled. Moved to: This leads back here" in page
