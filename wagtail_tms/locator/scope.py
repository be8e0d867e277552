"""What a directory is about: the clinics that its reader can find at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from wagtail_tms import get_clinic_model


if TYPE_CHECKING:
    from wagtail_tms.models.clinics import AbstractClinic


@dataclass(frozen=True, slots=True)
class Scope:
    """Only clinics of these states, organizations and conditions; empty means any.

    ``states`` are two-letter codes, ``organizations`` and ``conditions`` ids. Set by
    pages and code, never by a visitor, who can narrow a search but not leave the scope.
    """

    states: tuple[str, ...] = ()
    organizations: tuple[int, ...] = ()
    conditions: tuple[int, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether there may be clinics outside."""
        return bool(self.states or self.organizations or self.conditions)

    def holds(self, clinic: AbstractClinic) -> bool:
        """Tell whether a clinic is inside; only conditions ask the database."""
        if self.states and clinic.state not in self.states:
            return False
        if self.organizations and clinic.organization_id not in self.organizations:
            return False
        if not self.conditions:
            return True
        clinics = type(clinic)._default_manager.filter(pk=clinic.pk)
        return clinics.filter(self._by_relation()).exists()

    def of_clinics(self) -> Q:
        """The scope as a condition on clinics, each of which it meets once."""
        scope = self._by_relation()
        return scope & Q(state__in=self.states) if self.states else scope

    def of_entries(self) -> Q:
        """The scope as a condition on locator entries."""
        scope = Q(state__in=self.states) if self.states else Q()
        if not (self.organizations or self.conditions):
            return scope
        clinics = get_clinic_model()._default_manager.filter(self._by_relation())
        return scope & Q(pk__in=clinics.values("pk"))

    def _by_relation(self) -> Q:
        scope = Q()
        if self.organizations:
            scope &= Q(organization__in=self.organizations)
        if self.conditions:
            field = get_clinic_model()._meta.get_field("conditions")
            rows = field.remote_field.through._base_manager
            treating = rows.filter(condition__in=self.conditions)
            scope &= Q(pk__in=treating.values(field.m2m_field_name()))
        return scope


UNLIMITED = Scope()
