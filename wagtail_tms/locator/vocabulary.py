"""Every filter value of the site: what a slug asks for, and what a bit stands for.

Kept in the process under the version that the database gives it, so that a search looks
at one row instead of every table of terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db.models import OuterRef, QuerySet, Subquery, Value

from wagtail_tms.locator import facets, version
from wagtail_tms.locator.facets import FACETS, Facet
from wagtail_tms.models.access import AgeGroup
from wagtail_tms.models.entries import FacetSlot
from wagtail_tms.models.treatments import Condition, DeviceClearance


# The shipped service that is had from anywhere.
TELEHEALTH = "telehealth-consultation"


class FilterValue(NamedTuple):
    """A term as a filter and a card show it, with its bit where it has one."""

    group: str
    sort_order: int
    term_id: int
    slug: str
    label: str
    bit: int | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values in the order of the vocabulary, the clearances, the age groups.

    ``is_full`` tells that the bits have run out, so that a value without one may still
    be a value that clinics have.
    """

    values: tuple[FilterValue, ...]
    by_slug: dict[tuple[str, str], FilterValue]
    by_term: dict[tuple[str, int], FilterValue]
    clearances: dict[int, list[DeviceClearance]]
    """By the id of the condition."""
    off_label: frozenset[int]
    """The ids of the conditions for which someone looked for clearances in vain."""
    age_groups: tuple[AgeGroup, ...]
    is_full: bool
    columns: tuple[str, ...]
    """The facet columns that hold the bits of the values."""

    @classmethod
    def load(cls) -> Self:
        """Read the whole vocabulary: five queries, however large it is."""
        values = sorted(_rows(), key=lambda row: (row[0], row[1], row[4].lower()))
        clearances: dict[int, list[DeviceClearance]] = defaultdict(list)
        for clearance in DeviceClearance.objects.all():
            clearances[clearance.condition_id].append(clearance)
        return cls(
            values=tuple(values),
            by_slug={(value.group, value.slug): value for value in values},
            by_term={(value.group, value.term_id): value for value in values},
            clearances=dict(clearances),
            off_label=frozenset(
                Condition.objects.filter(off_label_as_of__isnull=False)
                .order_by()
                .values_list("pk", flat=True)
            ),
            age_groups=tuple(AgeGroup.objects.all()),
            is_full=FacetSlot.objects.count() >= facets.CAPACITY,
            columns=facets.columns_of(value.bit for value in values),
        )

    def of(self, groups: Iterable[str]) -> list[FilterValue]:
        """Return the values of some groups."""
        wanted = set(groups)
        return [value for value in self.values if value.group in wanted]

    def known(self, group: str, slugs: Iterable[str]) -> list[FilterValue]:
        """Return the values of these slugs; a slug that names none is left out."""
        found = (self.by_slug.get((group, slug)) for slug in slugs)
        return [value for value in found if value is not None]

    def ages(self, age: int) -> list[FilterValue]:
        """Return the age groups that a person of this age belongs to."""
        return [
            self.by_term["age_group", group.pk]
            for group in self.age_groups
            if group.covers(age)
        ]


# For a search that names no term: it need not look whether there are new ones.
EMPTY = Vocabulary((), {}, {}, {}, frozenset(), (), False, facets.COLUMNS)

_kept: dict[Hashable, Vocabulary] = {}


def current() -> Vocabulary:
    """Return the vocabulary as the database has it now."""
    row = version.current()
    if row is None:
        return Vocabulary.load()
    if (kept := _kept.get(row.vocabulary)) is not None:
        return kept
    loaded = Vocabulary.load()
    _kept.clear()
    _kept[row.vocabulary] = loaded
    return loaded


def _rows() -> Iterable[FilterValue]:
    first, *others = [_values(facet) for facet in FACETS.values()]
    # Django 6.1 would order the whole as the first model is ordered.
    rows = first.union(*others, all=True).order_by()
    return [FilterValue(*row) for row in rows]


def _values(facet: Facet) -> QuerySet:
    slots = FacetSlot.objects.filter(group=facet.group, term_id=OuterRef("pk"))
    return facet.term._default_manager.order_by().values_list(
        Value(facet.group), "sort_order", "pk", "slug", facet.words,
        Subquery(slots.values("slot")),
    )  # fmt: skip
