"""Querysets that are compiled once and run often, each time with other values.

Django builds and compiles a search anew each time, which takes it longer than the
database takes to answer. What is run often is compiled with ``Parameter`` in place of
its values, and its ``Statement`` is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler


# So many statements of each kind are kept.
MAX_KEPT = 256


class Parameter(Expression):
    """Stands in a queryset for what is given when its statement is run.

    With a ``number``, for so many values, in the list of an ``__in``. ``field``
    prepares a value that the database does not take as it is, such as a moment.
    """

    def __init__(
        self, name: str, *, number: int | None = None, field: Field | None = None
    ) -> None:
        super().__init__(output_field=field)
        self.name, self.number, self.adapter = name, number, field

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return ", ".join(["%s"] * (self.number or 1)), [self]

    def values(self, given: Any, connection: Any) -> Sequence[Any]:
        """Return what is given as the database takes it."""
        if self.number is not None:
            return given
        if self.adapter is not None:
            return [self.adapter.get_db_prep_value(given, connection)]
        return [given]


class Statement:
    """The SQL of a queryset, to be run on the queryset's database."""

    def __init__(self, queryset: QuerySet) -> None:
        self._using = queryset.db
        compiler = queryset.query.get_compiler(self._using)
        try:
            self._sql, self._parameters = compiler.as_sql()
        except EmptyResultSet:
            self._sql, self._parameters = "", ()
        else:
            self._read(compiler)

    def rows(self, **values: Any) -> Sequence[Any]:
        """Return the rows as the database has them, without Django's conversions."""
        if not self._sql:
            return []
        connection = connections[self._using]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, self._given(values, connection))
            return cursor.fetchall()

    def _read(self, compiler: SQLCompiler) -> None:
        """Note what is to be known of the compiled statement."""

    def _given(self, values: Mapping[str, Any], connection: Any) -> list[Any]:
        given: list[Any] = []
        for parameter in self._parameters:
            if isinstance(parameter, Parameter):
                given += parameter.values(values[parameter.name], connection)
            else:
                given.append(parameter)
        return given


class ObjectsStatement(Statement):
    """A statement that gives objects, as the queryset would.

    Relations that the queryset selects with its objects are looked up when needed.
    """

    def __init__(self, queryset: QuerySet) -> None:
        self._model = queryset.model
        super().__init__(queryset)

    def objects(self, **values: Any) -> list[Any]:
        """Return the objects; fields that were not selected are deferred."""
        rows = self.rows(**values)
        if not rows:
            return []
        found = []
        for row in self._converted(rows):
            found.append(
                self._model.from_db(self._using, self._names, row[self._fields])
            )
            for name, place in self._annotations.items():
                setattr(found[-1], name, row[place])
        return found

    def _read(self, compiler: SQLCompiler) -> None:
        connection = connections[self._using]
        columns = [column for column, *_ in compiler.select]
        places = compiler.klass_info["select_fields"]
        self._fields = slice(places[0], places[-1] + 1)
        self._names = [columns[place].target.attname for place in places]
        self._annotations = compiler.annotation_col_map
        # Those of the database belong to the connection: they are looked up each time.
        self._converters = [
            (place, columns[place], columns[place].get_db_converters(connection))
            for place in compiler.get_converters(columns)
        ]

    def _converted(self, rows: Sequence[Any]) -> list[Any]:
        connection = connections[self._using]
        lists = [list(row) for row in rows]
        for place, column, own in self._converters:
            for convert in (*connection.ops.get_db_converters(column), *own):
                for row in lists:
                    row[place] = convert(row[place], column, connection)
        return lists
