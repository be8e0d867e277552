"""The events that no method of ours sees: deletions, and changes of related rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from modelsearch.tasks import insert_or_update_object_task

from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries, facets, version
from wagtail_tms.models import (
    ClinicClinician,
    DeviceClearance,
    Organization,
    Person,
)
from wagtail_tms.models.entries import FacetSlot


def connect() -> None:
    """Listen to the site's clinic model, to filter values and to clearances."""
    post_delete.connect(
        delete_entry, sender=get_clinic_model(), dispatch_uid="wagtail_tms_delete_entry"
    )
    for facet in facets.FACETS.values():
        post_delete.connect(
            clear_value, sender=facet.term, dispatch_uid="wagtail_tms_clear_value"
        )
    vocabulary: list[type[Model]] = [DeviceClearance]
    vocabulary += [facet.term for facet in facets.FACETS.values()]
    for model in vocabulary:
        for signal in (post_save, post_delete):
            signal.connect(
                change_vocabulary, sender=model, dispatch_uid="wagtail_tms_vocabulary"
            )

    for model in (Organization, Person):
        post_save.connect(
            reindex_their_clinics, sender=model, dispatch_uid="wagtail_tms_reindex"
        )
    for signal in (post_save, post_delete):
        signal.connect(
            reindex_the_clinic,
            sender=ClinicClinician,
            dispatch_uid="wagtail_tms_reindex",
        )


def delete_entry(instance: Any, using: str, **kwargs: Any) -> None:
    """Remove the locator entry in the transaction that deletes the clinic."""
    entries.remove([instance.pk], using)


def clear_value(sender: Any, instance: Any, using: str, **kwargs: Any) -> None:
    """Take a deleted filter value from every entry, in the same transaction."""
    groups = [group for group, facet in facets.FACETS.items() if facet.term is sender]
    slots = FacetSlot.objects.using(using).filter(group__in=groups, term_id=instance.pk)
    for slot in slots:
        entries.clear_bit(slot.slot, using)


def reindex_their_clinics(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Let the clinics of a group or a person be found under its new name."""
    relation = {Organization: "organization", Person: "clinicians__person"}[sender]
    clinics = get_clinic_model()._default_manager.filter(**{relation: instance})
    for pk in clinics.values_list("pk", flat=True).distinct():
        _reindex(pk)


def reindex_the_clinic(
    sender: Any, instance: ClinicClinician, origin: Any = None, **kwargs: Any
) -> None:
    """Let a clinic be found by its people, who are saved after it."""
    if origin is None or isinstance(origin, sender):  # Not while it goes itself.
        _reindex(instance.clinic_id)


def _reindex(clinic_id: int) -> None:
    model = get_clinic_model()._meta
    insert_or_update_object_task.enqueue(
        model.app_label, model.model_name, str(clinic_id)
    )


def change_vocabulary(using: str, **kwargs: Any) -> None:
    """Note that a filter value or a clearance is new, changed or gone."""
    version.bump_vocabulary(using)
