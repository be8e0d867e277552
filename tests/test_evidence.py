"""The evidence label: device, condition and age, and nothing an editor typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_off_label,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.evidence import Evidence, clinic_treatments
from wagtail_tms.models import ClinicDevice


pytestmark = pytest.mark.django_db


def evidence(clinic: Any, age: int | None = None) -> list[Evidence]:
    return [treatment.evidence for treatment in clinic_treatments(clinic, age)]


def test_a_condition_is_cleared_when_a_device_of_the_clinic_is() -> None:
    depression, coil = make_condition(), make_device()
    clearance = make_clearance(coil, depression)
    clinic = make_clinic(conditions=[depression], devices=[coil])
    [treatment] = clinic_treatments(clinic)
    assert treatment.evidence == Evidence.CLEARED
    assert treatment.clearances == [clearance]


def test_a_condition_for_which_none_was_found_is_off_label() -> None:
    coil = make_device()
    make_clearance(coil, make_condition())
    clinic = make_clinic(conditions=[make_off_label()], devices=[coil])
    assert evidence(clinic) == [Evidence.OFF_LABEL]


def test_a_gap_in_the_list_is_not_off_label() -> None:
    clinic = make_clinic(conditions=[make_condition()], devices=[make_device()])
    assert evidence(clinic) == [Evidence.UNKNOWN]


def test_a_clearance_outdates_the_search_that_found_none() -> None:
    tinnitus, coil = make_off_label(), make_device()
    make_clearance(make_device("Coil Two"), tinnitus, minimum_age=40)
    clinic = make_clinic(conditions=[tinnitus], devices=[coil])
    assert evidence(clinic) == [Evidence.UNKNOWN]
    assert evidence(clinic, 30) == [Evidence.UNKNOWN]


def test_another_makers_clearance_leaves_it_unknown() -> None:
    depression = make_condition()
    make_clearance(make_device("Coil Two"), depression)
    clinic = make_clinic(conditions=[depression], devices=[make_device()])
    assert evidence(clinic) == [Evidence.UNKNOWN]


def test_a_clinic_without_devices_is_unknown_where_a_device_is_cleared() -> None:
    depression = make_condition()
    make_clearance(make_device(), depression)
    assert evidence(make_clinic(conditions=[depression])) == [Evidence.UNKNOWN]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, Evidence.CLEARED),
        (14, Evidence.UNKNOWN),
        (15, Evidence.CLEARED),
        (21, Evidence.CLEARED),
        (22, Evidence.UNKNOWN),
    ],
)
def test_age_decides(age: int | None, expected: Evidence) -> None:
    depression, coil = make_condition(), make_device()
    make_clearance(coil, depression, minimum_age=15, maximum_age=21, adjunct=True)
    clinic = make_clinic(conditions=[depression], devices=[coil])
    assert evidence(clinic, age) == [expected]


def test_each_device_has_its_own_answer() -> None:
    depression, one, two = make_condition(), make_device(), make_device("Coil Two")
    make_clearance(two, depression)
    clinic = make_clinic(conditions=[depression], devices=[one, two])
    [treatment] = clinic_treatments(clinic)
    assert treatment.evidence == Evidence.CLEARED
    assert [(use.device, use.evidence) for use in treatment.uses] == [
        (one, Evidence.UNKNOWN),
        (two, Evidence.CLEARED),
    ]


def test_a_draft_with_half_a_row_is_tolerated() -> None:
    draft = get_clinic_model()(name="")
    draft.conditions = [make_condition()]
    draft.devices = [ClinicDevice()]
    [treatment] = clinic_treatments(draft)
    assert (treatment.evidence, treatment.uses) == (Evidence.UNKNOWN, [])


def test_no_query_on_prefetched_relations(django_assert_num_queries: Any) -> None:
    depression, coil = make_condition(), make_device()
    make_clearance(coil, depression)
    make_clinic(conditions=[depression], devices=[coil])
    clinics = get_clinic_model()._default_manager
    clinic = clinics.prefetch_related("conditions__clearances", "devices__device").get()
    with django_assert_num_queries(0):
        assert evidence(clinic, 30) == [Evidence.CLEARED]
