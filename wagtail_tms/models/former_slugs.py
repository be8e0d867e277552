"""The addresses that a clinic had before: they lead on to the one it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_tms import get_clinic_model_string


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic


class FormerSlug(models.Model):
    """A slug under which a clinic was public once.

    A clinic that has the slug now comes first; this counts only where there is none.
    """

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    clinic = models.ForeignKey(
        get_clinic_model_string(),
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("clinic"),
    )

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug


def remember_slug(clinic: AbstractClinic, using: str | None = None) -> None:
    """Note the slug that a public clinic is about to give up.

    To be called in the transaction that saves it, before.
    """
    rows = type(clinic)._base_manager.using(using)
    public = rows.filter(pk=clinic.pk, live=True).exclude(slug=clinic.slug)
    for slug in public.values_list("slug", flat=True):
        FormerSlug.objects.using(using).update_or_create(
            slug=slug, defaults={"clinic_id": clinic.pk}
        )
