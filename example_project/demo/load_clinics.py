"""Write demo clinics in bulk: clinics, relations, history, locator, search index."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from demo.clinic_rows import Vocabulary, write_rows
from demo.clinics import DemoClinic, demo_clinics
from demo.history import write_history
from wagtail_tms import get_clinic_model
from wagtail_tms.locator import entries


BATCH = 2_000
# A demo with more clinics is for trying the finder's speed: a history of each would
# take longer than all the rest.
MOST_WITH_HISTORY = 2_000


def load_clinics(count: int, progress: Callable[[int, int], Any]) -> int:
    """Bring the demo up to its clinic number ``count``; return how many were written.

    Goes on behind the last one that is there, so that a clinic which an editor changed
    or deleted stays that way. Each batch is a transaction of its own.
    """
    vocabulary = Vocabulary()
    done = first = _last_written(count)
    # At least ten batches, so that there is something to tell of each tenth.
    size = min(BATCH, max(1, count // 10))
    for batch in _batches(islice(_clinics(count), first, None), size):
        with transaction.atomic():
            _write(batch, vocabulary, with_history=done < MOST_WITH_HISTORY)
        done += len(batch)
        progress(done, count)
    return done - first


def _clinics(count: int) -> Iterator[DemoClinic]:
    return demo_clinics(count, timezone.localdate())


def _last_written(count: int) -> int:
    """Return the number of the last demo clinic in the database, or 0."""
    clinics = get_clinic_model()._default_manager
    there = set(clinics.values_list("slug", flat=True))
    numbers = (
        number
        for number, clinic in enumerate(_clinics(count if there else 0), start=1)
        if clinic.fields["slug"] in there
    )
    return max(numbers, default=0)


def _batches(clinics: Iterator[DemoClinic], size: int) -> Iterator[list[DemoClinic]]:
    while batch := list(islice(clinics, size)):
        yield batch


def _write(
    batch: list[DemoClinic], vocabulary: Vocabulary, *, with_history: bool
) -> None:
    model = get_clinic_model()
    # Whole seconds: a revision keeps no smaller part of one than a thousandth.
    published = timezone.now().replace(microsecond=0) - datetime.timedelta(days=30)
    clinics = [
        model(
            organization=vocabulary.organization(row.organization),
            first_published_at=published,
            last_published_at=published,
            **row.fields,
        )
        for row in batch
    ]
    # Not through the clinics' own queryset: their locator entries need the relations.
    model._base_manager.bulk_create(clinics, batch_size=500)
    _read_ids(clinics)
    ids = [row.pk for row in clinics]
    write_rows(list(zip(ids, batch, strict=True)), vocabulary)
    if with_history:
        write_history(ids, published)
    entries.sync(ids)
    indexed = model.get_indexed_objects().filter(pk__in=ids)
    get_search_backend().get_index_for_model(model).add_items(model, indexed)


def _read_ids(clinics: list[Any]) -> None:
    """Fill in the ids: not every database returns those of rows made in bulk."""
    rows = type(clinics[0])._base_manager.filter(slug__in=[row.slug for row in clinics])
    ids = dict(rows.values_list("slug", "pk"))
    for row in clinics:
        row.pk = ids[row.slug]
