"""What uses a term of the vocabularies, a person or an organization.

Read from the rows themselves. Wagtail's reference index leaves out many-to-many fields,
and knows nothing of rows that were written in bulk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.fields.reverse_related import ManyToManyRel, ManyToOneRel
from modelcluster.fields import ParentalKey


@dataclass(frozen=True, slots=True)
class Pointer:
    """A key by which objects use a term: their own, or that of a row they hold.

    ``owner`` is what an editor would open: the clinic, not its row with a device.
    ``path`` leads from there to the key, as the reference index writes it.
    """

    owner: type[models.Model]
    rows: type[models.Model]
    key: str
    owner_key: str
    path: str

    def find(self, term: models.Model) -> Iterator[tuple[Any, Any]]:
        """Yield the id of each object that uses the term, with that of the row."""
        rows = self.rows._base_manager.filter(**{self.key: term})
        ids = rows.order_by(self.owner_key, "pk").values_list(self.owner_key, "pk")
        yield from ids.iterator()


def pointers(model: type[models.Model]) -> Iterator[Pointer]:
    """Yield the ways in which objects can use a term, hidden relations included.

    The rows that a term holds itself, such as the clearances of a device, are its own.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToManyRel):
            through: Any = relation.through
            if through._meta.auto_created:
                yield _pointer_of_many(relation.field)
        elif isinstance(relation, ManyToOneRel):
            field: Any = relation.field
            own = isinstance(field, ParentalKey) or relation.parent_link
            if not own and not field.model._meta.auto_created:
                yield _pointer_of_key(field)


def _pointer_of_many(field: Any) -> Pointer:
    return Pointer(
        owner=field.model,
        rows=field.remote_field.through,
        key=field.m2m_reverse_field_name(),
        owner_key=field.m2m_field_name(),
        path=field.name,
    )


def _pointer_of_key(field: Any) -> Pointer:
    rows, key = field.model, field.name
    parents = (f for f in rows._meta.fields if isinstance(f, ParentalKey))
    parent: Any = next(parents, None)
    if parent is None:
        return Pointer(owner=rows, rows=rows, key=key, owner_key="pk", path=key)
    return Pointer(
        owner=parent.related_model,
        rows=rows,
        key=key,
        owner_key=parent.name,
        path=f"{parent.remote_field.get_accessor_name()}.item.{key}",
    )


def count_uses(term: models.Model) -> dict[type[models.Model], int]:
    """Return how many objects of each model use a term, the most first."""
    users: dict[type[models.Model], set[Any]] = {}
    for pointer in pointers(type(term)):
        if ids := {owner_id for owner_id, _row_id in pointer.find(term)}:
            users.setdefault(pointer.owner, set()).update(ids)
    most_first = sorted(users.items(), key=lambda use: len(use[1]), reverse=True)
    return {model: len(ids) for model, ids in most_first}
