"""What keeps the locator's index table true: one row per publicly findable clinic.

Entries are computed from the rows in the database, never from an object in memory: an
object may hold a draft.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import router, transaction
from django.db.models import F
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from wagtail_tms import get_clinic_model
from wagtail_tms.locator import facets, grid, pyramid, version
from wagtail_tms.locator.names import fold_name
from wagtail_tms.locator.upserts import upsert
from wagtail_tms.models.entries import FOREVER, LocatorEntry


BATCH = 2_000
ACCEPTING = 1

SOURCE = (
    "pk",
    "latitude",
    "longitude",
    "state",
    "name",
    "accepting",
    "go_live_at",
    "expire_at",
    "closed_on",
)


class Entry(NamedTuple):
    """A row of ``LocatorEntry``: a tenth of what an object of the model costs."""

    clinic_id: int
    latitude: float
    longitude: float
    state: str
    folded_name: str
    flags: int
    facets_0: int
    facets_1: int
    facets_2: int
    visible_from: int
    visible_until: int
    cell: int | None


Entries = dict[int, Entry]


@dataclass(frozen=True, slots=True)
class Drift:
    """How the table differs from the clinics, by clinic id; empty when it is true."""

    missing: list[int]
    surplus: list[int]
    different: list[int]
    cells: list[int]
    """The cells of the map that are counted wrongly."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different or self.cells)


def sync(clinic_ids: Iterable[int], using: str | None = None) -> None:
    """Make the entries of these clinics true, inside the caller's transaction."""
    using = using or router.db_for_write(LocatorEntry)
    for ids in _batches(sorted({pk for pk in clinic_ids if pk is not None})):
        pyramid.change(*_write(ids, using), using)


def remove(clinic_ids: Collection[int], using: str) -> None:
    """Delete the entries of clinics that are no more, in the caller's transaction."""
    entries = LocatorEntry.objects.using(using).filter(pk__in=clinic_ids)
    held = dict(entries.values_list("pk", "cell"))
    entries.delete()
    version.bump_clinics(using)
    pyramid.change(gone=_counted(held, held), come=[], using=using)


def rebuild(
    using: str | None = None, progress: Callable[[int], Any] = lambda done: None
) -> int:
    """Make the whole table true, batch by batch, and return the number of clinics.

    Readers are not disturbed; stopped half-way, it can simply be run again.
    """
    using = using or router.db_for_write(LocatorEntry)
    done = 0
    for ids in _id_batches(get_clinic_model(), using):
        with transaction.atomic(using=using):
            _lock(ids, using)
            _write(ids, using)
        done += len(ids)
        progress(done)
    for ids in _batches(_orphans(using)):
        with transaction.atomic(using=using):
            remove(ids, using)
    pyramid.rebuild(using)
    return done


def check(using: str | None = None) -> Drift:
    """Compare the table with the clinics and return every difference."""
    using = using or router.db_for_read(LocatorEntry)
    drift = Drift([], [], [], pyramid.check(using))
    for ids in _id_batches(get_clinic_model(), using):
        true, held = _build(ids, using), _held(ids, using)
        drift.missing.extend(true.keys() - held.keys())
        drift.surplus.extend(held.keys() - true.keys())
        drift.different.extend(
            pk for pk in true.keys() & held.keys() if not _same(true[pk], held[pk])
        )
    drift.surplus.extend(_orphans(using))
    return drift


def masks(ids: Collection[int]) -> dict[int, int]:
    """Return the masks of all bits of these clinics, by id."""
    rows = LocatorEntry.objects.filter(pk__in=list(ids))
    columns = rows.values_list("pk", *facets.COLUMNS)
    return {pk: facets.join(values) for pk, *values in columns}


def clear_bit(bit: int, using: str) -> None:
    """Take a filter value that is no more from every entry."""
    for column, mask in zip(facets.COLUMNS, facets.masks([bit]), strict=True):
        if mask:
            entries = LocatorEntry.objects.using(using)
            holding = entries.filter(GreaterThan(F(column).bitand(mask), 0))
            holding.update(**{column: F(column) - mask})
    version.bump_clinics(using)


def _same(true: Entry, held: Entry) -> bool:
    if held.cell is None and held.visible_from:
        # Its time has come since: it need not be counted ahead.
        return true._replace(cell=None) == held
    return true == held


