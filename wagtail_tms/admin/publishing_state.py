"""Whether clinics are live, drafts, scheduled or in review, for many at once."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.models import Revision, WorkflowState


def with_publishing_state(clinics: QuerySet) -> QuerySet:
    """Annotate what Wagtail would otherwise ask for clinic by clinic."""
    about_it = {
        "base_content_type": ContentType.objects.get_for_model(clinics.model),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    return clinics.annotate(
        is_scheduled=Exists(
            Revision.objects.filter(approved_go_live_at__isnull=False, **about_it)
        ),
        is_in_review=Exists(
            WorkflowState.objects.filter(
                status=WorkflowState.STATUS_IN_PROGRESS, **about_it
            )
        ),
    )


def publishing_state(clinic: Any) -> str:
    """Return the words of Wagtail's own ``status_string``, without its queries."""
    parts = [gettext("live")] if clinic.live else []
    if clinic.is_scheduled:
        parts.append(gettext("scheduled"))
    elif clinic.is_in_review:
        parts.append(gettext("in moderation"))
    elif not clinic.live:
        parts.append(gettext("expired") if clinic.expired else gettext("draft"))
    elif clinic.has_unpublished_changes:
        parts.append(gettext("draft"))
    return " + ".join(parts)
