"""A real, headless Chromium that reaches this machine only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.copies import take_copy


CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
HARMLESS = ("data:", "blob:", "about:")


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """The browser, started once."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.skip("There is no Chromium on this machine.")
    if connection.vendor != "sqlite":
        pytest.skip("The tests in a browser run on SQLite, which restores in no time.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def once() -> Callable[[Callable[[], None]], None]:
    """Build a site for the first test that asks for it; the others get a copy."""
    copies: dict[Callable[[], None], Callable[[], None]] = {}

    def build_or_copy(build: Callable[[], None]) -> None:
        if build in copies:
            copies[build]()
        else:
            build()
            copies[build] = take_copy()

    return build_or_copy


@pytest.fixture
def console_errors() -> list[str]:
    """What the page complains about while the test runs."""
    return []


@pytest.fixture
def browsing() -> dict[str, Any]:
    """How the browser is set, besides: no JavaScript, say."""
    return {}


@pytest.fixture
def page(
    chromium: Browser,
    browsing: dict[str, Any],
    live_server: Any,
    settings: Any,
    console_errors: list[str],
) -> Iterator[Page]:
    """A page of the test server; a request to any other server fails the test."""
    # The Wagtail admin itself asks for its newest version and for portraits.
    settings.WAGTAIL_ENABLE_UPDATE_CHECK = False
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = None
    foreign: list[str] = []

    def only_local(route: Route) -> None:
        url = route.request.url
        if url.startswith((live_server.url, *HARMLESS)):
            route.continue_()
        else:
            foreign.append(url)
            route.abort()

    browsing = {"viewport": {"width": 1280, "height": 900}, **browsing}
    context = chromium.new_context(base_url=live_server.url, **browsing)
    context.route("**/*", only_local)
    page = context.new_page()
    page.on(
        "console",
        lambda message: (
            console_errors.append(message.text) if message.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: console_errors.append(str(error)))
    yield page
    context.close()
    assert foreign == [], "The page asked other servers."


@pytest.fixture
def admin_page(page: Page, live_server: Any, client: Any, superuser: Any) -> Page:
    """A page of someone who may do everything in the admin."""
    client.force_login(superuser)
    session = client.cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    return page
