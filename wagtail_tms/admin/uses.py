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
    """

    owner: type[models.Model]
    rows: type[models.Model]
    key: str
    owner_key: str

    def owner_ids(self, term: models.Model) -> set[Any]:
        """Return the keys of the objects that use the term in this way."""
        rows = self.rows._base_manager.filter(**{self.key: term})
        return set(rows.values_list(self.owner_key, flat=True))


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
    )


def _pointer_of_key(field: Any) -> Pointer:
    parents = (f for f in field.model._meta.fields if isinstance(f, ParentalKey))
    parent: Any = next(parents, None)
    return Pointer(
        owner=parent.related_model if parent else field.model,
        rows=field.model,
        key=field.name,
        owner_key=parent.name if parent else "pk",
    )


def count_uses(term: models.Model) -> dict[type[models.Model], int]:
    """Return how many objects of each model use a term, the most first."""
    users: dict[type[models.Model], set[Any]] = {}
    for pointer in pointers(type(term)):
        if ids := pointer.owner_ids(term):
            users.setdefault(pointer.owner, set()).update(ids)
    most_first = sorted(users.items(), key=lambda use: len(use[1]), reverse=True)
    return {model: len(ids) for model, ids in most_first}
