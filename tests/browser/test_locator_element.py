"""<tms-clinic-locator> in a real browser, under the strict policy of every page."""

from __future__ import annotations

import json
import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

import wagtail_tms
from tests.articles.factories import make_article, make_directory, make_index, stream
from tests.factories import make_clinic, make_condition, make_insurer


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("site"),
]

STATIC = Path(wagtail_tms.__file__).parent / "static" / "wagtail_tms"
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


@pytest.fixture
def site() -> None:
    """A directory with more than a page of clinics; every other one treats OCD."""
    make_directory("Clinics", slug="clinics")
    depression, ocd = make_condition(), make_condition("OCD", slug="ocd")
    for number in range(23):
        make_clinic(
            f"Clinic {number:02}",
            slug=f"clinic-{number}",
            conditions=[depression, ocd] if number % 2 else [depression],
            insurers=[make_insurer()],
            accepting="newpt",
            latitude=45.83 + number / 1000,
        )


@pytest.fixture
def page(page: Page, console_errors: list[str]) -> Page:
    """A page that listens to what the element says and tells."""
    page.add_init_script(LISTEN)
    return page


@pytest.fixture(autouse=True)
def _nothing_breaks(console_errors: list[str]) -> Any:
    """No error in a script, and nothing that the policy refuses."""
    yield
    assert [e for e in console_errors if "Failed to load" not in e] == []


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
    """Check that a screen reader was told this, and nothing else, each once."""
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_have_text(texts[-1])
    assert page.evaluate("said") == [*texts]


def search(page: Page | Locator, text: str) -> None:
    place(page).fill(text)
    page.get_by_role("button", name="Find clinics").click()


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
    page.clock.run_for(1_000)
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_have_text(
        "Searching…"
    )
    with page.expect_request("**/clinics/?*"):
        page.clock.run_for(10_000)
    page.clock.run_for(10_000)
    expect(page.locator("[data-failure=slow]")).to_contain_text("too long")
    expect(cards(page)).to_have_count(20)


def test_nothing_moves_when_the_script_arrives(page: Page) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/clinics/", "/clinics/?near=59011"):
            page.goto(address)
            page.evaluate(
                "customElements.whenDefined('tms-clinic-locator').then(() => true)"
            )
            assert page.evaluate(SHIFTS) == 0, (width, address)


def test_a_swapped_page_is_accessible(page: Page) -> None:
    page.goto("/clinics/")
    search(page, "59011")
    expect(heading(page)).to_contain_text("23 clinics")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        report = Axe().run(page)
        assert report.violations_count == 0, report.generate_report()


def test_two_finders_on_a_page_search_each_for_itself(page: Page) -> None:
    finder = ("clinic_locator", {"heading": "Find one", "introduction": ""})
    make_article(
        make_index("Articles", slug="articles"),
        slug="two",
        body=stream(finder, finder),
    )
    page.goto("/articles/two/")
    mark(page)
    first, second = page.locator("tms-clinic-locator").all()
    search(first, "59011")
    expect(heading(first)).to_contain_text("23 clinics")
    search(second, "Boise, ID")
    expect(heading(second)).to_contain_text("Boise, ID")
    expect(heading(first)).to_contain_text("23 clinics")
    first.get_by_text("Filters", exact=True).click()
    check(first, "OCD").check()
    expect(heading(first)).to_contain_text("11 clinics")
    assert "l2-near=Boise" in page.url
    page.go_back()
    expect(heading(first)).to_contain_text("23 clinics")
    page.go_back()
    expect(heading(second)).to_have_count(0)
    expect(heading(first)).to_contain_text("23 clinics")
    assert is_same_document(page)


PLAIN_PAGE = """<!doctype html><html lang="en"><title>A page</title>
<link rel="stylesheet" href="/css/tms.css">
<link rel="stylesheet" href="/css/clinics.css">
<script type="module" src="/js/clinic-locator.js"></script>
<h1>Somewhere else</h1>
<tms-clinic-locator api="{api}"><a href="https://www.example.com/">Clinics</a>
</tms-clinic-locator><tms-clinic-locator api="{api}" page-size="5"></tms-clinic-locator>
"""


