"""The events that no method of ours sees: deletions, which querysets also do."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete

from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries, facets
from wagtail_tms.models import LocatorEntry
from wagtail_tms.models.entries import FacetSlot


def connect() -> None:
    """Listen to deletions of the site's clinic model and of filter values."""
    post_delete.connect(
        delete_entry, sender=get_clinic_model(), dispatch_uid="wagtail_tms_delete_entry"
    )
    for facet in facets.FACETS.values():
        post_delete.connect(
            clear_value, sender=facet.term, dispatch_uid="wagtail_tms_clear_value"
        )


def delete_entry(instance: Any, using: str, **kwargs: Any) -> None:
    """Remove the locator entry in the transaction that deletes the clinic."""
    LocatorEntry.objects.using(using).filter(pk=instance.pk).delete()


def clear_value(sender: Any, instance: Any, using: str, **kwargs: Any) -> None:
    """Take a deleted filter value from every entry, in the same transaction."""
    groups = [group for group, facet in facets.FACETS.items() if facet.term is sender]
    slots = FacetSlot.objects.using(using).filter(group__in=groups, term_id=instance.pk)
    for slot in slots:
        entries.clear_bit(slot.slot, using)
