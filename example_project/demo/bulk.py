"""Insert very many plain rows, several times faster than ``bulk_create`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, given by column; a column that a row leaves out gets its default."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [(f.attname, f.get_default(), _preparation(f)) for f in fields]
    values = [
        [prepare(row.get(name, default)) for name, default, prepare in columns]
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_statement(model, fields), values)


def _preparation(field: models.Field) -> Callable[[Any], Any]:
    return cache(lambda value: field.get_db_prep_save(value, connection))


def _statement(model: type[models.Model], fields: list[models.Field]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
