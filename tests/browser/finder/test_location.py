"""The reader's own position: asked for by a click, sent rounded, kept nowhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.finder.page import (
    LOCATE,
    MARKS,
    NEARBY,
    cards,
    check,
    heading,
    place,
    search,
)


pytestmark = MARKS


def test_the_position_goes_rounded_and_by_post_only(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NEARBY)
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request))
    page.goto("/clinics/")
    place(page).fill("Miami, FL")
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_have_text("23 clinics within 50 miles of you")
    expect(place(page)).to_have_value("")
    expect(place(page)).to_have_attribute("placeholder", "Near you")
    check(page, "OCD").check()
    expect(heading(page)).to_have_text("11 clinics within 50 miles of you")
    page.get_by_role("link", name="Remove OCD").click()
    expect(heading(page)).to_have_text("23 clinics within 50 miles of you")
    page.get_by_role("link", name="Page 2").click()
    expect(cards(page)).to_have_count(3)
    page.go_back()
    expect(cards(page)).to_have_count(20)

    bodies = [json.loads(r.post_data) for r in asked if r.method == "POST"]
    assert [body["position"] for body in bodies] == [{"lat": 45.84, "lng": -109.94}] * 4
    kept = page.evaluate(
        "[location.href, history.state, {...localStorage}, {...sessionStorage}]"
    )
    for text in [*(request.url for request in asked), json.dumps(kept)]:
        assert not re.search(r"45\.8|109\.9|lat=|lng=", text)

    search(page, "59011")
    expect(heading(page)).to_contain_text("of Big Timber, MT 59011")
    expect(place(page)).to_have_attribute("placeholder", "")


@pytest.mark.parametrize(
    ("fake", "words"),
    [
        ("(_, fail) => fail({ code: 1 })", "Your browser did not tell us"),
        ("(_, fail) => fail({ code: 2 })", "Your browser did not tell us"),
        ("(_, fail) => fail({ code: 3 })", "took too long"),
        ("() => {}", "Finding where you are…"),
        (None, "Your browser did not tell us"),
    ],
)
def test_without_a_position_the_reader_is_told_what_to_do(
    page: Page, fake: str | None, words: str
) -> None:
    value = f"{{ getCurrentPosition: {fake} }}" if fake else "undefined"
    page.add_init_script(
        f"Object.defineProperty(navigator, 'geolocation', {{ value: {value} }})"
    )
    page.goto("/clinics/?near=59011")
    page.get_by_role("button", name=LOCATE).click()
    expect(page.locator(".tms-search__note")).to_contain_text(words)
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_contain_text(words)
    expect(cards(page)).to_have_count(20)
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics within 50 miles of Big Timber")
    expect(page.locator(".tms-search__note")).to_be_hidden()


WAITING = """Object.defineProperty(navigator, "geolocation", {
  value: { getCurrentPosition: (tell) => { window.tell = tell; } },
})"""
TELL = "tell({ coords: { latitude: 45.84, longitude: -109.94 } })"


def test_a_newer_search_is_not_replaced_by_a_late_position(page: Page) -> None:
    page.add_init_script(WAITING)
    page.goto("/clinics/")
    page.get_by_role("button", name=LOCATE).click()
    search(page, "Boise, ID")
    expect(heading(page)).to_contain_text("Boise, ID")
    expect(page.locator(".tms-search__note")).to_be_hidden()
    place(page).fill("Bo")
    page.evaluate(TELL)
    check(page, "OCD").check()
    expect(page.get_by_role("link", name="Remove OCD")).to_be_visible()
    expect(heading(page)).not_to_contain_text("of you")
    expect(place(page)).to_have_value("Bo")


def test_an_answer_to_an_earlier_search_does_not_end_the_wait(page: Page) -> None:
    page.add_init_script(WAITING)
    page.goto("/clinics/?near=59011")
    note = page.locator(".tms-search__note")
    check(page, "OCD").check()
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_contain_text("11 clinics within 50 miles of Big Timber")
    expect(note).to_contain_text("Finding where you are…")
    page.evaluate(TELL)
    expect(heading(page)).to_have_text("11 clinics within 50 miles of you")
    expect(note).to_be_hidden()


def test_the_address_of_an_areas_page_says_nothing_of_a_search_elsewhere(
    page: Page,
) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NEARBY)
    page.goto("/clinics/montana/")
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_have_text("23 clinics within 50 miles of you")
    check(page, "OCD").check()
    expect(heading(page)).to_have_text("11 clinics within 50 miles of you")
    assert page.url.endswith("/clinics/montana/")
    page.reload()
    expect(page.locator(".tms-search__note")).to_contain_text("We did not keep")


def test_a_question_that_stays_open_is_not_waited_for(page: Page) -> None:
    page.clock.install()
    page.add_init_script(WAITING)
    page.goto("/clinics/?near=59011")
    page.get_by_role("button", name=LOCATE).click()
    note = page.locator(".tms-search__note")
    page.clock.run_for(19_000)
    expect(note).to_contain_text("Finding where you are…")
    page.clock.run_for(2_000)
    expect(note).to_contain_text("took too long")
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_contain_text("long")
    page.evaluate(TELL)
    page.clock.run_for(1_000)
    expect(heading(page)).to_contain_text("of Big Timber, MT 59011")
    expect(note).to_be_visible()


def test_the_position_is_not_asked_for_before_a_click(page: Page) -> None:
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = () => { throw Error('asked') }"
    )
    page.goto("/clinics/")
    search(page, "59011")
    expect(heading(page)).to_contain_text("23 clinics")


def test_a_position_far_off_is_on_the_same_grid(page: Page) -> None:
    page.goto("/clinics/")
    snapped = page.evaluate(
        """async () => {
          const { snap } = await import("/static/wagtail_tms/js/clinic-locator.js");
          return [45.8421, -109.9487, 89.999, -179.991, 0.009, 45.84].map(snap);
        }"""
    )
    assert snapped == [45.84, -109.94, 90, -180, 0, 45.84]


def test_back_says_that_the_position_was_not_kept(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(NEARBY)
    page.goto("/clinics/")
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_have_text("23 clinics within 50 miles of you")
    note = page.locator(".tms-search__note")
    expect(note).to_be_hidden()
    cards(page).first.get_by_role("link").first.click()
    page.wait_for_url("**/clinic-*/")
    page.go_back()
    expect(note).to_contain_text("We did not keep the place of this search.")
    expect(note).to_be_in_viewport()
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_contain_text("keep")
    page.get_by_role("button", name=LOCATE).click()
    expect(heading(page)).to_have_text("23 clinics within 50 miles of you")
    expect(note).to_be_hidden()
