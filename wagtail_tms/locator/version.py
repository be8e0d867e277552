"""What tells a cache that clinics, the words for them or directories have changed."""

from __future__ import annotations

import uuid
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from django.db import router

from wagtail_tms.locator.prepared import MAX_KEPT, Statement
from wagtail_tms.models.entries import LocatorVersion


ROW = 1


class Version(NamedTuple):
    """The values of ``LocatorVersion`` as the database has them: to be compared."""

    clinics: Hashable
    vocabulary: Hashable
    directories: Hashable


def current(using: str | None = None) -> Version | None:
    """Return the version of what a search may answer; None before the first.

    Read it before what it is the version of: an older version of newer data is read
    again, a newer version of older data would be kept.
    """
    rows = _statement(using or router.db_for_read(LocatorVersion)).rows()
    return Version(*rows[0]) if rows else None


@lru_cache(MAX_KEPT)
def _statement(using: str) -> Statement:
    rows = LocatorVersion.objects.using(using)
    return Statement(rows.values_list(*Version._fields))


def bump_clinics(using: str | None = None) -> None:
    """Note, inside the caller's transaction, that locator entries change."""
    _bump("clinics", using)


def bump_vocabulary(using: str | None = None) -> None:
    """Note, inside the caller's transaction, that terms or clearances change."""
    _bump("vocabulary", using)


def bump_directories(using: str | None = None) -> None:
    """Note, inside the caller's transaction, that a directory page may have changed."""
    _bump("directories", using)


def _bump(field: str, using: str | None) -> None:
    using = using or router.db_for_write(LocatorVersion)
    rows = LocatorVersion.objects.using(using)
    while not rows.filter(pk=ROW).update(**{field: uuid.uuid4()}):
        rows.get_or_create(pk=ROW)
