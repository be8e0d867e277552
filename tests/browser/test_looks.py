"""How the pages look elsewhere: zoomed in, right to left, forced colors, on paper."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.articles.factories import (
    make_article,
    make_directory,
    make_index,
    section,
    stream,
)
from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_topic,
)


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("site"),
]

ARTICLE = "/articles/about-tms/"
CLINIC = "/clinics/montana/big-timber/calm-clinic/"
RESULTS = "/clinics/?near=59011&condition=depression"
ADDRESSES = {
    "start": "/clinics/",
    "results": RESULTS,
    "clinic": CLINIC,
    "closed": "/clinics/montana/big-timber/old-clinic/",
    "article": ARTICLE,
    "index": "/articles/",
}
BODY = stream(
    section("What is it?", ("paragraph", "<p>Short magnetic pulses.</p>")),
    section("Where?", ("clinic_locator", {"heading": "Find one", "introduction": ""})),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = """card => {
  const { left, right } = card.getBoundingClientRect();
  return [...card.querySelectorAll("*")]
    .filter((part) => {
      const box = part.getBoundingClientRect();
      return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
    })
    .map((part) => part.outerHTML);
}"""
LOOK = """element => {
  const { outline, borderWidth, borderStyle, borderColor, backgroundColor } =
    getComputedStyle(element);
  return [outline, borderWidth, borderStyle, borderColor, backgroundColor];
}"""


@pytest.fixture
def site(transactional_db: None, once: Any) -> None:
    once(build_site)


def build_site() -> None:
    """Make a directory of two clinics and a closed one, and an article to find them."""
    depression, device = make_condition(), make_device()
    make_clearance(device, depression)
    make_directory("Clinics", slug="clinics")
    for name in ("Calm Clinic", "Quiet Clinic", "Old Clinic"):
        make_clinic(
            name,
            slug=name.lower().replace(" ", "-"),
            status="closed" if name == "Old Clinic" else "open",
            street="12 Long and Winding Specimen Boulevard",
            latitude=46.0,
            conditions=[depression],
            devices=[device],
            insurers=[make_insurer()],
            hours=[(day, "09:00", "17:00") for day in range(5)],
            website="https://calm.example.com/",
            last_verified_on=datetime.date(2026, 11, 2),
        )
    index = make_index("Articles", slug="articles")
    make_article(index, "About TMS", slug="about-tms", body=BODY, topics=[make_topic()])


def look(element: Locator) -> Any:
    """Return what tells one state of a control from another where colors are forced."""
    return element.evaluate(LOOK)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways(page: Page, address: str, direction: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("direction => { document.dir = direction; }", direction)
    for height in (800, 256):  # A phone, and 1280 pixels at 400 %.
        page.set_viewport_size({"width": 320, "height": height})
        assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_reaches_out_of_a_card(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(RESULTS)
    card = page.locator(".tms-card").first
    expect(card.get_by_role("button", name="Save")).to_be_visible()
    assert card.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("address", [RESULTS, CLINIC])
def test_numbers_and_addresses_keep_their_order_from_right_to_left(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate("document.dir = 'rtl'")
    for words in ("(406) 555-0123", "12 Long and Winding Specimen Boulevard"):
        first, last = page.evaluate(ENDS, words)
        assert first < last


ENDS = """words => {
  const isShown = (node) => node.parentElement.checkVisibility();
  const walker = document.createTreeWalker(document.querySelector(".tms"), 4);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const start = node.data.indexOf(words);
    if (start < 0 || !isShown(node)) continue;
    return [0, words.length - 1].map((offset) => {
      const range = document.createRange();
      range.setStart(node, start + offset);
      range.setEnd(node, start + offset + 1);
      return range.getBoundingClientRect().left;
    });
  }
}"""


def test_a_printed_list_is_a_sheet_to_take_along(page: Page) -> None:
    page.goto(RESULTS)
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".tms-locator__map")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.locator(".tms").inner_text()
    for words in (
        "2 clinics within",
        "Calm Clinic",
        "12 miles",
        "12 Long and Winding Specimen Boulevard, Big Timber, MT 59011",
        "(406) 555-0123",
        "(Nov. 2, 2026)",
        "Call 988",
        f"As of {datetime.date.today():%b}",
    ):
        assert words in shown
    assert_only_facts(page)


def test_clinics_that_are_compared_are_printed_alone(page: Page) -> None:
    page.goto(
        f"{RESULTS}#saved=calm-clinic,quiet-clinic&compared=calm-clinic,quiet-clinic"
    )
    page.get_by_text("Short list").click()
    page.get_by_role("button", name="Compare two or three of them").click()
    dialog = page.get_by_role("dialog", name="Compare clinics")
    expect(dialog).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(dialog.get_by_role("columnheader")).to_have_text(
        ["Calm Clinic", "Quiet Clinic"]
    )
    assert page.locator("body").inner_text() == dialog.inner_text()
    assert dialog.locator("button").locator("visible=true").count() == 0
    assert dialog.evaluate(BACKDROP) == "none"
    assert len(re.findall(rb"/Type /Page\b", page.pdf())) == 1


BACKDROP = "dialog => getComputedStyle(dialog, '::backdrop').display"


def test_a_printed_clinic_is_a_sheet_to_take_along(page: Page) -> None:
    page.goto(CLINIC)
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.locator(".tms").inner_text()
    for words in (
        "Calm Clinic",
        "12 Long and Winding Specimen Boulevard",
        "Call (406) 555-0123",
        "9 AM to 5 PM",
        "(Nov. 2, 2026)",
        "Call 988",
    ):
        assert words in shown
    call = page.get_by_role("link", name="Call (406) 555-0123")
    expect(call).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    for momentary in ("Today", "Directions", "Other clinics nearby"):
        assert momentary not in shown
    for link in (".tms-button--website", ".tms-crisis [href*=lifeline]"):
        address = page.locator(link).get_attribute("href")
        assert address in page.locator(link).evaluate(AFTER)
    assert_only_facts(page)


AFTER = "link => getComputedStyle(link, '::after').content"


def test_a_printed_article_has_no_finder(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    expect(page.get_by_text("Short magnetic pulses.", exact=True)).to_be_visible()
    expect(page.get_by_text("Call 988").first).to_be_visible()
    assert_only_facts(page)


def assert_only_facts(page: Page) -> None:
    """Check that nothing is left to press, and that the words are dark on white."""
    for control in ("button", "input", "select", "summary", "svg", ".tms-map"):
        assert page.locator(f".tms {control}").locator("visible=true").count() == 0
    heading = page.locator(".tms h1")
    assert heading.evaluate("h1 => getComputedStyle(h1).color") == "rgb(0, 0, 0)"


def test_where_the_focus_is_shows_in_forced_colors(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(RESULTS)
    for control in (
        page.get_by_label("ZIP code, city or state"),
        page.get_by_role("button", name="Find clinics"),
        page.get_by_role("link", name="Calm Clinic", exact=True),
        page.get_by_label("Accepting new patients"),
    ):
        before = look(control)
        control.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(control).to_be_focused()
        assert look(control) != before


def test_what_is_chosen_shows_in_forced_colors(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(RESULTS)
    save = page.get_by_role("button", name="Save Calm Clinic")
    other = page.get_by_role("button", name="Save Quiet Clinic")
    save.click()
    expect(save).to_have_attribute("aria-pressed", "true")
    page.get_by_role("heading", level=1).click()
    assert look(save) != look(other)
    page.goto("/articles/")
    topics = page.get_by_role("navigation", name="Topics").get_by_role("link")
    assert look(topics.first) != look(topics.last)
