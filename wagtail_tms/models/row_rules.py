"""What rows of a clinic or a device must be: each alone, and beside the others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from wagtail_tms.models.validation import sentences


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic


END_OF_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A row that contradicts an earlier one, by its index among the rows given."""

    row: int
    field: str
    message: str


def contradictions(relation: str, rows: Sequence[Any]) -> Iterator[Contradiction]:
    """Yield what is wrong among rows that are right alone.

    Args:
        relation: the name by which their parent knows these rows, such as "devices".
        rows: model instances; they need not be saved.
    """
    if rule := _RULES.get(relation):
        yield from rule(rows)


def check_rows(clinic: AbstractClinic) -> None:
    """Refuse rows that are wrong alone or contradict each other.

    Raises:
        ValidationError: by relation, each message with the number of its row.
    """
    errors: dict[str, list[str]] = {}
    for relation in get_all_child_relations(type(clinic)):
        name = relation.get_accessor_name()
        rows = list(getattr(clinic, name).all())
        if found := _row_errors(name, rows, parent=relation.field.name):
            errors[name] = found
    if errors:
        raise ValidationError(errors)


def _row_errors(relation: str, rows: Sequence[Any], *, parent: str) -> list[str]:
    found = [
        (number, sentence)
        for number, row in enumerate(rows, start=1)
        for sentence in _errors_alone(row, parent)
    ]
    if not found:
        found = [
            (each.row + 1, each.message) for each in contradictions(relation, rows)
        ]
    return [
        _("Row %(number)d: %(error)s") % {"number": number, "error": sentence}
        for number, sentence in found
    ]


def _errors_alone(row: Any, parent: str) -> list[str]:
    # Not ``full_clean()``: rows of a revision are not saved and yet have keys, which it
    # would take for keys that are in use.
    try:
        row.clean_fields(exclude={parent})
        row.clean()
    except ValidationError as error:
        return sentences(type(row), error)
    return []


def _repeats(
    rows: Sequence[Any], *, field: str, key: Sequence[str], details: Sequence[str] = ()
) -> Iterator[Contradiction]:
    """Yield the rows that have the key of an earlier one, and the same details."""
    seen = set()
    for number, row in enumerate(rows):
        values = tuple(getattr(row, name) for name in key)
        if None in values:
            continue
        values += tuple(getattr(row, name) for name in details)
        if values in seen:
            name = getattr(row, field)
            message = _("%(name)s is listed twice. Keep one row.") % {"name": name}
            yield Contradiction(number, field, message)
        seen.add(values)


def _opening_hours(rows: Sequence[Any]) -> Iterator[Contradiction]:
    yield from _overlaps(rows, day="weekday")
    yield from _repeated_appointments(rows)


def _repeated_appointments(rows: Sequence[Any]) -> Iterator[Contradiction]:
    """Yield what says of a weekday only what an earlier row said: by appointment."""
    seen = set()
    for number, row in enumerate(rows):
        if row.weekday is None or not row.by_appointment or _span(row):
            continue
        if row.weekday in seen:
            message = _("Another row for the same day says so. Keep one row.")
            yield Contradiction(number, "by_appointment", message)
        seen.add(row.weekday)


def _overlaps(rows: Sequence[Any], *, day: str) -> Iterator[Contradiction]:
    by_day = defaultdict(list)
    for number, row in enumerate(rows):
        date = getattr(row, day)
        if date is not None and (span := _span(row)):
            by_day[date].append((span, number))
    for spans in by_day.values():
        busy_until = 0
        for (opens, closes), number in sorted(spans):
            if opens < busy_until:
                field = "closed" if getattr(rows[number], "closed", False) else "opens"
                message = _("These hours overlap another row for the same day.")
                yield Contradiction(number, field, message)
            busy_until = max(busy_until, closes)


def _span(row: Any) -> tuple[int, int] | None:
    """Return the minutes of the day that a row speaks for."""
    if getattr(row, "closed", False):
        return 0, END_OF_DAY
    if row.opens is None or row.closes is None:
        return None
    return _minutes(row.opens), _minutes(row.closes) or END_OF_DAY


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


_RULES: dict[str, Callable[[Sequence[Any]], Iterator[Contradiction]]] = {
    "devices": partial(_repeats, field="device", key=["device_id"]),
    "insurers": partial(_repeats, field="insurer", key=["insurer_id"]),
    # One decision may clear a device for several conditions, ages and protocols.
    "clearances": partial(
        _repeats,
        field="number",
        key=["number", "condition_id", "decided_on"],
        details=["minimum_age", "maximum_age", "protocol_id"],
    ),
    "opening_hours": _opening_hours,
    "special_days": partial(_overlaps, day="date"),
}
