"""One finder on one page, for one request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from wagtail_tms import places
from wagtail_tms.areas import Area, states_with_clinics
from wagtail_tms.finder import words
from wagtail_tms.finder.filters import (
    Choice,
    FilterGroup,
    filter_groups,
    removals,
    unfiltered,
)
from wagtail_tms.finder.links import Link, page_links
from wagtail_tms.finder.options import FinderOptions
from wagtail_tms.finder.others import params_of_others
from wagtail_tms.finder.posted import search_of
from wagtail_tms.geo import Unit
from wagtail_tms.locator import (
    LocatorQuery,
    LocatorResult,
    search,
    unknown_values,
    vocabulary,
)
from wagtail_tms.locator.params import MAX_OFFSET, MAX_TEXT, Sort, label_of
from wagtail_tms.locator.scope import UNLIMITED
from wagtail_tms.locator.vocabulary import TELEHEALTH, Vocabulary
from wagtail_tms.places import Place, PlaceKind


RADII = (5, 10, 25, 50, 100, 200)

# A page has its own size and number, and neither a position nor an area ever stands in
# an address: these are no more to it than the parameters of others.
NOT_OURS = frozenset({"position", "area", "limit", "offset"})
SEARCH_FIELDS = frozenset({"near", "radius", "unit"})
FILTER_FIELDS = frozenset({"age", "accepting", "open_now", "q"})

# What the address of a state's or city's list can say without saying what was searched.
PLAIN = frozenset({"page", "sort"})


def locator_context(params: Mapping[str, Any], **options: Any) -> dict[str, Any]:
    """Return the context of ``wagtail_tms/locator/locator.html``.

    ``params`` is the request's ``GET``; the options are those of ``FinderOptions``,
    where None means the default.
    """
    given = {name: value for name, value in options.items() if value is not None}
    return {"locator": Finder(params, **given)}


@dataclass
class Finder(FinderOptions):
    """What the templates under ``wagtail_tms/locator/`` read, lazily.

    Unknown parameters are ignored; a wrong value is named in ``errors`` beside its
    field, and the rest of the search goes on.
    """

    def __post_init__(self) -> None:
        self.defaults = self.defaults.replace(limit=self.page_size, offset=0)
        query, self.errors = LocatorQuery.from_params(
            self.params, prefix=self.prefix, defaults=self.defaults
        )
        self.errors = {k: v for k, v in self.errors.items() if k not in NOT_OURS}
        if query.filters:
            # The result's message names an unknown value, too, but no malformed one.
            self.errors = unknown_values(query, self.terms) | self.errors
        page = self._asked_page()
        offset = (max(1, page) - 1) * self.page_size
        self.query = query.replace(
            position=self.position,
            area=self.area,
            state=self.state or query.state,
            city=self.city,
            limit=self.page_size,
            offset=min(offset, MAX_OFFSET),
        )
        if self._submitted_nothing():
            self.errors["near"] = _("Type a ZIP code, a city and state, or a state.")
        if not page:
            self.errors["page"] = _("Use a whole number, from 1 on.")

    @property
    def card_level(self) -> int:
        return self.heading_level + 1

    @property
    def suffix(self) -> str:
        """What tells its landmarks from those of the first finder on the page."""
        number = self.form_id.rpartition("-")[2]
        return f" ({number})" if number.isdigit() and number != "1" else ""

    # What was asked

    def raw(self, name: str) -> str:
        """Return a parameter as it was typed."""
        return str(self.params.get(self.prefix + name, ""))[:MAX_TEXT]

    @property
    def q_value(self) -> str:
        return self.raw("q")

    @property
    def near_value(self) -> str:
        near = self.raw("near") or self.query.near or self.place
        return near or words.state_name(self.query.state)

    @property
    def age_value(self) -> str:
        return self.raw("age") or str(self.query.age or "")

    @property
    def sort_value(self) -> str:
        """The order that the form carries on; empty for the default."""
        return "" if self.query.sort == self.defaults.sort else self.query.sort.value

    @property
    def state_value(self) -> str:
        """The state that the form carries on, where a place narrows it further."""
        return self.query.state if self.query.near and not self.state else ""

    @property
    def has_filter_errors(self) -> bool:
        """Whether a message stands among the filters, which then open."""
        return bool(self.errors.keys() & self._filter_fields)

    @property
    def has_field_errors(self) -> bool:
        """Whether a message stands beside its field."""
        return len(self.other_errors) < len(self.errors)

    @property
    def other_errors(self) -> list[tuple[str, str]]:
        """The parameters without a field here that are wrong, each with the words."""
        fields = SEARCH_FIELDS | self._filter_fields
        return [item for item in self.errors.items() if item[0] not in fields]

    @property
    def _filter_fields(self) -> frozenset[str]:
        return FILTER_FIELDS | {group.name for group in self.groups}

    @property
    def is_search(self) -> bool:
        """Whether there is something to look for, so that there are results."""
        query = self.query
        return query.age is not None or any(
            (query.near, query.position, query.area, query.state, query.filters,
             query.accepting, query.open_now, query.q)
        )  # fmt: skip

    def _submitted_nothing(self) -> bool:
        given = self.prefix + "near" in self.params
        return given and not (self.is_search or self.errors)

    def _asked_page(self) -> int:
        """Return the number of the page, or 0 for what is the number of none."""
        raw = str(self.params.get(self.prefix + "page", 1))
        is_number = raw.isascii() and raw.isdigit() and len(raw) < 6
        return int(raw) if is_number else 0

    # What was found

    @cached_property
    def terms(self) -> Vocabulary:
        """Every filter value of the site, read once."""
        return vocabulary.current()

    @cached_property
    def result(self) -> LocatorResult | None:
        """The answer, or None before a search.

        For a page that is not there, it is the last one, and ``errors`` say so.
        """
        if not self.is_search:
            return None
        result = search(self.query, with_facets=True, terms=self.terms)
        if not result.listings and 0 < result.count <= self.query.offset:
            last = (result.count - 1) // self.page_size
            self.query = self.query.replace(offset=last * self.page_size)
            result = search(self.query, with_facets=True, terms=self.terms)
        if result.count and result.page < (page := self._asked_page()):
            self.errors["page"] = _(
                "There is no page %(page)s: this is page %(shown)s."
            ) % {"page": page, "shown": result.page}
        return result

    @property
    def outcome(self) -> str:
        """One of: start, found, none, unclear (a place we could not settle on)."""
        if self.result is None:
            return "start"
        if self.result.listings:
            return "found"
        return "unclear" if self.query.near and not self.result.place else "none"

    @property
    def status(self) -> str:
        """What was found, in a sentence; empty when a message says it better."""
        result = self.result
        if result is None or result.widened or self.outcome == "unclear":
            return ""
        return words.status(result)

    # Fields

    @property
    def radii(self) -> list[Choice]:
        radii = sorted({*RADII, self.defaults.radius, self.query.radius})
        return [
            Choice(f"{radius:g}", f"{radius:g}", radius == self.query.radius)
            for radius in radii
        ]

    @property
    def units(self) -> list[Choice]:
        names = {Unit.MILES: _("miles"), Unit.KILOMETERS: _("kilometers")}
        return [
            Choice(unit.value, name, unit == self.query.unit)
            for unit, name in names.items()
        ]

    @cached_property
    def groups(self) -> list[FilterGroup]:
        """The filters that have a value to choose."""
        counted = self.result.facets if self.result else {}
        return filter_groups(counted, self.query, self.filters)

    @cached_property
    def chips(self) -> list[Link]:
        """The filters in force, each as the link that removes it."""
        return [
            Link(label, self.url(query))
            for label, query in removals(self.query, self.groups)
        ]

    @property
    def has_map(self) -> bool:
        """Whether a map can show the same: it asks by address, and of all clinics."""
        return self.method == "get" and self.defaults.scope == UNLIMITED

    # Links

    def posts(self, url: str) -> bool:
        """Tell whether what leads to this address is a button of the form, not a link.

        The plain list of a state or city has links, which say nothing of the reader.
        """
        if self.method != "post":
            return False
        names = {name for name, _ in parse_qsl(search_of(url))}
        return not self.state or not names <= PLAIN

    @cached_property
    def others(self) -> list[tuple[str, str]]:
        """What other finders on the page search for, which no form or link drops."""
        return params_of_others(self.params, self.prefix)

    @property
    def results_id(self) -> str:
        return f"{self.form_id}-results"

    @property
    def form_action(self) -> str:
        return f"{self.action}#{self.results_id}"

    def url(self, query: LocatorQuery, page: int = 1) -> str:
        """Return the address of another search, landing at its results."""
        # The address of a state's own page says the state.
        said = query.replace(offset=0, state="" if self.state else query.state)
        pairs = said.params(prefix=self.prefix, defaults=self.defaults)
        if page > 1:
            pairs.append((self.prefix + "page", str(page)))
        pairs += self.others
        # Without an address of its own, "?" alone takes off what the page's holds.
        parts = f"?{urlencode(pairs)}" if pairs or not self.action else ""
        return f"{self.action}{parts}#{self.results_id}"

    @property
    def clear_url(self) -> str:
        """The same search without a filter."""
        return self.url(unfiltered(self.query))

    @property
    def sort_links(self) -> list[Link]:
        """The orders to choose from; none where only the nearest are listed."""
        if self.result and self.result.widened:
            return []
        orders = list(Sort)
        if not self._has_point:
            orders.remove(Sort.DISTANCE)
        current = self.query.sort if self.query.sort in orders else Sort.NAME
        return [
            Link(
                str(label_of(order)),
                self.url(self.query.replace(sort=order)),
                order == current,
            )
            for order in orders
        ]

    @property
    def _has_point(self) -> bool:
        place = self.result.place if self.result else None
        return place is not None and place.kind != PlaceKind.STATE

    @property
    def point(self) -> Place | None:
        """The place that was searched, for a map; a position is in no page."""
        if self.city:
            return places.city(self.city, self.state)
        place = self.result.place if self.result else None
        return None if place and place.kind == PlaceKind.POSITION else place

    @property
    def alternatives(self) -> list[Link]:
        """The other places that the reader may have meant."""
        return [
            Link(place.label, self.url(self.query.replace(near=place.query)))
            for place in (self.result.alternatives if self.result else ())
        ]

    @property
    def wider(self) -> Link | None:
        """The next larger circle, where a circle was searched."""
        larger = [radius for radius in RADII if radius > self.query.radius]
        if not larger or not self._has_point or self.query.area:
            return None
        distance = words.distance(larger[0], self.query.unit)
        return Link(
            _("Search within %(distance)s") % {"distance": distance},
            self.url(self.query.replace(radius=float(larger[0]))),
        )

    @property
    def telehealth(self) -> Link | None:
        """The same search for clinics that offer a consultation by video."""
        services = [group for group in self.groups if group.name == "service"]
        if not any(c.value == TELEHEALTH for group in services for c in group.choices):
            return None
        filters = {**self.query.filters, "service": (TELEHEALTH,)}
        query = self.query.replace(filters=filters)
        if self.outcome == "unclear":
            query = query.replace(near="")
        return Link(_("Clinics with telehealth consultations"), self.url(query))

    @cached_property
    def states(self) -> list[Area]:
        """The states to browse, where there is a directory to browse them in."""
        scope = self.defaults.scope
        return states_with_clinics(scope) if self.directory_url else []

    @property
    def pages(self) -> list[Link | None]:
        """Links to other pages of the list; None is a gap."""
        if self.result is None:
            return []
        return page_links(self.result.page, self.result.page_count, self._page_url)

    @property
    def previous_url(self) -> str:
        result = self.result
        return self._page_url(result.page - 1) if result and result.has_previous else ""

    @property
    def next_url(self) -> str:
        result = self.result
        return self._page_url(result.page + 1) if result and result.has_next else ""

    def _page_url(self, page: int) -> str:
        return self.url(self.query, page)
