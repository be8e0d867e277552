"""Every state of the finder, on a phone and a desktop, light and dark: no barrier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.articles.factories import make_article, make_index, stream
from tests.browser.barriers import assert_no_barrier
from tests.browser.finder.page import (
    LOCATE,
    MARKS,
    cards,
    heading,
    options,
    place,
    save,
    search,
    shortlist,
)
from tests.browser.map_page import CLUSTERS
from tests.factories import make_clinic
from tests.node.checker import faults, needs_checker


pytestmark = MARKS

RESULTS = "/clinics/?near=59011&condition=depression&accepting=1"
REFUSED = """Object.defineProperty(navigator, "geolocation", {
  value: { getCurrentPosition: (_, fail) => fail({ code: 1 }) },
})"""

ALONE = """() => {
  const { api } = document.querySelector("tms-clinic-locator");
  const heading = document.createElement("h1");
  heading.textContent = "Clinics";
  const made = document.createElement("tms-clinic-locator");
  document.querySelector("main").replaceChildren(heading, made);
  made.api = api;
}"""


def empty(page: Page) -> None:
    page.goto("/clinics/")


def typing(page: Page) -> None:
    page.route("**/places?*", lambda route: None)  # The answer is on its way.
    page.goto("/clinics/")
    place(page).press_sequentially("big tim")


def list_open(page: Page) -> None:
    page.goto("/clinics/")
    place(page).press_sequentially("spring")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")


def loading(page: Page) -> None:
    page.goto("/clinics/")
    page.route("**/clinics/?near=*", lambda route: None)
    search(page, "59011")
    expect(page.locator("[aria-busy]")).to_have_count(1)


def results(page: Page) -> None:
    page.goto("/clinics/")
    search(page, "59011")
    expect(cards(page)).to_have_count(20)


def widened(page: Page) -> None:
    page.goto("/clinics/?near=Miami,+FL&radius=5&condition=depression")
    expect(page.locator(".tms-next-steps")).to_be_visible()


def none(page: Page) -> None:
    page.goto("/clinics/?near=59011&q=zzzz")
    expect(page.locator(".tms-next-steps")).to_be_visible()


def unclear(page: Page) -> None:
    page.goto("/clinics/?near=Springfield")
    expect(page.locator(".tms-alternatives")).to_be_visible()


def unknown(page: Page) -> None:
    page.goto("/clinics/?near=qqqqqq")
    expect(page.locator(".tms-next-steps")).to_be_visible()


def error(page: Page) -> None:
    page.goto("/clinics/?near=59011&age=900&radius=x")
    expect(page.locator(".tms-field__error").first).to_be_visible()


def outage(page: Page) -> None:
    page.goto("/clinics/")
    page.route("**/clinics/?near=*", lambda route: route.abort())
    search(page, "59011")
    expect(page.locator("[data-failure]")).to_be_visible()


def denied(page: Page) -> None:
    page.add_init_script(REFUSED)
    page.goto("/clinics/")
    page.get_by_role("button", name=LOCATE).click()
    expect(page.locator(".tms-search__note")).to_be_visible()


def map_open(page: Page) -> None:
    page.goto(RESULTS)
    with page.expect_response(CLUSTERS):
        page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".tms-locator__map")).to_be_visible()


def popup_open(page: Page) -> None:
    map_open(page)
    with page.expect_response(CLUSTERS):
        page.get_by_role("button", name="Zoom out").click()
    page.locator(".tms-map").get_by_role("button", name="clinics").first.click()


def list_of_clinics(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    save(page, "Clinic 00").click()
    save(page, "Clinic 01").click()
    shortlist(page).get_by_text("Short list").click()


def compare(page: Page) -> None:
    list_of_clinics(page)
    page.get_by_role("button", name="Compare two or three of them").click()
    expect(page.get_by_role("dialog", name="Compare clinics")).to_be_visible()


def state(page: Page) -> None:
    page.goto("/clinics/montana/")
    expect(heading(page)).to_be_visible()


def city(page: Page) -> None:
    page.goto("/clinics/montana/big-timber/")
    expect(heading(page)).to_be_visible()


def closed(page: Page) -> None:
    make_clinic("Gone Clinic", slug="gone", status="closed")
    answer = page.goto("/clinics/montana/big-timber/gone/")
    assert answer
    assert answer.status == 410


def article(page: Page, finders: int = 1) -> None:
    finder = ("clinic_locator", {"heading": "Find one", "introduction": ""})
    index = make_index("Articles", slug="articles")
    make_article(index, slug="here", body=stream(*[finder] * finders))
    page.goto("/articles/here/")
    for each in page.locator("tms-clinic-locator").all():
        search(each, "59011")
        expect(cards(each).first).to_be_visible()


def several(page: Page) -> None:
    article(page, finders=2)


def alone_without_api(page: Page) -> None:
    page.goto("/clinics/")
    page.route("**/tms/api/**", lambda route: route.abort())
    page.evaluate(ALONE)
    expect(page.get_by_text("The clinic finder cannot be reached.")).to_be_visible()


STATES = (
    empty, typing, list_open, loading, results, widened, none, unclear, unknown, error,
    outage, denied, map_open, popup_open, list_of_clinics, compare, state, city,
    closed, article, several, alone_without_api,
)  # fmt: skip


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
def test_a_state_has_no_barrier(page: Page, reach: Callable[[Page], None]) -> None:
    page.emulate_media(reduced_motion="reduce")
    reach(page)
    assert_no_barrier(page)


@needs_checker
def test_what_the_script_makes_of_the_page_is_valid_html(
    page: Page, tmp_path: Path
) -> None:
    made = {}
    for reach in (list_open, results, map_open, outage):
        reach(page)
        made[reach.__name__] = page.content()
        page.unroute_all()
    assert faults(made, tmp_path) == set()
