from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from tests.factories import BIG_TIMBER, make_clinic
from wagtail_tms import get_clinic_model
from wagtail_tms.geocoding import Candidate, GeocodingFailed


pytestmark = pytest.mark.browser

CSP = "default-src 'self'; img-src 'self' data:"

# Wagtail compares the form with how it was two seconds after loading.
WATCH = """document.addEventListener("w-unsaved:watch-edits", (event) => {
    event.target.dataset.wagtailWatches = "";
})"""


def url(view: str, *args: int) -> str:
    return reverse(get_clinic_model().snippet_viewset.get_url_name(view), args=args)


def open_location(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("tab", name="Location").click()


def field(page: Page, name: str):
    return page.locator(f"#id_{name}")


def position(page: Page):
    return page.get_by_role("textbox", name="Position")


def pin(page: Page):
    return page.get_by_role("button", name=re.compile("The clinic, at"))


def status(page: Page):
    return page.locator(".tms-location").get_by_role("status")


def coordinates(page: Page) -> tuple[float, float]:
    latitude, longitude = position(page).input_value().split(", ")
    return float(latitude), float(longitude)


def test_finding_moving_clearing_and_saving_a_position(
    admin_page, console_errors, settings
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    page = admin_page
    page.goto(url("add"))
    field(page, "name").fill("Calm Clinic")
    page.get_by_role("tab", name="Location").click()
    expect(position(page)).to_have_value("")
    expect(pin(page)).to_have_count(0)

    field(page, "postal_code").fill("59011")
    page.get_by_role("button", name="Find from address").click()
    expect(pin(page)).to_be_visible()
    expect(status(page)).to_contain_text("in the middle of Big Timber, MT 59011")
    expect(field(page, "location_precision")).to_have_value("postal_code")
    expect(field(page, "time_zone")).to_have_value("America/Denver")
    expect(field(page, "city")).to_have_value("Big Timber")

    found = coordinates(page)
    pin(page).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    moved = coordinates(page)
    assert moved[0] > found[0]
    assert moved[1] > found[1]
    assert moved[0] - found[0] > moved[1] - found[1]
    expect(field(page, "location_precision")).to_have_value("exact")
    expect(pin(page)).to_be_focused()

    page.get_by_role("button", name="Clear location").click()
    expect(position(page)).to_have_value("")
    expect(pin(page)).to_have_count(0)
    expect(position(page)).to_be_focused()

    position(page).fill("45.9, -110.1")
    expect(pin(page)).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url(re.compile(r"/edit/\d+/|/clinic/$"))
    clinic = get_clinic_model().objects.get()
    assert (clinic.latitude, clinic.longitude) == (45.9, -110.1)

    open_location(page, url("edit", clinic.pk))
    expect(position(page)).to_have_value("45.9, -110.1")
    expect(pin(page)).to_be_visible()
    assert console_errors == []


def test_moving_the_pin_saves_a_draft_and_looking_at_it_does_not(admin_page):
    page = admin_page
    clinic = make_clinic()
    page.add_init_script(WATCH)
    open_location(page, url("edit", clinic.pk))
    pin(page).focus()
    page.locator("[data-wagtail-watches]").wait_for()
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and "/edit/" in answer.url
    ) as saved:
        page.keyboard.press("ArrowUp")
    assert saved.value.status == 200
    clinic.refresh_from_db()
    assert clinic.latitude == BIG_TIMBER["latitude"]
    assert clinic.revisions.count() == 1
    assert clinic.get_latest_revision_as_object().latitude > BIG_TIMBER["latitude"]


class OneHouse:
    """A geocoder that knows one house, and fails on every other street."""

    def geocode(self, query: str) -> list[Candidate]:
        if query != "101 Main St, Big Timber, MT 59011":
            raise GeocodingFailed("down")
        return [Candidate("101, Main Street, Big Timber, Montana", 45.8312, -109.9491)]


def test_a_geocoder_finds_the_street_and_its_outage_leaves_the_zip(
    admin_page, console_errors, settings
):
    settings.WAGTAIL_TMS_GEOCODING_BACKEND = f"{__name__}.OneHouse"
    settings.WAGTAIL_TMS_GEOCODING_INTERVAL = 0
    page = admin_page
    open_location(page, url("add"))
    field(page, "street").fill("101 Main St")
    field(page, "city").fill("Big Timber")
    field(page, "state").select_option("MT")
    field(page, "postal_code").fill("59011")
    page.get_by_role("button", name="Find from address").click()
    expect(status(page)).to_contain_text("is at 101, Main Street, Big Timber, Montana")
    expect(position(page)).to_have_value("45.8312, -109.9491")
    expect(field(page, "location_precision")).to_have_value("address")

    field(page, "street").fill("7 Elm Ave")
    page.get_by_role("button", name="Find from address").click()
    expect(status(page)).to_contain_text("in the middle of Big Timber, MT 59011")
    expect(status(page)).to_contain_text("The address service does not answer.")
    expect(field(page, "location_precision")).to_have_value("postal_code")
    assert console_errors == []


def test_an_ambiguous_city_offers_the_places_it_may_mean(admin_page):
    page = admin_page
    open_location(page, url("add"))
    field(page, "city").fill("Springfield")
    page.get_by_role("button", name="Find from address").click()
    page.get_by_role("button", name="Springfield, MO").click()
    expect(pin(page)).to_be_visible()
    expect(field(page, "state")).to_have_value("MO")
    expect(field(page, "location_precision")).to_have_value("city")


def test_the_lookup_says_what_it_needs(admin_page):
    page = admin_page
    open_location(page, url("add"))
    page.get_by_role("button", name="Find from address").click()
    expect(status(page)).to_contain_text("First fill in the ZIP code")
    position(page).fill("somewhere")
    position(page).blur()
    expect(status(page)).to_contain_text("Write the latitude")


def test_clicking_and_dragging_on_the_map_places_the_pin(admin_page):
    page = admin_page
    clinic = make_clinic()
    open_location(page, url("edit", clinic.pk))
    before = coordinates(page)
    page.get_by_role("region", name="Map with the clinic's position").click(
        position={"x": 100, "y": 100}
    )
    clicked = coordinates(page)
    assert clicked[1] < before[1]
    pin(page).drag_to(
        page.get_by_role("region", name="Map with the clinic's position"),
        target_position={"x": 400, "y": 200},
    )
    assert coordinates(page)[1] > clicked[1]


def test_the_map_works_under_a_strict_content_security_policy(admin_page):
    page = admin_page
    clinic = make_clinic()
    refused: list[str] = []

    def add_policy(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": CSP}
        route.fulfill(response=response, headers=headers)

    page.route("**/*", add_policy)
    page.on("console", lambda message: refused.append(message.location["url"]))
    open_location(page, url("edit", clinic.pk))
    expect(pin(page)).to_be_visible()
    expect(page.locator(".tms-state").first).to_be_attached()
    page.get_by_role("button", name="Find from address").click()
    expect(status(page)).to_contain_text("Big Timber, MT 59011")
    ours = re.compile("leaflet|clinic-location")
    assert list(filter(ours.search, refused)) == []
