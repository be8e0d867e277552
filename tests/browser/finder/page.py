"""The finder as a reader sees it: how to find its parts, and what it says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect


MARKS = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("site"),
]
LISTEN = """
window.said = [];
window.events = [];
const upgraded = () => document.querySelector("tms-clinic-locator > p[role=status]");
addEventListener("DOMContentLoaded", () => setTimeout(() => {
  if (upgraded()) new MutationObserver(() => {
    if (upgraded()?.textContent) window.said.push(upgraded().textContent);
  }).observe(upgraded(), { childList: true });
}));
for (const type of ["tms-results", "tms-error", "tms-select"]) {
  addEventListener(type, (event) => window.events.push([type, event.detail]));
}
"""
NEARBY = {"latitude": 45.8421234, "longitude": -109.9487654}
LOCATE = "Use my location"
MAP = """export class ClinicMap {
  constructor(place, options) { window.map = Object.assign(this, { place, options }); }
  update(params, cards) { this.shown = [`${params}`, cards.map((c) => c.dataset.id)]; }
  select() {}
  destroy() { this.isGone = true; }
}"""
TIMEOUT_BY_CLOCK = """
AbortSignal.timeout = (delay) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), delay);
  return controller.signal;
};
"""
SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 500);
})"""


def place(page: Page | Locator) -> Locator:
    return page.get_by_label("ZIP code, city or state")


def heading(page: Page | Locator) -> Locator:
    return page.locator(".tms-status-line__count")


def cards(page: Page | Locator) -> Locator:
    return page.locator("ol.tms-results > li")


def check(page: Page | Locator, name: str) -> Locator:
    return page.locator(".tms-filters").get_by_label(name)


def mark(page: Page) -> None:
    """Leave a mark in the document: it is gone after a new page."""
    page.evaluate("window.mark = true")


def is_same_document(page: Page) -> bool:
    return bool(page.evaluate("window.mark === true"))


def assert_said(page: Page, *texts: str) -> None:
    """Check that a screen reader was told this, and nothing else, each once.

    But for what it is told while a search takes long, as on a busy machine.
    """
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_have_text(texts[-1])
    said = [text for text in page.evaluate("said") if text != "Searching…"]
    assert said == [*texts]


def search(page: Page | Locator, text: str) -> None:
    place(page).fill(text)
    page.get_by_role("button", name="Find clinics").click()


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def chosen(page: Page) -> str | None:
    """Return the text of the option that a screen reader is on."""
    return place(page).evaluate(
        "field => document.getElementById("
        "field.getAttribute('aria-activedescendant'))?.textContent"
    )


def more(page: Page) -> Locator:
    return page.get_by_role("button", name="Show more clinics")


def with_map(route: Route) -> None:
    """Answer as a site does that has the map."""
    response = route.fetch()
    html = response.text().replace("<tms-clinic-locator", "<tms-clinic-locator map")
    route.fulfill(response=response, body=html)


def shortlist(page: Page) -> Locator:
    return page.get_by_role("region", name="Short list")


def save(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Save {name}")
