"""The data file, read and validated: rows that the models would accept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from wagtail_tms.models import (
    AccessibilityFeature,
    AgeGroup,
    Condition,
    Device,
    DeviceClearance,
    Insurer,
    Language,
    Protocol,
    Service,
    Topic,
)


SECTIONS: dict[str, type[models.Model]] = {
    "conditions": Condition,
    "protocols": Protocol,
    "devices": Device,
    "insurers": Insurer,
    "services": Service,
    "languages": Language,
    "age_groups": AgeGroup,
    "accessibility_features": AccessibilityFeature,
    "topics": Topic,
}
# Foreign keys, which the data file writes as slugs.
LINKS = {"condition": Condition, "protocol": Protocol}

Values = dict[str, Any]


class VocabularyError(ValueError):
    """The vocabulary data is wrong; the message names the row and the field."""


@dataclass(frozen=True, slots=True)
class Row:
    """One validated row; links are slugs and dates ISO text, as in the data file.

    The key is the slug; a clearance's key is ``device/number/condition``.
    """

    model: type[models.Model]
    key: str
    values: Values


def read_vocabulary() -> Values:
    """Return the shipped data file."""
    path = resources.files("wagtail_tms") / "data" / "vocabulary.json"
    return json.loads(path.read_text(encoding="utf-8"))


def parse_vocabulary(data: Mapping[str, Any]) -> list[Row]:
    """Return the rows of ``data``, or raise :class:`VocabularyError`. No database."""
    if unknown := sorted(set(data) - set(SECTIONS) - {"version"}):
        raise VocabularyError(f"There is no section “{unknown[0]}”.")
    rows = [row for section in SECTIONS for row in _parse_section(section, data)]
    for device in data.get("devices", ()):
        rows += _parse_clearances(device)
    _check_keys(rows)
    return rows


def dump(instance: models.Model, name: str) -> Any:
    """Return a field's value as the data file would write it."""
    value = getattr(instance, name)
    if name in LINKS:
        return value.slug if value else None
    return value.isoformat() if isinstance(value, date) else value


def _parse_section(section: str, data: Mapping[str, Any]) -> Iterator[Row]:
    for position, entry in enumerate(data.get(section, ()), start=1):
        if not entry.get("slug"):
            raise VocabularyError(f"Row {position} of “{section}” has no slug.")
        fields = dict(entry)
        if section == "devices":
            fields.pop("clearances", None)
        yield _parse_row(SECTIONS[section], entry["slug"], fields)


def _parse_clearances(device: Mapping[str, Any]) -> Iterator[Row]:
    for entry in device.get("clearances", ()):
        number, condition = entry.get("number"), entry.get("condition")
        key = f"{device['slug']}/{number}/{condition}"
        if not condition:
            raise VocabularyError(f"Clearance “{key}” has no condition.")
        yield _parse_row(DeviceClearance, key, entry)


def _parse_row(model: type[models.Model], key: str, fields: Mapping[str, Any]) -> Row:
    label = f"{model.__name__} “{key}”"
    if unknown := sorted(set(fields) - _field_names(model)):
        raise VocabularyError(f"{label}: there is no field “{unknown[0]}”.")
    # Other names are a list in the file and comma-separated text in the model.
    plain = {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in fields.items()
        if name not in LINKS
    }
    instance = model(**plain)
    try:
        instance.clean_fields(exclude={"device", *LINKS})
        instance.clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise VocabularyError(f"{label}: {field}: {messages[0]}") from error
    links = {name: fields[name] for name in fields if name in LINKS}
    return Row(model, key, {name: dump(instance, name) for name in plain} | links)


def _field_names(model: type[models.Model]) -> set[str]:
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "device"
    }


def _check_keys(rows: list[Row]) -> None:
    counts = Counter((row.model, row.key) for row in rows)
    for row in rows:
        label = f"{row.model.__name__} “{row.key}”"
        if counts[row.model, row.key] > 1:
            raise VocabularyError(f"{label} is there twice.")
        for name, linked in LINKS.items():
            slug = row.values.get(name)
            if slug is not None and (linked, slug) not in counts:
                raise VocabularyError(f"{label}: there is no {name} “{slug}”.")
