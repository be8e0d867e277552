"""What Wagtail keeps of each edit, for rows that were written behind its back.

The list of clinics reads from it when a clinic was updated, and "Usage" who uses what.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from wagtail_tms import get_clinic_model


BATCH = 500


def write_history(ids: Sequence[int], made_at: datetime.datetime) -> None:
    """Write the first revision, log entry and references of new clinics.

    To be called in a transaction.
    """
    for start in range(0, len(ids), BATCH):
        clinics = _read(ids[start : start + BATCH])
        _write_revisions(clinics, made_at)
        _write_log(clinics, made_at)
        for clinic in clinics:
            ReferenceIndex.create_or_update_for_object(clinic)


def _read(ids: Sequence[int]) -> list[Any]:
    model = get_clinic_model()
    children = [each.get_accessor_name() for each in get_all_child_relations(model)]
    terms = [field.name for field in get_all_child_m2m_relations(model)]
    clinics = model._base_manager.filter(pk__in=ids).order_by("pk")
    return list(clinics.prefetch_related(*children, *terms))


def _write_revisions(clinics: list[Any], made_at: datetime.datetime) -> None:
    content_type = ContentType.objects.get_for_model(get_clinic_model())
    Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=clinic.pk,
            object_str=str(clinic),
            created_at=made_at,
            content=clinic.serializable_data(),
        )
        for clinic in clinics
    )
    # Asked for: not every database returns the ids of rows made in bulk.
    revisions = Revision.objects.filter(
        base_content_type=content_type, object_id__in=[str(row.pk) for row in clinics]
    )
    by_clinic = dict(revisions.values_list("object_id", "pk"))
    for clinic in clinics:
        clinic.latest_revision_id = by_clinic[str(clinic.pk)]
        clinic.live_revision_id = clinic.latest_revision_id if clinic.live else None
    # Not through the clinics' own queryset: the locator shows nothing of revisions.
    get_clinic_model()._base_manager.bulk_update(
        clinics, ["latest_revision", "live_revision"]
    )


def _write_log(clinics: list[Any], made_at: datetime.datetime) -> None:
    content_type = ContentType.objects.get_for_model(get_clinic_model())
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=clinic.pk,
            label=str(clinic),
            action="wagtail.create",
            timestamp=made_at,
            revision_id=clinic.latest_revision_id,
            content_changed=True,
        )
        for clinic in clinics
    )
