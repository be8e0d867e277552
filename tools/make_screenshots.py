"""Take the pictures of the demo site that the documentation shows.

    python tools/make_screenshots.py

It fills a temporary database with the demo, serves it at a fixed moment, and writes
each state at the size of a phone and of a desktop to docs/images/. The pictures show
what a browser shows: the start of the page, or where its reader has got to.
"""

from __future__ import annotations

import datetime
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright


ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000
LARGEST_TOGETHER = 1_500_000
QUALITY = 80
# A Tuesday, at noon in New York.
NOW = datetime.datetime(2026, 12, 1, 17, tzinfo=datetime.UTC)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 1.5,
        "has_touch": True,
    },
    "desktop": {"viewport": {"width": 1280, "height": 860}},
}

FINDER = "/find-a-clinic/"
RESULTS = f"{FINDER}?near=10001"


def filters_button(page: Page) -> Locator:
    """Return what opens the filters on a phone; a desktop shows them anyway."""
    return page.locator(".tms-filters__summary")


def scroll_to(target: Locator) -> None:
    target.evaluate("target => target.scrollIntoView()")


def home(page: Page) -> None:
    page.goto("/")


def article(page: Page) -> None:
    page.goto("/articles/how-tms-works/")


def directory(page: Page) -> None:
    page.goto(FINDER)


def results(page: Page) -> None:
    page.goto(RESULTS)
    if filters_button(page).is_visible():
        scroll_to(filters_button(page))


def results_map(page: Page) -> None:
    page.goto(RESULTS)
    with page.expect_response("**/clinics/clusters?*"):
        page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".tms-map__pin").first).to_be_visible()
    page.locator(".tms-map__canvas").hover(position={"x": 20, "y": 20})
    expect(page.locator("path.tms-map__county").first).to_be_attached()
    scroll_to(page.locator(".tms-locator__map"))


def filters(page: Page) -> None:
    page.goto(f"{RESULTS}&condition=ocd&accepting=1")
    if filters_button(page).is_visible():
        filters_button(page).click()
    page.locator(".tms-filters").get_by_text("Insurance", exact=True).click()
    scroll_to(page.get_by_role("button", name="Find clinics"))


def clinic(page: Page) -> None:
    page.goto(RESULTS)
    page.locator(".tms-card__name a").first.click()
    expect(page.locator(".tms-clinic")).to_be_visible()


def compare(page: Page) -> None:
    page.goto(RESULTS)
    shortlist = page.get_by_role("region", name="Short list")
    for card in range(3):
        page.get_by_role("button", name="Save").nth(card).click()
        expect(shortlist.locator(".tms-count")).to_have_text(f"{card + 1}")
    page.evaluate("scrollTo(0, 0)")
    shortlist.get_by_text("Short list").click()
    shortlist.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("dialog", name="Compare clinics")).to_be_visible()


def no_results(page: Page) -> None:
    page.goto(f"{FINDER}?near=10001&q=Lighthouse")
    expect(page.locator(".tms-next-steps")).to_be_visible()
    scroll_to(page.get_by_role("button", name="Find clinics"))


def dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    results_map(page)


STATES: tuple[Callable[[Page], None], ...] = (
    home, article, directory, results, results_map, filters, clinic, compare,
    no_results, dark,
)  # fmt: skip


@contextmanager
def demo_site() -> Iterator[str]:
    """Serve the demo from a database of its own, at the moment NOW."""
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
        sys.path.insert(0, str(ROOT / "example_project"))
        timezone.now = lambda: NOW
        fill(Path(folder))
        server = serve()
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()


def fill(folder: Path) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MEDIA_ROOT = folder / "media"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_tms_vocabulary")
    call_command("load_demo")


def serve() -> Any:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    return server


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def take(
    browser: Browser, site: str, reach: Callable[[Page], None], size: str
) -> Image.Image:
    """Return the picture of a state at a size."""
    context = browser.new_context(
        base_url=site,
        locale="en-US",
        timezone_id="America/New_York",
        reduced_motion="reduce",
        **SIZES[size],
    )
    page = context.new_page()
    reach(page)
    page.mouse.move(0, 0)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    picture.load()
    context.close()
    return picture.convert("RGB")


def main() -> int:
    with demo_site() as site, chromium() as browser:
        for reach in STATES:
            for size in SIZES:
                picture = take(browser, site, reach, size)
                name = f"{reach.__name__.replace('_', '-')}-{size}.webp"
                picture.save(IMAGES / name, quality=QUALITY, method=6)
                if (reach, size) == (results, "desktop"):
                    # Some places that show the README know no WebP.
                    picture.save(IMAGES / "finder.png", optimize=True)
    return report()


def report() -> int:
    """Print how large the pictures are; return 1 where that is too large."""
    sizes = {path.name: path.stat().st_size for path in sorted(IMAGES.iterdir())}
    for name, size in sizes.items():
        print(f"{size:>9,}  {name}")
    print(f"{sum(sizes.values()):>9,}  together")
    is_large = max(sizes.values()) > LARGEST or sum(sizes.values()) > LARGEST_TOGETHER
    return 1 if is_large else 0


if __name__ == "__main__":
    sys.exit(main())
