"""The clinics on the map: numbers, counts, and what does not load."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.map_page import (
    BOISE,
    CLUSTERS,
    GUAM,
    IDAHO,
    MARKS,
    SEATTLE,
    TWIN_FALLS,
    Clinic,
    MapPage,
)


pytestmark = MARKS


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


def test_a_cluster_stands_at_the_nearest_free_place(shown: MapPage) -> None:
    shown.page.goto("/clinics/")
    place = shown.page.evaluate(
        """async () => {
          const { beside } = await import("/static/wagtail_tms/js/map/pins.js");
          const at = (x, y) => ({ x, y, reach: 16 });
          const cross = [[0, 0], [32, 0], [-32, 0], [0, 32], [0, -32]];
          return beside(at(0, 0), cross.map(([x, y]) => at(x, y)));
        }"""
    )
    # At a corner of the cross: its arms go on for twice as far.
    assert (abs(place["x"]), abs(place["y"])) == (32, 32)


def test_pins_are_not_under_the_words_at_the_foot(shown: MapPage) -> None:
    shown.page.set_viewport_size({"width": 360, "height": 800})
    north, south = Clinic(70, "North", 46.5, -112), Clinic(71, "South", 33.5, -112)
    shown.open([north, south])
    foot = shown.page.locator(".tms-map__credits").bounding_box()
    pin = shown.pin("2: South")
    assert foot
    for step in range(4):
        box = pin.bounding_box()
        assert box
        assert box["y"] + box["height"] <= foot["y"], step
        shown.canvas.focus()
        shown.page.keyboard.press("ArrowUp")
        pin.focus()


def test_one_clinic_beside_those_of_the_list_has_its_name(shown: MapPage) -> None:
    other = Clinic(60, "Lone Clinic", 43.82, -116.03)
    shown.clinics = [BOISE, TWIN_FALLS, other]
    shown.open([BOISE, TWIN_FALLS])
    expect(shown.pin("Lone Clinic")).to_have_text("")
    expect(shown.pin("Lone Clinic")).to_have_class(re.compile("tms-map__pin--other"))
    expect(shown.page.get_by_text("The map shows 3 clinics.")).to_be_visible()
    shown.pin("Lone Clinic").click()
    expect(shown.canvas.get_by_role("link", name="Lone Clinic")).to_be_visible()


@pytest.mark.parametrize("step", [0.011, 0.02, 0.03])
def test_pins_do_not_cover_each_other(shown: MapPage, step: float) -> None:
    crowd = [
        Clinic(n, f"Clinic {n}", 43.6 + n % 7 * step, -116.2 + n // 7 * step * 1.6)
        for n in range(1, 36)
    ]
    shown.clinics = crowd
    shown.open(crowd[:25])
    expect(shown.page.get_by_text("The map shows 35 clinics.")).to_be_visible()
    for _ in range(4):
        assert shown.page.evaluate(COVERED) == []
        with shown.page.expect_response(CLUSTERS):
            shown.page.get_by_role("button", name="Zoom out").click()


COVERED = """(() => {
  const pins = [...document.querySelectorAll(".tms-map__pin")];
  const boxes = pins.map((pin) => [pin.textContent, pin.getBoundingClientRect()]);
  return boxes.flatMap(([text, a], i) => boxes.slice(i + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)
    .map(([other]) => [text, other]));
})()"""


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
