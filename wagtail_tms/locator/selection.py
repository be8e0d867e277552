"""Which clinics a query admits, apart from where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_tms import geo, get_clinic_model
from wagtail_tms.locator import facets
from wagtail_tms.locator.entries import ACCEPTING
from wagtail_tms.locator.facets import FacetRow
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.scope import UNLIMITED, Scope
from wagtail_tms.locator.text_search import TextMatches, matching
from wagtail_tms.locator.vocabulary import FilterValue, Vocabulary
from wagtail_tms.models.entries import LocatorEntry


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen values of one group: a clinic needs any of them.

    ``bits`` are the values that have a bit, ``terms`` the ids of those that found the
    registry of bits full.
    """

    group: str
    bits: int
    terms: tuple[int, ...] = ()

    @property
    def condition(self) -> Q:
        """The choice as a condition on locator entries."""
        any_of = Q()
        for column, mask in zip(facets.COLUMNS, facets.split(self.bits), strict=True):
            if mask:
                any_of |= Q(GreaterThan(F(column).bitand(mask), 0))
        for term in self.terms:
            any_of |= Q(pk__in=facets.FACETS[self.group].clinics_with(term))
        return any_of or Q(pk__in=[])

    def without_bits(self) -> frozenset[int]:
        """Return the ids of the clinics that have one of the values without a bit."""
        facet = facets.FACETS[self.group]
        return frozenset(pk for term in self.terms for pk in facet.clinics_with(term))


@dataclass(frozen=True, slots=True)
class Selection:
    """What a clinic must have; ``text`` are the only ones admitted, if not None.

    ``unknown`` are filter values that no term has: they were left out.
    """

    choices: tuple[Choice, ...] = ()
    accepting: bool = False
    state: str = ""
    city: str = ""
    text: TextMatches | None = None
    unknown: tuple[str, ...] = ()
    scope: Scope = UNLIMITED
    columns: tuple[str, ...] = field(default=facets.COLUMNS, compare=False)
    """The facet columns that hold a value of the site."""

    @property
    def without_choices(self) -> Self:
        """The same, whatever filter values are chosen."""
        return replace(self, choices=())

    @property
    def is_lasting(self) -> bool:
        """Whether what it admits depends on the columns of the entries alone."""
        return (
            self.text is None
            and not self.city
            and not self.scope.is_limited
            and not any(choice.terms for choice in self.choices)
        )

    def entries(self, at: Any = None) -> QuerySet[LocatorEntry]:
        """Return the entries of the clinics that are visible and admitted.

        ``at`` is the moment in Unix seconds, or stands for it; None is now.
        """
        at = unix_now() if at is None else at
        # SQLite tests them in this order: first what leaves out most.
        return LocatorEntry.objects.filter(
            *(choice.condition for choice in self.choices),
            *self._conditions(),
            Q(visible_from__lte=at, visible_until__gt=at),
        )

    def admitted(self, rows: Iterable[FacetRow]) -> set[int]:
        """Return the ids of the clinics that meet every choice."""
        choices = [(choice.bits, choice.without_bits()) for choice in self.choices]
        masks = ((row[0], facets.mask_of(row)) for row in rows)
        return {
            clinic_id
            for clinic_id, mask in masks
            if all(mask & bits or clinic_id in ids for bits, ids in choices)
        }

    def _conditions(self) -> Iterator[Q]:
        yield self.scope.of_entries()
        if self.accepting:
            yield Q(GreaterThan(F("flags").bitand(ACCEPTING), 0))
        if self.state:
            yield Q(state=self.state)
        if self.city:
            clinics = get_clinic_model()._default_manager.public()
            yield Q(pk__in=clinics.filter(city__iexact=self.city).values("pk"))
        if self.text is not None:
            yield Q(pk__in=self.text.ids)


EVERYTHING = Selection()


def unix_now() -> int:
    """Return the moment that ``LocatorEntry`` compares its times with."""
    return int(timezone.now().timestamp())


def select(
    query: LocatorQuery, terms: Vocabulary, box: geo.Box | None = None
) -> Selection:
    """Look up what the query asks for; only ``q`` takes a database query.

    ``box`` is around what will be searched: texts are matched in there only.
    """
    return Selection(
        choices=tuple(_choices(query, terms)),
        accepting=query.accepting,
        state=query.state,
        city=query.city,
        scope=query.scope,
        columns=terms.columns,
        text=matching(query.q, box=box, state=query.state) if query.q else None,
        unknown=tuple(slug for _group, slug in _unknown(query, terms)),
    )


def unknown_values(query: LocatorQuery, terms: Vocabulary) -> dict[str, str]:
    """Return, by parameter name, the filter values that no term has, in plain words."""
    unknown: dict[str, list[str]] = defaultdict(list)
    for group, slug in _unknown(query, terms):
        unknown[group].append(slug)
    return {
        group: _("There is no “%(value)s” here.") % {"value": "”, “".join(slugs)}
        for group, slugs in unknown.items()
    }


def _unknown(query: LocatorQuery, terms: Vocabulary) -> Iterator[tuple[str, str]]:
    for group, slugs in query.filters.items():
        for slug in slugs:
            if (group, slug) not in terms.by_slug:
                yield group, slug


def _choices(query: LocatorQuery, terms: Vocabulary) -> Iterator[Choice]:
    for group, slugs in query.filters.items():
        if values := terms.known(group, slugs):
            yield _choice(group, values, terms.is_full)
    if query.age is not None:
        yield _choice("age_group", terms.ages(query.age), terms.is_full)


def _choice(group: str, values: Iterable[FilterValue], is_full: bool) -> Choice:
    bits, terms = 0, []
    for value in values:
        if value.bit is not None:
            bits |= 1 << value.bit
        elif is_full:  # Otherwise it is a value that no clinic has.
            terms.append(value.term_id)
    return Choice(group, bits, tuple(terms))
