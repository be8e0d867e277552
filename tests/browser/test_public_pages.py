"""The public pages in a real browser: strict CSP, axe, a phone, keys, no JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.articles.factories import (
    make_article,
    make_directory,
    make_index,
    section,
    stream,
)
from tests.browser.barriers import assert_no_barrier
from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_service,
)


pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

WEEK = [(day, "09:00", "17:00") for day in range(5)]
BODY = stream(
    ("paragraph", "<p>TMS helps some people, and not others.</p>"),
    section(
        "What is it?",
        ("paragraph", "<p>Short magnetic pulses.</p>"),
        ("callout", {"kind": "urgent", "heading": "Metal", "text": "<p>Tell us.</p>"}),
        (
            "statistic",
            {
                "value": "1 in 3",
                "statement": "felt well again after six weeks.",
                "population": "Adults",
                "comparator": "",
                "design": "Trial",
                "source": {"title": "A trial", "publisher": "A journal", "year": 2020},
            },
        ),
    ),
    section(
        "What happens?",
        ("steps", {"heading": "A visit", "steps": [{"title": "Sit", "text": "Rest."}]}),
        ("faq", {"heading": "More", "questions": [
            {"question": "Does it hurt?", "answer": "<p>A little, at first.</p>"}
        ]}),
        ("quote", {"text": "Ask early.", "attribution": "A nurse"}),
    ),
    ("clinic_locator", {"heading": "Find one", "introduction": "<p>Near you.</p>"}),
)  # fmt: skip

# The heading of the list; a screen reader is told the same words elsewhere.
COUNT = ".tms-status-line__count"

# The finder, in all its states, has tests of its own.
ADDRESSES = {
    "clinic": "/clinics/montana/big-timber/clinic-0/",
    "article": "/articles/about-tms/",
    "index": "/articles/",
}


@pytest.fixture
def site(transactional_db: None, once: Any) -> None:
    once(build_site)


def build_site() -> None:
    """Make a directory of more than one page, and an article with every block."""
    depression, _other = make_condition(), make_condition("Other")
    device = make_device()
    make_clearance(device, depression)
    make_directory("Clinics", slug="clinics")
    for number in range(23):
        make_clinic(
            f"Clinic {number:02}",
            slug=f"clinic-{number}",
            conditions=[depression],
            devices=[device],
            insurers=[make_insurer()],
            services=[make_service()],
            hours=WEEK,
            accepting="newpt",
            latitude=45.83 + number / 1000,
        )
    index = make_index("Articles", slug="articles")
    make_article(index, "About TMS", slug="about-tms", body=BODY)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.usefixtures("site")
def test_a_page_is_accessible_and_keeps_the_strict_policy(
    page: Page, console_errors: list[str], address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_no_barrier(page)
    assert console_errors == []


@pytest.mark.usefixtures("site")
def test_a_clinic_is_found_by_keyboard_alone(page: Page) -> None:
    page.goto("/clinics/")
    place = page.get_by_label("ZIP code, city or state")
    tab_to(page, place)
    page.keyboard.type("Big Timber, MT")
    page.keyboard.press("Enter")
    expect(page.locator(COUNT)).to_contain_text("within 50 miles of Big Timber, MT")
    tab_to(page, page.get_by_role("link", name="Clinic 00", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clinic 00")
    tab_to(page, page.get_by_role("link", name="Call (406) 555-0123").first)


def tab_to(page: Page, target: Any) -> None:
    """Press Tab until the target has the focus, as a reader would."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never reached {target}.")


@pytest.mark.usefixtures("site")
def test_a_clinic_is_found_without_javascript(
    chromium: Browser, live_server: Any
) -> None:
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = context.new_page()
    page.goto("/clinics/")
    page.get_by_label("ZIP code, city or state").fill("59011")
    page.get_by_role("button", name="Find clinics").click()
    expect(page.locator(COUNT)).to_contain_text("23 clinics within 50 miles")

    page.get_by_role("link", name="Next").click()
    expect(page.locator("ol.tms-results > li")).to_have_count(3)

    page.get_by_role("link", name="Clinic 20", exact=True).click()
    call = page.get_by_role("link", name="Call (406) 555-0123").first
    assert call.get_attribute("href") == "tel:+14065550123"
    context.close()


@pytest.mark.usefixtures("site")
def test_searching_leaves_nothing_in_the_browser(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.usefixtures("site")
def test_an_article_leads_to_clinics(page: Page) -> None:
    page.goto("/articles/about-tms/")
    page.get_by_label("ZIP code, city or state").fill("59011")
    page.get_by_role("button", name="Find clinics").click()
    expect(page.locator(COUNT)).to_contain_text("23 clinics within 50 miles")
    expect(page.get_by_role("link", name="Clinic 00", exact=True)).to_be_visible()
