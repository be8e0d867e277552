"""The clinic: one place, at one street address, where people are treated."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Self

import swapper
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from wagtail_tms.models.clinic_fields import ClinicFields
from wagtail_tms.models.clinic_rules import RESERVED_SLUGS, check_clinic
from wagtail_tms.models.publication import (
    SCHEDULED,
    PublishClinicAction,
    check_public_clinic,
    drop_schedule,
)
from wagtail_tms.models.row_rules import check_rows
from wagtail_tms.models.validation import gather
from wagtail_tms.phones import display_phone
from wagtail_tms.querysets import ClinicQuerySet


# What saving or locking a draft writes to the row: nothing that the public sees.
BOOKKEEPING = frozenset(
    {"latest_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by"}
)


def _slug_base(name: str, city: str) -> str:
    return slugify(f"{name} {city}")[:110].strip("-") or "clinic"


class AbstractClinic(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClinicFields,
):
    """Everything a clinic is. Subclass it to add fields of your own.

    Drafts may be incomplete: every property here copes with empty fields.
    """

    objects = ClinicQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("street"),
        index.SearchField("city"),
        index.SearchField("postal_code"),
        index.RelatedFields("organization", [index.SearchField("name")]),
        index.SearchField("clinician_names"),
        index.FilterField("id"),
        index.FilterField("live"),
        index.FilterField("latitude"),
        index.FilterField("longitude"),
        index.FilterField("state"),
        index.FilterField("status"),
        index.FilterField("accepting"),
        index.FilterField("last_verified_on"),
    ]

    class Meta:
        abstract = True
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        name = self.name or gettext("Clinic without a name")
        place = ", ".join(filter(None, [self.city, self.state]))
        return f"{name} ({place})" if place else name

    # Saving

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug or self._has_early_slug():
            self.slug = self.make_slug()
        super().full_clean(*args, **kwargs)

    def _has_early_slug(self) -> bool:
        """Tell whether the slug was made of what an earlier draft knew."""
        if self.live or self.first_published_at or self.latest_revision is None:
            return False
        before = self.latest_revision.content
        base = _slug_base(before["name"], before["city"])
        return (
            self.slug == before["slug"]
            and re.fullmatch(rf"{base}(-\d+)?", self.slug) is not None
            and base != _slug_base(self.name, self.city)
        )

    def make_slug(self) -> str:
        """Return a slug made from the name and the city that no clinic has or had."""
        from wagtail_tms.models.former_slugs import FormerSlug

        base = _slug_base(self.name, self.city)
        others = type(self)._default_manager.exclude(pk=self.pk)
        former = FormerSlug.objects.exclude(clinic=self.pk)
        taken = set(RESERVED_SLUGS)
        for rows in (others, former):
            found = rows.filter(slug__startswith=base)
            taken |= set(found.values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the clinic, with its locator entry and the slug that it gives up."""
        from wagtail_tms.locator import entries
        from wagtail_tms.models.former_slugs import remember_slug

        fields = kwargs.get("update_fields")
        with transaction.atomic(using=kwargs.get("using")):
            if self.pk and (fields is None or "slug" in fields):
                remember_slug(self, using=kwargs.get("using") or self._state.db)
            result = super().save(*args, **kwargs)
            if fields is None or not BOOKKEEPING.issuperset(fields):
                entries.sync([self.pk], using=kwargs.get("using") or self._state.db)
        return result

    # Rules: what is there must be right, also in a draft; what must be there is asked
    # for when the clinic is published.

    def clean(self) -> None:
        super().clean()
        check_clinic(self)

    def validate_for_publication(self) -> None:
        """Refuse what a visitor could not reach or find; fill in a missing position.

        A site that asks more of a public clinic extends this method; the editor's form
        and every way of publishing call it.

        Raises:
            ValidationError: on each field that a public clinic needs otherwise.
        """
        check_public_clinic(self)

    def full_clean_for_publication(self) -> None:
        """Check everything that a public clinic must be, rows included.

        Raises:
            ValidationError: by field, or by the name of the rows that are wrong.
        """
        self.full_clean()
        gather(self.validate_for_publication, partial(check_rows, self))

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Publish a revision, at once or when it goes live, if it may be published.

        Raises:
            ValidationError: the revision is no clinic for the public; nothing changed.
                A schedule that comes due does not raise, because that would keep
                everything else from being published: it is dropped, and the clinic's
                history says why.
        """
        action = PublishClinicAction(
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
        )
        try:
            action.execute(skip_permission_checks=skip_permission_checks)
        except ValidationError as error:
            if log_action != SCHEDULED:
                raise
            drop_schedule(revision, error)

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[Self]:
        """Return every clinic, with what is written of it into the search index."""
        clinics = super().get_indexed_objects()
        return clinics.prefetch_related("clinicians__person")

    # What a reader sees

    @property
    def clinician_names(self) -> str:
        """The people who treat here, for a search by name."""
        rows = self.clinicians.all()
        if "clinicians" not in getattr(self, "_prefetched_objects_cache", {}):
            rows = rows.select_related("person")
        return ", ".join(row.person.name for row in rows if row.person.is_active)

    @property
    def photo_description(self) -> str:
        """What the photo shows, in words."""
        return self.photo_alt or (self.photo.default_alt_text if self.photo else "")

    @property
    def phone_display(self) -> str:
        """The telephone number as people write it."""
        return display_phone(self.phone) if self.phone else ""

    @property
    def is_public(self) -> bool:
        """Tell whether a visitor may see this clinic now."""
        return type(self)._default_manager.public().filter(pk=self.pk).exists()

    @property
    def is_sponsored(self) -> bool:
        """Tell whether the sponsorship runs today."""
        return self.sponsored and (
            self.sponsored_until is None or self.sponsored_until >= timezone.localdate()
        )

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Clinic page"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_tms/clinic_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "clinic": self}


class Clinic(AbstractClinic):
    """The default clinic; a site may swap it (``WAGTAIL_TMS_CLINIC_MODEL``)."""

    class Meta(AbstractClinic.Meta):
        swappable = swapper.swappable_setting("wagtail_tms", "Clinic")
        indexes = [
            models.Index(fields=["state", "city"], name="wagtail_tms_clinic_city"),
            models.Index(fields=["name"], name="wagtail_tms_clinic_name"),
        ]
