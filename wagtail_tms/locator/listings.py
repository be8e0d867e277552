"""From clinics to what a card shows of them, in a fixed number of queries.

The names on a card come from the bits of its entry: no query for each relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from wagtail_tms.evidence import evidence_of
from wagtail_tms.hours import open_state, rows_of
from wagtail_tms.locator import facets
from wagtail_tms.locator.areas import Row
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import InsurerTerms, Listing
from wagtail_tms.locator.vocabulary import FilterValue, Vocabulary
from wagtail_tms.models.clinic_details import ClinicInsurer


Terms = dict[str, list[FilterValue]]


def listings(
    query: LocatorQuery,
    rows: Collection[Row],
    vocabulary: Vocabulary,
    masks: Mapping[int, int],
) -> list[Listing]:
    """Return the clinics of one page as cards; ``masks`` holds the bits of each."""
    ids = [clinic.pk for _, clinic in rows]
    terms = _terms(masks, vocabulary)
    hours, insurers = rows_of(ids), _insurers(ids, vocabulary)
    return [
        Listing(
            clinic=clinic,
            distance=None if miles is None else query.unit.from_miles(miles),
            number=number,
            terms=terms[clinic.pk],
            evidence=_evidence(terms[clinic.pk], vocabulary, query.age),
            insurers=insurers[clinic.pk],
            open_state=open_state(clinic, hours=hours[clinic.pk]),
        )
        for number, (miles, clinic) in enumerate(rows, start=query.offset + 1)
        if clinic.pk in terms
    ]


def _insurers(
    ids: Collection[int], vocabulary: Vocabulary
) -> dict[int, list[InsurerTerms]]:
    """Return what the clinics say of insurers, by clinic, in the vocabulary's order."""
    rows = (
        ClinicInsurer.objects.filter(clinic_id__in=ids)
        .order_by()
        .values_list("clinic_id", "insurer_id", "status", "verified_on")
    )
    insurers: dict[int, list[InsurerTerms]] = defaultdict(list)
    for clinic_id, insurer_id, status, verified_on in rows:
        if value := vocabulary.by_term.get(("insurer", insurer_id)):
            insurers[clinic_id].append(InsurerTerms(value, status, verified_on))
    for found in insurers.values():
        found.sort(key=lambda row: (row.insurer.sort_order, row.insurer.label.lower()))
    return insurers


def _terms(masks: Mapping[int, int], vocabulary: Vocabulary) -> dict[int, Terms]:
    """Return the values of the clinics, by clinic and group."""
    terms: dict[int, Terms] = {pk: defaultdict(list) for pk in masks}
    without_bit = _without_bit(masks, vocabulary) if vocabulary.is_full else ()
    for value in vocabulary.values:
        if value.bit is None:
            term = value.group, value.term_id
            having = [pk for pk in masks if (pk, *term) in without_bit]
        else:
            flag = 1 << value.bit
            having = [pk for pk, mask in masks.items() if mask & flag]
        for pk in having:
            terms[pk][value.group].append(value)
    return terms


def _without_bit(
    ids: Iterable[int], vocabulary: Vocabulary
) -> set[tuple[int, str, int]]:
    """Return what clinics have of the values that found the registry of bits full."""
    groups = {value.group for value in vocabulary.values if value.bit is None}
    return {
        (clinic_id, group, term_id)
        for group in groups
        for clinic_id, term_id in facets.FACETS[group].pairs(sorted(ids))
    }


def _evidence(terms: Terms, vocabulary: Vocabulary, age: int | None) -> dict[int, Any]:
    devices = [device.term_id for device in terms["device"]]
    return {
        condition.term_id: evidence_of(
            vocabulary.clearances.get(condition.term_id, ()),
            devices,
            age,
            none_found=condition.term_id in vocabulary.off_label,
        )
        for condition in terms["condition"]
    }
