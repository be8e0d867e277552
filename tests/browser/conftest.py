"""A real, headless Chromium that reaches this machine only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.copies import take_copy


HARMLESS = ("data:", "blob:", "about:")


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
