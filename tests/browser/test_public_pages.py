"""The public pages in a real browser: strict CSP, axe, and nothing left behind."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

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

# The finder, in all its states, has tests of its own.
ADDRESSES = {
    "clinic": "/clinics/montana/big-timber/clinic-0/",
    "article": "/articles/about-tms/",
    "index": "/articles/",
    "topic": "/articles/topic/how-tms-works/",
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
def test_searching_leaves_nothing_in_the_browser(page: Page) -> None:
    page.goto("/clinics/?near=59011")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
