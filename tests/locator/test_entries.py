"""The index table stays true, in the transaction that changes a clinic."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from tests.factories import make_clinic, make_condition, make_device, make_insurer
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import (
    LocatorQuery,
    entries,
    facets,
    nearest,
    nearest_clinics,
    search,
)
from wagtail_tms.locator.upserts import upsert
from wagtail_tms.models import ClinicDevice, FacetSlot, LocatorEntry


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)
NOW = datetime.datetime(2026, 6, 15, 12, 30, 15, 500_000, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def clinics() -> Any:
    return get_clinic_model()._default_manager


def is_found(clinic: Any) -> bool:
    """Ask every door at once; they must agree."""
    by_entry = clinic.pk in {pk for _, pk in nearest(*HERE, limit=100)}
    result = search(LocatorQuery(position=HERE, limit=100))
    listed = clinic.pk in {listing.clinic.pk for listing in result.listings}
    everywhere = search(LocatorQuery(limit=100))
    assert listed == (
        clinic.pk in {listing.clinic.pk for listing in everywhere.listings}
    )
    assert by_entry == listed == clinic.is_public
    assert not entries.check()
    return listed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the time; it begins at NOW."""

    def set_to(moment: datetime.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOW)
    return set_to


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, True),
        ({"status": "temporarily_closed"}, True),
        ({"live": False}, False),
        ({"status": "closed"}, False),
        ({"expire_at": NOW - HOUR}, False),
        ({"expire_at": NOW + HOUR}, True),
        ({"expire_at": NOW}, False),
        ({"go_live_at": NOW + HOUR}, False),
        ({"go_live_at": NOW - HOUR}, True),
        ({"closed_on": datetime.date(2026, 6, 14)}, False),
        ({"closed_on": datetime.date(2026, 6, 15)}, False),
        ({"closed_on": datetime.date(2026, 6, 16)}, True),
    ],
)
def test_only_what_is_public_is_found(
    fields: dict[str, Any], found: bool, clock: Any
) -> None:
    assert is_found(make_clinic(**fields)) is found


def test_time_alone_shows_and_hides_a_clinic(clock: Any) -> None:
    clinic = make_clinic(go_live_at=NOW + HOUR, expire_at=NOW + 2 * HOUR)
    assert not is_found(clinic)
    clock(NOW + HOUR + datetime.timedelta(seconds=1))
    assert is_found(clinic)
    clock(NOW + 2 * HOUR)
    assert not is_found(clinic)


def test_a_closing_day_begins_at_midnight_of_the_site(clock: Any) -> None:
    clinic = make_clinic(closed_on=datetime.date(2026, 6, 16))
    midnight = datetime.datetime(2026, 6, 16, 5, 0, tzinfo=datetime.UTC)
    with timezone.override("Pacific/Kiritimati"):
        clinic.save()
        clock(midnight - datetime.timedelta(seconds=1))
        assert is_found(clinic)
        clock(midnight)
        assert not is_found(clinic)


def test_a_clinic_without_a_position_has_no_entry() -> None:
    make_clinic(latitude=None, longitude=None)
    assert not LocatorEntry.objects.exists()
    assert not entries.check()


def test_a_draft_has_no_entry() -> None:
    clinic = make_clinic(live=False)
    clinic.latitude = 40.0
    clinic.save_revision()
    assert not LocatorEntry.objects.exists()


def test_the_coordinates_of_a_draft_stay_in_the_draft() -> None:
    clinic = make_clinic(conditions=[make_condition("MDD")])
    before = LocatorEntry.objects.values().get()
    clinic.latitude, clinic.longitude = 46.5, -110.5
    clinic.conditions = [make_condition("OCD")]
    clinic.accepting = "newpt"
    revision = clinic.save_revision()
    assert LocatorEntry.objects.values().get() == before
    assert clinics().get().latitude == HERE[0]
    revision.publish()
    entry = LocatorEntry.objects.get()
    assert (entry.latitude, entry.longitude) == (46.5, -110.5)
    assert entry.flags == entries.ACCEPTING
    assert entry.facets_0 != before["facets_0"]
    assert not entries.check()


def test_unpublishing_and_publishing_again() -> None:
    clinic = make_clinic()
    clinic.unpublish()
    assert not is_found(clinic)
    clinic.save_revision().publish()
    assert is_found(clinic)


def test_a_scheduled_publication_waits(clock: Any) -> None:
    clinic = make_clinic(live=False)
    clinic.go_live_at = NOW + HOUR
    clinic.save_revision().publish()
    assert not is_found(clinic)
    clock(NOW + HOUR + datetime.timedelta(seconds=1))
    call_command("publish_scheduled", stdout=StringIO())
    clinic.refresh_from_db()
    assert is_found(clinic)


def test_expiry_by_command(clock: Any) -> None:
    clinic = make_clinic(expire_at=NOW + HOUR)
    clock(NOW + 2 * HOUR)
    call_command("publish_scheduled", stdout=StringIO())
    clinic.refresh_from_db()
    assert not clinic.live
    assert not is_found(clinic)


def test_bulk_changes_keep_the_entries_true() -> None:
    one, two, three = (make_clinic(name) for name in ("One", "Two", "Three"))
    clinics().filter(name__in=["One", "Two"]).update(live=False)
    assert [is_found(clinic) for clinic in (one, two, three)] == [False, False, True]
    clinics().filter(name="One").update(live=True, name="Uno")
    assert is_found(one)
    three.status = "closed"
    clinics().bulk_update([three], ["status"])
    assert not is_found(three)


