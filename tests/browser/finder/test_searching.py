"""Searching without a new page: the results, the filters, the history."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.finder.page import (
    MARKS,
    SHIFTS,
    assert_said,
    cards,
    check,
    heading,
    is_same_document,
    mark,
    place,
    search,
)


pytestmark = MARKS


def test_a_search_swaps_the_results_and_has_the_address_of_a_page(page: Page) -> None:
    page.goto("/clinics/?utm=mail")
    mark(page)
    search(page, "59011")
    expect(heading(page)).to_have_text(
        "23 clinics within 50 miles of Big Timber, MT 59011"
    )
    assert is_same_document(page)
    assert page.url.endswith("/clinics/?utm=mail&near=59011&radius=50&unit=mi")
    expect(page.locator(".tms-locator__results")).to_be_focused()
    assert_said(page, "23 clinics within 50 miles of Big Timber, MT 59011")
    live = "tms-clinic-locator :is([role=status], [role=alert])"
    expect(page.locator(live)).to_have_count(1)
    event, detail = page.evaluate("events.at(-1)")
    assert (event, detail["count"]) == ("tms-results", 23)
    found = cards(page).all_text_contents()
    page.reload()
    assert cards(page).all_text_contents() == found


def test_a_filter_searches_and_keeps_the_focus_and_what_is_open(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    mark(page)
    ocd = check(page, "OCD 11")
    ocd.focus()
    page.keyboard.press("Space")
    expect(heading(page)).to_have_text(
        "11 clinics within 50 miles of Big Timber, MT 59011"
    )
    expect(ocd).to_be_focused()
    expect(ocd).to_be_checked()
    expect(page.locator(".tms-filters__summary")).to_have_text("Filters (1)")
    assert "near=59011" in page.url
    assert "condition=ocd" in page.url
    page.get_by_role("link", name="Remove OCD").click()
    expect(heading(page)).to_contain_text("23 clinics")
    expect(ocd).not_to_be_checked()
    assert "condition" not in page.url
    assert is_same_document(page)
    where = "within 50 miles of Big Timber, MT 59011"
    assert_said(page, f"11 clinics {where}", f"23 clinics {where}")


def test_quick_choices_are_one_search_and_none_is_lost(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    names = ("OCD", "Depression", "Accepting new patients")
    boxes = [check(page, name).element_handle() for name in names]
    page.evaluate("boxes => boxes.forEach((box) => box.click())", boxes)
    expect(page.locator(".tms-filters__summary")).to_have_text("Filters (3)")
    for name in names:
        expect(check(page, name)).to_be_checked()
    assert len(asked) == 1


def test_a_late_answer_does_not_undo_a_choice(page: Page) -> None:
    page.clock.install()
    page.goto("/clinics/?near=59011")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.fallback()
        else:
            held.append(route)

    page.route("**/clinics/?*", hold_the_first)
    with page.expect_request("**/clinics/?*"):
        check(page, "OCD").check()
        page.clock.run_for(1_000)
    check(page, "Depression").check()
    held[0].continue_()
    page.evaluate("fetch('/clinics/').then((answer) => answer.text())")
    page.clock.run_for(1_000)
    expect(page.locator(".tms-filters__summary")).to_have_text("Filters (2)")
    expect(check(page, "Depression")).to_be_checked()


def test_radius_unit_order_and_pages_need_no_new_page(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    mark(page)
    page.get_by_label("Unit of distance").select_option("km")
    expect(heading(page)).to_contain_text("within 50 kilometers")
    page.get_by_label("Within").select_option("100")
    expect(heading(page)).to_contain_text("within 100 kilometers")
    page.get_by_role("link", name="Name", exact=True).click()
    expect(page.locator(".tms-sort__current")).to_have_text("Name")
    page.get_by_role("link", name="Page 2").click()
    expect(cards(page)).to_have_count(3)
    assert "page=2" in page.url
    assert is_same_document(page)


def test_back_and_forward_bring_everything_back(page: Page) -> None:
    page.goto("/clinics/")
    mark(page)
    search(page, "59011")
    expect(heading(page)).to_contain_text("23 clinics")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.go_back()
    expect(heading(page)).to_contain_text("23 clinics")
    expect(check(page, "OCD")).not_to_be_checked()
    expect(place(page)).to_have_value("59011")
    page.go_back()
    expect(heading(page)).to_have_count(0)
    expect(place(page)).to_have_value("")
    expect(page.locator(".tms-browse-areas")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(heading(page)).to_contain_text("11 clinics")
    expect(check(page, "OCD")).to_be_checked()
    assert is_same_document(page)


def test_steps_from_before_a_reload_come_back_too(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.reload()
    mark(page)
    page.go_back()
    expect(heading(page)).to_contain_text("23 clinics")
    expect(check(page, "OCD")).not_to_be_checked()
    assert is_same_document(page)


def test_back_ends_what_is_still_searched(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    held: list[Route] = []
    page.route("**/clinics/?*depression*", lambda route: held.append(route))
    with page.expect_request("**/clinics/?*depression*"):
        check(page, "Depression").check()
    page.go_back()
    expect(heading(page)).to_contain_text("23 clinics")
    held[0].continue_()
    answer_all(page)
    expect(heading(page)).to_contain_text("23 clinics")
    expect(check(page, "Depression")).not_to_be_checked()
    assert "condition" not in page.url


def test_back_ends_the_wait_for_more_clinics(page: Page) -> None:
    page.goto("/clinics/")
    search(page, "59011")
    expect(cards(page)).to_have_count(20)
    check(page, "OCD").check()
    expect(cards(page)).to_have_count(11)
    page.go_back()
    expect(cards(page)).to_have_count(20)
    held: list[Route] = []
    page.route("**/clinics/?*page=2*", lambda route: held.append(route))
    with page.expect_request("**/clinics/?*page=2*"):
        page.get_by_role("button", name="Show more clinics").click()
    page.go_forward()
    expect(cards(page)).to_have_count(11)
    held[0].continue_()
    answer_all(page)
    expect(cards(page)).to_have_count(11)
    page.go_back()
    expect(cards(page)).to_have_count(20)


def test_back_takes_the_failure_of_another_step_away(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.go_back()
    expect(heading(page)).to_contain_text("23 clinics")
    page.reload()
    page.route("**/clinics/?*ocd*", lambda route: route.abort())
    page.go_forward()
    failure = page.locator("[data-failure]")
    expect(failure).to_be_visible()
    page.go_back()
    expect(failure).to_have_count(0)
    expect(heading(page)).to_contain_text("23 clinics")


def answer_all(page: Page) -> None:
    """Let the browser have every answer that is on its way."""
    page.evaluate("fetch('/clinics/').then((answer) => answer.text())")
    page.evaluate("new Promise((done) => setTimeout(done, 100))")


def test_a_link_within_the_page_is_no_search(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.evaluate("location.hash = 'main'")
    expect(heading(page)).to_contain_text("11 clinics")
    page.go_back()
    page.wait_for_timeout(0)
    expect(heading(page)).to_contain_text("11 clinics")
    page.go_back()
    expect(heading(page)).to_contain_text("23 clinics")


def test_a_wrong_value_is_told_beside_its_field(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    age = page.get_by_label("Age of the patient")
    age.fill("900")
    expect(page.locator(".tms-field__error")).to_have_text(
        "Use a whole number from 0 to 120."
    )
    expect(age).to_have_value("900")
    expect(age).to_have_attribute("aria-invalid", "true")
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_contain_text(
        "Something in the form needs another look."
    )
    age.fill("30")
    expect(page.locator(".tms-field__error")).to_have_count(0)


def test_a_search_of_a_state_page_goes_to_the_directory(page: Page) -> None:
    page.goto("/clinics/montana/")
    mark(page)
    page.get_by_role("link", name="Page 2").click()
    expect(cards(page)).to_have_count(3)
    assert is_same_document(page)
    search(page, "59011")
    page.wait_for_url("**/clinics/?near=59011*")
    expect(heading(page)).to_contain_text("23 clinics")


def test_nothing_moves_when_the_script_arrives(page: Page) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/clinics/", "/clinics/?near=59011"):
            page.goto(address)
            page.evaluate(
                "customElements.whenDefined('tms-clinic-locator').then(() => true)"
            )
            assert page.evaluate(SHIFTS) == 0, (width, address)
