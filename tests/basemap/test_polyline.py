"""Lines as text."""

from __future__ import annotations

import pytest

from tools.build_basemap.polyline import decode, encode, encode_lines


def test_points_are_written_in_the_encoded_polyline_format() -> None:
    # The example of the format's own description, in whole numbers.
    points = [(3_850_000, -12_020_000), (4_070_000, -12_095_000)]
    assert encode(points) == "_p~iF~ps|U_ulLnnqC"


@pytest.mark.parametrize("reach", [0, 1, 15, 16, 40_000, -1, -16, -70_000])
def test_points_are_read_back(reach: int) -> None:
    points = [(0, 0), (reach, -reach), (reach, 7)]
    assert decode(encode(points)) == points


def test_a_line_is_written_without_repeated_points() -> None:
    line = [(1.2, 1.0), (1.4, 1.0), (3.6, 2.0)]
    dot = [(5.0, 5.0)]
    first, second = encode_lines([line, dot]).split(" ")
    assert decode(first) == [(1, 1), (4, 2)]
    assert decode(second) == dot
