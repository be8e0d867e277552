"""The clinics of a page of results: read by their ids, if the public may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.db import models, router
from django.db.models import prefetch_related_objects
from django.utils import timezone

from wagtail_tms import get_clinic_model
from wagtail_tms.locator.prepared import MAX_KEPT, ObjectsStatement, Parameter
from wagtail_tms.querysets import ClinicQuerySet, site_day


# Miles, None where nothing is measured.
Miles = TypeVar("Miles", float, float | None)

# A page has fewer; for more, Django's own time matters less than the database's.
MAX_PREPARED = 100


@dataclass(frozen=True, slots=True)
class PublicClinics:
    """What is read of clinics: the fields ``only``, or all, and ``relations``."""

    only: tuple[str, ...] = ()
    relations: tuple[Any, ...] = ()

    def query(self) -> ClinicQuerySet:
        """Return all of them, now."""
        clinics = get_clinic_model()._default_manager.public()
        return clinics.only(*self.only).prefetch_related(*self.relations)

    def at(self, matches: Iterable[tuple[Miles, int]]) -> list[tuple[Miles, Any]]:
        """Return the clinics of the matches in their order: one query."""
        matches = list(matches)
        clinics = self._by_ids([pk for _, pk in matches])
        by_id = {clinic.pk: clinic for clinic in clinics}
        return [(miles, by_id[pk]) for miles, pk in matches if pk in by_id]

    def _by_ids(self, ids: Sequence[int]) -> Iterable[Any]:
        if not ids:
            return []
        if len(ids) > MAX_PREPARED:
            return self.query().filter(pk__in=ids).order_by()
        model: Any = get_clinic_model()
        using = router.db_for_read(model)
        now = timezone.now()
        statement = _by_ids(using, model, self.only, len(ids))
        found = statement.objects(now=now, today=site_day(now), ids=ids)
        if self.relations:
            prefetch_related_objects(found, *self.relations)
        return found


@lru_cache(MAX_KEPT)
def _by_ids(
    using: str, model: Any, only: tuple[str, ...], number: int
) -> ObjectsStatement:
    now = Parameter("now", field=models.DateTimeField())
    today = Parameter("today", field=models.DateField())
    ids = [Parameter("ids", number=number)]
    clinics = model._default_manager.using(using).public_at(now, today)
    return ObjectsStatement(clinics.only(*only).filter(pk__in=ids).order_by())
