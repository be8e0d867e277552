"""The vocabulary follows the package, except where an editor has been."""

from __future__ import annotations

from typing import Any

import pytest

from tests.vocabulary.sample import clearance_of
from wagtail_tms.models import Condition, Device, DeviceClearance, Protocol
from wagtail_tms.vocabulary import load_vocabulary


pytestmark = pytest.mark.django_db


def test_editors_change_is_kept(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    Condition.objects.update(name="Our own name")
    data["conditions"][0]["name"] = "Corrected"
    report = load_vocabulary(data)
    assert Condition.objects.get().name == "Our own name"
    assert (report.kept, report.updated) == (1, 0)


def test_correction_reaches_an_unedited_field_of_an_edited_row(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    Device.objects.update(name="Our own name")
    data["devices"][0]["manufacturer"] = "New maker"
    data["devices"][0]["name"] = "Coil Two"
    report = load_vocabulary(data)
    device = Device.objects.get()
    assert (device.name, device.manufacturer) == ("Our own name", "New maker")
    assert (report.updated, report.kept) == (1, 0)
    assert load_vocabulary(data).kept == 1


def test_correction_reaches_a_clearance(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    clearance_of(data).update(decided_on="2020-01-03", protocol=None)
    assert load_vocabulary(data).updated == 1
    clearance = DeviceClearance.objects.get()
    assert clearance.decided_on.isoformat() == "2020-01-03"
    assert clearance.protocol is None


def test_editor_who_put_the_shipped_value_back_gets_corrections_again(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    Condition.objects.update(name="Our own name")
    load_vocabulary(data)
    Condition.objects.update(name="Depression")
    data["conditions"][0]["name"] = "Corrected"
    load_vocabulary(data)
    assert Condition.objects.get().name == "Corrected"


def test_field_shipped_for_the_first_time_fills_an_empty_one(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    data["conditions"][0]["description"] = "Low mood."
    assert load_vocabulary(data).updated == 1
    assert Condition.objects.get().description == "Low mood."


def test_a_label_that_is_withdrawn_leaves_the_site(data: dict[str, Any]) -> None:
    [condition] = data["conditions"]
    source = "https://example.com/none"
    condition.update(off_label_as_of="2026-11-26", off_label_source_url=source)
    load_vocabulary(data)
    condition.update(off_label_as_of=None, off_label_source_url="")
    assert load_vocabulary(data).updated == 1
    loaded = Condition.objects.get()
    assert (loaded.off_label_as_of, loaded.off_label_source_url) == (None, "")


def test_editors_deletion_is_kept(data: dict[str, Any]) -> None:
    load_vocabulary(data)
    DeviceClearance.objects.all().delete()
    Protocol.objects.all().delete()
    report = load_vocabulary(data)
    assert not DeviceClearance.objects.exists()
    assert not Protocol.objects.exists()
    assert (report.kept, report.created) == (2, 0)


def test_new_clearance_of_a_deleted_device_or_condition_is_left_out(
    data: dict[str, Any],
) -> None:
    clearances = data["devices"][0].pop("clearances")
    load_vocabulary(data)
    data["devices"][0]["clearances"] = clearances
    Condition.objects.all().delete()
    assert load_vocabulary(data).kept == 2
    Device.objects.all().delete()
    assert load_vocabulary(data).kept == 3
    assert not DeviceClearance.objects.exists()


def test_editors_own_row_is_adopted_unchanged(data: dict[str, Any]) -> None:
    Condition.objects.create(slug="mdd", name="Ours", aliases="MDD, low mood")
    report = load_vocabulary(data)
    assert Condition.objects.get().name == "Ours"
    assert report.kept == 1
    data["conditions"][0].update(name="Corrected", aliases=["MDD"])
    load_vocabulary(data)
    condition = Condition.objects.get()
    assert (condition.name, condition.aliases) == ("Ours", "MDD")


def test_correction_that_contradicts_an_editors_age_is_left_out(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    DeviceClearance.objects.update(minimum_age=22)
    clearance_of(data)["maximum_age"] = 21
    assert load_vocabulary(data).kept == 1
    assert DeviceClearance.objects.get().maximum_age is None


def test_editors_second_clearance_with_the_same_number_is_left_alone(
    data: dict[str, Any],
) -> None:
    load_vocabulary(data)
    ours = DeviceClearance.objects.get()
    theirs = DeviceClearance.objects.get()
    theirs.pk = None
    theirs.minimum_age, theirs.maximum_age = 15, 21
    theirs.save()
    clearance_of(data)["qualifier"] = "Corrected."
    load_vocabulary(data)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert ours.qualifier == "Corrected."
    assert theirs.qualifier == "After one medicine."
