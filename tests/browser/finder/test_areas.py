"""The pages of states and cities: their own lists, and the clinics around a reader."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.articles.factories import make_directory
from tests.browser.finder.page import (
    LOCATE,
    MARKS,
    NEARBY,
    cards,
    check,
    heading,
    is_same_document,
    mark,
    place,
    search,
)
from tests.factories import make_clinic, make_condition


pytestmark = MARKS

HOLD_ANSWERS = """() => {
  const atOnce = fetch;
  window.held = [];
  window.fetch = async (...asked) => {
    await new Promise((release) => held.push(release));
    return atOnce(...asked);
  };
}"""


@pytest.fixture
def site(method: str) -> None:
    """Three clinics in Montana and one in Wyoming, all near the reader."""
    make_directory("Clinics", slug="clinics", search_method=method, page_size=2)
    depression, ocd = make_condition(), make_condition("OCD", slug="ocd")
    for number in range(3):
        conditions = [depression, ocd] if number else [depression]
        make_clinic(f"Clinic {number}", slug=f"c{number}", conditions=conditions)
    make_clinic(
        "Over the border", state="WY", city="Cody", postal_code="82414",
        latitude=45.5, conditions=[ocd],
    )  # fmt: skip


BOTH_METHODS = pytest.mark.parametrize("method", ["get", "post"])


def locate(page: Page, path: str) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NEARBY)
    page.goto(path)
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_have_text("4 clinics within 50 miles of you")


@BOTH_METHODS
@pytest.mark.parametrize("path", ["/clinics/montana/", "/clinics/montana/big-timber/"])
def test_the_clinics_around_the_reader_are_shown_on_the_page(
    page: Page, path: str
) -> None:
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request))
    locate(page, path)
    expect(place(page)).to_have_value("")
    check(page, "OCD").check()
    expect(heading(page)).to_have_text("3 clinics within 50 miles of you")
    page.locator(".tms-pagination [aria-label='Page 2']").click()
    expect(cards(page)).to_have_count(1)
    page.go_back()
    expect(cards(page)).to_have_count(2)
    page.go_back()
    expect(heading(page)).to_have_text("4 clinics within 50 miles of you")
    page.go_back()
    expect(heading(page)).to_contain_text("3 clinics in")

    bodies = [json.loads(each.post_data) for each in asked if each.method == "POST"]
    assert [body["position"] for body in bodies] == [{"lat": 45.84, "lng": -109.94}] * 3
    kept = page.evaluate(
        "[location.href, history.state, {...localStorage}, {...sessionStorage}]"
    )
    for text in [*(each.url for each in asked), json.dumps(kept)]:
        assert not re.search(r"45\.8|109\.9|lat=|lng=", text)


@BOTH_METHODS
def test_another_place_is_searched_in_the_directory(page: Page) -> None:
    locate(page, "/clinics/montana/")
    mark(page)
    search(page, "59011")
    expect(heading(page)).to_have_text(
        "4 clinics within 50 miles of Big Timber, MT 59011"
    )
    assert not is_same_document(page)
    expect(page).to_have_url(re.compile(r"/clinics/(\?near=59011.*)?#"))


@BOTH_METHODS
@pytest.mark.parametrize("path", ["/clinics/montana/", "/clinics/montana/big-timber/"])
def test_a_filter_narrows_the_list_of_the_page_at_once(
    page: Page, path: str, method: str
) -> None:
    page.goto(path)
    mark(page)
    box = check(page, "OCD")
    box.check()
    expect(heading(page)).to_contain_text("2 clinics in")
    expect(box).to_be_focused()
    count = page.locator(".tms-filters label", has_text="OCD").locator("i")
    expect(count).to_have_text("2")
    assert ("ocd" in page.url) is (method == "get")
    page.get_by_label("Name of the clinic").fill("clinic 2")
    expect(heading(page)).to_contain_text("1 clinic in")
    page.get_by_label("Name of the clinic").fill("")
    expect(heading(page)).to_contain_text("2 clinics in")
    page.get_by_role("link", name="Remove OCD").click()
    expect(heading(page)).to_contain_text("3 clinics in")
    page.go_back()
    expect(heading(page)).to_contain_text("2 clinics in")
    expect(box).to_be_checked()
    assert is_same_document(page)
    if method == "get":
        page.reload()
        expect(heading(page)).to_contain_text("2 clinics in")
        expect(box).to_be_checked()


@BOTH_METHODS
def test_a_place_that_is_typed_waits_for_its_search(page: Page, method: str) -> None:
    page.goto("/clinics/montana/big-timber/")
    page.get_by_label("Age of the patient").fill("30")
    place(page).fill("Cody, WY")
    check(page, "OCD").check()
    page.get_by_label("Within").select_option("100")
    page.wait_for_timeout(1_000)
    expect(heading(page)).to_contain_text("3 clinics in")
    page.get_by_label("Age of the patient").fill("")
    page.get_by_role("button", name="Find clinics").click()
    expect(heading(page)).to_contain_text("within 100 miles of Cody, WY")
    expect(check(page, "OCD")).to_be_checked()
    expected = r"/clinics/\?near=Cody.*#" if method == "get" else r"/clinics/#"
    expect(page).to_have_url(re.compile(expected))


@BOTH_METHODS
def test_an_answer_on_its_way_does_not_undo_what_is_typed(page: Page) -> None:
    page.goto("/clinics/montana/big-timber/")
    page.evaluate(HOLD_ANSWERS)
    check(page, "OCD").check()
    results = page.locator(".tms-locator__results")
    expect(results).to_have_attribute("aria-busy", "true")
    place(page).fill("Cody, WY")
    page.get_by_label("Within").select_option("100")
    page.evaluate("held[0]()")
    page.wait_for_timeout(500)
    expect(place(page)).to_have_value("Cody, WY")
    page.get_by_role("button", name="Find clinics").click()
    expect(heading(page)).to_contain_text("within 100 miles of Cody, WY")


@BOTH_METHODS
def test_a_circle_around_a_city_is_searched_in_the_directory(page: Page) -> None:
    page.goto("/clinics/montana/big-timber/")
    page.get_by_role("button", name="Save Clinic 0").click()
    expect(page.get_by_role("region", name="Short list")).to_be_visible()
    page.get_by_label("Within").select_option("100")
    page.get_by_role("button", name="Find clinics").click()
    expect(heading(page)).to_have_text("4 clinics within 100 miles of Big Timber, MT")
    expect(page.get_by_role("region", name="Short list")).to_contain_text("Clinic 0")


@BOTH_METHODS
def test_a_state_has_no_circle_to_wait_for(page: Page) -> None:
    page.goto("/clinics/montana/")
    page.get_by_label("Within").select_option("100")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("2 clinics in")


@BOTH_METHODS
def test_after_back_the_form_says_what_the_list_is(page: Page) -> None:
    page.goto("/clinics/montana/")
    place(page).fill("Cody, WY")
    check(page, "OCD").check()
    page.get_by_label("Within").select_option("100")
    page.goto("/")
    page.go_back()
    expect(place(page)).to_have_value("Montana")
    expect(page.get_by_label("Within")).to_have_value("50")
    expect(check(page, "OCD")).not_to_be_checked()


@pytest.mark.parametrize("method", ["get"])
def test_the_address_of_a_city_says_its_filters_alone(page: Page) -> None:
    page.goto("/clinics/montana/big-timber/")
    check(page, "OCD").check()
    expect(page).to_have_url(re.compile(r"/big-timber/\?condition=ocd$"))


@pytest.mark.parametrize("method", ["get"])
def test_the_filters_of_a_page_work_without_javascript(
    chromium: Browser, live_server: Any
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/clinics/montana/")
    check(page, "OCD").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(heading(page)).to_contain_text("2 clinics in")
    expect(page.get_by_role("heading", level=1)).to_have_text("TMS clinics in Montana")
    search(page, "Cody, WY")
    expect(heading(page)).to_contain_text("within 50 miles of Cody, WY")
    context.close()


@BOTH_METHODS
def test_the_list_of_a_state_goes_on_without_a_new_page(page: Page) -> None:
    page.goto("/clinics/montana/")
    mark(page)
    page.get_by_role("link", name="Page 2").click()
    expect(cards(page).first).to_contain_text("Clinic 2")
    assert is_same_document(page)
    page.go_back()
    expect(cards(page).first).to_contain_text("Clinic 0")


@pytest.mark.parametrize("method", ["post"])
def test_no_address_holds_a_filter_that_the_reader_set(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    locate(page, "/clinics/montana/")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("3 clinics")
    page.get_by_role("button", name="Remove OCD").click()
    expect(heading(page)).to_contain_text("4 clinics")
    kept = page.evaluate("[location.href, history.state]")
    assert not [text for text in [*asked, json.dumps(kept)] if "ocd" in text]
