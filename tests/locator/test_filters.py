"""Filters and facets against a plain reading of the clinics."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    make_age_group,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_protocol,
    make_service,
)
from tests.properties import examples
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import (
    LocatorQuery,
    areas,
    entries,
    facets,
    nearest_clinics,
    search,
    unknown_values,
    vocabulary,
)
from wagtail_tms.locator.facet_counts import BitCounts
from wagtail_tms.locator.facets import COLUMNS, columns_of, split
from wagtail_tms.models import ClinicInsurer, Condition, FacetSlot


pytestmark = pytest.mark.django_db

HERE = (45.8350, -109.9550)


def names(**fields: Any) -> list[str]:
    """Search around Big Timber and return the names, in alphabetical order."""
    fields.setdefault("position", HERE)
    result = search(LocatorQuery(**fields))
    assert not result.widened
    assert result.count == len(result.listings)
    return sorted(listing.clinic.name for listing in result.listings)


def test_any_value_of_a_group_will_do_and_every_group_must_be_met() -> None:
    mdd, ocd = make_condition("MDD"), make_condition("OCD")
    acme, zen = make_insurer("Acme"), make_insurer("Zen")
    make_clinic("A", conditions=[mdd], insurers=[acme])
    make_clinic("B", conditions=[ocd], insurers=[acme])
    make_clinic("C", conditions=[mdd, ocd], insurers=[zen])
    make_clinic("D")
    assert names(filters={"condition": ("mdd", "ocd")}) == ["A", "B", "C"]
    assert names(filters={"condition": ("mdd",), "insurer": ("acme",)}) == ["A"]
    assert names(filters={"insurer": ("zen",)}) == ["C"]
    assert names() == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("group", "field", "make"),
    [
        ("condition", "conditions", make_condition),
        ("protocol", "protocols", make_protocol),
        ("device", "devices", make_device),
        ("insurer", "insurers", make_insurer),
        ("service", "services", make_service),
        ("language", "languages", make_language),
    ],
)
def test_every_group_filters(group: str, field: str, make: Any) -> None:
    term = make()
    make_clinic("With", **{field: [term]})
    make_clinic("Without")
    assert names(filters={group: (term.slug,)}) == ["With"]


def test_an_age_finds_any_group_that_holds_it() -> None:
    teens = make_age_group("Teens", 13, 17)
    adults = make_age_group("Adults", 18, None)
    young = make_age_group("Young", 15, 25)
    make_clinic("Teens", age_groups=[teens])
    make_clinic("Adults", age_groups=[adults])
    make_clinic("Young", age_groups=[young])
    make_clinic("Says nothing")
    assert names(age=16) == ["Teens", "Young"]
    assert names(age=18) == ["Adults", "Young"]
    assert names(age=90) == ["Adults"]
    found = nearest_clinics(LocatorQuery(position=HERE, age=90))
    assert [clinic.name for _, clinic in found] == ["Adults"]


def test_an_age_that_no_group_holds_finds_nothing() -> None:
    make_clinic("Adults", age_groups=[make_age_group()])
    result = search(LocatorQuery(position=HERE, age=5))
    assert (result.count, result.listings) == (0, [])
    assert "Try fewer filters" in result.message


def test_accepting_means_new_patients() -> None:
    for status in ("newpt", "nopt", "existptonly", "existptfam", "unknown"):
        make_clinic(status, accepting=status)
    assert names(accepting=True) == ["newpt"]


def test_ask_us_is_not_yes_to_an_insurer() -> None:
    acme = make_insurer("Acme")
    clinic = make_clinic("Ask")
    clinic.insurers = [ClinicInsurer(insurer=acme, status="ask")]
    clinic.save()
    make_clinic("Accepts", insurers=[acme])
    assert names(filters={"insurer": ("acme",)}) == ["Accepts"]


def test_unknown_values_are_left_out_and_named() -> None:
    make_clinic("A", conditions=[make_condition("MDD")])
    make_clinic("B")
    query = LocatorQuery(position=HERE, filters={"condition": ("mdd", "nonsense")})
    result = search(query)
    assert [listing.clinic.name for listing in result.listings] == ["A"]
    assert "nonsense" in result.message
    unknown = unknown_values(query, vocabulary.current())
    assert list(unknown) == ["condition"]
    assert "nonsense" in unknown["condition"]
    assert "mdd" not in unknown["condition"]
    assert names(filters={"condition": ("nonsense",)}) == ["A", "B"]


def test_a_value_that_no_clinic_has_finds_nothing() -> None:
    make_condition("MDD")
    make_clinic("A")
    result = search(LocatorQuery(position=HERE, filters={"condition": ("mdd",)}))
    assert (result.count, result.widened) == (0, False)


def test_filters_work_when_every_bit_is_given() -> None:
    filler = [
        FacetSlot(slot=slot, group="service", term_id=10_000 + slot)
        for slot in range(facets.CAPACITY)
    ]
    FacetSlot.objects.bulk_create(filler)
    mdd, ocd = make_condition("MDD"), make_condition("OCD")
    device, acme = make_device("Coil"), make_insurer("Acme")
    make_clinic("A", conditions=[mdd], devices=[device], insurers=[acme])
    make_clinic("B", conditions=[ocd])
    assert names(filters={"condition": ("mdd",)}) == ["A"]
    assert names(filters={"condition": ("mdd", "ocd")}) == ["A", "B"]
    assert names(filters={"device": ("coil",), "insurer": ("acme",)}) == ["A"]
    query = LocatorQuery(position=HERE, filters={"condition": ("mdd",)})
    assert search(query, with_facets=True).facets["condition"][0].selected


def test_bits_past_the_first_column_filter_too() -> None:
    conditions = [make_condition(f"Condition {number:03}") for number in range(150)]
    for number in range(0, 150, 10):
        make_clinic(f"{number:03}", conditions=conditions[number : number + 10])
    assert FacetSlot.objects.count() == 150
    assert names(filters={"condition": ("condition-005",)}) == ["000"]
    assert names(
        filters={"condition": ("condition-062", "condition-063", "condition-149")}
    ) == ["060", "140"]


def test_a_bit_is_never_given_twice() -> None:
    mdd, ocd = make_condition("MDD"), make_condition("OCD")
    make_clinic("A", conditions=[mdd])
    mdd.delete()
    make_clinic("B", conditions=[ocd])
    slots = dict(FacetSlot.objects.values_list("slot", "term_id"))
    assert slots == {0: mdd.pk or slots[0], 1: ocd.pk}


def test_a_deleted_value_leaves_the_entries() -> None:
    mdd, ocd = make_condition("MDD"), make_condition("OCD")
    make_clinic("A", conditions=[mdd, ocd])
    make_clinic("B", conditions=[mdd])
    mdd.delete()
    assert not entries.check()
    assert names(filters={"condition": ("ocd",)}) == ["A"]


def test_facets_count_the_area_and_ignore_their_own_choice() -> None:
    mdd, ocd = make_condition("MDD", short_name="Depression"), make_condition("OCD")
    acme, zen = make_insurer("Acme"), make_insurer("Zen")
    make_clinic("A", conditions=[mdd], insurers=[acme])
    make_clinic("B", conditions=[ocd], insurers=[acme])
    make_clinic("C", conditions=[mdd, ocd], insurers=[zen])
    make_clinic("Far", conditions=[mdd], latitude=25.0)
    query = LocatorQuery(position=HERE, filters={"condition": ("mdd",)})
    found = search(query, with_facets=True).facets
    assert [
        (value.value, value.label, value.count, value.selected)
        for value in found["condition"]
    ] == [("mdd", "Depression", 2, True), ("ocd", "OCD", 2, False)]
    assert [(value.value, value.count) for value in found["insurer"]] == [
        ("acme", 1), ("zen", 1),
    ]  # fmt: skip
    assert "age_group" not in found


def test_a_chosen_value_is_offered_also_when_nothing_has_it() -> None:
    make_condition("MDD")
    make_clinic("A")
    query = LocatorQuery(position=HERE, filters={"condition": ("mdd",)})
    value = search(query, with_facets=True).facets["condition"][0]
    assert (value.value, value.count, value.selected) == ("mdd", 0, True)


def test_a_group_offers_fifty_values_the_chosen_ones_among_them() -> None:
    conditions = [make_condition(f"Condition {number:03}") for number in range(60)]
    for number in range(3):
        make_clinic(conditions=conditions[number:])
    query = LocatorQuery(position=HERE, filters={"condition": ("condition-000",)})
    values = search(query, with_facets=True).facets["condition"]
    assert len(values) == 50
    assert values[0].value == "condition-000"
    assert [value.value for value in values] == sorted(value.value for value in values)


@pytest.mark.parametrize("where", [{"position": HERE}, {"state": "MT"}, {}])
def test_an_area_with_too_many_clinics_has_facets_without_counts(
    where: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mdd, ocd = make_condition("MDD"), make_condition("OCD")
    make_condition("Unused")
    for condition in (mdd, mdd, ocd):
        make_clinic("A", conditions=[condition])
    query = LocatorQuery(**where, filters={"condition": ("mdd",)})
    counted = search(query, with_facets=True)
    assert [v.count for v in counted.facets["condition"]] == [2, 1]
    monkeypatch.setattr(areas, "MAX_COUNTED", 2)
    result = search(query, with_facets=True)
    assert [(v.value, v.count, v.selected) for v in result.facets["condition"]] == [
        ("mdd", None, True),
        ("ocd", None, False),
    ]
    assert (counted.accepting_count, result.accepting_count) == (0, None)
    assert result.count == counted.count == 2
    assert [x.terms for x in result.listings] == [x.terms for x in counted.listings]


def test_facets_cost_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    make_clinic(conditions=[make_condition()], insurers=[make_insurer()])
    search(LocatorQuery(position=HERE))  # The vocabulary and the circle are kept.
    with django_assert_max_num_queries(30) as plain:
        search(LocatorQuery(position=HERE))
    with django_assert_max_num_queries(30) as counted:
        search(LocatorQuery(position=HERE), with_facets=True)
    # The scan that finds the clinics brings the bits that are counted.
    assert len(counted) <= len(plain)


@given(st.lists(st.integers(0, (1 << 189) - 1), max_size=70))
def test_folded_counts_are_counts(masks: list[int]) -> None:
    counts = BitCounts(
        [(number, 0, 0, 0, *split(mask)) for number, mask in enumerate(masks)]
    )
    for bit in (0, 1, 62, 63, 64, 126, 188):
        assert counts[bit] == sum(mask >> bit & 1 for mask in masks)


def test_only_columns_in_use_are_read() -> None:
    assert columns_of([]) == columns_of([None]) == ()
    assert columns_of([0, None, 62]) == COLUMNS[:1]
    assert columns_of([63]) == COLUMNS[:2]
    assert columns_of([188]) == COLUMNS


def test_values_in_the_second_column_are_counted_and_found() -> None:
    FacetSlot.objects.create(slot=62, group="service", term_id=0)
    service = make_service("Late hours")
    make_clinic("One", services=[service])
    make_clinic("Two")
    query = LocatorQuery(position=HERE, filters={"service": (service.slug,)})
    result = search(query, with_facets=True)
    assert vocabulary.current().by_term["service", service.pk].bit == 63
    assert [listing.clinic.name for listing in result.listings] == ["One"]
    assert [value.count for value in result.facets["service"]] == [1]


GROUPS = {"condition": "conditions", "service": "services", "insurer": "insurers"}


@pytest.fixture
def crowd() -> list[dict[str, Any]]:
    """Sixty clinics with random filter values, as plain facts."""
    chance = random.Random(7)
    terms: dict[str, list[Any]] = {
        "condition": [make_condition(f"c{n}") for n in range(4)],
        "service": [make_service(f"s{n}") for n in range(4)],
        "insurer": [make_insurer(f"i{n}") for n in range(4)],
    }
    facts = []
    for number in range(60):
        own = {
            group: [term for term in known if chance.random() < 0.4]
            for group, known in terms.items()
        }
        clinic = make_clinic(
            f"{number}",
            latitude=45 + chance.random(),
            longitude=-110 + chance.random(),
            accepting=chance.choice(["newpt", "nopt"]),
            **{GROUPS[group]: chosen for group, chosen in own.items()},
        )
        facts.append(
            {
                "pk": clinic.pk,
                "accepting": clinic.accepting == "newpt",
                **{group: {term.slug for term in own[group]} for group in own},
            }
        )
    return facts


def meets(fact: dict[str, Any], filters: dict[str, Any], but_for: str = "") -> bool:
    return all(
        group == but_for or fact[group] & set(slugs) for group, slugs in filters.items()
    )


def test_random_filters_and_facets_are_exact(crowd: list[dict[str, Any]]) -> None:
    slugs = {
        group: st.lists(
            st.sampled_from([f"{group[0]}{n}" for n in range(4)]),
            min_size=1,
            unique=True,
        ).map(tuple)
        for group in GROUPS
    }

    @examples(60)
    @given(st.fixed_dictionaries({}, optional=slugs), st.booleans())
    def check(filters: dict[str, Any], accepting: bool) -> None:
        query = LocatorQuery(
            position=(45.5, -109.5), filters=filters, accepting=accepting, limit=100
        )
        result = search(query, with_facets=True)
        admitted = [fact for fact in crowd if fact["accepting"] or not accepting]
        true = {fact["pk"] for fact in admitted if meets(fact, filters)}
        assert {listing.clinic.pk for listing in result.listings} == true
        assert result.count == len(true)
        accept = sum(fact["accepting"] for fact in crowd if fact["pk"] in true)
        assert result.accepting_count == accept
        assert {clinic.pk for _, clinic in nearest_clinics(query)} == true
        for group in GROUPS:
            counted = {value.value: value.count for value in result.facets[group]}
            for slug in [f"{group[0]}{n}" for n in range(4)]:
                true_count = sum(
                    slug in fact[group] and meets(fact, filters, but_for=group)
                    for fact in admitted
                )
                assert counted.get(slug, 0) == true_count

    check()


def test_values_are_looked_up_by_slug_not_by_name() -> None:
    make_clinic("A", conditions=[make_condition("Major depression", slug="mdd")])
    assert Condition.objects.get().slug == "mdd"
    assert names(filters={"condition": ("mdd",)}) == ["A"]
    assert get_clinic_model()._default_manager.count() == 1
