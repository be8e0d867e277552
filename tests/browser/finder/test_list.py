"""What a reader does with the list: more of it, sharing, the map, comparing."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.finder.page import (
    MAP,
    MARKS,
    assert_said,
    cards,
    check,
    heading,
    more,
    place,
    save,
    shortlist,
    with_map,
)


pytestmark = MARKS


def test_more_clinics_are_added_and_the_place_is_kept(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    more(page).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    more(page).click()
    expect(cards(page)).to_have_count(23)
    numbers = page.locator(".tms-card__number").all_text_contents()
    assert numbers == [str(number) for number in range(1, 24)]
    assert page.evaluate("scrollY") == before
    expect(cards(page).nth(20).get_by_role("link").first).to_be_focused()
    expect(more(page)).to_have_count(0)
    assert_said(page, "Clinics shown: 23")
    assert "page=" not in page.url

    cards(page).nth(21).scroll_into_view_if_needed()
    place_in_list = page.evaluate("scrollY")
    page.get_by_role("link", name="Clinic 21", exact=True).click()
    page.wait_for_url("**/clinic-21/")
    page.go_back()
    expect(cards(page)).to_have_count(23)
    page.wait_for_function(f"scrollY === {place_in_list}")

    check(page, "OCD").check()
    expect(cards(page)).to_have_count(11)
    page.go_back()
    expect(cards(page)).to_have_count(23)


def test_a_search_is_shared_by_its_address(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.get_by_role("button", name="Share this search").click()
    expect(page.get_by_text("The address is copied.").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("chosen", ["resolve", "reject"])
def test_a_phone_shares_a_search_by_its_own_menu(page: Page, chosen: str) -> None:
    page.add_init_script(
        "navigator.share = (what) => "
        f"{{ window.shared = what; return Promise.{chosen}(new Error('Closed')); }};"
    )
    page.goto("/clinics/?near=59011")
    page.get_by_role("button", name="Share this search").click()
    assert page.evaluate("shared") == {"title": page.title(), "url": page.url}
    expect(page.get_by_role("button", name="Share this search")).to_be_visible()


def test_a_map_is_loaded_on_a_click_and_agrees_with_the_list(page: Page) -> None:
    page.route(
        "**/clinic-map.js",
        lambda route: route.fulfill(body=MAP, content_type="text/javascript"),
    )
    page.route("**/clinics/?*", with_map)
    page.goto("/clinics/?near=59011")
    assert page.evaluate("window.map") is None
    button = page.get_by_role("button", name="Map", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    ids = cards(page).evaluate_all("cards => cards.map((card) => card.dataset.id)")
    assert page.evaluate("map.shown") == ["near=59011", ids]
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert len(page.evaluate("map.shown[1]")) == 11
    page.evaluate("map.options.onArea([-110.2, 45.7, -109.8, 46.0])")
    expect(heading(page)).to_have_text("11 clinics in this part of the map")
    button.click()
    expect(page.locator(".tms-locator__map")).to_be_hidden()
    page.evaluate("document.querySelector('tms-clinic-locator').remove()")
    assert page.evaluate("map.isGone")


def test_without_the_map_the_list_is_as_it_is(
    page: Page, console_errors: list[str]
) -> None:
    page.route("**/clinics/?*", with_map)
    page.route("**/clinic-map.js", lambda route: route.fulfill(status=404, body=""))
    page.goto("/clinics/?near=59011")
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator("[data-failure]")).to_contain_text("That did not work.")
    button = page.get_by_role("button", name="Map", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(cards(page)).to_have_count(20)
    assert any("clinic-map.js" in error for error in console_errors)
    console_errors.clear()


def test_a_short_list_is_in_the_address_and_nowhere_else(page: Page) -> None:
    asked: list[str] = []
    page.goto("/clinics/?near=59011")
    page.on("request", lambda request: asked.append(request.url))
    expect(shortlist(page)).to_have_count(0)
    save(page, "Clinic 03").click()
    save(page, "Clinic 01").click()
    expect(shortlist(page)).to_contain_text("Short list 2")
    expect(save(page, "Clinic 03")).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith(
        "/clinics/?near=59011#saved=clinic-3,clinic-1&compared=clinic-3,clinic-1"
    )
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    assert "#saved=clinic-3,clinic-1" in page.url
    expect(save(page, "Clinic 01")).to_have_attribute("aria-pressed", "true")
    assert not [url for url in asked if "saved" in url]
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]

    page.goto("/clinics/#saved=clinic-5,gone,clinic-6&compared=clinic-5")
    shortlist(page).get_by_text("Short list").click()
    rows = shortlist(page).get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Clinic 05")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    rows.first.get_by_role("button", name="Remove Clinic 05").click()
    expect(rows).to_have_count(1)
    expect(shortlist(page).locator("summary")).to_be_focused()
    rows.first.get_by_role("button", name="Remove Clinic 06").click()
    expect(shortlist(page)).to_have_count(0)
    expect(page.locator(".tms-locator__results")).to_be_focused()
    assert "clinic-" not in page.url

    page.goto("/clinics/?near=59011#saved=clinic-5")
    shortlist(page).get_by_text("Short list").click()
    shortlist(page).get_by_role("button", name="Remove Clinic 05").click()
    expect(shortlist(page)).to_have_count(0)
    expect(save(page, "Clinic 05")).to_be_focused()


def test_a_full_list_takes_no_other_clinic_until_one_is_removed(page: Page) -> None:
    slugs = ",".join(["gone", *(f"clinic-{number}" for number in range(1, 12))])
    page.goto(f"/clinics/?near=59011#saved={slugs}")
    expect(shortlist(page)).to_contain_text("Short list 11")
    full = shortlist(page).get_by_text("Full: remove a clinic to save another.")
    expect(full).to_be_hidden()
    save(page, "Clinic 12").click()
    expect(full).to_be_visible()
    expect(save(page, "Clinic 13")).to_be_disabled()
    expect(save(page, "Clinic 12")).to_be_enabled()
    save(page, "Clinic 01").click()
    expect(save(page, "Clinic 13")).to_be_enabled()
    assert "clinic-12" in page.url


def test_up_to_three_clinics_are_compared(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    for number in range(4):
        save(page, f"Clinic 0{number}").click()
    expect(shortlist(page)).to_contain_text("Short list 4")
    shortlist(page).get_by_text("Short list").click()
    boxes = shortlist(page).get_by_role("checkbox")
    expect(boxes.nth(2)).to_be_checked()
    expect(boxes.nth(3)).to_be_disabled()
    boxes.nth(0).uncheck()
    boxes.nth(1).uncheck()
    compare = page.get_by_role("button", name="Compare two or three of them")
    expect(compare).to_be_disabled()
    boxes.nth(3).check()
    compare.click()
    dialog = page.get_by_role("dialog", name="Compare clinics")
    expect(dialog.get_by_role("columnheader")).to_have_text(["Clinic 02", "Clinic 03"])
    expect(dialog.get_by_role("row", name="New patients")).to_contain_text(
        "Accepting new patients"
    )
    expect(dialog.get_by_role("row", name="Distance")).to_contain_text("miles")
    unknown = dialog.get_by_role("row", name="Clearance not confirmed")
    expect(unknown.get_by_role("cell")).to_have_text(["Depression", "Depression, OCD"])
    expect(dialog.get_by_role("row", name="Languages")).to_have_count(0)
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(compare).to_be_focused()


def test_what_is_not_on_the_list_is_not_compared(page: Page) -> None:
    page.goto("/clinics/#saved=gone,clinic-5&compared=gone,clinic-5,clinic-6")
    shortlist(page).get_by_text("Short list").click()
    expect(shortlist(page).get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("button", name="Compare two or three")).to_be_disabled()
    assert page.url.endswith("#saved=clinic-5&compared=clinic-5")


def test_a_list_that_cannot_be_shown_is_tried_again(page: Page) -> None:
    page.route("**/api/v1/clinics/clinic-*", lambda route: route.abort())
    page.goto("/clinics/?near=59011#saved=clinic-5,clinic-6")
    failure = page.locator("[data-failure]")
    expect(failure).to_be_visible()
    expect(shortlist(page)).to_have_count(0)
    assert page.url.endswith("#saved=clinic-5,clinic-6")
    page.unroute("**/api/v1/clinics/clinic-*")
    failure.get_by_role("button", name="Try again").click()
    expect(shortlist(page)).to_contain_text("Short list 2")
    expect(failure).to_have_count(0)


def test_compared_clinics_read_from_left_to_right_on_a_page_that_does_not(
    page: Page,
) -> None:
    page.goto("/clinics/?near=59011#saved=clinic-3,clinic-1&compared=clinic-3,clinic-1")
    page.evaluate("document.dir = 'rtl'")
    shortlist(page).get_by_text("Short list").click()
    page.get_by_role("button", name="Compare two or three of them").click()
    dialog = page.get_by_role("dialog", name="Compare clinics")
    phone = dialog.get_by_role("row", name="Phone").get_by_text("(406) 555-0123").first
    expect(phone).to_have_css("direction", "ltr")
    expect(phone).to_have_css("white-space", "nowrap")


@pytest.mark.parametrize("size", [(1280, 900), (320, 640)])
def test_the_open_short_list_covers_nothing_that_has_the_focus(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    slugs = ",".join(f"clinic-{number}" for number in range(12))
    page.goto(f"/clinics/?near=59011#saved={slugs}")
    shortlist(page).get_by_text("Short list").click()
    expect(shortlist(page).get_by_role("listitem")).to_have_count(12)
    place(page).focus()
    stops = 0
    while not page.evaluate("document.activeElement.closest('.tms-shortlist')"):
        page.keyboard.press("Tab")
        covered = page.evaluate(COVERED)
        assert covered is None
        stops += 1
    assert stops > 80


# What has the focus, unless its top, its middle and its bottom are seen.
COVERED = """() => {
  const { activeElement } = document;
  const { left, right, top, bottom } = activeElement.getBoundingClientRect();
  const points = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => [(left + right) / 2, y]);
  const isSeen = ([x, y]) => activeElement.contains(document.elementFromPoint(x, y));
  return points.every(isSeen) ? null : activeElement.outerHTML;
}"""  # noqa: E501