class Elsewhere(SimpleHTTPRequestHandler):
    """A host that serves one page, and copies of our files, under a strict policy."""

    api = ""

    def do_GET(self) -> None:
        if urlsplit(self.path).path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PLAIN_PAGE.format(api=self.api).encode())

    def end_headers(self) -> None:
        policy = f"default-src 'self'; connect-src {self.api}"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def elsewhere(chromium: Browser, settings: Any, console_errors: list[str]) -> Any:
    """A page on another host, which the site lets read its API."""
    front = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Elsewhere, directory=str(STATIC))
    )
    Thread(target=front.serve_forever, daemon=True).start()
    host = f"http://localhost:{front.server_port}"
    settings.MIDDLEWARE = [
        "corsheaders.middleware.CorsMiddleware",
        *settings.MIDDLEWARE,
    ]
    settings.CORS_URLS_REGEX = r"^/tms/api/.*$"
    settings.CORS_ALLOWED_ORIGINS = [host]
    server = LiveServer("127.0.0.1")
    Elsewhere.api = f"{server.url}/tms/api/v1/"
    context = chromium.new_context(base_url=host)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda m: m.type == "error" and console_errors.append(m.text))
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    page.add_init_script(LISTEN)
    yield page
    context.close()
    server.stop()
    front.shutdown()
    front.server_close()
    assert asked == {urlsplit(url).netloc for url in (host, server.url)}


def test_alone_on_another_host_it_is_the_same_finder(elsewhere: Page) -> None:
    page = elsewhere
    page.goto("/?near=59011&utm=mail&condition=gone")
    mark(page)
    first, second = page.locator("tms-clinic-locator").all()
    expect(heading(first)).to_contain_text("23 clinics")
    expect(first.locator(".tms-note")).to_contain_text("needs another look")
    expect(first.get_by_text("There is no “gone” here.")).to_be_visible()
    search(second, "59011")
    expect(cards(second)).to_have_count(5)
    check(second, "OCD").check()
    expect(heading(second)).to_contain_text("11 clinics")
    second.get_by_label("Age of the patient").fill("900")
    expect(second.locator(".tms-field__error")).to_have_text(
        "Use a whole number from 0 to 120."
    )
    second.get_by_label("Age of the patient").fill("")
    second.get_by_role("link", name="Page 2").click()
    expect(cards(second).first.locator(".tms-card__number")).to_have_text("6")
    assert "/?near=59011&utm=mail&condition=gone&l2-near=" in page.url
    assert "127.0.0.1" in (
        cards(first).first.get_by_role("link").first.get_attribute("href") or ""
    )
    page.go_back()
    expect(cards(second).first.locator(".tms-card__number")).to_have_text("1")
    assert is_same_document(page)


def test_alone_and_without_an_answer_it_leaves_what_is_there(elsewhere: Page) -> None:
    page = elsewhere
    page.route("**/finder?*", lambda route: route.abort())
    page.goto("/")
    first = page.locator("tms-clinic-locator").first
    expect(first.get_by_text("The clinic finder cannot be reached.")).to_be_visible()
    expect(first.get_by_role("link", name="Clinics")).to_be_visible()
    page.unroute("**/finder?*")
    first.get_by_role("button", name="Try again").click()
    expect(place(first)).to_be_visible()
    expect(first.get_by_role("link", name="Clinics")).to_have_count(0)


def test_a_framework_may_make_it_from_properties(elsewhere: Page) -> None:
    page = elsewhere
    page.goto("/")
    expect(place(page).first).to_be_visible()
    page.evaluate(
        """() => {
          const [first] = document.querySelectorAll("tms-clinic-locator");
          const made = document.createElement("tms-clinic-locator");
          for (const [name, value] of [["api", first.api], ["page-size", 5]]) {
            if (name in made) made[name] = value;
            else made.setAttribute(name, value);
          }
          document.body.replaceChildren(made);
        }"""
    )
    search(page, "59011")
    expect(cards(page)).to_have_count(5)
    assert "?near=59011" in page.url


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def chosen(page: Page) -> str | None:
    """Return the text of the option that a screen reader is on."""
    return place(page).evaluate(
        "field => document.getElementById("
        "field.getAttribute('aria-activedescendant'))?.textContent"
    )


def test_the_field_suggests_places_and_says_how_many(page: Page) -> None:
    page.goto("/clinics/")
    field = page.get_by_role("combobox", name="ZIP code, city or state")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_accessible_description(
        "Suggestions appear while you type. "
        "Move through them with the up and down arrows."
    )
    field.press_sequentially("big tim", delay=10)
    expect(options(page).first).to_have_text("Big Timber, MT City")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_said(page, f"Suggestions: {options(page).count()}")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    field.press_sequentially("qqq", delay=10)
    expect(options(page)).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator("tms-clinic-locator > p[role=status]")).to_have_text(
        "No suggestions"
    )


