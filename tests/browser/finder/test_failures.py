"""A network that is down, slow or broken: the reader is told, and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.finder.page import (
    MARKS,
    TIMEOUT_BY_CLOCK,
    assert_said,
    cards,
    check,
    heading,
    more,
    save,
    shortlist,
    with_map,
)


pytestmark = MARKS


def test_an_outage_is_told_and_tried_again(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    page.context.set_offline(True)
    check(page, "OCD").check()
    note = page.locator("[data-failure=offline]")
    expect(note).to_contain_text("You seem to be offline.")
    expect(cards(page)).to_have_count(20)
    assert_said(page, "You seem to be offline. The list is as it was.")
    assert page.evaluate("events.at(-1)[0]") == "tms-error"
    assert "condition" not in page.url
    page.context.set_offline(False)
    note.get_by_role("button", name="Try again").click()
    expect(heading(page)).to_contain_text("11 clinics")
    expect(note).to_have_count(0)
    expect(page.locator(".tms-locator__results")).to_be_focused()


def test_a_breakdown_is_tried_once_more_by_itself(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    times = []

    def break_once(route: Route) -> None:
        times.append(route.request.url)
        if len(times) == 1:
            route.fulfill(status=502, body="down")
        else:
            route.fallback()

    page.route("**/clinics/?*", break_once)
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    assert len(times) == 2
    assert page.evaluate("events.map(([type]) => type)") == ["tms-results"]


def test_a_server_that_does_not_answer_is_not_waited_for(page: Page) -> None:
    page.clock.install()
    page.add_init_script(TIMEOUT_BY_CLOCK)
    page.goto("/clinics/?near=59011")
    page.route("**/clinics/?*", lambda route: None)
    with page.expect_request("**/clinics/?*"):
        check(page, "OCD").check()
        page.clock.run_for(1_000)
    status = page.locator("tms-clinic-locator > p[role=status]")
    expect(status).to_have_text("")  # Most searches are over before it says so.
    page.clock.run_for(1_000)
    expect(status).to_have_text("Searching…")
    expect(status).not_to_have_class("tms-vh")
    expect(status).to_be_in_viewport()
    page.clock.run_for(8_000)
    expect(page.locator("[data-failure=slow]")).to_contain_text("too long")
    expect(status).to_have_class("tms-vh")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(cards(page)).to_have_count(20)


def test_a_second_try_has_what_is_left_of_the_time(page: Page) -> None:
    page.clock.install()
    page.add_init_script(TIMEOUT_BY_CLOCK)
    page.goto("/clinics/?near=59011")
    routes: list[Route] = []
    page.route("**/clinics/?*", lambda route: routes.append(route))
    with page.expect_request("**/clinics/?*"):
        more(page).click()
    page.clock.run_for(6_000)
    with page.expect_request("**/clinics/?*"):
        routes[0].fulfill(status=502)
    page.clock.run_for(4_000)
    expect(page.locator("[data-failure=slow]")).to_contain_text("too long")
    assert len(routes) == 2


def test_a_newer_search_still_shows_that_it_is_under_way(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    page.route("**/clinics/?*", lambda route: None)
    for name in ("OCD", "Depression"):
        with page.expect_request("**/clinics/?*"):
            check(page, name).check()
    expect(page.locator(".tms-locator__results")).to_have_attribute("aria-busy", "true")


def test_more_that_fails_is_tried_again_where_it_was_asked_for(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    page.context.set_offline(True)
    more(page).click()
    note = page.locator("[data-failure=offline]")
    expect(note).to_be_visible()
    assert note.evaluate("note => note.nextElementSibling.localName") == "nav"
    page.context.set_offline(False)
    note.get_by_role("button", name="Try again").click()
    expect(cards(page)).to_have_count(23)
    expect(note).to_have_count(0)


def test_a_second_failure_keeps_the_focus_at_the_button(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    page.context.set_offline(True)
    check(page, "OCD").check()
    retry = page.get_by_role("button", name="Try again")
    retry.press("Enter")
    page.wait_for_function("events.length === 2")
    expect(retry).to_be_focused()


@pytest.mark.parametrize("name", ["Map", "Save Clinic 19"])
def test_what_needs_a_script_is_told_offline_and_works_online(
    page: Page, name: str, console_errors: list[str]
) -> None:
    page.route("**/clinics/?*", with_map)
    page.goto("/clinics/?near=59011")
    button = page.get_by_role("button", name=name, exact=True)
    page.context.set_offline(True)
    button.press("Enter")
    note = page.locator("[data-failure=offline]")
    expect(note).to_be_in_viewport()
    expect(button).to_be_focused()
    assert_said(page, "You seem to be offline. The list is as it was.")
    page.context.set_offline(False)
    note.get_by_role("button", name="Try again").press("Enter")
    expect(note).to_have_count(0)
    expect(button).to_be_focused()
    if name == "Map":
        expect(page.get_by_role("region", name="Map of clinics")).to_be_visible()
    else:
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(shortlist(page)).to_contain_text("Short list 1")
    assert any("dynamically imported" in error for error in console_errors)
    console_errors.clear()


def test_a_map_whose_files_do_not_come_is_told_and_tried_again(
    page: Page, console_errors: list[str]
) -> None:
    page.route("**/clinics/?*", with_map)
    page.route("**/vendor/leaflet/leaflet.js", lambda route: route.abort())
    page.goto("/clinics/?near=59011")
    button = page.get_by_role("button", name="Map", exact=True)
    button.click()
    expect(page.locator("[data-failure]")).to_contain_text("That did not work.")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert_said(page, "That did not work. The list is as it was.")
    page.unroute("**/vendor/leaflet/leaflet.js")
    button.click()
    expect(page.get_by_text("The map shows")).to_be_visible()
    expect(page.locator("[data-failure]")).to_have_count(0)
    assert any("A file of the map" in error for error in console_errors)
    console_errors.clear()


def test_a_clinic_that_cannot_be_saved_is_told(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    save(page, "Clinic 01").click()
    expect(shortlist(page)).to_contain_text("Short list 1")
    page.context.set_offline(True)
    save(page, "Clinic 02").click()
    note = page.locator("[data-failure=offline]")
    expect(note).to_be_in_viewport()
    expect(save(page, "Clinic 02")).to_have_attribute("aria-pressed", "false")
    assert page.url.endswith("#saved=clinic-1&compared=clinic-1")
    page.context.set_offline(False)
    save(page, "Clinic 02").click()
    expect(shortlist(page)).to_contain_text("Short list 2")
    expect(note).to_have_count(0)


def test_a_short_list_that_does_not_load_is_told(
    page: Page, console_errors: list[str]
) -> None:
    page.route("**/clinic-shortlist.js", lambda route: route.abort())
    page.goto("/clinics/?near=59011#saved=clinic-1")
    note = page.locator("[data-failure=failed]")
    expect(note).to_contain_text("That did not work.")
    page.unroute("**/clinic-shortlist.js")
    save(page, "Clinic 02").click()
    expect(shortlist(page)).to_contain_text("Short list 2")
    expect(note).to_have_count(0)
    assert any("dynamically imported" in error for error in console_errors)
    console_errors.clear()
