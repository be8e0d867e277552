"""The small map of the states on the directory's first page."""

from __future__ import annotations

import gzip
import re
from itertools import combinations
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.factories import make_clinic
from tests.outline import html
from wagtail_tms import places
from wagtail_tms.areas import Area
from wagtail_tms.overview import SHADES, overview


LINK = re.compile(
    r'<a class="(tms-overview__state[^"]*)"\s+href="([^"]+)"\s+aria-label="([^"]+)"'
)


def area(name: str, count: int) -> Area:
    return Area(name, name.lower().replace(" ", "-"), count)


def shades(*areas: Area) -> dict[str, int]:
    return {s.code: s.shade for s in overview(areas).states if s.area}


def rendered(*areas: Area) -> str:
    context = {"overview": overview(areas), "base_url": "/clinics/", "list_id": "list"}
    return render_to_string("wagtail_tms/includes/overview_map.html", context)


def test_every_state_and_territory_is_drawn() -> None:
    codes = [state.code for state in overview([]).states]
    assert sorted(codes) == sorted(state.code for state in places.states())


def test_every_code_has_a_place_of_its_own() -> None:
    page = rendered()
    codes = re.findall(r'x="(\d+)" y="(\d+)">([A-Z]{2})<', page)
    assert {code for *_, code in codes} == {state.code for state in places.states()}
    points = [(int(x), int(y)) for x, y, _ in codes]
    for (ax, ay), (bx, by) in combinations(points, 2):
        assert abs(ax - bx) >= 22 or abs(ay - by) >= 15
    assert page.count("tms-overview__leader") == 4


def test_a_state_with_clinics_is_a_link_that_tells_how_many() -> None:
    page = rendered(area("Montana", 1), area("New York", 23))
    assert [link[1:] for link in LINK.findall(page)] == [
        ("/clinics/montana/", "Montana: 1 clinic"),
        ("/clinics/new-york/", "New York: 23 clinics"),
    ]


def test_more_clinics_make_a_stronger_color() -> None:
    areas = area("Idaho", 1), area("Ohio", 9), area("Texas", 99), area("Iowa", 999)
    assert shades(*areas) == {"ID": 1, "OH": 2, "TX": 3, "IA": SHADES}


def test_a_few_clinics_somewhere_are_the_most_there_are() -> None:
    assert shades(area("Idaho", 2)) == {"ID": SHADES}


def test_the_map_is_small_and_has_no_style_of_its_own() -> None:
    states = [Area(state.name, state.slug, 12345) for state in places.states()]
    page = rendered(*states)
    assert len(LINK.findall(page)) == len(states)
    assert len(gzip.compress(page.encode())) < 25_000
    assert "style" not in page


@pytest.mark.django_db
def test_the_first_page_has_the_map_and_the_list_that_says_the_same(
    client: Any, directory: Any
) -> None:
    make_clinic("In Montana")
    page = html(client.get(directory.url))
    assert 'aria-label="Montana: 1 clinic"' in page
    assert f'href="{directory.url}montana/"' in page
    (skip,) = re.findall(r'class="tms-overview__skip" href="#([^"]+)"', page)
    assert f'id="{skip}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["montana/", "?near=59011"])
def test_other_pages_have_no_map_of_the_states(
    client: Any, directory: Any, path: str
) -> None:
    make_clinic("In Montana")
    assert "tms-overview" not in html(client.get(directory.url + path))
