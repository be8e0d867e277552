"""Rules about the rows of a clinic that no row can check alone."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms import BaseFormSet, ModelForm
from django.utils.translation import gettext_lazy as _


END_OF_DAY = 24 * 60


def check_rows(formsets: Mapping[str, BaseFormSet]) -> None:
    """Put an error on every row that contradicts an earlier row of its clinic."""
    for relation, check in _CHECKS.items():
        if relation in formsets:
            check(list(_kept_rows(formsets[relation])))


def _kept_rows(formset: BaseFormSet) -> Iterator[ModelForm]:
    for form in formset.forms:
        if form.is_valid() and form.cleaned_data and not form.cleaned_data["DELETE"]:
            yield form


def _refuse_repeats(field: str) -> Callable[[list[ModelForm]], None]:
    def check(forms: list[ModelForm]) -> None:
        seen = set()
        for form in forms:
            value = form.cleaned_data[field]
            if value in seen:
                form.add_error(
                    field,
                    _("%(name)s is listed twice. Keep one row.") % {"name": value},
                )
            seen.add(value)

    return check


def _refuse_overlaps(day: str) -> Callable[[list[ModelForm]], None]:
    def check(forms: list[ModelForm]) -> None:
        by_day = defaultdict(list)
        for form in forms:
            if span := _span(form.cleaned_data):
                by_day[form.cleaned_data[day]].append((span, form))
        for rows in by_day.values():
            _mark_overlaps(sorted(rows, key=lambda row: row[0]))

    return check


def _mark_overlaps(rows: list[tuple[tuple[int, int], ModelForm]]) -> None:
    busy_until = 0
    for (opens, closes), form in rows:
        if opens < busy_until:
            field = "closed" if form.cleaned_data.get("closed") else "opens"
            form.add_error(
                field, _("These hours overlap another row for the same day.")
            )
        busy_until = max(busy_until, closes)


def _span(row: dict[str, Any]) -> tuple[int, int] | None:
    """Return the minutes of the day that a row speaks for."""
    if row.get("closed"):
        return 0, END_OF_DAY
    if row.get("opens") is None or row.get("closes") is None:
        return None
    return _minutes(row["opens"]), _minutes(row["closes"]) or END_OF_DAY


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


_CHECKS = {
    "devices": _refuse_repeats("device"),
    "insurers": _refuse_repeats("insurer"),
    "opening_hours": _refuse_overlaps("weekday"),
    "special_days": _refuse_overlaps("date"),
}
