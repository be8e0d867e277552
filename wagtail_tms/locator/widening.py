"""Never a dead end: what to show when nothing is where the reader looked."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from wagtail_tms import places
from wagtail_tms.locator import messages
from wagtail_tms.locator.areas import Match
from wagtail_tms.locator.found import Found, open_only
from wagtail_tms.locator.nearest import nearest
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.selection import Selection
from wagtail_tms.locator.text_search import matching
from wagtail_tms.places import Place, PlaceKind


NOTHING = Found.of([])

# A state with fewer clinics than this shows some from over its border as well.
FEW = 3
NEARBY = 5


def widen(
    query: LocatorQuery, place: Place | None, selection: Selection
) -> tuple[Found, str]:
    """Return the nearest matches, at most ``limit``, however far; and what to say.

    From a point, first within the state that was asked for. From a state or a city,
    over the border.
    """
    if place is not None:
        center = _center(query, place)
        for wider in _wider(query, place, selection):
            found = _nearest(query, center, wider)
            if found.count:
                told = messages.widened(query, place, found.count)
                return found, messages.joined(told, messages.text_cut(wider.text))
    return NOTHING, messages.nothing(query)


def neighbors(
    query: LocatorQuery, place: Place | None, selection: Selection, own: int
) -> Found:
    """Return the nearest over the border of a state that has few of its ``own``."""
    is_state = place is not None and place.kind == PlaceKind.STATE and not query.city
    if place is None or not is_state or query.open_now or not 0 < own < FEW:
        return NOTHING
    wider = dataclasses.replace(selection, state="")
    if query.q:
        wider = dataclasses.replace(wider, text=matching(query.q))
    inside = set(selection.entries().values_list("pk", flat=True))
    point = place.latitude, place.longitude
    found = nearest(*point, limit=own + NEARBY, selection=wider)
    return Found.of([(miles, pk) for miles, pk in found if pk not in inside][:NEARBY])


def _center(query: LocatorQuery, place: Place) -> Place:
    if place.kind == PlaceKind.STATE and query.city:
        return places.city(query.city, query.state) or place
    return place


def _wider(
    query: LocatorQuery, place: Place, selection: Selection
) -> Iterator[Selection]:
    if query.q:
        selection = dataclasses.replace(selection, text=matching(query.q))
    if place.kind != PlaceKind.STATE:
        yield selection
    if selection.state or selection.city:
        yield dataclasses.replace(selection, state="", city="")


def _nearest(query: LocatorQuery, center: Place, selection: Selection) -> Found:
    if not selection.entries().exists():  # Spares the circle its way around the globe.
        return NOTHING

    def first(stop: int) -> list[Match]:
        point = center.latitude, center.longitude
        return [*nearest(*point, limit=stop, selection=selection)]

    if query.open_now:
        return open_only(first, most=query.limit)
    return Found.of(first(query.limit))
