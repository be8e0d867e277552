"""The lines of the map: thinned out, cut, and shared by neighbors."""

from __future__ import annotations

import pytest

from tools.build_basemap.geometry import Box, clip, contains, project, thin
from tools.build_basemap.outlines import draw_land
from tools.build_basemap.overview import path
from tools.build_basemap.polyline import decode
from tools.build_basemap.topology import Shape, Topology, uses


def test_thinning_keeps_the_ends_and_the_bends() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]
    assert thin(line, 1) == [(0, 0), (10, 0), (10, 10)]


def test_a_ring_is_cut_at_the_edges() -> None:
    ring = [(-5.0, 2.0), (5.0, 2.0), (5.0, 8.0), (-5.0, 8.0)]
    assert set(clip(ring, Box(0, 0, 10, 10))) == {(0, 2), (5, 2), (5, 8), (0, 8)}


def test_a_ring_outside_is_cut_away() -> None:
    ring = [(20.0, 2.0), (25.0, 2.0), (25.0, 8.0)]
    assert clip(ring, Box(0, 0, 10, 10)) == []


def test_inside_and_outside_of_a_ring() -> None:
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert contains(ring, (5, 5))
    assert not contains(ring, (15, 5))


def test_guam_lies_west_of_hawaii() -> None:
    guam, hawaii = project(144.8, 13.4, 3), project(-157.9, 21.3, 3)
    assert guam[0] < 0 < hawaii[0]


def test_the_equator_and_greenwich_are_where_leaflet_has_them() -> None:
    assert project(-90, 0, 0) == pytest.approx((64, 128))


def test_a_topology_joins_arcs_read_backwards() -> None:
    source = {
        "transform": {"scale": [1, 1], "translate": [10, 0]},
        "arcs": [[[0, 0], [1, 0]], [[0, 0], [0, 1], [1, -1]]],
        "objects": {"states": {"geometries": [
            {"type": "Polygon", "id": "1", "arcs": [[0, ~1]]}
        ]}},
    }  # fmt: skip
    topology = Topology(source, list)
    (state,) = topology.shapes("states")
    assert topology.line(state.polygons[0][0]) == [(10, 0), (11, 0), (10, 1), (10, 0)]


def test_an_arc_of_two_shapes_is_a_border() -> None:
    shapes = [Shape("1", "", [[[0, 1]]]), Shape("2", "", [[[~1, 2]]])]
    assert uses(shapes) == {0: 1, 1: 2, 2: 1}


def test_a_state_is_drawn_with_its_coasts_first_and_its_arcs_numbered_anew() -> None:
    source = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[], [[0, 0], [5, 5]], [[0, 0], [0, 9]], [[1, 1], [2, 2]]],
        "objects": {"states": {"geometries": [
            {"type": "Polygon", "id": "17", "arcs": [[1, 2]]},
            {"type": "Polygon", "id": "18", "arcs": [[~1, 3]]},
        ]}},
    }  # fmt: skip
    topology = Topology(source, list)
    states = topology.shapes("states")
    drawn = draw_land(topology, states, states[:1])
    assert drawn["land"] == {"IL": [[[1, 0]]]}
    assert drawn["coasts"] == 1
    coast, border = map(decode, drawn["arcs"].split(" "))
    assert coast == [(0, 0), (0, 9)]
    assert border == [(0, 0), (5, 5)]


def test_a_path_is_written_in_whole_steps() -> None:
    ring = [(0.2, 0.0), (10.4, 0.0), (10.4, 0.3), (10.0, -5.0), (0.2, 0.0)]
    assert path([ring]) == "M0 0l10 0 0-5z"
