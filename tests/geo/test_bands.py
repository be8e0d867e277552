from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms import geo


latitudes = st.floats(-90, 90)


@given(latitudes, latitudes, latitudes)
def test_bands_between_two_latitudes_hold_what_lies_between(
    one: float, two: float, three: float
) -> None:
    south, middle, north = sorted([one, two, three])
    assert geo.band(middle) in geo.bands_between(south, north)


@pytest.mark.parametrize(
    ("latitude", "band"), [(-90, 0), (0, 900), (45.83, 1358), (90, 1800)]
)
def test_known_bands(latitude: float, band: int) -> None:
    assert geo.band(latitude) == band
