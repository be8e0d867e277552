"""The search that the pages, the block and every API share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from wagtail_tms import get_clinic_model, places
from wagtail_tms.locator import listings, messages, widening
from wagtail_tms.locator.areas import Area, Circle, Everywhere, Match
from wagtail_tms.locator.facet_counts import FacetCounts
from wagtail_tms.locator.found import Found, open_only
from wagtail_tms.locator.nearest import nearest
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import Listing, LocatorResult
from wagtail_tms.locator.selection import Selection, select
from wagtail_tms.places import Place, PlaceKind, Resolution


def search(
    query: LocatorQuery,
    *,
    with_facets: bool = False,
    relations: Sequence[Any] = listings.CARD_RELATIONS,
) -> LocatorResult:
    """Answer a query: one page of public clinics, ready for cards, and their number.

    A place that is a point gives the clinics within the radius, nearest first; a state,
    or no place, gives all that are in it, by name. Where there are none, the nearest
    that match are given instead, however far (``widened``). An unknown or ambiguous
    place gives no listings, but alternatives. Filter values that do not exist are left
    out, and the message says so. Facets are counted on demand, and ignore ``open_now``.
    ``relations`` of the clinics are prefetched: what a card shows, unless you choose.

    The number of database queries does not depend on the number of clinics, but for
    the rounds that a growing circle takes.
    """
    resolution = locate(query)
    place = resolution.place
    result = LocatorResult(
        query=query,
        radius=query.radius,
        place=place,
        alternatives=resolution.alternatives,
        message=str(resolution.message),
    )
    if place is None and query.near:
        return result
    if place and place.kind == PlaceKind.STATE:
        query = query.replace(state=place.state)
    selection = select(query)
    area = _area(query, place, selection, with_facets)
    counts = FacetCounts(area.masks(), selection) if with_facets else None
    found = _find(query, area)
    told = ""
    if not found.count:
        found, told = widening.widen(query, place, selection)
        result.widened = bool(found.count)
    result.count = found.count
    result.message = messages.joined(
        result.message,
        told,
        messages.unknown_values(selection.unknown),
        messages.hours_checked(found.hours_checked),
    )
    result.listings = _listings(query, found.matches, relations)
    if counts:
        result.facets = counts.values(query)
    return result


def nearest_clinics(query: LocatorQuery) -> list[tuple[float, Any]]:
    """Return (miles, clinic) of the nearest clinics to the query's place, uncounted.

    The quick way for a teaser: no widening, no relations, and nothing when the place is
    a state or unknown.
    """
    place = locate(query).place
    if place is None or place.kind == PlaceKind.STATE:
        return []
    found = nearest(
        place.latitude,
        place.longitude,
        limit=query.offset + query.limit,
        radius=query.radius_miles,
        selection=select(query),
    )[query.offset :]
    clinics = get_clinic_model()._default_manager.public()
    by_id = listings.by_id(clinics, (pk for _, pk in found))
    return [(miles, by_id[pk]) for miles, pk in found if pk in by_id]


def locate(query: LocatorQuery) -> Resolution:
    """Return where the query looks: its position, its text, its city or its state."""
    if query.position is not None:
        latitude, longitude = query.position
        label = _("your location")
        return Resolution(
            Place(PlaceKind.POSITION, label, label, "", latitude, longitude)
        )
    if query.near:
        return places.resolve(query.near)
    state = places.state(query.state) if query.state else None
    return Resolution(state.place if state else None)


def _area(
    query: LocatorQuery, place: Place | None, selection: Selection, with_facets: bool
) -> Area:
    if place is None or place.kind == PlaceKind.STATE:
        return Everywhere(selection, query.sort)
    return Circle(place, query.radius_miles, selection, query.sort, with_facets)


def _find(query: LocatorQuery, area: Area) -> Found:
    """Return the matches up to the end of the page, and the number of all."""
    if query.open_now:
        return open_only(area.first)
    count = area.count()
    return Found(area.first(query.offset + query.limit) if count else [], count)


def _listings(
    query: LocatorQuery, matches: list[Match], relations: Sequence[Any]
) -> list[Listing]:
    page = matches[query.offset : query.offset + query.limit]
    clinics = get_clinic_model()._default_manager.public()
    clinics = clinics.prefetch_related(*relations)
    by_id = listings.by_id(clinics, (pk for _, pk in page))
    return [
        Listing(
            clinic=by_id[pk],
            distance=None if miles is None else query.unit.from_miles(miles),
            number=number,
        )
        for number, (miles, pk) in enumerate(page, start=query.offset + 1)
        if pk in by_id
    ]
