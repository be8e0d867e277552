"""The filter groups, and the bits that stand for their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wagtail_tms import get_clinic_model
from wagtail_tms.locator import version
from wagtail_tms.models import access, treatments
from wagtail_tms.models.clinic_details import ClinicDevice, ClinicInsurer
from wagtail_tms.models.entries import FacetSlot
from wagtail_tms.models.terms import Term


# A signed 64-bit integer leaves 63 bits that every database can test.
BITS_PER_COLUMN = 63
COLUMNS = ("facets_0", "facets_1", "facets_2")
CAPACITY = BITS_PER_COLUMN * len(COLUMNS)

Pairs = Iterable[tuple[int, int]]
# The clinic's id, latitude, longitude and flags, and the facet columns in use.
FacetRow = tuple[Any, ...]
FLAGS, FIRST_COLUMN = 3, 4


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of filter values: the parameter, its words, and how clinics have them."""

    group: str
    label: Promise
    term: type[Term]
    path: str
    """The relation of the clinic: a many-to-many field, or rows and their key."""
    words: Combinable | str = "name"
    """What a reader sees of a term."""

    def pairs(self, clinic_ids: Sequence[int], using: str | None = None) -> Pairs:
        """Return (clinic id, term id) for those of some clinics that have a value.

        ``clinic_ids`` are sorted.
        """
        field = get_clinic_model()._meta.get_field(self.path)
        name, reverse = field.m2m_field_name(), field.m2m_reverse_field_name()
        rows = field.remote_field.through._base_manager.using(using)
        return rows.filter(among(f"{name}_id", clinic_ids)).values_list(
            f"{name}_id", f"{reverse}_id"
        )

    def clinics_with(self, term_id: int) -> models.QuerySet:
        """Return the ids of the clinics with a value, for values that have no bit."""
        clinics = get_clinic_model()._default_manager
        return clinics.filter(**{self.path: term_id}).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacet(Facet):
    """A group whose values hang on the clinic in rows of their own."""

    row: type[models.Model]
    key: str
    only: dict[str, Any]

    def _rows(self) -> models.QuerySet:
        return self.row._base_manager.filter(**self.only)

    def pairs(self, clinic_ids: Sequence[int], using: str | None = None) -> Pairs:
        rows = self._rows().using(using).filter(among("clinic_id", clinic_ids))
        return rows.values_list("clinic_id", self.key)

    def clinics_with(self, term_id: int) -> models.QuerySet:
        rows = self._rows().filter(**{self.key: term_id})
        return rows.values_list("clinic_id", flat=True)


FACETS: dict[str, Facet] = {
    facet.group: facet
    for facet in (
        Facet(
            "condition",
            _("Condition"),
            treatments.Condition,
            "conditions",
            words=Coalesce(NullIf("short_name", Value("")), "name"),
        ),
        Facet("protocol", _("Protocol"), treatments.Protocol, "protocols"),
        RowFacet(
            "device",
            _("Device"),
            treatments.Device,
            "devices",
            row=ClinicDevice,
            key="device_id",
            only={},
        ),
        # A clinic that says “ask us” about an insurer does not match that insurer.
        RowFacet(
            "insurer",
            _("Insurance"),
            access.Insurer,
            "insurers",
            row=ClinicInsurer,
            key="insurer_id",
            only={"status__in": ["in_network", "accepts"]},
        ),
        Facet("service", _("Service"), access.Service, "services"),
        Facet("language", _("Language"), access.Language, "languages"),
        Facet("age_group", _("Age"), access.AgeGroup, "age_groups"),
    )
}


def slots(using: str | None = None) -> dict[tuple[str, int], int]:
    """Return the bit number of every filter value that has one."""
    rows = FacetSlot.objects.using(using).values_list("group", "term_id", "slot")
    return {(group, term_id): slot for group, term_id, slot in rows}


def among(name: str, ids: Sequence[int]) -> Q:
    """Return the condition that ``name`` is one of ``ids``, which are sorted.

    Where all ids between the first and the last are among them, it is a range: Django
    prepares a long list of ids id by id, ten times for each batch of clinics.
    """
    if ids and ids[-1] - ids[0] == len(ids) - 1:
        return Q(**{f"{name}__gte": ids[0], f"{name}__lte": ids[-1]})
    return Q(**{f"{name}__in": ids})


def hand_out(
    known: dict[tuple[str, int], int],
    wanted: Iterable[tuple[str, int]],
    using: str | None = None,
) -> None:
    """Give a bit to each value that has none, and note it in ``known``.

    Bits are never given twice, also not after a value was deleted. When all are given,
    the rest go without: their filters are answered by ``Facet.clinics_with``.
    """
    for group, term_id in sorted(set(wanted) - known.keys()):
        if (slot := _claim(group, term_id, using)) is not None:
            known[group, term_id] = slot


def foresee(
    known: dict[tuple[str, int], int], wanted: Iterable[tuple[str, int]]
) -> None:
    """Note in ``known`` the bits that values without one would be given next."""
    free = range(max(known.values(), default=-1) + 1, CAPACITY)
    known.update(zip(sorted(set(wanted) - known.keys()), free, strict=False))


def _claim(group: str, term_id: int, using: str | None) -> int | None:
    rows = FacetSlot.objects.using(using)
    while True:
        if row := rows.filter(group=group, term_id=term_id).first():
            return row.slot
        last = rows.aggregate(last=models.Max("slot"))["last"]
        slot = 0 if last is None else last + 1
        if slot >= CAPACITY:
            return None
        try:
            with transaction.atomic(using=using):
                rows.create(slot=slot, group=group, term_id=term_id)
                version.bump_vocabulary(using)
        except IntegrityError:
            continue  # Another process took it: look again.
        return slot


def columns_of(bits: Iterable[int | None]) -> tuple[str, ...]:
    """Return the facet columns that hold these bits: on most sites, the first alone."""
    last = max((bit for bit in bits if bit is not None), default=-1)
    return COLUMNS[: last // BITS_PER_COLUMN + 1]


def masks(bits: Iterable[int]) -> list[int]:
    """Return one integer per facet column with these bits set."""
    return split(sum(1 << bit for bit in set(bits)))


def split(mask: int) -> list[int]:
    """Cut a mask of all bits into one integer per facet column."""
    whole = (1 << BITS_PER_COLUMN) - 1
    return [mask >> BITS_PER_COLUMN * number & whole for number in range(len(COLUMNS))]


def mask_of(row: FacetRow) -> int:
    """Return the mask of all bits of a row."""
    return join(row[FIRST_COLUMN:])


def join(columns: Iterable[int]) -> int:
    """Put the integers of the facet columns together again."""
    mask = 0
    for number, column in enumerate(columns):
        mask |= column << BITS_PER_COLUMN * number
    return mask
