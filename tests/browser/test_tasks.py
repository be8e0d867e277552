"""What a reader comes for, by mouse, by touch, by keyboard, and without JavaScript."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.articles.factories import make_article, make_directory, make_index, stream
from tests.factories import make_clinic, make_condition


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("site"),
]

DIRECTORY = "/clinics/"
RESULTS = "/clinics/?near=59011"
ARTICLE = "/articles/about-tms/"
HERE = {"latitude": 45.8421, "longitude": -109.9487}
# No reader presses Tab more often than that.
PATIENCE = 60


@pytest.fixture
def site(transactional_db: None, once: Any) -> None:
    once(build_site)


def build_site() -> None:
    """Make a directory of two pages, and an article with a finder."""
    depression, ocd = make_condition(), make_condition("OCD")
    make_directory("Clinics", slug="clinics", page_size=3)
    for number in range(5):
        make_clinic(
            f"Clinic {number}",
            slug=f"clinic-{number}",
            conditions=[depression, ocd] if number % 2 else [depression],
            latitude=45.835 + number / 1000,
        )
    finder = ("clinic_locator", {"heading": "Find one", "introduction": ""})
    index = make_index("Articles", slug="articles")
    make_article(index, "About TMS", slug="about-tms", body=stream(finder))


class Mouse:
    """Someone who points and clicks, and types where text is asked for."""

    browsing: ClassVar[dict[str, Any]] = {"permissions": ["geolocation"]}

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Get to what could then be used."""
        target.scroll_into_view_if_needed()
        expect(target).to_be_in_viewport()

    def use(self, target: Locator) -> None:
        """Follow a link, or press a button."""
        target.click()

    def tick(self, box: Locator) -> None:
        """Choose a filter, and see what is left."""
        box.check()

    def look_for(self, place: str) -> None:
        field = self.page.get_by_label("ZIP code, city or state")
        field.click()
        self.page.keyboard.type(place)
        self.page.get_by_role("button", name="Find clinics").click()


class Touch(Mouse):
    """Someone with a phone."""

    browsing: ClassVar[dict[str, Any]] = {
        **Mouse.browsing,
        "viewport": {"width": 390, "height": 844},
        "has_touch": True,
        "is_mobile": True,
    }

    def use(self, target: Locator) -> None:
        target.tap()

    def tick(self, box: Locator) -> None:
        if not box.is_visible():
            self.page.locator("summary", has_text="Filters").tap()
        box.tap()

    def look_for(self, place: str) -> None:
        self.page.get_by_label("ZIP code, city or state").tap()
        self.page.keyboard.type(place)
        self.page.get_by_role("button", name="Find clinics").tap()


class Keyboard(Mouse):
    """Someone who has no pointer: Tab, Enter and Space."""

    def reach(self, target: Locator) -> None:
        for _ in range(PATIENCE):
            self.page.keyboard.press("Tab")
            if target.evaluate("target => target === document.activeElement"):
                return
        raise AssertionError(f"Tab never reached {target}.")

    def use(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, box: Locator) -> None:
        self.reach(box)
        self.page.keyboard.press("Space")

    def look_for(self, place: str) -> None:
        self.reach(self.page.get_by_label("ZIP code, city or state"))
        self.page.keyboard.type(place)
        self.page.keyboard.press("Enter")


class WithoutScript(Mouse):
    """Someone whose browser runs no JavaScript, or did not get it."""

    browsing: ClassVar[dict[str, Any]] = {"java_script_enabled": False}

    def tick(self, box: Locator) -> None:
        super().tick(box)
        self.page.get_by_role("button", name="Apply filters").click()


@pytest.fixture(
    params=[Mouse, Touch, Keyboard, WithoutScript], ids=lambda way: way.__name__
)
def way(request: pytest.FixtureRequest) -> type[Mouse]:
    return request.param


@pytest.fixture
def browsing(way: type[Mouse]) -> dict[str, Any]:
    return way.browsing


@pytest.fixture
def reader(way: type[Mouse], page: Page, console_errors: list[str]) -> Any:
    """A reader, whose browser has nothing to complain about."""
    yield way(page)
    assert console_errors == []


def found(reader: Mouse) -> Locator:
    return reader.page.locator(".tms-status-line__count")


def link(reader: Mouse, name: str) -> Locator:
    return reader.page.get_by_role("link", name=name, exact=True).first


@pytest.mark.parametrize("place", ["59011", "Big Timber, MT"])
def test_finding_clinics_by_zip_code_and_by_city(reader: Mouse, place: str) -> None:
    reader.page.goto(DIRECTORY)
    reader.look_for(place)
    expect(found(reader)).to_contain_text("5 clinics within 50 miles of Big Timber, MT")
    expect(link(reader, "Clinic 0")).to_be_visible()


def test_finding_clinics_by_location(reader: Mouse) -> None:
    """Without a script there is no button for it, and the field does the same."""
    reader.page.context.set_geolocation(HERE)
    reader.page.goto(DIRECTORY)
    button = reader.page.get_by_role("button", name="Use my location")
    if isinstance(reader, WithoutScript):
        expect(button).to_be_hidden()
        reader.look_for("59011")
        expect(found(reader)).to_contain_text("of Big Timber, MT 59011")
    else:
        reader.use(button)
        expect(found(reader)).to_have_text("5 clinics within 50 miles of you")
    expect(reader.page.locator("ol.tms-results > li")).to_have_count(3)


def test_choosing_a_filter(reader: Mouse) -> None:
    reader.page.goto(RESULTS)
    reader.tick(reader.page.get_by_role("checkbox", name=re.compile("^OCD")))
    expect(found(reader)).to_have_text(
        "2 clinics within 50 miles of Big Timber, MT 59011"
    )
    expect(link(reader, "Clinic 1")).to_be_visible()
    expect(link(reader, "Clinic 0")).to_have_count(0)


def test_going_to_the_next_page(reader: Mouse) -> None:
    reader.page.goto(RESULTS)
    expect(link(reader, "Clinic 4")).to_have_count(0)
    reader.use(link(reader, "Next"))
    expect(link(reader, "Clinic 4")).to_be_visible()
    expect(link(reader, "Clinic 0")).to_have_count(0)


def test_opening_a_clinic(reader: Mouse) -> None:
    reader.page.goto(RESULTS)
    reader.use(link(reader, "Clinic 1"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Clinic 1")


def test_calling_a_clinic_and_going_there(reader: Mouse) -> None:
    reader.page.goto(RESULTS)
    call, directions = (
        link(reader, "Call (406) 555-0123"),
        link(reader, "Directions to Clinic 0"),
    )
    reader.reach(call)
    assert call.get_attribute("href") == "tel:+14065550123"
    reader.reach(directions)
    assert "destination=101+Main+St" in (directions.get_attribute("href") or "")


def test_getting_from_an_article_to_a_clinic(reader: Mouse) -> None:
    reader.page.goto(ARTICLE)
    reader.look_for("59011")
    expect(found(reader)).to_contain_text("5 clinics within 50 miles")
    reader.use(link(reader, "Clinic 0"))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Clinic 0")
