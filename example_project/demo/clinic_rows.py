"""What hangs on demo clinics: terms, devices, insurers, hours, special days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import slugify
from wagtail.log_actions import log

from demo.bulk import insert
from demo.clinics import DemoClinic
from wagtail_tms import get_clinic_model
from wagtail_tms.models import (
    ClinicDevice,
    ClinicInsurer,
    Device,
    Insurer,
    OpeningHours,
    Organization,
    SpecialDay,
)


Clinics = list[tuple[int, DemoClinic]]
"""Clinics, each with its id."""


class Vocabulary:
    """The ids of vocabulary rows by their slug, and the organizations by name."""

    def __init__(self) -> None:
        self.relations = get_clinic_model()._meta.many_to_many
        self.terms = {field.name: _ids(field.related_model) for field in self.relations}
        self.devices = _ids(Device)
        self.insurers = _ids(Insurer)
        self._organizations = {row.name: row for row in Organization.objects.all()}

    def organization(self, name: str) -> Organization | None:
        """Return the organization of this name, made where it is missing."""
        if name and name not in self._organizations:
            made, is_new = Organization.objects.get_or_create(
                slug=slugify(name), defaults={"name": name}
            )
            if is_new:
                log(made, "wagtail.create")
            self._organizations[name] = made
        return self._organizations.get(name)


def _ids(model: type[models.Model]) -> dict[str, int]:
    return dict(model._default_manager.values_list("slug", "pk"))


def write_rows(clinics: Clinics, vocabulary: Vocabulary) -> None:
    """Write what hangs on these clinics, without what the vocabulary does not have."""
    for field in vocabulary.relations:
        links = _links(clinics, field, vocabulary.terms[field.name])
        insert(field.remote_field.through, links)
    insert(ClinicDevice, _keyed(clinics, "devices", "device", vocabulary.devices))
    insert(ClinicInsurer, _keyed(clinics, "insurers", "insurer", vocabulary.insurers))
    insert(OpeningHours, _rows(clinics, "hours"))
    insert(SpecialDay, _rows(clinics, "special_days"))


def _links(
    clinics: Clinics, field: Any, ids: dict[str, int]
) -> Iterator[dict[str, int]]:
    clinic_id = f"{field.m2m_field_name()}_id"
    term_id = f"{field.m2m_reverse_field_name()}_id"
    for pk, clinic in clinics:
        for slug in clinic.terms[field.name]:
            if slug in ids:
                yield {clinic_id: pk, term_id: ids[slug]}


def _keyed(
    clinics: Clinics, kind: str, key: str, ids: dict[str, int]
) -> Iterator[dict[str, Any]]:
    for row in _rows(clinics, kind):
        if row[key] in ids:
            yield {**row, f"{key}_id": ids[row[key]]}


def _rows(clinics: Clinics, kind: str) -> Iterator[dict[str, Any]]:
    for pk, clinic in clinics:
        for row in getattr(clinic, kind):
            yield {**row, "clinic_id": pk}
