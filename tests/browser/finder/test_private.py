"""A directory whose searches stand in no address, with and without JavaScript."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.articles.factories import make_directory
from tests.browser.finder.page import MARKS, cards, check, heading, place, search
from tests.factories import make_clinic, make_condition


pytestmark = MARKS


@pytest.fixture
def site() -> None:
    make_directory("Clinics", slug="clinics", search_method="post", page_size=2)
    depression, ocd = make_condition(), make_condition("OCD", slug="ocd")
    for number in range(3):
        conditions = [depression, ocd] if number else [depression]
        make_clinic(f"Clinic {number}", slug=f"c{number}", conditions=conditions)


def test_no_address_holds_a_search(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/clinics/")
    place(page).press_sequentially("59011")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(
        "3 clinics within 50 miles of Big Timber, MT 59011"
    )
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("2 clinics")
    page.get_by_role("button", name="Remove OCD").click()
    expect(heading(page)).to_contain_text("3 clinics")
    page.get_by_role("button", name="Page 2").click()
    expect(cards(page)).to_have_count(1)
    page.go_back()
    expect(cards(page)).to_have_count(2)
    page.get_by_role("button", name="Show more clinics").click()
    expect(cards(page)).to_have_count(3)
    kept = page.evaluate("[location.href, history.state, {...localStorage}]")
    for text in [*asked, json.dumps(kept)]:
        assert "59011" not in text
        assert "ocd" not in text
    assert page.url.endswith("/clinics/")
    expect(page.get_by_role("button", name="Map", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Share this search")).to_have_count(0)


def test_after_a_reload_the_reader_is_told_that_nothing_was_kept(page: Page) -> None:
    page.goto("/clinics/")
    search(page, "59011")
    expect(heading(page)).to_contain_text("3 clinics")
    note = page.locator(".tms-search__note")
    expect(note).to_be_hidden()
    page.reload()
    expect(note).to_contain_text("We did not keep the place of this search.")
    search(page, "59011")
    expect(heading(page)).to_contain_text("3 clinics")
    expect(note).to_be_hidden()


def test_a_search_that_came_from_another_page_is_not_kept_either(page: Page) -> None:
    page.goto("/clinics/montana/")
    search(page, "59011")
    expect(heading(page)).to_contain_text("3 clinics within 50 miles")
    note = page.locator(".tms-search__note")
    expect(note).to_be_hidden()
    page.goto("/clinics/montana/")
    page.go_back()
    expect(note).to_contain_text("We did not keep the place of this search.")


def test_it_works_without_javascript(chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/clinics/")
    search(page, "59011")
    expect(heading(page)).to_contain_text("3 clinics")
    expect(cards(page)).to_have_count(2)
    page.get_by_role("button", name="Next").click()
    expect(cards(page)).to_have_count(1)
    page.get_by_role("button", name="Name", exact=True).click()
    expect(cards(page)).to_have_count(2)
    assert page.url.split("#")[0].endswith("/clinics/")
    assert not [url for url in asked if "59011" in url]
    context.close()
