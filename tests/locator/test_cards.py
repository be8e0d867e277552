"""What a card says of a clinic comes from the bits of its entry."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import (
    make_age_group,
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_off_label,
    make_protocol,
    make_service,
)
from wagtail_tms.evidence import Evidence, clinic_treatments
from wagtail_tms.locator import Listing, LocatorQuery, facets, search
from wagtail_tms.models import ClinicInsurer, FacetSlot


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)


def card(*, with_facets: bool = False, **fields: Any) -> Listing:
    query = LocatorQuery(position=HERE, **fields)
    [listing] = search(query, with_facets=with_facets).listings
    return listing


def make_rich_clinic() -> Any:
    depression, tinnitus = make_condition(), make_off_label(sort_order=1)
    coil, helmet = make_device("Coil"), make_device("Helmet")
    make_clearance(coil, depression, minimum_age=15)
    return make_clinic(
        conditions=[depression, tinnitus],
        protocols=[make_protocol()],
        devices=[helmet, coil],
        insurers=[make_insurer()],
        services=[make_service(), make_service("Psychotherapy")],
        languages=[make_language()],
        age_groups=[make_age_group()],
    )


def fill_the_registry() -> None:
    FacetSlot.objects.bulk_create(
        FacetSlot(slot=slot, group="service", term_id=10_000 + slot)
        for slot in range(facets.CAPACITY)
    )


@pytest.mark.parametrize("with_facets", [False, True])
@pytest.mark.parametrize("bits_are_left", [True, False])
def test_terms_are_those_of_the_clinic(with_facets: bool, bits_are_left: bool) -> None:
    if not bits_are_left:
        fill_the_registry()
    make_rich_clinic()
    terms = card(with_facets=with_facets).terms
    assert {
        group: [value.label for value in values] for group, values in terms.items()
    } == {
        "condition": ["Tinnitus", "Depression"],
        "protocol": ["Theta burst"],
        "device": ["Coil", "Helmet"],
        "insurer": ["Acme Health"],
        "service": ["Psychotherapy", "Telehealth consultation"],
        "language": ["Spanish"],
        "age_group": ["Adults"],
    }


def test_an_insurer_to_ask_about_is_no_term() -> None:
    clinic = make_clinic()
    clinic.insurers = [ClinicInsurer(insurer=make_insurer(), status="ask")]
    clinic.save()
    listing = card()
    assert listing.terms["insurer"] == []
    assert [value.label for value in listing.insurers_to_ask_about] == ["Acme Health"]


def test_a_widened_answer_has_terms_too() -> None:
    make_rich_clinic()
    [listing] = search(LocatorQuery(near="Miami, FL"), with_facets=True).listings
    assert [value.label for value in listing.terms["device"]] == ["Coil", "Helmet"]


@pytest.mark.parametrize(
    ("age", "evidence"),
    [(None, Evidence.CLEARED), (14, Evidence.UNKNOWN), (40, Evidence.CLEARED)],
)
def test_evidence_is_that_of_the_clinic_page(
    age: int | None, evidence: Evidence
) -> None:
    clinic = make_rich_clinic()
    if age is not None:
        clinic.age_groups.add(make_age_group("All ages", 0))
        clinic.save()
    listing = card(age=age)
    expected = {t.condition.pk: t.evidence for t in clinic_treatments(clinic, age)}
    assert listing.evidence == expected
    assert evidence in expected.values()


def test_conditions_are_grouped_cleared_first() -> None:
    make_rich_clinic()
    assert [
        (evidence, [condition.label for condition in conditions])
        for evidence, conditions in card().conditions_by_evidence
    ] == [(Evidence.CLEARED, ["Depression"]), (Evidence.OFF_LABEL, ["Tinnitus"])]
