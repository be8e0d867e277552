"""The vocabulary that the process keeps is always the one in the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries, version, vocabulary
from wagtail_tms.models import Condition, DeviceClearance


pytestmark = pytest.mark.django_db


def labels() -> list[str]:
    return [value.label for value in vocabulary.current().of(["condition"])]


def test_reading_it_again_costs_one_query(django_assert_num_queries: Any) -> None:
    make_clearance(make_device(), make_condition())
    make_age_group()
    vocabulary.current()
    with django_assert_num_queries(1):
        vocabulary.current()


def rename() -> None:
    condition = Condition.objects.get(slug="ocd")
    condition.name = "New"
    condition.save()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (rename, ["Depression", "New"]),
        (lambda: Condition.objects.filter(slug="ocd").update(name="New"),
         ["Depression", "New"]),
        (lambda: make_condition("New"), ["Depression", "New", "OCD"]),
        (lambda: Condition.objects.bulk_create([Condition(name="New", slug="new")]),
         ["Depression", "New", "OCD"]),
        (lambda: Condition.objects.get(slug="ocd").delete(), ["Depression"]),
        (lambda: Condition.objects.filter(slug="ocd").delete(), ["Depression"]),
    ],
)  # fmt: skip
def test_a_changed_term_is_seen_at_once(
    change: Callable[[], Any], expected: list[str]
) -> None:
    make_condition()
    make_condition("OCD")
    assert labels() == ["Depression", "OCD"]
    change()
    assert labels() == expected


def test_a_changed_clearance_is_seen_at_once() -> None:
    clearance = make_clearance(make_device(), make_condition())
    [kept] = vocabulary.current().clearances.values()
    assert [row.minimum_age for row in kept] == [18]
    DeviceClearance.objects.update(minimum_age=15)
    [kept] = vocabulary.current().clearances.values()
    assert [row.minimum_age for row in kept] == [15]
    clearance.delete()
    assert vocabulary.current().clearances == {}


def test_a_value_gets_its_bit_with_its_first_clinic() -> None:
    condition = make_condition()
    [value] = vocabulary.current().of(["condition"])
    assert value.bit is None
    make_clinic(conditions=[condition])
    [value] = vocabulary.current().of(["condition"])
    assert value.bit == 0


def test_what_was_rolled_back_is_forgotten() -> None:
    make_condition()
    with transaction.atomic():
        make_condition("Gone")
        assert labels() == ["Depression", "Gone"]
        transaction.set_rollback(True)
    assert labels() == ["Depression"]
    make_condition("OCD")
    assert labels() == ["Depression", "OCD"]


@pytest.mark.parametrize(
    "change",
    [
        lambda clinic: clinic.save(),
        lambda clinic: get_clinic_model().objects.update(accepting="newpt"),
        lambda clinic: clinic.unpublish(),
        lambda clinic: clinic.delete(),
        lambda clinic: entries.rebuild(),
    ],
)
def test_the_version_of_the_clinics_changes_with_the_entries(
    change: Callable[[Any], Any],
) -> None:
    clinic = make_clinic()
    before = version.current()
    change(clinic)
    after = version.current()
    assert before is not None
    assert after is not None
    assert before.clinics != after.clinics


def test_a_draft_changes_no_version() -> None:
    clinic = make_clinic()
    before = version.current()
    clinic.name = "Draft"
    clinic.save_revision()
    make_clinic(live=False)
    after = version.current()
    assert before is not None
    assert after is not None
    assert before.clinics == after.clinics
