"""Rows that are made, or changed where they are already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, transaction
from django.db.models.constants import OnConflict


def upsert(
    rows: models.QuerySet, columns: Sequence[str], values: Sequence[Sequence[Any]]
) -> None:
    """Make rows with these values; of those that exist, change all but the key.

    The key is the first of ``columns``. The values are plain numbers and texts, one for
    each column. Made for very many rows, each of which Django's ``bulk_create`` would
    prepare value by value.
    """
    if not values:
        return
    connection, meta = connections[rows.db], rows.model._meta
    quote = connection.ops.quote_name
    fields = [meta.get_field(column) for column in columns]
    key, *others = [field.column for field in fields]
    change = connection.ops.on_conflict_suffix_sql(
        fields, OnConflict.UPDATE, others, [key]
    )
    names = ", ".join(map(quote, [key, *others]))
    marks = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {quote(meta.db_table)} ({names})"
    sql = f"{insert} VALUES ({marks}) {change}"
    with transaction.atomic(using=rows.db), connection.cursor() as cursor:
        cursor.executemany(sql, values)
