"""How many clinics of an area have each filter value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wagtail_tms.locator.params import FILTER_GROUPS
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import FacetValue
from wagtail_tms.locator.selection import Selection
from wagtail_tms.locator.vocabulary import FilterValue, Vocabulary


# A group shows at most so many values: the chosen ones, then the most frequent.
MAX_VALUES = 50


class BitCounts:
    """For every bit, the number of masks that have it.

    The counts are kept sliced: plane k holds the k-th binary digit of all of them, so
    that one mask is added to every count at once, with two operations on average.
    """

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, mask: int) -> None:
        """Count one mask."""
        planes = self._planes
        for number, plane in enumerate(planes):
            if not mask:
                return
            planes[number], mask = plane ^ mask, plane & mask
        if mask:
            planes.append(mask)

    def __getitem__(self, bit: int) -> int:
        return sum(
            (plane >> bit & 1) << number for number, plane in enumerate(self._planes)
        )


class FacetCounts:
    """Counts of every filter value; a group's own choice does not narrow its counts.

    ``masks`` are (clinic id, mask of all bits) of an area, whatever is chosen.
    """

    def __init__(self, masks: Iterable[tuple[int, int]], selection: Selection) -> None:
        self._all = BitCounts()
        self._but_for: dict[str, BitCounts] = defaultdict(BitCounts)
        choices = [
            (choice.group, choice.bits, choice.without_bits())
            for choice in selection.choices
        ]
        for clinic_id, mask in masks:
            unmet = [
                group
                for group, bits, clinics in choices
                if not (mask & bits or clinic_id in clinics)
            ]
            if not unmet:
                self._all.add(mask)
            elif len(unmet) == 1:
                self._but_for[unmet[0]].add(mask)

    def count(self, group: str, bit: int) -> int:
        """Return how many clinics have the value, all other groups' choices met."""
        return self._all[bit] + self._but_for[group][bit]


def facet_values(
    query: LocatorQuery, vocabulary: Vocabulary, counts: FacetCounts | None
) -> dict[str, list[FacetValue]]:
    """Return the values that occur or are chosen, by group.

    Without ``counts``, where an area has too many clinics, every value that any clinic
    has, uncounted. Values that found the registry of bits full are left out: they
    filter, but are not counted.
    """
    values: dict[str, list[FacetValue]] = {group: [] for group in FILTER_GROUPS}
    for value in vocabulary.of(FILTER_GROUPS):
        selected = value.slug in query.filters.get(value.group, ())
        count = _count(value, counts)
        if selected or (value.bit is not None and count != 0):
            values[value.group].append(
                FacetValue(value.slug, value.label, count, selected)
            )
    return {group: _most_telling(found) for group, found in values.items()}


def _count(value: FilterValue, counts: FacetCounts | None) -> int | None:
    if counts is None:
        return None
    return 0 if value.bit is None else counts.count(value.group, value.bit)


def _most_telling(values: list[FacetValue]) -> list[FacetValue]:
    if len(values) <= MAX_VALUES:
        return values
    order = {value.value: number for number, value in enumerate(values)}
    values = sorted(values, key=lambda value: (not value.selected, -(value.count or 0)))
    return sorted(values[:MAX_VALUES], key=lambda value: order[value.value])
