"""Several finders on a page, and finders on another host's page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.articles.factories import make_article, make_index, stream
from tests.browser.finder.page import (
    MARKS,
    cards,
    check,
    heading,
    is_same_document,
    mark,
    place,
    search,
)


pytestmark = MARKS
MAKE = """(late) => {
  const { api } = document.querySelector("tms-clinic-locator");
  const made = document.createElement("tms-clinic-locator");
  made.map = true;
  if (!late) made.api = api;
  document.body.replaceChildren(made);
  if (late) made.api = api;
}"""
MOVE = """() => {
  const made = document.querySelector("tms-clinic-locator");
  document.body.append(document.createElement("main"));
  document.querySelector("main").append(made);
}"""


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
    expect(
        first.get_by_role("paragraph").filter(has_text="cannot be reached")
    ).to_be_visible()
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


def test_a_framework_may_tell_the_address_late(elsewhere: Page) -> None:
    page = elsewhere
    page.goto("/")
    expect(place(page).first).to_be_visible()
    page.evaluate(MAKE, True)
    search(page, "59011")
    expect(heading(page)).to_contain_text("23 clinics")


def test_a_framework_may_move_it_before_it_has_an_answer(elsewhere: Page) -> None:
    page = elsewhere
    page.goto("/")
    expect(place(page).first).to_be_visible()
    page.evaluate(f"() => {{ ({MAKE})(false); ({MOVE})(); }}")
    search(page, "59011")
    expect(heading(page)).to_contain_text("23 clinics")


def test_moved_it_closes_its_map_and_opens_it_again(elsewhere: Page) -> None:
    page = elsewhere
    page.goto("/?near=59011")
    expect(heading(page).first).to_be_visible()
    page.evaluate(MAKE, False)
    button = page.get_by_role("button", name="Map", exact=True)
    skip = page.get_by_role("link", name="Skip the map")
    button.click()
    expect(skip).to_be_attached()
    page.evaluate(MOVE)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(skip).to_be_attached()
