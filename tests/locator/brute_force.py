"""What the locator should find, worked out the slow and plain way."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from wagtail_tms import geo
from wagtail_tms.models import LocatorEntry


Point = tuple[float, float]

# Corners of the map, both sides of the antimeridian, a crowd on a few streets with
# doubles, and anywhere else.
corners = st.tuples(
    st.sampled_from([-90.0, -89.99, 0.0, 61.2, 89.99, 90.0]),
    st.sampled_from([-180.0, -179.99, 0.0, 179.99, 180.0]),
)
crowd = st.tuples(
    st.integers(40_700, 40_750).map(lambda degrees: degrees / 1_000),
    st.integers(-74_020, -73_970).map(lambda degrees: degrees / 1_000),
)
anywhere = st.tuples(
    st.floats(-90, 90).map(lambda degrees: round(degrees, 9)),
    st.floats(-180, 180).map(lambda degrees: round(degrees, 9)),
)
seam = st.tuples(
    st.sampled_from([51.9, 51.95]),
    st.sampled_from([-180.0, -179.9, -179.8, 179.8, 179.9, 180.0]),
)
points = st.one_of(corners, seam, crowd, anywhere)
radii = st.one_of(
    st.floats(0.01, 13_000), st.sampled_from([0.01, 1.0, 25.0, 500.0, 13_000.0])
)


def place_entries(where: Iterable[Point]) -> dict[int, Point]:
    """Fill the table with these points alone, numbered from 1."""
    placed = dict(enumerate(where, start=1))
    LocatorEntry.objects.all().delete()
    LocatorEntry.objects.bulk_create(
        LocatorEntry(clinic_id=pk, latitude=latitude, longitude=longitude)
        for pk, (latitude, longitude) in placed.items()
    )
    return placed


def nearest_slowly(
    origin: Point, placed: dict[int, Point], radius: float | None = None
) -> list[tuple[float, int]]:
    """Return (miles, id) of everything within the radius, nearest first, then by id."""
    farthest = geo.miles_to_half_chord(
        geo.HALF_CIRCUMFERENCE_MILES if radius is None else radius
    )
    chords = sorted(
        (geo.half_chord(*origin, *point), pk) for pk, point in placed.items()
    )
    return [
        (geo.half_chord_to_miles(chord), pk)
        for chord, pk in chords
        if chord <= farthest
    ]
