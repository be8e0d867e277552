"""The clinic queryset, the only source of anything that a visitor sees; and terms."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone


def site_day(moment: datetime.datetime) -> datetime.date:
    """Return the day of a moment in the site's own zone, whoever is logged in."""
    return timezone.localdate(moment, timezone.get_default_timezone())


class ClinicQuerySet(models.QuerySet):
    """Clinics, and the bulk changes that keep the locator true."""

    def public(self) -> Self:
        """Keep what the public may see now: live, not expired, started, not closed."""
        now = timezone.now()
        return self.public_at(now, site_day(now))

    def public_at(self, now: Any, today: Any) -> Self:
        """Keep what the public may see at a moment, on a day of the site's own zone.

        The one to override: ``public`` and every search call it. Both arguments may be
        expressions that stand for values; what is returned is kept and run again with
        others, so it may depend on nothing else that changes.
        """
        return self.filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=now),
            Q(go_live_at__isnull=True) | Q(go_live_at__lte=now),
            Q(closed_on__isnull=True) | Q(closed_on__gt=today),
            ~Q(status="closed"),
            live=True,
        )

    def findable(self) -> Self:
        """Keep what a locator entry stands for; the entry holds the dates itself."""
        return self.filter(
            live=True, latitude__isnull=False, longitude__isnull=False
        ).exclude(status="closed")

    def update(self, **kwargs: Any) -> int:
        """Change rows, and their locator entries in the same transaction."""
        from wagtail_tms.locator import entries

        with transaction.atomic(using=self.db):
            ids = list(self.values_list("pk", flat=True))
            changed = super().update(**kwargs)
            entries.sync(ids, using=self.db)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Create rows, and their locator entries in the same transaction."""
        from wagtail_tms.locator import entries

        with transaction.atomic(using=self.db):
            created = super().bulk_create(objs, *args, **kwargs)
            entries.sync(self._ids(created), using=self.db)
        return created

    bulk_create.alters_data = True  # type: ignore[attr-defined]

    def _ids(self, created: list[Any]) -> list[int]:
        """Return the ids of created rows, also from databases that do not tell them."""
        ids = [clinic.pk for clinic in created]
        if None not in ids:
            return ids
        rows = self.model._base_manager.using(self.db)
        slugs = [clinic.slug for clinic in created]
        return list(rows.filter(slug__in=slugs).values_list("pk", flat=True))


class VocabularyQuerySet(models.QuerySet):
    """Terms and clearances, whose bulk changes the locator takes notice of."""

    def update(self, **kwargs: Any) -> int:
        """Change rows, and the version of the vocabulary in the same transaction."""
        from wagtail_tms.locator import version

        with transaction.atomic(using=self.db):
            version.bump_vocabulary(self.db)
            return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Create rows, and the version of the vocabulary in the same transaction."""
        from wagtail_tms.locator import version

        with transaction.atomic(using=self.db):
            version.bump_vocabulary(self.db)
            return super().bulk_create(objs, *args, **kwargs)

    bulk_create.alters_data = True  # type: ignore[attr-defined]
