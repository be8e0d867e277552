"""How much a reader loads to see the map for the first time."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from tests.articles.factories import make_directory
from tests.browser.map_page import CLUSTERS, MARKS
from tests.factories import make_clinic


pytestmark = MARKS

MOST = 110_000
# What the page has without a map: the list and its looks.
OF_THE_LIST = ("/css/clinics.css", "/css/tms.css")


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [("Chicago, IL", 41.88, -87.63), ("New York, NY", 40.71, -74.01)],
)
def test_a_reader_loads_little_to_see_the_map(
    page: Page, place: str, latitude: float, longitude: float
) -> None:
    make_directory("Clinics", slug="clinics")
    for number in range(12):
        row, column = divmod(number, 4)
        make_clinic(
            f"Clinic {number}",
            slug=f"clinic-{number}",
            latitude=latitude + row / 12,
            longitude=longitude - column / 9,
        )
    loaded: dict[str, Response] = {}
    page.on("response", lambda response: loaded.setdefault(response.url, response))
    page.goto(f"/clinics/?near={place}")
    with page.expect_response(CLUSTERS):
        page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator("path.tms-map__coast")).to_have_count(1)
    expect(page.get_by_text("The map shows 12 clinics.")).to_be_visible()
    page.wait_for_load_state("networkidle")

    sizes = {
        url.partition("/static/")[2]: len(gzip.compress(response.body()))
        for url, response in loaded.items()
        if "/static/" in url and not url.endswith(OF_THE_LIST)
    }
    names = {name.rpartition("/")[2] for name in sizes}
    assert {"clinic-locator.js", "leaflet.js", "leaflet.css", "basemap.json"} <= names
    assert sum(sizes.values()) <= MOST, sizes
    assert not [name for name in sizes if "/map/states/" in name]