def test_suggestions_are_gone_through_by_key_and_the_words_stay(page: Page) -> None:
    page.goto("/clinics/")
    field = place(page)
    field.press_sequentially("spring")
    expect(options(page).nth(2)).to_be_visible()
    labels = options(page).all_text_contents()
    page.keyboard.press("ArrowDown")
    assert chosen(page) == labels[0]
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert chosen(page) == labels[1]
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


def test_enter_takes_a_suggestion_and_searches(page: Page) -> None:
    page.goto("/clinics/")
    place(page).press_sequentially("big timber")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text(
        "23 clinics within 50 miles of Big Timber, MT"
    )
    expect(place(page)).to_have_value("Big Timber, MT")
    expect(options(page)).to_have_count(0)


def test_tab_takes_a_suggestion_and_goes_on(page: Page) -> None:
    page.goto("/clinics/")
    place(page).press_sequentially("big timber")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(place(page)).to_have_value("Big Timber, MT")
    expect(place(page)).not_to_be_focused()
    expect(heading(page)).to_have_count(0)


def test_a_suggestion_is_clicked_and_touched(page: Page) -> None:
    page.goto("/clinics/")
    place(page).press_sequentially("big timber")
    options(page).first.click()
    expect(heading(page)).to_contain_text("23 clinics")
    place(page).fill("spring")
    expect(options(page).first).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(options(page)).to_have_count(0)
    expect(place(page)).to_have_value("spring")


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


NEARBY = {"latitude": 45.8421234, "longitude": -109.9487654}
LOCATE = "Use my location"


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


def more(page: Page) -> Locator:
    return page.get_by_role("button", name="Show more clinics")


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


def test_a_search_is_shared_by_its_address(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/clinics/?near=59011")
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    page.get_by_role("button", name="Share this search").click()
    expect(page.get_by_text("The address is copied.").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


MAP = """export class ClinicMap {
  constructor(place, options) { window.map = Object.assign(this, { place, options }); }
  update(params, cards) { this.shown = [`${params}`, cards.map((c) => c.dataset.id)]; }
  select() {}
  destroy() { this.isGone = true; }
}"""


def test_a_map_is_loaded_on_a_click_and_agrees_with_the_list(page: Page) -> None:
    page.route(
        "**/clinic-map.js",
        lambda route: route.fulfill(body=MAP, content_type="text/javascript"),
    )
    page.route("**/clinics/?*", with_map)
    page.goto("/clinics/?near=59011")
    assert page.evaluate("window.map") is None
    button = page.get_by_role("button", name="Show map")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    ids = cards(page).evaluate_all("cards => cards.map((card) => card.dataset.id)")
    assert page.evaluate("map.shown") == ["near=59011", ids]
    check(page, "OCD").check()
    expect(heading(page)).to_contain_text("11 clinics")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert len(page.evaluate("map.shown[1]")) == 11
    page.evaluate("map.options.onSelect(Number(map.shown[1][3]))")
    expect(cards(page).nth(3).get_by_role("link").first).to_be_focused()
    assert page.evaluate("events.at(-1)[0]") == "tms-select"
    page.evaluate("map.options.onArea([-110.2, 45.7, -109.8, 46.0])")
    expect(heading(page)).to_have_text("Clinics nearest to the middle of the map: 11")
    button.click()
    expect(page.locator(".tms-locator__map")).to_be_hidden()
    page.evaluate("document.querySelector('tms-clinic-locator').remove()")
    assert page.evaluate("map.isGone")


def with_map(route: Route) -> None:
    """Answer as a site does that has the map."""
    response = route.fetch()
    html = response.text().replace("<tms-clinic-locator", "<tms-clinic-locator map")
    route.fulfill(response=response, body=html)


def test_without_the_map_the_list_is_as_it_is(
    page: Page, console_errors: list[str]
) -> None:
    page.route("**/clinics/?*", with_map)
    page.route("**/clinic-map.js", lambda route: route.fulfill(status=404, body=""))
    page.goto("/clinics/?near=59011")
    page.get_by_role("button", name="Show map").click()
    expect(page.get_by_role("button", name="Show map")).to_have_count(0)
    expect(cards(page)).to_have_count(20)
    assert any("clinic-map.js" in error for error in console_errors)
    console_errors.clear()


def shortlist(page: Page) -> Locator:
    return page.get_by_role("region", name="Short list")


def save(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Save {name}")


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
    assert "clinic-" not in page.url


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
