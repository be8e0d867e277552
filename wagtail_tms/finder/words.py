"""What a finder says about its answer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_tms.geo import Unit
from wagtail_tms.locator import LocatorResult
from wagtail_tms.places import PlaceKind


def distance(value: float, unit: Unit) -> str:
    """Return a distance in words: “25 miles”, “3.1 miles”, “40 km”."""
    text = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    if unit == Unit.KILOMETERS:
        return _("%(distance)s km") % {"distance": text}
    if text == "1":
        return _("1 mile")
    return _("%(distance)s miles") % {"distance": text}


def status(result: LocatorResult) -> str:
    """Return what was found: “12 clinics within 25 miles of Boise, ID”."""
    query = result.query
    is_narrowed = query.filters or query.q or query.age is not None
    number = _("No clinics match") if is_narrowed else _("No clinics")
    if result.count:
        number = ngettext("%(count)d clinic", "%(count)d clinics", result.count) % {
            "count": result.count
        }
    return f"{number} {_where(result)}".strip()


def _where(result: LocatorResult) -> str:
    query, place = result.query, result.place
    if query.city:
        return _("in %(place)s") % {"place": f"{query.city}, {query.state}"}
    if place is None:
        return ""
    if place.kind == PlaceKind.STATE:
        return _("in %(place)s") % {"place": place.name}
    return _("within %(radius)s of %(place)s") % {
        "radius": distance(result.radius, query.unit),
        "place": place.label,
    }
