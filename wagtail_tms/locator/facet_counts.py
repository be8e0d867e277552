"""How many clinics of an area have each filter value."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from wagtail_tms.locator import facets
from wagtail_tms.locator.entries import ACCEPTING
from wagtail_tms.locator.facets import FacetRow
from wagtail_tms.locator.params import FILTER_GROUPS
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import FacetValue
from wagtail_tms.locator.selection import Selection
from wagtail_tms.locator.vocabulary import FilterValue, Vocabulary


# A group shows at most so many values: the chosen ones, then the most frequent.
MAX_VALUES = 50

# The bits of one row in a packed column, which is made of 64-bit integers.
LANE = 64


class BitCounts:
    """For every bit, the number of ``rows`` that have it in their facet columns.

    A column is one long integer, a lane for each row. It is folded on itself until one
    lane is left: the k-th of the folded integers ("planes") holds the k-th binary digit
    of all counts, so that a few operations on long integers add up all rows at once.
    """

    def __init__(self, rows: Sequence[FacetRow] = ()) -> None:
        places = range(facets.FIRST_COLUMN, len(rows[0])) if rows else ()
        self._planes = [_folded([row[place] for row in rows]) for place in places]

    def __getitem__(self, bit: int) -> int:
        column, bit = divmod(bit, facets.BITS_PER_COLUMN)
        planes = self._planes[column] if column < len(self._planes) else ()
        return sum((plane >> bit & 1) << digit for digit, plane in enumerate(planes))


def _folded(values: Sequence[int]) -> list[int]:
    lanes = 1 << (len(values) - 1).bit_length()
    planes = [int.from_bytes(array("Q", values).tobytes(), sys.byteorder)]
    while lanes > 1:
        lanes //= 2
        planes = _sum([_halves(plane, lanes * LANE) for plane in planes])
    return planes


def _halves(plane: int, width: int) -> tuple[int, int]:
    return plane >> width, plane & (1 << width) - 1


def _sum(halves: Iterable[tuple[int, int]]) -> list[int]:
    """Add the left halves to the right ones, in every lane and bit, with carry."""
    planes, carry = [], 0
    for left, right in halves:
        either = left ^ right
        planes.append(either ^ carry)
        carry = left & right | carry & either
    return [*planes, carry]


class FacetCounts:
    """Counts of every filter value; a group's own choice does not narrow its counts.

    ``rows`` are those of an area, whatever is chosen.
    """

    def __init__(self, rows: Sequence[FacetRow], selection: Selection) -> None:
        met, but_for = _by_choices(rows, selection) if selection.choices else (rows, {})
        self._all = BitCounts(met)
        self._but_for = {group: BitCounts(rows) for group, rows in but_for.items()}
        self.accepting = sum(row[facets.FLAGS] & ACCEPTING for row in met)
        """How many clinics accept new patients, all choices met."""

    def count(self, group: str, bit: int) -> int:
        """Return how many clinics have the value, all other groups' choices met."""
        but_for = self._but_for.get(group)
        return self._all[bit] + (but_for[bit] if but_for else 0)


def _by_choices(
    rows: Iterable[FacetRow], selection: Selection
) -> tuple[list[FacetRow], dict[str, list[FacetRow]]]:
    """Return the rows that meet every choice, and by group those that miss its only."""
    met: list[FacetRow] = []
    but_for: dict[str, list[FacetRow]] = defaultdict(list)
    choices = [
        (choice.group, choice.bits, choice.without_bits())
        for choice in selection.choices
    ]
    for row in rows:
        mask = facets.mask_of(row)
        unmet = [
            group
            for group, bits, clinics in choices
            if not (mask & bits or row[0] in clinics)
        ]
        if not unmet:
            met.append(row)
        elif len(unmet) == 1:
            but_for[unmet[0]].append(row)
    return met, but_for


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
