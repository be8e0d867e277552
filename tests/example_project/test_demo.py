"""The demo loads from nothing, keeps what an editor changed, and answers everywhere."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route, expect

from tests.browser.barriers import assert_no_barrier
from tests.node.checker import faults, needs_checker


ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "example_project"
STORY = Path(__file__).with_name("demo_story.py")
TODAY = date(2026, 11, 22)
SHIPPED = 640

ARTICLES = sorted(
    path.stem for path in (EXAMPLE / "demo_content" / "articles").glob("*.json")
)

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TMS_SWAP")), reason="The demo swaps nothing."
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened to a demo site in a folder of its own."""
    folder = tmp_path_factory.mktemp("demo") / "example_project"
    leave_out = shutil.ignore_patterns("db.sqlite3*", "media", "demo_login.txt")
    shutil.copytree(EXAMPLE, folder, ignore=leave_out)
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment["PORT"] = "8123"
    environment["PYTHONPATH"] = os.pathsep.join([str(folder), str(ROOT)])
    done = subprocess.run(
        [sys.executable, str(STORY)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_asks_for_the_vocabulary_first(story: dict[str, Any]) -> None:
    assert "load_tms_vocabulary" in story["without vocabulary"]


def test_a_failed_step_leaves_nothing_and_the_next_run_goes_on(
    story: dict[str, Any],
) -> None:
    assert story["after failure"]["ArticlePage"] == 0
    assert story["after failure"]["images"] == story["after failure"]["files"] == 4
    assert story["first"]["ArticlePage"] == len(ARTICLES)
    assert story["first"]["images"] == story["first"]["files"]


def test_loads_people_pages_articles_and_clinics(story: dict[str, Any]) -> None:
    assert story["root"] == "HomePage"
    assert story["first"]["Clinic"] == 60
    assert 51 <= story["first"]["LocatorEntry"] <= 60
    assert sorted(story["topics"]) == ARTICLES
    assert set(story["topics"].values()) == {2}


def test_two_editors_who_save_at_once_wait_for_each_other(
    story: dict[str, Any],
) -> None:
    assert story["sqlite"] == {
        "journal_mode": "wal",
        "busy_timeout": 20_000,
        "transaction_mode": "IMMEDIATE",
    }


def test_addresses_have_the_port_of_the_demo(story: dict[str, Any]) -> None:
    site, canonical = story["addresses"]
    assert site == "http://127.0.0.1:8123"
    assert canonical.startswith(f"{site}/articles/")


def test_the_front_page_is_known_by_one_address(story: dict[str, Any]) -> None:
    assert story["home"] == ["http://127.0.0.1:8123/"] * 2


def test_an_editor_could_publish_everything_again(story: dict[str, Any]) -> None:
    assert story["refused"] == []


def test_the_lists_of_the_admin_say_when_each_row_was_updated(
    story: dict[str, Any],
) -> None:
    assert set(story["never updated"].values()) == {0}


def test_an_editor_sees_each_block_of_the_home_page_before_choosing_it(
    story: dict[str, Any],
) -> None:
    assert [name for name, page in story["previews"].items() if not page] == []
    assert "Sources beside every claim" in story["previews"]["facts"]
    assert story["previews"]["latest_articles"].count("tms-article-card__") > 3


def test_the_reference_index_is_complete(story: dict[str, Any]) -> None:
    assert story["references missed"] == 0


def test_the_first_revision_of_a_clinic_holds_what_the_clinic_does(
    story: dict[str, Any],
) -> None:
    assert story["differences from history"] == 0


def test_a_second_run_keeps_what_an_editor_changed_or_deleted(
    story: dict[str, Any],
) -> None:
    assert story["second"] == story["edited"]
    assert story["edits left"] == ["Edited", "Edited", "Edited"]
    assert story["second output"].count("left as they are") == 4


def test_more_clinics_are_added_to_those_that_are_there(story: dict[str, Any]) -> None:
    assert "5 added" in story["more output"]
    assert story["more"]["Clinic"] == story["second"]["Clinic"] + 5


def test_says_how_long_each_step_took(story: dict[str, Any]) -> None:
    lines = story["first output"].splitlines()
    assert len([line for line in lines if re.search(r"\(\d+\.\d s\)$", line)]) == 4


def test_a_log_tells_of_every_tenth_of_the_clinics(story: dict[str, Any]) -> None:
    told = re.findall(r"^  Clinics +(\d+) %$", story["first output"], re.M)
    assert [int(share) for share in told] == [*range(10, 100, 10)]


def test_the_sitemap_has_the_areas_and_the_public_clinics(
    story: dict[str, Any],
) -> None:
    paths = [path.strip("/").split("/") for path in story["sitemap"]]
    listed = [path[1:] for path in paths if path[0] == "find-a-clinic"]
    clinics = [path for path in listed if len(path) == 3]
    assert sorted(path[2] for path in clinics) == sorted(story["public"])
    areas = [tuple(path) for path in listed if 0 < len(path) < 3]
    around = {tuple(path[:depth]) for path in clinics for depth in (1, 2)}
    assert sorted(areas) == sorted(around)  # None twice, and none without a clinic.
    assert len([path for path in paths if path[0] == "articles"]) > len(ARTICLES)


def test_the_sitemap_has_only_what_is_to_be_found(story: dict[str, Any]) -> None:
    assert story["not to be indexed"] == []


def test_the_pages_that_links_lead_to_answer(story: dict[str, Any]) -> None:
    visited = story["visited"]
    assert {a: s for a, s in visited.items() if s != 200} == {}
    deleted_by_the_editor = 1
    articles = [a for a in visited if re.fullmatch(r"/articles/(?!topic)[^/]+/", a)]
    assert len(articles) == len(ARTICLES) - deleted_by_the_editor
    for depth in (1, 2, 3):
        pattern = rf"/find-a-clinic(/[^/]+){{{depth}}}/"
        assert len([a for a in visited if re.fullmatch(pattern, a)]) == 15


@needs_checker
def test_its_own_pages_are_valid_html(story: dict[str, Any], tmp_path: Path) -> None:
    assert faults(story["pages"], tmp_path) == set()


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "topic", "missing"])
def test_its_own_pages_have_no_barrier(
    story: dict[str, Any], chromium: Browser, name: str
) -> None:
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/":
            route.fulfill(body=story["pages"][name], content_type="text/html")
        elif path.startswith("/static/"):
            static = path.removeprefix("/static/")
            route.fulfill(path=finders.find(static) or EXAMPLE / "static" / static)
        else:
            route.abort()

    context = chromium.new_context()
    context.route("**/*", answer)
    page = context.new_page()
    page.goto("http://demo.invalid/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_no_barrier(page)
    context.close()


# The clinics


@cache
def clinics_module() -> ModuleType:
    """Load the one module that needs nothing of the demo site."""
    path = EXAMPLE / "demo" / "clinics.py"
    spec = importlib.util.spec_from_file_location("example_demo_clinics", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def demo_clinics(count: int) -> list[Any]:
    return list(clinics_module().demo_clinics(count, TODAY))


@cache
def shipped() -> list[Any]:
    return demo_clinics(SHIPPED)


def test_clinics_are_plainly_fictional() -> None:
    for clinic in shipped():
        assert re.fullmatch(r"\+1[2-9]\d{2}55501\d{2}", clinic.fields["phone"])
        assert re.fullmatch(r"https://[a-z-]+\.example\.com/", clinic.fields["website"])
        email = clinic.fields["email"]
        assert not email or email.endswith(".example.com")
        assert "fictional" in clinic.fields["description"]


def test_clinics_stand_in_every_state() -> None:
    open_for_all = [c for c in shipped() if c.fields.get("live", True)]
    assert len({clinic.fields["state"] for clinic in open_for_all}) == 51


def test_the_population_is_that_of_the_census() -> None:
    assert sum(clinics_module().RESIDENTS.values()) == 331_449_281


def test_clinics_follow_the_population_of_the_states() -> None:
    residents = clinics_module().RESIDENTS
    there = Counter(clinic.fields["state"] for clinic in shipped())
    for state, people in residents.items():
        expected = SHIPPED * people / sum(residents.values())
        assert abs(there[state] - expected) < 1, state


def test_clinics_come_in_every_condition_of_publication() -> None:
    fields = [clinic.fields for clinic in shipped()]
    assert {f.get("status", "open") for f in fields} == {
        "open",
        "closed",
        "temporarily_closed",
    }
    assert any(f.get("live") is False for f in fields)
    assert all(f["closed_on"] <= TODAY for f in fields if f.get("status") == "closed")
    assert {f["accepting"] for f in fields} == {
        "newpt",
        "nopt",
        "existptonly",
        "existptfam",
        "unknown",
    }


def test_clinics_have_addresses_of_their_own() -> None:
    slugs = [clinic.fields["slug"] for clinic in shipped()]
    assert len(set(slugs)) == SHIPPED


def test_nothing_was_confirmed_in_the_future() -> None:
    for clinic in shipped():
        assert clinic.fields["accepting_confirmed_on"] <= TODAY


def test_who_pays_alone_needs_no_network_and_no_question() -> None:
    for clinic in shipped():
        own = [r["status"] for r in clinic.insurers if r["insurer"] == "self-pay"]
        assert own == (["accepts"] if clinic.fields["self_pay"] else [])


@settings(max_examples=5, deadline=None)
@given(count=st.integers(min_value=0, max_value=SHIPPED))
def test_the_same_number_is_always_the_same_clinic(count: int) -> None:
    assert demo_clinics(count) == shipped()[:count]
