"""A page of the site, on which the map can be opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.articles.factories import make_directory
from tests.browser.map_page import MapPage


@pytest.fixture
def shown(page: Page) -> MapPage:
    make_directory("Clinics", slug="clinics")
    page.emulate_media(reduced_motion="reduce")
    return MapPage(page)
