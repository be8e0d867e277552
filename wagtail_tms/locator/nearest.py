"""The nearest clinics, exactly, on any database: a circle that grows until proven.

A circle is a few latitude bands and one or two intervals of longitude: ranges of one
index of ``LocatorEntry``, which has all that a search reads. The rows it gives are a
superset of the circle; the haversine decides in Python. When N clinics lie within r,
every clinic that was not fetched is farther than r, hence farther than the N-th: these
are the N nearest.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from django.db import router
from django.db.models import QuerySet

from wagtail_tms import geo
from wagtail_tms.locator.prepared import MAX_KEPT, Parameter, Statement
from wagtail_tms.locator.selection import EVERYTHING, Selection, unix_now
from wagtail_tms.locator.start_radii import start_radii
from wagtail_tms.models.entries import LocatorEntry


# Beyond these, a plain scan of the index is cheaper than a list of bands.
MAX_BANDS = 600
ROWS_PER_BAND = 30
# So that searches share statements, their numbers of bands are multiples of this.
BANDS_STEP = 8

# A squared half chord, and the row it belongs to: the clinic's id comes first in it.
Hit = tuple[float, tuple[Any, ...]]


def nearest(
    latitude: float,
    longitude: float,
    *,
    limit: int = 20,
    radius: float | None = None,
    selection: Selection = EVERYTHING,
) -> list[tuple[float, int]]:
    """Return (miles, clinic id) of the nearest clinics within ``radius`` miles.

    Exact: none is missing, none is too far, nearest first, equal distances by id.
    ``radius`` None means anywhere on the globe.
    """
    reach = geo.HALF_CIRCUMFERENCE_MILES if radius is None else radius
    key = _kind(latitude, longitude, limit, selection)
    circle = min(start_radii.first(key), reach)
    while True:
        hits = within(latitude, longitude, circle, selection)
        if len(hits) >= limit or circle >= reach:
            break
        circle = min(circle * _growth(limit, len(hits)), reach)
    found = ranked(hits, limit)
    start_radii.learn(key, found[-1][0] if len(found) == limit else circle)
    return found


def within(
    latitude: float,
    longitude: float,
    radius: float,
    selection: Selection,
) -> list[Hit]:
    """Return the entries within ``radius`` miles, in no order."""
    rows = scan(geo.cap_box(latitude, longitude, radius), selection)
    return measured(latitude, longitude, radius, rows)


def measured(
    latitude: float, longitude: float, radius: float, rows: Iterable[tuple[Any, ...]]
) -> list[Hit]:
    """Return the rows within ``radius`` miles, each with its squared half chord."""
    farthest = geo.miles_to_half_chord(radius)
    degree, half_degree = math.pi / 180, math.pi / 360
    cosine = math.cos(math.radians(latitude))
    sin, cos = math.sin, math.cos
    hits = []
    # geo.half_chord, written out: this loop is where a search spends its time.
    for row in rows:
        north = row[1]
        up = sin((north - latitude) * half_degree)
        along = sin((row[2] - longitude) * half_degree)
        chord = up * up + cosine * cos(north * degree) * along * along
        if chord <= farthest:
            hits.append((chord, row))
    return hits


def ranked(hits: list[Hit], limit: int) -> list[tuple[float, int]]:
    """Return (miles, clinic id) of the nearest hits, equal distances by id."""
    return [
        (geo.half_chord_to_miles(chord), row[0])
        for chord, row in heapq.nsmallest(limit, hits)
    ]


def in_box(
    box: geo.Box, entries: QuerySet[LocatorEntry]
) -> Iterator[QuerySet[LocatorEntry]]:
    """Return the entries of a box: one queryset for each interval of longitudes.

    Two querysets at the antimeridian: an OR would keep databases off the index.
    """
    for interval in box.intervals:
        yield _part(entries, (box.south, box.north), interval, _bands(box))


def scan(
    box: geo.Box,
    selection: Selection,
    columns: tuple[str, ...] = (),
    most: int | None = None,
) -> list[tuple[Any, ...]]:
    """Return the rows of a box, at most ``most`` of each interval of longitudes.

    A row is (clinic id, latitude, longitude) and then the values of ``columns``.
    """
    bands = _padded(_bands(box))
    prepare = _kept_statement if selection.is_lasting else _statement
    using = router.db_for_read(LocatorEntry)
    statement = prepare(using, selection, columns, most, len(bands))
    now = unix_now()
    rows: list[tuple[Any, ...]] = []
    for west, east in box.intervals:
        rows += statement.rows(
            now=now,
            south=box.south,
            north=box.north,
            west=west,
            east=east,
            bands=bands,
        )
    return rows


def _bands(box: geo.Box) -> Sequence[int]:
    """Return the bands of a box; none where they would not help."""
    bands = geo.bands_between(box.south, box.north)
    most = min(MAX_BANDS, start_radii.size() / ROWS_PER_BAND)
    return bands if len(bands) <= most else ()


def _padded(bands: Sequence[int]) -> Sequence[int]:
    """Repeat the last band, so that few numbers of bands make few statements."""
    return [*bands, *repeat(bands[-1], -len(bands) % BANDS_STEP)] if bands else bands


def _statement(
    using: str,
    selection: Selection,
    columns: tuple[str, ...],
    most: int | None,
    bands: int,
) -> Statement:
    rows = _part(
        selection.entries(at=Parameter("now")),
        (Parameter("south"), Parameter("north")),
        (Parameter("west"), Parameter("east")),
        [Parameter("bands", number=bands)] if bands else (),
    ).values_list("clinic_id", "latitude", "longitude", *columns)
    return Statement(rows.using(using)[:most])


_kept_statement = lru_cache(MAX_KEPT)(_statement)


def _part(
    entries: QuerySet[LocatorEntry],
    latitudes: tuple[Any, Any],
    longitudes: tuple[Any, Any],
    bands: Sequence[Any],
) -> QuerySet[LocatorEntry]:
    conditions = {"band__in": bands} if bands else {}
    return entries.filter(
        latitude__range=latitudes, longitude__range=longitudes, **conditions
    )


def _growth(limit: int, found: int) -> float:
    if not found:
        return 4.0
    return min(4.0, max(1.5, 1.3 * math.sqrt(limit / found)))


def _kind(
    latitude: float, longitude: float, limit: int, selection: Selection
) -> Hashable | None:
    """Return what searches that end at a like radius share; None: nothing."""
    if selection.text is not None:
        return None
    return math.floor(latitude), math.floor(longitude), limit, selection
