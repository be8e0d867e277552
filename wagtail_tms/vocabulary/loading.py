"""Rows into the database: only where no editor has been."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.log_actions import log

from wagtail_tms.models import Device, DeviceClearance, ShippedRow
from wagtail_tms.vocabulary.rows import (
    LINKS,
    SECTIONS,
    Row,
    Values,
    dump,
    parse_vocabulary,
    read_vocabulary,
)


class Outcome(StrEnum):
    """What became of one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class KindReport:
    """How many rows of one kind were created, updated, unchanged, and kept.

    ``kept`` counts the rows in which an editor's change or deletion was respected and
    nothing was written. A row counts once.
    """

    name: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What :func:`load_vocabulary` did: the totals, and one report for each kind."""

    version: str
    kinds: tuple[KindReport, ...]

    @property
    def created(self) -> int:
        """Rows that were not there before."""
        return sum(kind.created for kind in self.kinds)

    @property
    def updated(self) -> int:
        """Rows that got a correction."""
        return sum(kind.updated for kind in self.kinds)

    @property
    def unchanged(self) -> int:
        """Rows that already were as shipped."""
        return sum(kind.unchanged for kind in self.kinds)

    @property
    def kept(self) -> int:
        """Rows that an editor changed or deleted, and that stay so."""
        return sum(kind.kept for kind in self.kinds)


def load_vocabulary(
    data: Mapping[str, Any] | None = None, *, dry_run: bool = False
) -> LoadReport:
    """Bring the database up to the vocabulary in ``data``, or to the shipped one.

    Safe to repeat. A field is written only while it holds what was last shipped; a row
    that an editor deleted stays deleted; a row that an editor made under a shipped key
    is adopted as it is. All in one transaction, rolled back after a ``dry_run``.

    Raises ``VocabularyError``, before anything is written, if the data is wrong.
    """
    data = read_vocabulary() if data is None else data
    rows = parse_vocabulary(data)
    with transaction.atomic():
        # Clearances come last: they need their device, condition and protocol.
        kinds = tuple(_load_kind(model, rows) for model in SECTIONS.values())
        kinds += (_load_kind(DeviceClearance, rows),)
        transaction.set_rollback(dry_run)
    return LoadReport(version=str(data.get("version", "")), kinds=kinds)


def _load_kind(model: type[models.Model], rows: list[Row]) -> KindReport:
    present = _present(model)
    records = ShippedRow.objects.filter(model=model.__name__)
    shipped = {record.key: record for record in records}
    outcomes = Counter(
        str(_load_row(row, present.get(row.key), shipped.get(row.key)))
        for row in rows
        if row.model is model
    )
    return KindReport(name=str(model._meta.verbose_name_plural), **outcomes)


def _load_row(
    row: Row, instance: models.Model | None, shipped: ShippedRow | None
) -> Outcome:
    if instance is None:
        # Shipped before and gone now: an editor deleted it.
        outcome = _create(row) if shipped is None else Outcome.KEPT
    else:
        # Never shipped: an editor's own row, adopted as if it had been shipped.
        outcome = _update(row, instance, shipped.values if shipped else row.values)
    if outcome is Outcome.CREATED or instance is not None:
        _remember(row, shipped)
    return outcome


def _create(row: Row) -> Outcome:
    instance = row.model(**{name: _value(row, name) for name in row.values})
    if isinstance(instance, DeviceClearance):
        device = Device.objects.filter(slug=row.key.partition("/")[0]).first()
        if device is None or instance.condition_id is None:
            return Outcome.KEPT
        instance.device = device
    instance.save()
    _log(instance, "wagtail.create")
    return Outcome.CREATED


def _update(row: Row, instance: models.Model, last: Values) -> Outcome:
    current = {name: dump(instance, name) for name in row.values}
    differing = [name for name in row.values if current[name] != row.values[name]]
    untouched = [
        name
        for name in differing
        if current[name] == last.get(name, _default(row.model, name))
    ]
    for name in untouched:
        setattr(instance, name, _value(row, name))
    if untouched and _is_consistent(instance):
        instance.save()
        _log(instance, "wagtail.edit")
        return Outcome.UPDATED
    return Outcome.KEPT if differing else Outcome.UNCHANGED


def _log(instance: models.Model, action: str) -> None:
    """Tell the history; a clearance has none of its own, it is edited with its device.

    That it came or changed is an edit of the device.
    """
    if isinstance(instance, DeviceClearance):
        instance, action = instance.device, "wagtail.edit"
    log(instance, action, content_changed=True)


def _is_consistent(instance: models.Model) -> bool:
    """Tell whether a correction goes together with what an editor changed."""
    try:
        instance.clean()
    except ValidationError:
        return False
    return True


def _remember(row: Row, shipped: ShippedRow | None) -> None:
    if shipped is None:
        shipped = ShippedRow(model=row.model.__name__, key=row.key)
    elif shipped.values == row.values:
        return
    shipped.values = row.values
    shipped.save()


def _present(model: type[models.Model]) -> dict[str, models.Model]:
    """Return the rows in the database by their key."""
    if model is not DeviceClearance:
        return {dump(row, "slug"): row for row in model._default_manager.all()}
    clearances = DeviceClearance.objects.select_related(
        "device", "condition", "protocol"
    )
    # Where an editor added a second one under the same key, the first one is ours.
    return {
        f"{row.device.slug}/{row.number}/{row.condition.slug}": row
        for row in clearances.order_by("-pk")
    }


def _value(row: Row, name: str) -> Any:
    """Return a value of the row as the model holds it."""
    if name in LINKS:
        return LINKS[name].objects.filter(slug=row.values[name]).first()
    return _field(row.model, name).to_python(row.values[name])


def _default(model: type[models.Model], name: str) -> Any:
    """Return what a field holds that was never shipped and never edited."""
    return None if name in LINKS else _field(model, name).get_default()


def _field(model: type[models.Model], name: str) -> models.Field:
    return next(field for field in model._meta.concrete_fields if field.name == name)