def _held(ids: Sequence[int], using: str) -> Entries:
    """Return the entries that these clinics have."""
    rows = LocatorEntry.objects.using(using).filter(facets.among("pk", ids))
    return {row[0]: Entry(*row) for row in rows.values_list(*Entry._fields)}


def _lock(ids: list[int], using: str) -> None:
    """Keep others from publishing these clinics between our reading and writing."""
    clinics = get_clinic_model()._base_manager.using(using)
    clinics = clinics.filter(facets.among("pk", ids))
    list(clinics.order_by("pk").select_for_update().values_list("pk", flat=True))


def _write(ids: list[int], using: str) -> tuple[list[int], list[int]]:
    """Make the entries true; return the cells that clinics left, and came into."""
    entries = LocatorEntry.objects.using(using)
    held, true = _held(ids, using), _build(ids, using, claim=True)
    if surplus := held.keys() - true.keys():
        entries.filter(pk__in=surplus).delete()
    changed = [entry for pk, entry in true.items() if held.get(pk) != entry]
    upsert(entries, Entry._fields, changed)
    if true or surplus:
        version.bump_clinics(using)
    left = {pk: entry.cell for pk, entry in held.items()}
    come = {entry.clinic_id: entry.cell for entry in changed}
    moved = {pk for pk in [*surplus, *come] if left.get(pk) != come.get(pk)}
    return _counted(left, moved), _counted(come, moved)


def _counted(cells: Mapping[int, int | None], ids: Iterable[int]) -> list[int]:
    return [cell for pk in ids if (cell := cells.get(pk)) is not None]


def _build(ids: list[int], using: str, *, claim: bool = False) -> Entries:
    """Return the entries that these clinics should have."""
    clinics = get_clinic_model()._default_manager.using(using)
    rows = clinics.findable().filter(facets.among("pk", ids)).order_by("pk")
    findable = {row["pk"]: row for row in rows.values(*SOURCE)}
    bits = _bits(ids, findable.keys(), using, claim=claim) if findable else {}
    return {pk: _entry(row, bits[pk]) for pk, row in findable.items()}


def _bits(
    ids: list[int], findable: Collection[int], using: str, *, claim: bool
) -> dict[int, list[int]]:
    """Return the bits of the findable ones among these clinics."""
    known = facets.slots(using)
    bits: dict[int, list[int]] = defaultdict(list)
    for group, facet in facets.FACETS.items():
        pairs = [pair for pair in facet.pairs(ids, using) if pair[0] in findable]
        wanted = {(group, term_id) for _, term_id in pairs}
        if claim:
            facets.hand_out(known, wanted, using)
        else:
            facets.foresee(known, wanted)
        for clinic_id, term_id in pairs:
            if (slot := known.get((group, term_id))) is not None:
                bits[clinic_id].append(slot)
    return bits


def _entry(row: dict[str, Any], bits: list[int]) -> Entry:
    start = _start(row["go_live_at"])
    end = min(_end(row["expire_at"]), _end(_midnight(row["closed_on"])))
    is_lasting = start <= timezone.now().timestamp() and end == FOREVER
    return Entry(
        clinic_id=row["pk"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        state=row["state"],
        folded_name=fold_name(row["name"]),
        flags=ACCEPTING if row["accepting"] == "newpt" else 0,
        visible_from=start,
        visible_until=end,
        cell=grid.cell_at(row["latitude"], row["longitude"]) if is_lasting else None,
        **dict(zip(facets.COLUMNS, facets.masks(bits), strict=True)),
    )


def _start(moment: datetime.datetime | None) -> int:
    """Return the first whole Unix second at which the moment has come."""
    return 0 if moment is None else math.ceil(moment.timestamp())


def _end(moment: datetime.datetime | None) -> int:
    return FOREVER if moment is None else math.floor(moment.timestamp())


def _midnight(day: datetime.date | None) -> datetime.datetime | None:
    """Return the beginning of a day in the site's own zone, whoever is logged in."""
    if day is None:
        return None
    start = datetime.datetime.combine(day, datetime.time())
    return timezone.make_aware(start, timezone.get_default_timezone())


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _id_batches(model: Any, using: str) -> Iterator[list[int]]:
    last = None
    while True:
        rows = model._base_manager.using(using).order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        ids = list(rows.values_list("pk", flat=True)[:BATCH])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _orphans(using: str) -> list[int]:
    clinics = get_clinic_model()._base_manager.using(using).values("pk")
    entries = LocatorEntry.objects.using(using).exclude(pk__in=clinics)
    return list(entries.values_list("pk", flat=True))
