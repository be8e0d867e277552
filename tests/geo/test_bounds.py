from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.properties import examples
from wagtail_tms import geo


latitudes = st.one_of(st.floats(-90, 90), st.sampled_from([-90, 0, 90]))
longitudes = st.one_of(st.floats(-180, 180), st.sampled_from([-180, 0, 180]))
bounds = st.builds(
    lambda west, east, south, north: geo.Bounds(
        west, min(south, north), east, max(south, north)
    ),
    longitudes,
    longitudes,
    latitudes,
    latitudes,
)


@examples(300)
@given(bounds, bounds, latitudes, longitudes)
def test_an_overlap_holds_what_both_boxes_hold(
    one: geo.Bounds, other: geo.Bounds, latitude: float, longitude: float
) -> None:
    both = one.box.overlap(other.box)
    assert both.holds(latitude, longitude) == (
        one.box.holds(latitude, longitude) and other.box.holds(latitude, longitude)
    )


@examples(300)
@given(bounds, latitudes, longitudes)
def test_a_wider_box_holds_what_the_box_holds(
    one: geo.Bounds, latitude: float, longitude: float
) -> None:
    if one.box.holds(latitude, longitude):
        assert one.wider_box.holds(latitude, longitude)
    assert one.wider_box.holds(one.north, one.east)


def test_a_box_over_the_antimeridian_is_two_ranges() -> None:
    box = geo.Bounds(170, -20, -170, 20)
    assert box.width == 20
    assert box.box.intervals == ((170, 180), (-180, -170))
    assert box.box.holds(0, 175)
    assert box.box.holds(0, -175)
    assert not box.box.holds(0, 0)
