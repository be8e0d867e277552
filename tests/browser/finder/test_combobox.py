"""The suggestions under the field, by the 18 criteria of an accessible autocomplete.

https://github.com/alphagov/accessible-autocomplete/blob/main/accessibility-criteria.md
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.finder.page import (
    MARKS,
    assert_said,
    chosen,
    heading,
    options,
    place,
)


pytestmark = MARKS

FOCUS = """field => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(field);
  return [outlineStyle, outlineWidth, boxShadow].join(" ");
}"""


def typed(page: Page, text: str = "spring") -> Locator:
    """Type a text that has several suggestions, and wait for them."""
    page.goto("/clinics/")
    field = page.get_by_role("combobox", name="ZIP code, city or state")
    field.press_sequentially(text)
    expect(options(page).first).to_be_visible()
    return field


def test_1_and_2_it_is_reached_by_keyboard_and_shows_the_focus(page: Page) -> None:
    page.goto("/clinics/")
    before = place(page).evaluate(FOCUS)
    for _ in range(30):
        page.keyboard.press("Tab")
        if place(page).evaluate("field => field === document.activeElement"):
            break
    expect(place(page)).to_be_focused()
    assert place(page).evaluate(FOCUS) != before


def test_3_and_4_it_is_an_editable_field_that_tells_its_value(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    field = page.get_by_role("combobox", name="ZIP code, city or state")
    expect(field).to_be_editable()
    assert field.evaluate("field => field.localName") == "input"
    expect(field).to_have_value("59011")


def test_5_and_6_it_says_that_there_are_suggestions_and_how_to_use_them(
    page: Page,
) -> None:
    page.goto("/clinics/")
    field = page.get_by_role("combobox", name="ZIP code, city or state")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.evaluate(
        "field => document.getElementById(field.getAttribute('aria-controls')).role"
    ) == ("listbox")
    expect(field).to_have_accessible_description(
        "Suggestions appear while you type. "
        "Move through them with the up and down arrows."
    )


def test_7_to_9_it_tells_that_it_opened_and_how_many_there_are(page: Page) -> None:
    field = typed(page, "big tim")
    expect(options(page).first).to_have_text("Big Timber, MT City")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_said(page, f"Suggestions: {options(page).count()}")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    field.press_sequentially("qqq")
    expect(options(page)).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_have_text(
        "No suggestions"
    )


def test_10_it_tells_when_the_number_changes(page: Page) -> None:
    field = typed(page, "springf")
    many = options(page).count()
    field.press_sequentially("ield, MO")
    expect(options(page)).not_to_have_count(many)
    assert_said(page, f"Suggestions: {many}", f"Suggestions: {options(page).count()}")


def test_11_and_12_the_keyboard_alone_is_enough_one_key_at_a_time(page: Page) -> None:
    field = typed(page)
    expect(options(page).nth(2)).to_be_visible()
    labels = options(page).all_text_contents()
    for label in labels[:2]:
        page.keyboard.press("ArrowDown")
        assert chosen(page) == label
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) is None
    page.keyboard.press("ArrowUp")
    assert chosen(page) == labels[-1]
    for key in ("Home", "End", "ArrowLeft"):
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        assert chosen(page) is None
    expect(field).to_have_value("spring")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("spring")
    page.keyboard.press("Alt+ArrowDown")
    expect(options(page).first).to_be_visible()
    assert chosen(page) is None
    page.keyboard.press("Alt+ArrowUp")
    expect(options(page)).to_have_count(0)


def test_11_the_mouse_alone_is_enough(page: Page) -> None:
    field = typed(page, "big timber")
    options(page).first.click()
    expect(heading(page)).to_contain_text("23 clinics")
    field.fill("spring")
    expect(options(page).first).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(options(page)).to_have_count(0)
    expect(field).to_have_value("spring")


def test_11_touch_alone_is_enough(page: Page) -> None:
    typed(page, "big timber")
    box = options(page).first.bounding_box()
    assert box
    assert box["height"] >= 24
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    finger = page.context.new_cdp_session(page)
    finger.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for event, points in (("touchStart", [point]), ("touchEnd", [])):
        touch = {"type": event, "touchPoints": points}
        finger.send("Input.dispatchTouchEvent", touch)
    expect(heading(page)).to_contain_text("23 clinics")


def test_13_to_15_it_tells_which_one_is_selected_and_selects_none_itself(
    page: Page,
) -> None:
    field = typed(page)
    assert field.get_attribute("aria-activedescendant") is None
    suggestions = page.get_by_role("listbox", name="Suggestions")
    selected = suggestions.get_by_role("option", selected=True)
    expect(selected).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(selected).to_have_text(options(page).first.text_content() or "")
    assert chosen(page) == options(page).first.text_content()
    # A screen reader counts the options, “1 of 8”: nothing else may be among them.
    expect(suggestions.locator("> *")).to_have_count(options(page).count())


def test_16_and_17_enter_takes_one_and_it_is_told(page: Page) -> None:
    field = typed(page, "big timber")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text(
        "23 clinics within 50 miles of Big Timber, MT"
    )
    expect(field).to_have_value("Big Timber, MT")
    expect(options(page)).to_have_count(0)
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_contain_text(
        "23 clinics within 50 miles of Big Timber, MT"
    )


def test_18_the_focus_stays_in_the_field_and_enter_leads_on(page: Page) -> None:
    field = typed(page, "big timber")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("23 clinics")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".tms-locator__results")).to_be_focused()


def test_tab_takes_a_suggestion_and_goes_on(page: Page) -> None:
    field = typed(page, "big timber")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(field).to_have_value("Big Timber, MT")
    expect(field).not_to_be_focused()
    expect(heading(page)).to_have_count(0)


def test_a_suggested_clinic_is_opened(page: Page) -> None:
    page.goto("/clinics/")
    place(page).press_sequentially("clinic 07")
    expect(options(page)).to_have_text(["Clinic 07 (Big Timber, MT) Clinic"])
    options(page).click()
    page.wait_for_url("**/clinics/montana/big-timber/clinic-7/")


def test_without_suggestions_the_field_searches_all_the_same(page: Page) -> None:
    page.route("**/places?*", lambda route: route.fulfill(status=500, body=""))
    page.goto("/clinics/")
    place(page).press_sequentially("59011", delay=10)
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("23 clinics")
    place(page).fill("Big Timber, MT")
    page.keyboard.press("Enter")
    page.wait_for_url("**near=Big+Timber*")
    expect(options(page)).to_have_count(0)
