"""What a finder says about its answer."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_tms import places
from wagtail_tms.geo import Unit
from wagtail_tms.locator import LocatorResult, messages


def distance(value: float, unit: Unit) -> str:
    """Return a distance in words: “25 miles”, “3.1 miles”, “40 km”."""
    text = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    if unit == Unit.KILOMETERS:
        return _("%(distance)s km") % {"distance": text}
    if text == "1":
        return _("1 mile")
    return _("%(distance)s miles") % {"distance": text}


def state_name(code: str) -> str:
    """Return the name of the state with this two-letter code."""
    state = places.state(code)
    return state.name if state else code


def status(result: LocatorResult) -> str:
    """Return what was found: “12 clinics within 25 miles of Boise, ID”."""
    query = result.query
    is_narrowed = query.filters or query.q or query.age is not None
    number = _("No clinics match") if is_narrowed else _("No clinics")
    if result.count:
        number = ngettext("%(count)d clinic", "%(count)d clinics", result.count) % {
            "count": result.count
        }
    where = messages.where(query, result.place) if result.place else ""
    return f"{number} {where}".strip()
