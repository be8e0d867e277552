"""What the locator answers."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wagtail_tms.evidence import Evidence
from wagtail_tms.hours import OpenState
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.vocabulary import FilterValue
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.places import Place


class InsurerTerms(NamedTuple):
    """How a clinic works with an insurer: a status of ``ClinicInsurer``, and since."""

    insurer: FilterValue
    status: str
    verified_on: datetime.date | None


@dataclass(slots=True)
class Listing:
    """One clinic in the list, with what a card says of it, for no further query.

    ``distance`` is in the query's unit, None where the search has no point; ``number``
    counts from 1 over all pages. ``terms`` are its values by filter group, in the order
    of the vocabulary; an insurer is among them only when the clinic takes it.
    ``evidence`` is what is known of treating each of its conditions, by the condition's
    id and for the age that was asked for. ``insurers`` are all that it says something
    about. ``open_state`` is that of this moment.
    """

    clinic: AbstractClinic
    distance: float | None
    number: int
    terms: Mapping[str, list[FilterValue]]
    evidence: Mapping[int, Evidence]
    insurers: list[InsurerTerms]
    open_state: OpenState

    @property
    def insurers_to_ask_about(self) -> list[FilterValue]:
        """The insurers that the filter does not count: the clinic says “ask us”."""
        taken = self.terms["insurer"]
        return [row.insurer for row in self.insurers if row.insurer not in taken]

    @property
    def conditions_by_evidence(self) -> list[tuple[Evidence, list[FilterValue]]]:
        """The clinic's conditions under what is known: cleared ones first."""
        groups = [
            (
                evidence,
                [
                    condition
                    for condition in self.terms["condition"]
                    if self.evidence[condition.term_id] == evidence
                ],
            )
            for evidence in Evidence
        ]
        return [(evidence, conditions) for evidence, conditions in groups if conditions]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A filter value, and how many clinics of the area have it.

    ``count`` is exact, or None where the area has too many clinics to count.
    """

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(slots=True)
class LocatorResult:
    """One page of listings, and what a reader should know about it.

    ``place`` is what the query's place means, None when it names none or none is known;
    ``alternatives`` are the others it may mean, or guesses. ``message`` is a plain
    sentence, empty when there is nothing to say. ``count`` is exact for the area
    searched; when ``widened``, nothing was there and it counts the listings shown
    instead. ``radius`` is in the query's unit. ``facets`` are filled on demand, and
    with them ``accepting_count``: the clinics that accept new patients, None where the
    area has too many to count.
    ``nearby`` are the nearest clinics over the border of a state that has few; they are
    not counted, and numbered after the others.
    """

    query: LocatorQuery
    radius: float
    place: Place | None = None
    alternatives: tuple[Place, ...] = ()
    message: str = ""
    listings: list[Listing] = field(default_factory=list)
    count: int = 0
    widened: bool = False
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)
    accepting_count: int | None = None
    nearby: list[Listing] = field(default_factory=list)

    @property
    def is_little(self) -> bool:
        """Whether a reader needs to know what else there is to try."""
        return self.widened or bool(self.nearby) or not self.listings

    @property
    def has_previous(self) -> bool:
        return self.query.offset > 0

    @property
    def has_next(self) -> bool:
        return self.query.offset + self.query.limit < self.count

    @property
    def page(self) -> int:
        """The number of this page, from 1."""
        return self.query.offset // self.query.limit + 1

    @property
    def page_count(self) -> int:
        """The number of pages, at least 1."""
        return max(1, math.ceil(self.count / self.query.limit))
