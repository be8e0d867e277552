"""The finder and its map together: the site's own page, list and words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.articles.factories import make_directory
from tests.browser.map_page import CLUSTERS, Clinic, MapPage
from tests.factories import make_clinic


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

NEAR = "/clinics/?near=59011"


@pytest.fixture
def finder(page: Page) -> MapPage:
    """A search with two clinics, and one more on the map than in the list."""
    make_directory("Clinics", slug="clinics")
    for number, name in enumerate(("Calm Clinic", "Quiet Clinic")):
        make_clinic(name, latitude=45.83 + number / 10)
    page.emulate_media(reduced_motion="reduce")
    finder = MapPage(page, [Clinic(99, "Other Clinic", 45.88, -109.8)])
    page.route(CLUSTERS, finder.answer)
    page.goto(NEAR)
    with page.expect_response(CLUSTERS):
        page.get_by_role("button", name="Show map").click()
    return finder


def test_the_map_shows_the_list_and_the_others(
    finder: MapPage, console_errors: list[str]
) -> None:
    expect(finder.pin("1: Calm Clinic")).to_be_visible()
    expect(finder.pin("2: Quiet Clinic")).to_be_visible()
    expect(finder.pin("Other Clinic")).to_be_visible()
    assert finder.asked[0]["near"] == "59011"
    assert console_errors == []


def test_a_pin_leads_to_its_card(finder: MapPage) -> None:
    finder.pin("2: Quiet Clinic").click()
    card = finder.page.locator(".tms-card", has_text="Quiet Clinic")
    expect(card.get_by_role("link", name="Quiet Clinic", exact=True)).to_be_focused()
