"""The map of clinics in a real browser: what it shows, and whom it hinders: nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.articles.factories import make_directory
from tests.browser.map_page import CLUSTERS, Clinic, MapPage


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

BOISE = Clinic(1, "Calm Clinic", 43.615, -116.202)
NAMPA = Clinic(2, "Quiet Clinic", 43.54, -116.563)
TWIN_FALLS = Clinic(3, "Still Clinic", 42.56, -114.46)
NEIGHBOR = Clinic(4, "Upstairs Clinic", BOISE.latitude, BOISE.longitude)
GUAM = Clinic(5, "Island Clinic", 13.475, 144.75)
SEATTLE = [Clinic(10 + n, f"Seattle {n}", 47.6 + n / 100, -122.33) for n in range(4)]
IDAHO = [BOISE, NAMPA, TWIN_FALLS]

TILES = {
    "tiles_url": "/tiles/{z}/{x}/{y}.png",
    "tiles_name": "Example Maps",
    "tiles_attribution": "© Example Maps",
    "tiles_attribution_url": "https://maps.example/copyright",
}
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00"
    b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.fixture
def shown(page: Page) -> MapPage:
    """A page of the site, on which the map can be opened."""
    make_directory("Clinics", slug="clinics")
    page.emulate_media(reduced_motion="reduce")
    return MapPage(page)


# What it shows


def test_the_clinics_of_the_list_have_its_numbers_and_their_names(
    shown: MapPage, console_errors: list[str]
) -> None:
    shown.open(IDAHO)
    for number, clinic in enumerate(IDAHO, 1):
        pin = shown.pin(f"{number}: {clinic.name}")
        expect(pin).to_have_text(str(number))
    expect(
        shown.page.get_by_text(
            "The map shows 3 clinics. Those in the list have its numbers."
        )
    ).to_have_attribute("aria-live", "off")
    assert console_errors == []


def test_the_others_are_counted_without_those_of_the_list(shown: MapPage) -> None:
    shown.clinics = [*IDAHO, *SEATTLE]
    shown.open([*IDAHO, SEATTLE[0]])
    expect(shown.pin("3 clinics: zoom in")).to_have_text("3")
    expect(shown.page.get_by_text("The map shows 7 clinics.")).to_be_visible()


def test_a_cluster_stands_beside_the_pins_that_it_would_cover(shown: MapPage) -> None:
    around = [Clinic(60 + n, f"Near {n}", 43.6 + n / 50, -116.21) for n in range(2)]
    shown.clinics = [BOISE, TWIN_FALLS, *around]
    shown.open([BOISE, TWIN_FALLS])
    cluster = shown.pin("2 clinics: zoom in").bounding_box()
    listed = shown.pin("1: Calm Clinic").bounding_box()
    assert cluster
    assert listed
    assert (
        abs(cluster["x"] - listed["x"]) >= listed["width"]
        or abs(cluster["y"] - listed["y"]) >= listed["height"]
    )


def test_the_map_asks_for_what_the_list_asked_for(shown: MapPage) -> None:
    shown.open(IDAHO, params="condition=ocd&near=boise&page=2&sort=name&q=")
    shown.update(IDAHO, "condition=ocd&device=x&page=2")
    first, last = shown.asked[0], shown.asked[-1]
    assert {*first} == {"condition", "near", "bbox", "zoom"}
    assert {*last} == {"condition", "device", "bbox", "zoom"}


def test_without_a_list_the_map_shows_the_states(shown: MapPage) -> None:
    shown.clinics = SEATTLE
    shown.open()
    expect(shown.pin("4 clinics: zoom in")).to_be_visible()
    west, south, east, north = map(float, shown.asked[-1]["bbox"].split(","))
    assert west < -125 < -66 < east
    assert south < 25 < 49 < north


def test_guam_lies_over_the_antimeridian(shown: MapPage) -> None:
    shown.clinics = [GUAM, Clinic(6, "Other Clinic", 13.6, 144.9)]
    shown.open([GUAM])
    expect(shown.pin("1: Island Clinic")).to_be_in_viewport()
    expect(shown.pin("Other Clinic")).to_be_in_viewport()


def test_where_the_others_do_not_load_the_map_says_so(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.page.route(CLUSTERS, lambda route: route.fulfill(status=503))
    shown.page.get_by_role("button", name="Zoom out").click()
    expect(
        shown.page.get_by_text("Only those in the list: the others could not be loaded")
    ).to_be_visible()


@pytest.mark.parametrize("part", ["vendor/leaflet/leaflet.js", "map/basemap.json"])
def test_a_map_that_does_not_load_says_so(shown: MapPage, part: str) -> None:
    shown.page.route(f"**/wagtail_tms/{part}", lambda route: route.abort())
    shown.page.goto("/clinics/")
    shown.begin(IDAHO)
    expect(shown.page.get_by_text("The map could not be loaded.")).to_be_visible()
    expect(shown.canvas).not_to_be_visible()


def test_a_copy_on_another_site_has_its_own_files(shown: MapPage) -> None:
    files = {"map_basemap": "/of/the/clinics/site.json"}
    shown.page.goto("/clinics/")
    shown.begin(messages=files, api="https://clinics.example/tms/api/v1/")
    expect(shown.page.get_by_text("Denver")).to_be_visible()


def test_nothing_of_the_map_loads_before_it_is_made(shown: MapPage) -> None:
    asked: list[str] = []
    shown.page.on("request", lambda request: asked.append(request.url))
    shown.page.goto("/clinics/")
    assert [url for url in asked if re.search("leaflet|basemap|map", url)] == []
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    assert [url for url in asked if url.endswith("leaflet.js")] != []


def test_a_map_that_is_destroyed_leaves_nothing(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.page.evaluate("clinicMap.destroy()")
    expect(shown.page.locator(".tms-page > div")).to_be_empty()


# The map and the list


def test_a_click_selects_in_the_list_and_names_the_clinic(shown: MapPage) -> None:
    shown.open(IDAHO)
    shown.pin("2: Quiet Clinic").click()
    expect(shown.pin("2: Quiet Clinic")).to_have_attribute("aria-current", "true")
    expect(shown.canvas.get_by_role("link", name="Quiet Clinic")).to_be_visible()
    assert shown.told == [["select", 2]]


def test_the_list_selects_on_the_map(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.page.evaluate("clinicMap.select(3)")
    expect(shown.pin("3: Still Clinic")).to_have_attribute("aria-current", "true")
    shown.page.evaluate("clinicMap.select(1)")
    expect(shown.pin("3: Still Clinic")).not_to_have_attribute("aria-current", "true")
    assert shown.told == []


def test_searching_the_area_keeps_the_view(shown: MapPage) -> None:
    shown.open(IDAHO)
    area = shown.page.get_by_role("button", name="Search this area")
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    expect(area).not_to_be_visible()
    shown.page.get_by_role("button", name="Zoom in").click()
    area.click()
    ((what, bbox),) = shown.told
    assert what == "area"
    assert bbox[0] < bbox[2]
    expect(area).not_to_be_visible()
    expect(shown.canvas).to_be_focused()
    shown.update([BOISE])
    assert list(map(float, shown.asked[-1]["bbox"].split(","))) == bbox


def test_another_order_of_the_list_gives_other_numbers(shown: MapPage) -> None:
    shown.open(IDAHO)
    shown.update(IDAHO[::-1])
    expect(shown.pin("3: Calm Clinic")).to_have_text("3")
    expect(shown.pin("1: Still Clinic")).to_have_text("1")


def test_another_search_moves_the_map_to_its_clinics(shown: MapPage) -> None:
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.update(SEATTLE[:1])
    expect(shown.pin("1: Seattle 0")).to_be_in_viewport()
    expect(
        shown.page.get_by_role("button", name="Search this area")
    ).not_to_be_visible()


# Closer


def test_enter_on_a_cluster_goes_closer_and_keeps_the_focus_there(
    shown: MapPage,
) -> None:
    shown.clinics = SEATTLE
    shown.open()
    shown.pin("4 clinics: zoom in").focus()
    while int(shown.asked[-1]["zoom"]) < 12:
        with shown.page.expect_response(CLUSTERS):
            shown.page.keyboard.press("Enter")
        expect(shown.canvas.locator("button:focus")).to_be_in_viewport()
    expect(shown.canvas.locator("button:focus")).to_have_text("")


def test_clinics_at_one_address_open_as_a_list(shown: MapPage) -> None:
    shown.clinics = [BOISE, NEIGHBOR]
    shown.open([BOISE])
    pin = shown.pin("2 clinics at one address: 1: Calm Clinic; Upstairs Clinic")
    pin.focus()
    shown.page.keyboard.press("Enter")
    window = shown.canvas.get_by_role("group", name="2 clinics at one address")
    expect(window).to_be_focused()
    expect(window.get_by_role("listitem")).to_have_text(
        ["1 Calm Clinic", "Upstairs Clinic"]
    )


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_a_window_closes_and_gives_the_focus_back(shown: MapPage, way: str) -> None:
    shown.open(IDAHO)
    shown.pin("2: Quiet Clinic").focus()
    shown.page.keyboard.press("Enter")
    window = shown.canvas.get_by_role("group", name="Quiet Clinic")
    expect(window).to_be_focused()
    if way == "Escape":
        shown.page.keyboard.press("Escape")
    else:
        window.get_by_role("button", name="Close").click()
    expect(window).not_to_be_attached()
    expect(shown.pin("2: Quiet Clinic")).to_be_focused()


def test_a_crowd_without_a_closer_picture_is_listed(shown: MapPage) -> None:
    crowd = [Clinic(50 + n, f"Tower {n}", 40.75 + n / 1e4, -73.98) for n in range(3)]
    shown.clinics = crowd
    shown.open([Clinic(40, "Corner Clinic", 40.756, -73.98)])
    for _ in range(2):
        with shown.page.expect_response(CLUSTERS):
            shown.page.get_by_role("button", name="Zoom in", exact=True).click()
    shown.pin("3 clinics: zoom in").click()
    window = shown.canvas.get_by_role("group", name="3 clinics close together")
    expect(window.get_by_role("listitem")).to_have_text(
        ["Tower 0", "Tower 1", "Tower 2"], use_inner_text=True
    )


# In nobody's way


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


def test_the_wheel_scrolls_the_page_until_the_map_has_the_focus(
    shown: MapPage,
) -> None:
    shown.page.set_viewport_size({"width": 1280, "height": 500})
    shown.open(IDAHO)
    expect(shown.pin("1: Calm Clinic")).to_be_visible()
    shown.canvas.hover(position={"x": 30, "y": 30})
    shown.page.mouse.wheel(0, 120)
    expect(shown.page.get_by_text("hold Ctrl, to zoom by scrolling")).to_be_visible()
    asked = shown.asked[-1]
    shown.canvas.focus()
    with shown.page.expect_response(CLUSTERS):
        shown.page.mouse.wheel(0, -240)
    assert int(shown.asked[-1]["zoom"]) > int(asked["zoom"])


def test_one_finger_scrolls_the_page_and_not_the_map(shown: MapPage) -> None:
    shown.page.set_viewport_size({"width": 390, "height": 500})
    shown.open(IDAHO)
    pin = shown.pin("1: Calm Clinic")
    expect(pin).to_be_visible()
    before = pin.bounding_box()
    box = shown.canvas.bounding_box()
    assert before
    assert box
    drag_by_touch(shown.page, box["x"] + 60, box["y"] + 200, -150)
    moved = shown.page.evaluate("scrollY")
    after = pin.bounding_box()
    assert moved > 100
    assert after
    assert after["y"] == pytest.approx(before["y"] - moved, abs=1)


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


# The map behind the clinics


def test_counties_are_loaded_when_the_reader_is_close(shown: MapPage) -> None:
    asked: list[str] = []
    shown.page.on("request", lambda request: asked.append(request.url))
    shown.open()
    expect(shown.page.get_by_text("Denver")).to_be_visible()
    expect(shown.page.locator("path.tms-map__county")).to_have_count(1)
    assert not any(url.endswith("counties.json") for url in asked)
    with shown.page.expect_response("**/counties.json"):
        shown.update([BOISE])
    expect(shown.page.get_by_text("Meridian")).to_be_visible()
    drawn = shown.page.locator("path.tms-map__county").get_attribute("d")
    assert drawn is not None
    assert len(drawn) > 100


@pytest.mark.parametrize("place", [BOISE, NAMPA, Clinic(9, "X", 40.75, -74.1)])
def test_no_name_lies_on_another_or_on_a_pin(shown: MapPage, place: Clinic) -> None:
    shown.clinics = [*IDAHO, *SEATTLE]
    with shown.page.expect_response("**/counties.json"):
        shown.open([place])
    closer = shown.page.get_by_role("button", name="Zoom out")
    expect(shown.page.locator(".tms-map__place > span").first).to_be_visible()
    for _ in range(9):
        assert shown.page.evaluate(OVERLAPS) == []
        closer.click()


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
