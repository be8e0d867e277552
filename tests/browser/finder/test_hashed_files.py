"""The finder where static files have a hash of their content in their names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from playwright.sync_api import Page, Route, expect

import wagtail_tms
from tests.browser.finder.page import MARKS, save, shortlist


pytestmark = MARKS

STATIC = Path(wagtail_tms.__file__).parent / "static"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class HashedImports(ManifestStaticFilesStorage):
    """As the guide tells a site to set it up: modules ask for hashed names, too."""

    support_js_module_import_aggregation = True


def collect(settings: Any, storage: type, folder: Path) -> None:
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STATICFILES_DIRS = [STATIC]
    settings.STATIC_ROOT = folder
    backend = f"{storage.__module__}.{storage.__qualname__}"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.mark.parametrize("storage", [ManifestStaticFilesStorage, HashedImports])
def test_the_finder_its_list_and_its_map_load(
    page: Page, settings: Any, tmp_path: Path, storage: type
) -> None:
    collect(settings, storage, tmp_path)
    asked: list[str] = []

    def serve(route: Route) -> None:
        name = route.request.url.partition("/static/")[2]
        asked.append(name)
        route.fulfill(path=tmp_path / name)

    page.route("**/static/**", serve)
    page.goto("/clinics/?near=59011")
    save(page, "Clinic 01").click()
    expect(shortlist(page)).to_contain_text("Short list 1")
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.get_by_role("region", name="Map of clinics")).to_be_visible()
    expect(page.get_by_text("The map shows")).to_be_visible()
    plain = {name for name in asked if not HASHED.search(name)}
    if storage is HashedImports:
        assert plain == set()
    else:
        # What Django leaves as it is in a script, it finds by its plain name.
        assert all(name.startswith("wagtail_tms/js/") for name in plain)
        assert "wagtail_tms/js/clinic-shortlist.js" in plain
