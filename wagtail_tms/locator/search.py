"""The search that the pages, the block and every API share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _

from wagtail_tms import geo, geocoding, places
from wagtail_tms.locator import entries, messages, vocabulary, widening
from wagtail_tms.locator.areas import Area, Circle, Everywhere
from wagtail_tms.locator.facet_counts import FacetCounts, facet_values
from wagtail_tms.locator.found import Found, open_only
from wagtail_tms.locator.listings import listings
from wagtail_tms.locator.nearest import nearest
from wagtail_tms.locator.public_clinics import PublicClinics
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.result import Listing, LocatorResult
from wagtail_tms.locator.selection import Selection, select
from wagtail_tms.locator.vocabulary import Vocabulary
from wagtail_tms.places import Place, PlaceKind, Resolution


def search(
    query: LocatorQuery,
    *,
    with_facets: bool = False,
    relations: Sequence[Any] = (),
    terms: Vocabulary | None = None,
) -> LocatorResult:
    """Answer a query: one page of public clinics, ready for cards, and their number.

    A place that is a point gives the clinics within the radius, nearest first; a state,
    or no place, gives all that are in it, by name. Where there are none, the nearest
    that match are given instead, however far (``widened``). An unknown or ambiguous
    place gives no listings, but alternatives. Filter values that do not exist are left
    out, and the message says so. Facets are counted on demand, and ignore ``open_now``;
    where an area has very many clinics, they have no counts.
    ``relations`` of the clinics are prefetched, for what a card of yours shows besides.
    ``terms`` is the vocabulary, for a caller that has read it already.

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
    terms = terms or vocabulary.current()
    selection = select(query, terms, box_around(query, place))
    area = area_of(query, place, selection, with_facets)
    rows = area.facet_rows()
    counts = None if rows is None else FacetCounts(rows, selection)
    found = _find(query, area)
    told, masks_of = "", area.masks_of
    if not found.count:
        found, told = widening.widen(query, place, selection)
        result.widened, masks_of = bool(found.count), entries.masks
    result.count = found.count
    result.message = messages.joined(
        result.message,
        told,
        messages.unknown_values(selection.unknown),
        messages.text_cut(selection.text),
        messages.hours_checked(found.hours_checked),
    )
    clinics = PublicClinics(relations=tuple(relations))
    result.listings = _cards(query, found, clinics, terms, masks_of)
    if not result.widened:
        nearby = widening.neighbors(query, place, selection, found.count)
        first = query.replace(offset=0, limit=widening.NEARBY)
        result.nearby = _cards(first, nearby, clinics, terms)
        for listing in result.nearby:
            listing.number += found.count
    if with_facets:
        result.facets = facet_values(query, terms, counts)
        result.accepting_count = None if counts is None else counts.accepting
    return result


def _cards(
    query: LocatorQuery,
    found: Found,
    clinics: PublicClinics,
    terms: Vocabulary,
    masks_of: Callable[[Collection[int]], dict[int, int]] = entries.masks,
) -> list[Listing]:
    if not found.count:
        return []
    rows = found.page(clinics, query.offset, query.offset + query.limit)
    masks = masks_of({clinic.pk for _, clinic in rows})
    return listings(query, rows, terms, masks)


def nearest_clinics(query: LocatorQuery) -> list[tuple[float, Any]]:
    """Return (miles, clinic) of the nearest clinics to the query's place, uncounted.

    The quick way for a teaser: no widening, no relations, and nothing when the place is
    a state or unknown.
    """
    place = locate(query).place
    if place is None or place.kind == PlaceKind.STATE:
        return []
    terms = vocabulary.current() if query.names_terms else vocabulary.EMPTY
    found = nearest(
        place.latitude,
        place.longitude,
        limit=query.offset + query.limit,
        radius=query.radius_miles,
        selection=select(query, terms, box_around(query, place)),
    )[query.offset :]
    return PublicClinics().at(found)


def locate(query: LocatorQuery) -> Resolution:
    """Return where the query looks: its area, its position, its text or its state."""
    if query.area is not None:
        return _at(query.area.middle, _("the middle of the map"))
    if query.position is not None:
        return _at(query.position, _("your location"))
    if query.near:
        return geocoding.resolve(query.near)
    state = places.state(query.state) if query.state else None
    return Resolution(state.place if state else None)


def _at(point: tuple[float, float], label: str) -> Resolution:
    return Resolution(Place(PlaceKind.POSITION, label, label, "", *point))


def area_of(
    query: LocatorQuery,
    place: Place | None,
    selection: Selection,
    with_facets: bool = False,
) -> Area:
    """Return where the query looks."""
    if place is None or place.kind == PlaceKind.STATE:
        return Everywhere(selection, query.sort, with_facets)
    if query.area:
        anywhere = geo.HALF_CIRCUMFERENCE_MILES
        circle = Circle(place, anywhere, selection, query.sort, with_facets)
        return circle.within(query.area.box)
    return Circle(place, query.radius_miles, selection, query.sort, with_facets)


def box_around(query: LocatorQuery, place: Place | None) -> geo.Box | None:
    """Return the box that is searched, or the one around the circle that is."""
    if query.area:
        return query.area.box
    if place is None or place.kind == PlaceKind.STATE:
        return None
    return geo.cap_box(place.latitude, place.longitude, query.radius_miles)


def _find(query: LocatorQuery, area: Area) -> Found:
    if query.open_now:
        return open_only(area.first)
    return Found(area.count(), area.page)
