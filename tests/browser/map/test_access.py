"""Whom the map hinders: nobody, by keyboard, wheel, finger or eye."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.map_page import (
    CLUSTERS,
    IDAHO,
    MARKS,
    NEIGHBOR,
    SEATTLE,
    TILES,
    MapPage,
)


pytestmark = MARKS


def test_tab_passes_the_map_both_ways(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("3: Still Clinic")).to_be_visible()
    stops = []
    shown.page.get_by_role("link", name="Skip the map").focus()
    for _ in range(30):
        shown.page.keyboard.press("Tab")
        stops.append(shown.page.evaluate(STOP))
        if stops[-1] == "After":
            break
    numbers = ["1: Calm Clinic", "2: Quiet Clinic", "3: Still Clinic"]
    assert stops[:4] == ["Map of clinics", *numbers]
    assert stops[-1] == "After"
    for expected in [*reversed(stops[:-1])]:
        shown.page.keyboard.press("Shift+Tab")
        assert shown.page.evaluate(STOP) == expected


STOP = "document.activeElement.ariaLabel ?? document.activeElement.textContent"


def test_the_map_can_be_skipped(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    skip = shown.page.get_by_role("link", name="Skip the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Tab")
    assert shown.page.evaluate(STOP) == "After"


def test_arrows_move_the_map_only_when_it_has_the_focus(shown: MapPage) -> None:
    shown.open(IDAHO)
    pin = shown.pin("1: Calm Clinic")
    expect(pin).to_be_visible()
    before = pin.bounding_box()
    pin.focus()
    shown.page.keyboard.press("ArrowRight")
    assert pin.bounding_box() == before
    shown.canvas.focus()
    shown.page.keyboard.press("ArrowRight")
    after = pin.bounding_box()
    assert before
    assert after
    assert after["x"] < before["x"]


def test_single_keys_do_nothing(shown: MapPage) -> None:
    shown.open(IDAHO)
    pin = shown.pin("3: Still Clinic")
    expect(pin).to_be_visible()
    before = pin.bounding_box()
    shown.canvas.focus()
    for key in ("+", "-", "=", "a"):
        shown.page.keyboard.press(key)
    assert pin.bounding_box() == before


@pytest.mark.parametrize("key", ["Control", "Meta"])
def test_the_wheel_scrolls_the_page_unless_a_key_is_held(
    shown: MapPage, key: str
) -> None:
    shown.page.set_viewport_size({"width": 1280, "height": 500})
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.canvas.click(position={"x": 30, "y": 30})
    expect(shown.canvas).to_be_focused()
    zoom = int(shown.asked[-1]["zoom"])
    shown.page.mouse.wheel(0, 120)
    expect(shown.page.get_by_text("to zoom by scrolling")).to_be_visible()
    shown.page.wait_for_function("scrollY > 100")
    assert {int(asked["zoom"]) for asked in shown.asked} == {zoom}
    shown.page.keyboard.down(key)
    with shown.page.expect_response(CLUSTERS):
        shown.page.mouse.wheel(0, -240)
    shown.page.keyboard.up(key)
    assert int(shown.asked[-1]["zoom"]) > zoom
    assert shown.page.evaluate("scrollY") > 100


def test_one_finger_scrolls_the_page_and_not_the_map(shown: MapPage) -> None:
    shown.page.set_viewport_size({"width": 390, "height": 500})
    shown.open(IDAHO)
    pin = shown.pin("1: Calm Clinic")
    expect(pin).to_be_visible()
    place_on_page = "pin => pin.getBoundingClientRect().top + scrollY"
    before = pin.evaluate(place_on_page)
    box = shown.canvas.bounding_box()
    assert box
    drag_by_touch(shown.page, box["x"] + 60, box["y"] + 200, -150)
    assert shown.page.evaluate("scrollY") > 100
    assert pin.evaluate(place_on_page) == pytest.approx(before, abs=1)


def drag_by_touch(page: Page, x: float, y: float, by: float) -> None:
    """Move one finger, and wait until the page has scrolled or a second is over."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.evaluate(
        """() => { window.scrolled = new Promise((resolve) => {
          addEventListener("scrollend", resolve);
          setTimeout(resolve, 1000);
        }); }"""
    )
    for step in range(11):
        point = {"x": x, "y": y + by * step / 10}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.evaluate("scrolled")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_map_is_accessible(shown: MapPage, width: int) -> None:
    shown.page.set_viewport_size({"width": width, "height": 900})
    shown.clinics = [*IDAHO, NEIGHBOR, *SEATTLE]
    shown.open(IDAHO, messages=TILES)
    shown.pin("3: Still Clinic").click()
    expect(shown.canvas.get_by_role("group", name="Still Clinic")).to_be_visible()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    for look in (
        {"color_scheme": "light", "forced_colors": "none"},
        {"color_scheme": "dark", "forced_colors": "none"},
        {"color_scheme": "light", "forced_colors": "active"},
    ):
        shown.page.emulate_media(**look)  # type: ignore[arg-type]
        report = Axe().run(shown.page, context=".tms-map")
        assert report.violations_count == 0, report.generate_report()


def test_targets_are_24_pixels_large(shown: MapPage) -> None:
    shown.clinics = [*IDAHO, *SEATTLE]
    shown.open([*IDAHO, SEATTLE[0]], messages=TILES)
    expect(shown.pin("3 clinics: zoom in")).to_be_visible()
    shown.pin("3: Still Clinic").click()
    sizes = shown.page.evaluate(
        """[...document.querySelectorAll('.tms-map :is(a:not(.tms-map__skip), button)')]
          .map((target) => target.getBoundingClientRect())
          .filter(({ width }) => width)
          .map(({ width, height }) => Math.min(width, height))"""
    )
    assert min(sizes) >= 24
