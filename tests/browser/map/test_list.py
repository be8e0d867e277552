"""The map and the list select each other, and the reader comes closer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.map_page import (
    BOISE,
    CLUSTERS,
    IDAHO,
    MARKS,
    NEIGHBOR,
    SEATTLE,
    Clinic,
    MapPage,
)


pytestmark = MARKS


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
