from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms import geo


latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)
edges = st.tuples(
    st.sampled_from([-90.0, -89.999, 0.0, 45.0, 89.999, 90.0]),
    st.sampled_from([-180.0, -179.9999, 0.0, 179.9999, 180.0]),
)
radii = st.one_of(st.floats(0.01, 13_000), st.sampled_from([0.01, 25, 500, 12_436.8]))


def chord_distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance by another road: the straight line through the Earth."""
    ends = []
    for latitude, longitude in (one, other):
        up, along = math.radians(latitude), math.radians(longitude)
        ends.append(
            (
                math.cos(up) * math.cos(along),
                math.cos(up) * math.sin(along),
                math.sin(up),
            )
        )
    half = min(1.0, math.dist(*ends) / 2)
    return 2 * geo.EARTH_RADIUS_MILES * math.asin(half)


@given(points, points)
def test_distance_agrees_with_the_chord(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    # Near the antipode both formulas lose digits: a few feet of 12,000 miles.
    assert geo.distance_miles(*one, *other) == pytest.approx(
        chord_distance(one, other), abs=2e-3
    )


@given(points, points)
def test_distance_is_the_same_in_both_directions(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there, back = geo.distance_miles(*one, *other), geo.distance_miles(*other, *one)
    assert there == pytest.approx(back, abs=1e-3)


@given(points)
def test_no_distance_to_the_place_where_one_stands(point: tuple[float, float]) -> None:
    assert geo.distance_miles(*point, *point) == 0


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [
        ((0, 0), (0, 1), 69.0934),
        ((40.7128, -74.0060), (34.0522, -118.2437), 2445.6),
        ((0, 179.5), (0, -179.5), 69.0934),
        ((90, 0), (-90, 0), geo.HALF_CIRCUMFERENCE_MILES),
    ],
)
def test_known_distances(
    one: tuple[float, float], other: tuple[float, float], miles: float
) -> None:
    assert geo.distance_miles(*one, *other) == pytest.approx(miles, rel=1e-4)


@given(st.one_of(points, edges), st.one_of(points, edges), radii)
def test_a_box_holds_its_circle(
    center: tuple[float, float], point: tuple[float, float], radius: float
) -> None:
    assert_held(center, point, radius)


@given(st.one_of(points, edges), radii, st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_a_box_holds_the_points_on_the_rim(
    center: tuple[float, float], radius: float, bearing: float, share: float
) -> None:
    point = travel(center, radius * share, bearing)
    assert_held(center, point, radius)


def assert_held(
    center: tuple[float, float], point: tuple[float, float], radius: float
) -> None:
    """Check the box of the circle, unless the point lies outside the circle."""
    chord = geo.half_chord(*center, *point)
    if chord > geo.miles_to_half_chord(radius):
        return
    box = geo.cap_box(*center, radius)
    assert box.south <= point[0] <= box.north
    assert any(west <= point[1] <= east for west, east in box.intervals)


def travel(
    start: tuple[float, float], miles: float, bearing: float
) -> tuple[float, float]:
    """Return the point that lies so far in that direction."""
    up, angle = math.radians(start[0]), miles / geo.EARTH_RADIUS_MILES
    height = math.sin(up) * math.cos(angle) + math.cos(up) * math.sin(angle) * math.cos(
        bearing
    )
    latitude = math.asin(max(-1.0, min(1.0, height)))
    along = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(up),
        math.cos(angle) - math.sin(up) * math.sin(latitude),
    )
    longitude = (start[1] + math.degrees(along) + 540) % 360 - 180
    return math.degrees(latitude), longitude


def test_a_box_at_the_antimeridian_has_two_intervals() -> None:
    box = geo.cap_box(0, 179.9, 25)
    assert len(box.intervals) == 2
    assert box.intervals[0][1] == 180
    assert box.intervals[1][0] == -180


def test_a_box_at_a_pole_takes_every_longitude() -> None:
    assert geo.cap_box(89.9, 10, 25).intervals == ((-180.0, 180.0),)


@given(st.floats(0, 12_000))
def test_half_chord_converts_back_to_miles(miles: float) -> None:
    chord = geo.miles_to_half_chord(miles)
    assert geo.half_chord_to_miles(chord) == pytest.approx(miles, abs=1e-3)


def test_half_around_the_globe_reaches_everything() -> None:
    assert geo.miles_to_half_chord(geo.HALF_CIRCUMFERENCE_MILES) == math.inf


@given(st.floats(0, 20_000))
def test_units_convert_back(distance: float) -> None:
    for unit in geo.Unit:
        assert unit.to_miles(unit.from_miles(distance)) == pytest.approx(distance)


def test_a_mile_is_1609_meters() -> None:
    assert geo.Unit.KILOMETERS.from_miles(1) == pytest.approx(1.609344)
