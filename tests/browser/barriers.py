"""What axe finds on a page, on a phone and a desktop, light and dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


# That targets are 24 pixels large is not asked by default.
EVERYTHING = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# What a color scheme can change.
OF_COLORS = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}


def assert_no_barrier(page: Page) -> None:
    """Nothing that axe knows of, and nothing wider than the screen."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        # There, what sticks to the edge of the window covers nothing.
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme, options in (("light", EVERYTHING), ("dark", OF_COLORS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            report = Axe().run(page, options=options)
            assert report.violations_count == 0, report.generate_report()
