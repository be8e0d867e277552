"""Rows that are made, or changed where they are already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, models


def upsert(
    rows: models.QuerySet, objects: Iterable[Any], fields: Sequence[str]
) -> None:
    """Make the rows of these objects; of those that exist, change the fields."""
    target: dict[str, Any] = {}
    if connections[rows.db].features.supports_update_conflicts_with_target:
        target["unique_fields"] = [rows.model._meta.pk.name]
    rows.bulk_create(objects, update_conflicts=True, update_fields=fields, **target)
