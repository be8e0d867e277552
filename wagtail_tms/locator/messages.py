"""What a search tells the reader, in plain sentences."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_tms import places
from wagtail_tms.geo import Unit
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.text_search import TextMatches
from wagtail_tms.places import Place, PlaceKind


def joined(*sentences: object) -> str:
    """Return the sentences that say something as one text."""
    return " ".join(str(sentence) for sentence in sentences if sentence)


def widened(query: LocatorQuery, place: Place, count: int) -> str:
    """Say that nothing was found where the reader asked, and what is shown instead."""
    return joined(_nothing(query, place), _instead(count))


def nothing(query: LocatorQuery) -> str:
    """Say that nothing was found at all, and what may help."""
    if is_narrowed(query):
        return _("No clinic matches all of this. Try fewer filters.")
    return _("No clinics are listed yet.")


def unknown_values(values: tuple[str, ...]) -> str:
    """Say which filter values were left out of the search, if any."""
    if not values:
        return ""
    return ngettext(
        "We do not know %(values)s, so we searched without it.",
        "We do not know %(values)s, so we searched without them.",
        len(values),
    ) % {"values": ", ".join(f"“{value}”" for value in values)}


def text_cut(matches: TextMatches | None) -> str:
    """Say that very many clinics match the words, and that not all were looked at."""
    if matches is None or not matches.is_cut:
        return ""
    return _(
        "Very many clinics match these words, and we looked at %(count)s of them. A "
        "longer name finds fewer."
    ) % {"count": number_format(len(matches.ids))}


def hours_checked(count: int) -> str:
    """Say that not all opening hours were looked at, if so."""
    if not count:
        return ""
    return _("We checked the opening hours of the first %(count)s clinics only.") % {
        "count": number_format(count)
    }


def is_narrowed(query: LocatorQuery) -> bool:
    """Tell whether the reader asked for more than a place."""
    return bool(
        query.filters
        or query.age is not None
        or query.accepting
        or query.open_now
        or query.q
    )


def _nothing(query: LocatorQuery, place: Place) -> str:
    words = {"where": where(query, place)}
    if query.scope.is_limited:
        return _("None of the clinics listed here is %(where)s.") % words
    if is_narrowed(query):
        return _("No clinics %(where)s match.") % words
    if place.kind == PlaceKind.STATE or query.city:
        return _("No clinics %(where)s yet.") % words
    return _("No clinics %(where)s.") % words


def where(query: LocatorQuery, place: Place) -> str:
    """Return what was searched: “in Idaho, within 50 miles of Boise, ID”."""
    state = places.state(query.state)
    words = {
        "place": place.label,
        "radius": distance(query),
        "state": state.name if state else "",
    }
    if query.area:
        return _("in this part of the map")
    if query.city:
        return _("in %(place)s") % {"place": f"{query.city}, {query.state}"}
    if place.kind == PlaceKind.STATE:
        return _("in %(place)s") % words
    if place.kind == PlaceKind.POSITION:
        if state:
            return _("in %(state)s, within %(radius)s of you") % words
        return _("within %(radius)s of you") % words
    if state:
        return _("in %(state)s, within %(radius)s of %(place)s") % words
    return _("within %(radius)s of %(place)s") % words


def _instead(count: int) -> str:
    return ngettext(
        "Here is the nearest one.", "Here are the %(count)s nearest.", count
    ) % {"count": number_format(count)}


def distance(query: LocatorQuery) -> str:
    """Return the radius in words, such as “50 miles”."""
    plural = 1 if query.radius == 1 else 2
    if query.unit == Unit.KILOMETERS:
        words = ngettext("%(radius)s kilometer", "%(radius)s kilometers", plural)
    else:
        words = ngettext("%(radius)s mile", "%(radius)s miles", plural)
    return words % {"radius": number_format(f"{query.radius:g}")}
