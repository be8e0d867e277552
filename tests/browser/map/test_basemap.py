"""The map behind the clinics: lines, names, and a provider of tiles."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.map_page import (
    BOISE,
    IDAHO,
    MARKS,
    NAMPA,
    SEATTLE,
    TILES,
    TWIN_FALLS,
    Clinic,
    MapPage,
)


pytestmark = MARKS

STATES = "**/map/states/*.json"

PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00"
    b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.mark.parametrize("turn", ["hover", "focus"])
def test_a_state_is_loaded_when_the_reader_turns_to_the_map(
    shown: MapPage, turn: str
) -> None:
    asked: list[str] = []
    shown.page.on("request", lambda request: asked.append(request.url))
    shown.open([TWIN_FALLS])
    expect(shown.page.get_by_text("Twin Falls")).to_be_visible()
    counties = shown.page.locator("path.tms-map__county")
    expect(counties).to_have_count(0)
    with shown.page.expect_response(STATES):
        getattr(shown.canvas, turn)()
    expect(shown.page.get_by_text("Kimberly")).to_be_visible()
    expect(counties).to_have_count(1)
    states = {url.rpartition("/")[2] for url in asked if "/map/states/" in url}
    assert states == {"ID.json"}


def test_a_state_that_does_not_load_keeps_its_rough_lines(shown: MapPage) -> None:
    shown.page.route(STATES, lambda route: route.abort())
    shown.open([BOISE])
    with shown.page.expect_event("requestfailed"):
        shown.canvas.hover()
    expect(shown.page.get_by_text("Meridian")).to_be_visible()
    expect(shown.page.locator("path.tms-map__land")).to_have_count(1)


@pytest.mark.parametrize("place", [BOISE, NAMPA, Clinic(9, "X", 40.75, -74.1)])
def test_no_name_lies_on_another_or_on_a_pin(shown: MapPage, place: Clinic) -> None:
    shown.clinics = [*IDAHO, *SEATTLE]
    shown.open([place])
    with shown.page.expect_response(STATES):
        shown.page.get_by_role("button", name="Zoom in").click()
    farther = shown.page.get_by_role("button", name="Zoom out")
    expect(shown.page.locator(".tms-map__place > span").first).to_be_visible()
    for _ in range(9):
        assert shown.page.evaluate(OVERLAPS) == []
        farther.click()


def test_no_name_is_cut_by_the_edge_of_the_map(shown: MapPage) -> None:
    shown.page.set_viewport_size({"width": 360, "height": 800})
    shown.open([LOS_ANGELES, Clinic(9, "Y", 40.65, -73.98)])
    expect(shown.page.locator(".tms-map__place > span").first).to_be_visible()
    for _ in range(3):
        assert shown.page.evaluate(CUT) == []
        shown.page.get_by_role("button", name="Zoom in").click()


CUT = """(() => {
  const { left, right } = document.querySelector(".tms-map__canvas").getBoundingClientRect();
  return [...document.querySelectorAll(".tms-map :is(.tms-map__place, .tms-map__state) > span")]
    .filter((name) => {
      const box = name.getBoundingClientRect();
      return box.left < left || box.right > right;
    }).map((name) => name.textContent);
})()"""  # noqa: E501


def test_no_name_lies_under_the_credits(shown: MapPage) -> None:
    shown.open([Clinic(9, "X", 40.65, -73.98)])
    with shown.page.expect_response("**/NJ.json"):
        shown.page.get_by_role("button", name="Zoom in").click()
    expect(shown.page.get_by_text("Borough Park")).to_be_visible()
    shown.canvas.focus()
    for key in ["ArrowDown", "ArrowRight"] * 6:
        assert shown.page.evaluate(UNDER_CREDITS) == []
        shown.page.keyboard.press(key)


UNDER_CREDITS = """(() => {
  const boxOf = (element) => element.getBoundingClientRect();
  const over = [...document.querySelectorAll(".tms-map__credits, .tms-map__zooms")].map(boxOf);
  return [...document.querySelectorAll(".tms-map :is(.tms-map__place, .tms-map__state) > span")]
    .filter((name) => over.some((b) => {
      const a = boxOf(name);
      return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    })).map((name) => name.textContent);
})()"""  # noqa: E501


LOS_ANGELES = Clinic(9, "X", 34.05, -118.24)


def test_from_right_to_left_the_map_is_as_from_left_to_right(shown: MapPage) -> None:
    shown.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { document.dir = 'rtl'; })"
    )
    shown.open([LOS_ANGELES, *IDAHO])
    expect(shown.page.locator(".tms-map__place > span").first).to_be_visible()
    assert shown.page.evaluate(OVERLAPS) == []
    names = shown.page.locator(".tms-map__place--right")
    assert names.count() > 1
    for left, dot in names.evaluate_all(BESIDE):
        assert left > dot
    expect(shown.pin("1: X")).to_have_css("direction", "ltr")
    shown.pin("1: X").click()
    window = shown.canvas.get_by_role("group", name="X")
    expect(window).to_have_css("direction", "rtl")


BESIDE = """spots => spots.map((spot) => [
  spot.firstElementChild.getBoundingClientRect().left,
  spot.getBoundingClientRect().left,
])"""

OVERLAPS = """(() => {
  const shown = document.querySelectorAll(
    ".tms-map :is(.tms-map__place, .tms-map__state) > span, .tms-map__pin");
  const boxes = [...shown].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isPin = element.matches(".tms-map__pin");
    return { text: element.textContent, isPin, left, top, right, bottom };
  });
  return boxes.flatMap((a, i) => boxes.slice(i + 1)
    .filter((b) => !(a.isPin && b.isPin))
    .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map((b) => [a.text, b.text]));
})()"""  # noqa: E501


def test_the_sources_of_the_map_are_named(shown: MapPage) -> None:
    shown.open(IDAHO)
    for name in ("U.S. Census Bureau", "Natural Earth", "GeoNames"):
        expect(shown.page.get_by_role("link", name=name)).to_be_visible()


def test_a_provider_of_tiles_is_asked_only_by_the_readers_wish(shown: MapPage) -> None:
    asked: list[Any] = []

    def answer(route: Any) -> None:
        asked.append(route.request.headers.get("referer"))
        route.fulfill(body=PIXEL, content_type="image/gif")

    shown.page.route("**/tiles/**", answer)
    shown.open(IDAHO, messages=TILES)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    show = shown.page.get_by_role("button", name="Show streets from Example Maps")
    expect(
        shown.page.get_by_text("Example Maps will then see which area you look at.")
    ).to_be_visible()
    assert asked == []

    with shown.page.expect_request("**/tiles/**"):
        show.click()
    link = shown.page.get_by_role("link", name="© Example Maps")
    expect(link).to_have_attribute("href", TILES["tiles_attribution_url"])
    tile = shown.page.locator("img.leaflet-tile").first
    expect(tile).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    expect(shown.page.locator(".tms-map__place")).to_have_count(0)

    shown.page.get_by_role("button", name="Hide the streets").click()
    expect(shown.page.locator("img.leaflet-tile")).to_have_count(0)
    expect(shown.page.get_by_role("link", name="Natural Earth")).to_be_visible()


def test_without_a_provider_no_tiles_are_offered(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    expect(shown.page.get_by_role("button", name="streets")).to_have_count(0)
