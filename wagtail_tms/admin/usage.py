"""How often a term is used, and where: true also of many-to-many fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.admin.ui.components import MediaContainer
from wagtail.models import ReferenceIndex
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views.snippets import EditView, UsageView

from wagtail_tms.admin.uses import Pointer, pointers


Key = tuple[int, str]
"""The content type and the id of an object, as the reference index holds them."""


class Uses:
    """The objects that use a term, each with its references to it.

    As much of a sequence as pages of a list need; a slice reads its objects in one
    query for each model.
    """

    def __init__(self, term: models.Model) -> None:
        self._references: dict[Key, list[ReferenceIndex]] = {}
        for reference in references_to(term):
            key = reference.base_content_type_id, reference.object_id
            self._references.setdefault(key, []).append(reference)

    def __len__(self) -> int:
        return len(self._references)

    def __getitem__(self, places: slice) -> list[tuple[Any, list[ReferenceIndex]]]:
        keys = list(self._references)[places]
        objects = _read(keys)
        return [(objects[key], self._references[key]) for key in keys if key in objects]


def _read(keys: Iterable[Key]) -> dict[Key, models.Model]:
    ids: dict[int, list[str]] = {}
    for content_type_id, object_id in keys:
        ids.setdefault(content_type_id, []).append(object_id)
    objects: dict[Key, models.Model] = {}
    for content_type_id, some in ids.items():
        model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
        for user in model._base_manager.filter(pk__in=some):
            objects[content_type_id, str(user.pk)] = user
    return objects


def references_to(term: models.Model) -> Iterator[ReferenceIndex]:
    """Yield the references that rows hold, then those that only texts and blocks do.

    Those for rows are made up for this one answer, and not saved.
    """
    ways = list(pointers(type(term)))
    for pointer in ways:
        yield from _references_by(pointer, term)
    from_rows = [pointer.path for pointer in ways]
    saved = ReferenceIndex.get_references_to(term)
    yield from saved.exclude(model_path__in=from_rows).order_by("pk")


def _references_by(pointer: Pointer, term: models.Model) -> Iterator[ReferenceIndex]:
    lineage = [pointer.owner, *pointer.owner._meta.get_parent_list()]
    own, base = (
        ContentType.objects.get_for_model(model, for_concrete_model=False)
        for model in (lineage[0], lineage[-1])
    )
    for owner_id, row_id in pointer.find(term):
        yield ReferenceIndex(
            content_type=own,
            base_content_type=base,
            object_id=str(owner_id),
            model_path=pointer.path,
            content_path=pointer.path.replace(".item.", f".{row_id}."),
        )


class VocabularyUsageView(UsageView):
    """Lists what uses a term."""

    def get_queryset(self) -> Uses:
        return Uses(self.object)


class VocabularyStatusPanel(SnippetStatusSidePanel):
    """Says, next to the form, how often a term is used."""

    def get_usage_context(self) -> dict[str, Any]:
        uses = len(Uses(self.object)) if self.object.pk else 0
        return {"usage_url": self.usage_url, "usage_count": uses}


class VocabularyEditView(EditView):
    """Edits a term."""

    def get_side_panels(self) -> MediaContainer:
        panel = VocabularyStatusPanel(
            self.object,
            self.request,
            locale=self.locale,
            translations=self.translations,
            usage_url=self.get_usage_url(),
            history_url=self.get_history_url(),
            last_updated_info=self.get_last_updated_info(),
        )
        return MediaContainer([panel])
