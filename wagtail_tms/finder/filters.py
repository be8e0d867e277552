"""The filters of a finder: their values, and what removing one leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_tms.finder import words
from wagtail_tms.locator import LocatorQuery, facets, vocabulary
from wagtail_tms.locator.result import FacetValue


# In the order in which readers look for them.
GROUPS = ("condition", "insurer", "device", "protocol", "service", "language")


def filter_choices() -> list[tuple[str, Any]]:
    """Return the filters that an editor can choose from."""
    return [(group, facets.FACETS[group].label) for group in GROUPS]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a select or a filter; ``count`` is None when it is not known."""

    value: str
    label: str
    selected: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """A filter with its values; ``name`` is its parameter without a prefix."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def selected_count(self) -> int:
        return sum(choice.selected for choice in self.choices)


def filter_groups(
    counted: Mapping[str, list[FacetValue]], query: LocatorQuery, groups: Iterable[str]
) -> list[FilterGroup]:
    """Return these filters: what the area has, or where it has nothing, everything.

    A filter in force is among them, even if the form does not offer it.
    """
    in_area = any(value.count != 0 for values in counted.values() for value in values)
    choices = _counted(counted) if in_area else _uncounted(query)
    return [
        FilterGroup(group, str(facets.FACETS[group].label), choices[group])
        for group in dict.fromkeys([*groups, *query.filters])
        if choices.get(group)
    ]


def _counted(counted: Mapping[str, list[FacetValue]]) -> dict[str, list[Choice]]:
    return {
        group: [Choice(v.value, str(v.label), v.selected, v.count) for v in values]
        for group, values in counted.items()
    }


def _uncounted(query: LocatorQuery) -> dict[str, list[Choice]]:
    choices: dict[str, list[Choice]] = {group: [] for group in GROUPS}
    for value in vocabulary.current().of(GROUPS):
        selected = value.slug in query.filters.get(value.group, ())
        if selected or value.bit is not None:
            choices[value.group].append(Choice(value.slug, str(value.label), selected))
    return choices


def removals(
    query: LocatorQuery, groups: list[FilterGroup]
) -> Iterator[tuple[str, LocatorQuery]]:
    """Yield each filter in force, in words, with the query that lacks it."""
    for group in groups:
        for choice in group.choices:
            if choice.selected:
                yield choice.label, _without(query, group.name, choice.value)
    if query.state and query.near:
        yield words.state_name(query.state), query.replace(state="")
    if query.age is not None:
        yield _("Age %(age)s") % {"age": query.age}, query.replace(age=None)
    if query.accepting:
        yield _("Accepting new patients"), query.replace(accepting=False)
    if query.open_now:
        yield _("Open now"), query.replace(open_now=False)
    if query.q:
        yield f"“{query.q}”", query.replace(q="")


def unfiltered(query: LocatorQuery) -> LocatorQuery:
    """Return the query without a filter: its place and its layout."""
    state = "" if query.near else query.state
    return query.replace(
        state=state, filters={}, age=None, accepting=False, open_now=False, q=""
    )


def _without(query: LocatorQuery, group: str, value: str) -> LocatorQuery:
    left = tuple(slug for slug in query.filters[group] if slug != value)
    filters = {**query.filters, group: left}
    return query.replace(filters={k: slugs for k, slugs in filters.items() if slugs})
