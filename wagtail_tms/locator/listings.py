"""From clinics to what a card shows of them, in a fixed number of queries.

The names on a card come from the bits of its entry: no query for each relation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch

from wagtail_tms.evidence import evidence_of
from wagtail_tms.locator import facets
from wagtail_tms.locator.areas import Row
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import Listing
from wagtail_tms.locator.vocabulary import FilterValue, Vocabulary
from wagtail_tms.models.clinic_details import ClinicInsurer


HOURS = ("opening_hours", "special_days")

# What a card shows of a clinic besides its own fields and its terms.
CARD_RELATIONS: tuple[Any, ...] = (
    Prefetch("insurers", ClinicInsurer.objects.select_related("insurer")),
    *HOURS,
)

Terms = dict[str, list[FilterValue]]


def listings(
    query: LocatorQuery,
    rows: Iterable[Row],
    vocabulary: Vocabulary,
    masks: Mapping[int, int],
) -> list[Listing]:
    """Return the clinics of one page as cards; ``masks`` holds the bits of each."""
    terms = _terms(masks, vocabulary)
    return [
        Listing(
            clinic=clinic,
            distance=None if miles is None else query.unit.from_miles(miles),
            number=number,
            terms=terms[clinic.pk],
            evidence=_evidence(terms[clinic.pk], vocabulary, query.age),
        )
        for number, (miles, clinic) in enumerate(rows, start=query.offset + 1)
        if clinic.pk in terms
    ]


def _terms(masks: Mapping[int, int], vocabulary: Vocabulary) -> dict[int, Terms]:
    """Return the values of the clinics, by clinic and group."""
    terms: dict[int, Terms] = {pk: defaultdict(list) for pk in masks}
    without_bit = _without_bit(masks, vocabulary) if vocabulary.is_full else ()
    for value in vocabulary.values:
        for pk, mask in masks.items():
            if value.bit is None:
                has_value = (pk, value.group, value.term_id) in without_bit
            else:
                has_value = bool(mask >> value.bit & 1)
            if has_value:
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
        for clinic_id, term_id in facets.FACETS[group].pairs(list(ids))
    }


def _evidence(terms: Terms, vocabulary: Vocabulary, age: int | None) -> dict[int, Any]:
    devices = [device.term_id for device in terms["device"]]
    return {
        condition.term_id: evidence_of(
            vocabulary.clearances.get(condition.term_id, ()), devices, age
        )
        for condition in terms["condition"]
    }
