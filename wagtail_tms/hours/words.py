"""Times as people write them."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import gettext as _

from wagtail_tms.models.clinic_details import MIDNIGHT


def time_label(time: datetime.time) -> str:
    """Return a time as people write it in the active language: “8 AM”, “noon”."""
    if get_format("TIME_FORMAT") != "P":
        return time_format(time)
    if time == MIDNIGHT:
        return _("midnight")
    if time == datetime.time(12):
        return _("noon")
    return time_format(time, "g:i A" if time.minute else "g A")


def moment_label(
    moment: datetime.datetime, now: datetime.datetime, *, ends: bool = False
) -> str:
    """Return a moment as seen from ``now``: “5 PM”, “Mon 8 AM”, “January 4”."""
    time = time_label(moment.time())
    # Midnight, as an end, belongs to the day before.
    last = moment - datetime.timedelta(minutes=1) if ends else moment
    days = (last.date() - now.date()).days
    if days == 0:
        return time
    if days == 1:
        return _("tomorrow %(time)s") % {"time": time}
    if days >= 7:
        return date_format(last, "MONTH_DAY_FORMAT")
    return _("%(day)s %(time)s") % {"day": date_format(last, "D"), "time": time}
