"""A site with clinics, and a page that listens to what the finder tells."""

from __future__ import annotations

from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.articles.factories import make_directory
from tests.browser.finder.elsewhere import STATIC, Elsewhere
from tests.browser.finder.page import LISTEN
from tests.factories import make_clinic, make_condition, make_insurer


@pytest.fixture
def site(transactional_db: None, once: Any) -> None:
    once(build_site)


def build_site() -> None:
    """Make a directory with more than a page of clinics; every other one treats OCD."""
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
