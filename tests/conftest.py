"""What every test has: no network, a throw-away media folder, factories."""

from __future__ import annotations

import gc
import os
import shutil
import socket
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.copies import take_copy


# Migrations leave a model class for every state of every model behind. To look through
# them as often as Python does by default takes a third of a run.
gc.set_threshold(10_000, 20, 100)

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
LOCAL = {"127.0.0.1", "::1", "localhost", ""}

# Property tests query a database: they may be slow. Continuous integration tries the
# same examples each time; everyone else tries new ones, and the night very many.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile(
    "nightly",
    settings.get_profile("suite"),
    max_examples=2_000,
    derandomize=False,
    print_blob=True,
)
# Another clinic model or base page changes little for them.
settings.register_profile("swapped", settings.get_profile("suite"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

# Playwright runs an event loop, in which Django refuses the ORM unless told otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count lines in one case of each test: the others take much the same ones."""
    seen = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if test in seen or is_property or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.uncounted)
        seen.add(test)
    # The demo's story takes half a minute. Who begins with its tests has them all:
    # others take over from the end.
    items.sort(key=lambda item: "story" not in getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage rest, which makes Python half as fast, where lines do not count."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    coverage = plugin.cov_controller if plugin else None
    if coverage is None or not item.get_closest_marker("uncounted"):
        return (yield)
    coverage.pause()
    try:
        return (yield)
    finally:
        coverage.resume()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _media_root(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Look every content type up: no test pays for it, and restored data finds its own.

    Wagtail's workflow tasks ask for theirs while Django still restores the database:
    one that is not known would be made anew, and stand in the way of the restored one.
    """
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    with django_db_blocker.unblock():
        ContentType.objects.get_for_models(*apps.get_models())
        if connection.vendor == "sqlite":
            _restore_by_copying()


def _restore_by_copying() -> None:
    """Put the database back after a test of the browser as the copy of its first state.

    Django would empty every table and write each object anew: a second for each test,
    where the copy takes milliseconds.
    """
    put_back = take_copy()
    TransactionTestCase._fixture_setup = classmethod(lambda cls: None)
    TransactionTestCase._fixture_teardown = lambda case: put_back()


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """A real, headless Chromium, started once."""
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


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Start every test with nothing that another one left in the process."""
    from django.core.cache import cache
    from django.utils import translation

    from wagtail_tms.locator.start_radii import start_radii

    cache.clear()
    start_radii.forget()
    translation.deactivate()


@pytest.fixture
def superuser(django_user_model: Any) -> Any:
    """Someone who may do everything in the admin."""
    return django_user_model.objects.create_superuser(
        username="admin", email="admin@example.com", password="password"
    )


@pytest.fixture
def admin(client: Any, superuser: Any) -> Any:
    """A client logged in to the Wagtail admin."""
    client.force_login(superuser)
    return client
