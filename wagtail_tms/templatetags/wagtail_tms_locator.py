"""What the clinic and locator templates ask of a clinic."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms.utils import flatatt
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_tms import directory, evidence, finder, hours, structured_data
from wagtail_tms.conf import conf
from wagtail_tms.finder import words
from wagtail_tms.finder.posted import SEARCH, search_of
from wagtail_tms.geo import Unit
from wagtail_tms.models import TMSSettings
from wagtail_tms.models.clinic_choices import LocationPrecision
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.models.treatments import DeviceClearance
from wagtail_tms.phones import display_phone


register = template.Library()

DIRECTIONS = "https://www.google.com/maps/dir/?"
SPACES = re.compile(r"\s+")
BEFORE_BLOCK = re.compile(
    r" (?=</?(?:details|div|dl|dt|h\d|li|nav|ol|option|p|section|summary|t[dhr]|ul)\b)"
)
MONTH = 30
YEAR = 365

register.filter("phone", display_phone)
register.filter("search_of", search_of)
register.simple_tag(structured_data.script, name="json_ld")
register.simple_tag(hours.open_state, name="open_state")
register.simple_tag(hours.week, name="week")
register.simple_tag(hours.upcoming_special_days, name="upcoming_special_days")
register.simple_tag(evidence.clinic_treatments, name="clinic_treatments")
register.simple_tag(finder.nearby_clinics, name="nearby_clinics")


@register.simple_block_tag
def squeeze(content: str) -> SafeString:
    """Leave only spaces that a browser shows, one at a time: a page half the size."""
    spaced = SPACES.sub(" ", content)
    return mark_safe(BEFORE_BLOCK.sub("", spaced))  # noqa: S308  Rendered, so escaped.


@register.simple_tag(takes_context=True)
def clinic_url(context: Any, clinic: AbstractClinic) -> str:
    """Return the address of the clinic's page, or "" where there is no directory."""
    return directory.clinic_url(clinic, context.get("request"))


@register.simple_tag
def api_url() -> str:
    """Return where the JSON API is, or "" where the site does not include it."""
    try:
        return reverse("wagtail_tms_api:api-root")
    except NoReverseMatch:
        return ""


@register.simple_tag
def search_link(
    locator: finder.Finder, url: str, label: str, before: str = "", **attributes: Any
) -> SafeString:
    """Return what leads on to another search: a link, or a button that posts it.

    ``before`` is heard before the label, and not seen. Of the other attributes, those
    without a value are left out; “_” in a name stands for “-”.
    """
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    if locator.posts(url):
        tag = "button"
        given |= {"form": f"{locator.form_id}-form", "name": SEARCH}
        given |= {"value": search_of(url), "rel": ""}
    else:
        tag, given["href"] = "a", url
    heard = format_html('<span class="tms-vh">{} </span>', before) if before else ""
    shown = {name: value for name, value in given.items() if value != ""}
    return format_html("<{0}{1}>{2}{3}</{0}>", tag, flatatt(shown), heard, label)


@register.simple_tag(takes_context=True)
def tms_settings(context: Any) -> TMSSettings:
    """Return the current site's settings; their defaults where there is no site."""
    return TMSSettings.for_reader(context.get("request"))


@register.simple_tag
def directions_url(clinic: AbstractClinic) -> str:
    """Return a link to directions to the clinic; it says nothing about the reader."""
    address = [clinic.street, clinic.city, f"{clinic.state} {clinic.postal_code}"]
    destination = ", ".join(part for part in address if part.strip())
    if clinic.location_precision == LocationPrecision.EXACT and clinic.latitude:
        destination = f"{clinic.latitude},{clinic.longitude}"
    if not destination:
        return ""
    return DIRECTIONS + urlencode({"api": 1, "destination": destination})


@register.filter
def distance(value: float, unit: str) -> str:
    """Return a distance in words: “3.1 miles”."""
    return words.distance(value, Unit(unit))


@register.filter
def days_ago(date: datetime.date | None) -> str:
    """Return how long ago a day was: “today”, “12 days ago”, “3 months ago”."""
    if date is None:
        return ""
    days = (timezone.localdate() - date).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 2 * MONTH:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {
            "count": days
        }
    if days < 2 * YEAR:
        months = days // MONTH
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {
            "count": months
        }
    years = days // YEAR
    return ngettext("%(count)d year ago", "%(count)d years ago", years) % {
        "count": years
    }


@register.filter
def is_stale(date: datetime.date | None) -> bool:
    """Tell whether a fact was confirmed too long ago, or never."""
    if date is None:
        return True
    return (timezone.localdate() - date).days > conf.stale_after_days


@register.filter
def ages(clearance: DeviceClearance) -> str:
    """Return the ages that a clearance covers: “ages 15 to 21”."""
    return age_range(clearance.minimum_age, clearance.maximum_age)


@register.simple_tag
def age_range(minimum: int | None, maximum: int | None) -> str:
    """Return a range of ages in words; empty when both ends are open."""
    if minimum and maximum:
        return _("ages %(low)s to %(high)s") % {"low": minimum, "high": maximum}
    if minimum:
        return _("ages %(low)s and over") % {"low": minimum}
    if maximum:
        return _("up to age %(high)s") % {"high": maximum}
    return ""


@register.filter
def error(locator: finder.Finder, name: str) -> str:
    """Return what is wrong with a parameter of the finder, or nothing."""
    return locator.errors.get(name, "")
