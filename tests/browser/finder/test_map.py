"""The finder and its map together: the site's own page, list, words and API."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.articles.factories import make_directory
from tests.browser.finder.page import NEARBY
from tests.browser.map_page import CLUSTERS, MapPage
from tests.factories import make_clinic


FINDER = "**/tms/api/v1/finder"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def finder(page: Page) -> MapPage:
    """A search with a page of 20 clinics around Big Timber, and three on the next."""
    make_directory("Clinics", slug="clinics")
    for number in range(20):
        row, column = divmod(number, 5)
        make_clinic(
            f"Clinic {number:02}",
            slug=f"clinic-{number}",
            latitude=45.83 + row / 20,
            longitude=-109.95 + column / 10,
        )
    for number in range(3):
        make_clinic(
            f"Far {number}", slug=f"far-{number}", latitude=45.7, longitude=-109.4
        )
    page.emulate_media(reduced_motion="reduce")
    page.goto("/clinics/?near=59011")
    with page.expect_response(CLUSTERS):
        page.get_by_role("button", name="Map", exact=True).click()
    return MapPage(page)


def test_the_map_shows_the_list_and_the_others(
    finder: MapPage, console_errors: list[str]
) -> None:
    summary = "The map shows 20 clinics. Those in the list have its numbers."
    expect(finder.page.get_by_text(summary)).to_be_visible()
    with finder.page.expect_response(CLUSTERS):
        finder.page.get_by_role("button", name="Zoom out").click()
    expect(finder.page.get_by_text("The map shows 23 clinics.")).to_be_visible()
    expect(finder.pin("3 clinics at one address: Far 0; Far 1; Far 2")).to_be_visible()
    assert console_errors == []


def test_the_map_leaves_out_what_the_list_leaves_out(finder: MapPage) -> None:
    page = finder.page
    page.goto("/clinics/?near=59011&age=900&radius=abc")
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.get_by_text("The map shows 20 clinics.")).to_be_visible()
    page.get_by_role("button", name="Zoom out").click()
    expect(page.get_by_text("The map shows 23 clinics.")).to_be_visible()
    expect(page.get_by_text("could not be loaded")).to_have_count(0)


def test_a_pin_leads_to_its_card(finder: MapPage) -> None:
    finder.pin("1: Clinic 00").click()
    card = finder.page.locator(".tms-card", has_text="Clinic 00")
    expect(card.get_by_role("link", name="Clinic 00", exact=True)).to_be_focused()


def test_the_card_that_the_reader_is_at_has_its_pin_marked(finder: MapPage) -> None:
    marked = finder.canvas.locator("[aria-current=true]")
    eighth, fourth = card(finder, 8), card(finder, 4)
    expect(finder.pin(f"8: {name(eighth)}")).to_be_visible()
    eighth.get_by_role("link").first.focus()
    expect(marked).to_have_accessible_name(f"8: {name(eighth)}")
    fourth.locator(".tms-card__where").click()
    expect(marked).to_have_accessible_name(f"4: {name(fourth)}")
    finder.page.get_by_role("button", name="Map", exact=True).click()
    eighth.get_by_role("link").first.focus()
    finder.page.get_by_role("button", name="Map", exact=True).click()
    expect(marked).to_have_accessible_name(f"4: {name(fourth)}")


def card(finder: MapPage, number: int) -> Locator:
    return finder.page.locator(f".tms-card[data-number='{number}']")


def name(card: Locator) -> str:
    return card.locator(".tms-card__name").inner_text()


@pytest.mark.parametrize("size", [(1280, 900), (320, 640)])
def test_a_pin_and_its_card_lead_to_each_other_by_keyboard(
    finder: MapPage, size: tuple[int, int]
) -> None:
    page = finder.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    button = page.get_by_role("button", name="Map", exact=True)
    button.press("Enter")
    button.evaluate("button => scrollBy(0, button.getBoundingClientRect().top - 200)")
    before = button.bounding_box()
    button.press("Enter")
    assert button.bounding_box() == before
    expect(finder.canvas).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip the map")).to_be_focused()
    pin = finder.canvas.get_by_role("button", name=re.compile(r"^\d+: ")).last
    number = pin.inner_text()
    pin.press("Enter")
    expect(card(finder, int(number)).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(pin).to_be_focused()
    expect(pin).to_be_in_viewport()
    card(finder, 1).get_by_role("link").first.focus()
    page.keyboard.press("Escape")
    expect(card(finder, 1).get_by_role("link").first).to_be_focused()


def test_a_map_below_the_window_comes_into_sight(finder: MapPage) -> None:
    button = finder.page.get_by_role("button", name="Map", exact=True)
    button.click()
    button.evaluate("button => scrollBy(0, button.getBoundingClientRect().top - 850)")
    button.click()
    expect(finder.canvas).to_be_in_viewport(ratio=1)
    expect(button).to_be_in_viewport()


def test_a_search_keeps_the_map_and_the_focus_in_it(finder: MapPage) -> None:
    finder.page.get_by_role("button", name="Zoom in").click()
    area = finder.page.get_by_role("button", name="Search this area")
    with finder.page.expect_response("**/finder"):
        area.press("Enter")
    expect(
        finder.page.get_by_role("heading", name="in this part of the map")
    ).to_be_visible()
    expect(finder.canvas).to_be_focused()


def test_back_from_a_clinic_the_map_is_open_again(finder: MapPage) -> None:
    page = finder.page
    page.get_by_label("Accepting new patients").check()
    expect(page.locator(".tms-chips")).to_be_visible()
    page.get_by_role("link", name="Remove Accepting").click()
    expect(page.locator(".tms-chips")).to_have_count(0)
    link = card(finder, 15).get_by_role("link").first
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    page.wait_for_url("**/clinic-*/")
    page.go_back()
    expect(finder.canvas).to_be_attached()
    expect(page.locator(".tms-locator__map")).to_be_visible()
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 2")
    button = page.get_by_role("button", name="Map", exact=True)
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    page.reload()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_searching_an_area_lists_what_the_map_shows(finder: MapPage) -> None:
    expect(finder.page.get_by_text("The map shows 20 clinics.")).to_be_visible()
    finder.canvas.focus()
    for _ in range(3):
        finder.page.keyboard.press("ArrowRight")
    with finder.page.expect_response(FINDER), finder.page.expect_response(CLUSTERS):
        finder.page.get_by_role("button", name="Search this area").click()
    found = finder.page.locator(".tms-status-line__count")
    expect(found).to_have_text(re.compile("clinics in this part of the map"))
    count = int(found.inner_text().split()[0])
    assert 1 < count < 23
    expect(finder.page.locator(".tms-card")).to_have_count(count)
    expect(finder.page.get_by_text(f"The map shows {count} clinics.")).to_be_visible()
    farther = finder.page.get_by_role("button", name="Zoom out")
    with finder.page.expect_response(CLUSTERS):
        farther.click()
    expect(finder.page.get_by_text(f"The map shows {count} clinics.")).to_be_visible()


def test_the_map_of_a_position_shows_what_the_list_counts(finder: MapPage) -> None:
    asked: list[str] = []
    finder.page.on("request", lambda request: asked.append(request.url))
    make_clinic("Beyond", slug="beyond", latitude=46.9, longitude=-109.95)
    finder.page.context.grant_permissions(["geolocation"])
    finder.page.context.set_geolocation(NEARBY)
    with finder.page.expect_response(FINDER), finder.page.expect_response(CLUSTERS):
        finder.page.get_by_role("button", name="Use my location").click()
    farther = finder.page.get_by_role("button", name="Zoom out")
    for _ in range(4):
        with finder.page.expect_response(CLUSTERS) as answer:
            farther.click()
    assert answer.value.json()["count"] == 23
    found = finder.page.get_by_role("heading", name="23 clinics within 50 miles of you")
    expect(found).to_be_visible()
    expect(finder.page.get_by_text("The map shows 23 clinics.")).to_be_visible()
    assert not [url for url in asked if re.search(r"45\.84|109\.9|lat|lng", url)]


def test_a_place_without_clinics_is_in_view_with_those_that_are_shown(
    finder: MapPage,
) -> None:
    with finder.page.expect_response(CLUSTERS) as answer:
        finder.page.goto("/clinics/?near=San Juan, PR")
        finder.page.get_by_role("button", name="Map", exact=True).click()
    query = parse_qs(urlsplit(answer.value.url).query)
    west, south, east, north = map(float, query["bbox"][0].split(","))
    assert west < -109.95 < -66.1 < east
    assert south < 18.4 < 45.83 < north