def test_bulk_creation_makes_entries() -> None:
    model = get_clinic_model()
    made = [
        model(name=f"C{n}", slug=f"c{n}", latitude=45 + n, longitude=-110)
        for n in range(3)
    ]
    clinics().bulk_create(made)
    assert LocatorEntry.objects.count() == 3
    again = [
        model(name="C2", slug="c2"),
        model(name="C9", slug="c9", latitude=1, longitude=1),
    ]
    clinics().bulk_create(again, ignore_conflicts=True)
    assert LocatorEntry.objects.count() == 4
    assert not entries.check()


def test_deletion_removes_the_entry() -> None:
    one, two, three = (make_clinic() for _ in range(3))
    one.delete()
    clinics().filter(pk=two.pk).delete()
    assert list(LocatorEntry.objects.values_list("pk", flat=True)) == [three.pk]
    assert not entries.check()


def publish_elsewhere(clinic: Any) -> None:
    clinic.latitude = 46
    clinic.save_revision().publish()


def save_elsewhere(clinic: Any) -> None:
    clinic.latitude = 20
    clinic.save()


@pytest.mark.parametrize(
    "change",
    [
        save_elsewhere,
        publish_elsewhere,
        lambda clinic: clinics().update(latitude=20),
        lambda clinic: clinic.delete(),
        lambda clinic: clinic.unpublish(),
        lambda clinic: make_clinic(),
    ],
)
def test_an_undone_change_undoes_the_entry(change: Callable[[Any], Any]) -> None:
    clinic = make_clinic()
    before = list(LocatorEntry.objects.values())
    with transaction.atomic():
        change(clinic)
        assert list(LocatorEntry.objects.values()) != before
        transaction.set_rollback(True)
    assert list(LocatorEntry.objects.values()) == before
    assert not entries.check()


def test_an_entry_that_outlives_its_clinic_leaks_nothing() -> None:
    clinic = make_clinic()
    clinics().model._base_manager.filter(pk=clinic.pk).update(live=False)
    assert nearest(*HERE)
    assert search(LocatorQuery(position=HERE)).listings == []
    assert nearest_clinics(LocatorQuery(position=HERE)) == []


def drift() -> None:
    """Break the table in all three ways, behind the back of every method."""
    missing, surplus, different = (make_clinic(name) for name in ("M", "S", "D"))
    LocatorEntry.objects.filter(pk=missing.pk).delete()
    clinics().model._base_manager.filter(pk=surplus.pk).update(live=False)
    LocatorEntry.objects.filter(pk=different.pk).update(latitude=1.0)
    LocatorEntry.objects.create(clinic_id=999_999, latitude=1, longitude=1)


def test_check_reports_every_kind_of_drift() -> None:
    drift()
    found = entries.check()
    assert len(found.missing) == len(found.different) == 1
    assert len(found.surplus) == 2
    out = StringIO()
    with pytest.raises(CommandError, match="rebuild_locator"):
        call_command("check_locator", stdout=out)
    assert "999999" in out.getvalue()
    assert len(out.getvalue().splitlines()) == 4


def test_a_long_report_is_cut() -> None:
    for number in range(25):
        LocatorEntry.objects.create(clinic_id=number, latitude=1, longitude=1)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_locator", stdout=out)
    assert "and 5 more" in out.getvalue()


def test_rebuild_mends_every_kind_of_drift() -> None:
    drift()
    out = StringIO()
    call_command("rebuild_locator", stdout=out)
    assert "3 clinics" in out.getvalue()
    assert not entries.check()
    call_command("check_locator", stdout=out)
    assert "agrees" in out.getvalue()


def test_rebuild_writes_only_what_is_not_true(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make_clinic(f"Clinic {number}")
    LocatorEntry.objects.filter(folded_name="clinic 1").update(flags=7)
    written: list[str] = []

    def write(rows: Any, columns: Any, values: list[entries.Entry]) -> None:
        written.extend(entry.folded_name for entry in values)
        upsert(rows, columns, values)

    monkeypatch.setattr(entries, "upsert", write)
    entries.rebuild()
    assert written == ["clinic 1"]
    assert not entries.check()


def test_rebuild_goes_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "BATCH", 2)
    for _ in range(5):
        make_clinic()
    LocatorEntry.objects.all().delete()
    steps: list[int] = []
    assert entries.rebuild(progress=steps.append) == 5
    assert steps == [2, 4, 5]
    assert not entries.check()


def test_rows_written_directly_are_seen_after_a_sync() -> None:
    clinic = make_clinic(insurers=[make_insurer()])
    ClinicDevice.objects.create(clinic=clinic, device=make_device())
    assert entries.check().different == [clinic.pk]
    entries.sync([clinic.pk])
    assert not entries.check()


def test_saving_a_clinic_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    few = make_clinic(conditions=[make_condition("A")])
    many = make_clinic(conditions=[make_condition(f"C{n}") for n in range(20)])
    for clinic in (few, many):
        with django_assert_max_num_queries(12):
            entries.sync([clinic.pk])


@pytest.mark.parametrize("places", [[0, 2], [0, 1, 2], [1], []])
def test_a_batch_has_its_clinics_and_no_other(places: list[int]) -> None:
    made = [make_clinic(f"Clinic {number}").pk for number in range(4)]
    ids = [made[place] for place in places]
    rows = LocatorEntry.objects.filter(facets.among("pk", ids))
    assert sorted(rows.values_list("pk", flat=True)) == ids


def test_a_draft_among_others_takes_no_bit() -> None:
    hidden, shown = make_condition("Tinnitus"), make_condition()
    ids = [
        make_clinic("Draft", conditions=[hidden], live=False).pk,
        make_clinic("Public", conditions=[shown]).pk,
    ]
    entries.sync(ids)
    slots = FacetSlot.objects.filter(group="condition")
    assert list(slots.values_list("term_id", flat=True)) == [shown.pk]
