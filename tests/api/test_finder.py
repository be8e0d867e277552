"""The finder as HTML: what a page of the site renders, for pages that are not ours."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.api.test_errors import assert_problem
from tests.factories import make_clinic, make_condition, make_directory
from tests.outline import Outline, html
from wagtail_tms.api.parameters import finder_parameters
from wagtail_tms.finder import layout
from wagtail_tms.locator.params import RULES


pytestmark = pytest.mark.django_db

URL = "/tms/api/v1/finder"
HERE = {"lat": 45.8412345, "lng": -109.9487654}


def post(client: Client, body: Any, url: str = URL) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(url, text, content_type="application/json")


def links(page: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="([^"]*)"', page)


@pytest.fixture
def clinics() -> list[Any]:
    depression = make_condition()
    return [
        make_clinic(f"Clinic {n}", slug=f"clinic-{n}", conditions=[depression])
        for n in range(3)
    ]


@pytest.mark.usefixtures("clinics")
@pytest.mark.parametrize(
    "query", ["", "?near=59011&condition=depression", "?near=nowhere+at+all"]
)
def test_it_is_the_finder_of_the_directory_page(client: Client, query: str) -> None:
    """But for its addresses: one rendering, one set of translations."""
    directory = make_directory(default_radius=50, empty_state="<p>Write to us.</p>")
    whole = html(client.get(directory.url + query))
    assert ("Write to us." in whole) is ("nowhere" in query)
    asked = f"{query or '?'}&directory={directory.pk}"
    answer = client.get(URL + asked)
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    part = html(answer).replace("http://testserver", "").replace('"?', '"/clinics/?')
    part = part.replace('action="#', 'action="/clinics/#').strip()
    if not query:  # The page has its states to browse in the results besides.
        part = part[: part.index("</form>")]
    assert part in whole


@pytest.mark.usefixtures("clinics")
def test_links_lead_to_the_page_that_shows_them_and_to_the_site_of_the_clinics(
    client: Client,
) -> None:
    make_directory()
    page = html(client.get(f"{URL}?near=59011&condition=depression&page_size=1"))
    own = [link for link in links(page) if "?" in link and "google" not in link]
    assert own
    assert all(re.match(r"\?near=59011.*#tms-locator-results$", link) for link in own)
    assert "http://testserver/clinics/montana/big-timber/clinic-0/" in links(page)


@pytest.mark.usefixtures("clinics")
def test_taking_everything_off_takes_the_parameters_off(client: Client) -> None:
    assert "?#tms-locator-results" in links(
        html(client.get(f"{URL}?condition=depression"))
    )


@pytest.mark.usefixtures("clinics")
def test_it_is_laid_out_as_asked(client: Client) -> None:
    asked = (
        f"{URL}?near=59011&prefix=l2-&form_id=second&heading_level=4&page_size=2&page=2"
    )
    page = html(client.get(asked))
    outline = Outline(page)
    assert outline.levels == [4, 5, 4]  # The list, a card, and what is compared.
    assert {"second", "second-near", "second-results", "second-3"} <= set(outline.ids)
    assert 'name="l2-near" value="59011"' in page
    assert "?l2-near=59011#second-results" in links(page)
    assert re.search('aria-current="page"[^>]*>2<', page)


@pytest.mark.usefixtures("clinics")
def test_a_page_past_the_end_is_the_last_one_and_says_so(client: Client) -> None:
    last = html(client.get(f"{URL}?near=59011&page_size=2&page=2"))
    past = html(client.get(f"{URL}?near=59011&page_size=2&page=10000"))
    alert = re.search('<div class="[^"]*" role="alert">.*?</div>', past)
    assert alert
    assert "There is no page 10000: this is page 2." in alert[0]
    assert past.replace(alert[0], "") == last


@pytest.mark.usefixtures("clinics")
def test_the_nearest_however_far_have_no_other_order(client: Client) -> None:
    got = html(client.get(f"{URL}?near=Miami,+FL&sort=name"))
    posted = html(post(client, {"position": {"lat": 25.8, "lng": -80.2}}))
    for page in (got, posted):
        assert "Here are the 3 nearest." in page
        assert "Sorted by" not in page
    assert "Sorted by" in html(client.get(f"{URL}?near=59011&sort=name"))


@pytest.mark.usefixtures("clinics")
def test_a_position_is_searched_from_and_is_in_no_link(client: Client) -> None:
    make_clinic("Far", latitude=46.3)
    asked = {"position": HERE, "page_size": 2, "radius": 25, "condition": []}
    answer = post(client, asked)
    page = html(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "3 clinics within 25 miles of you" in page
    assert "?radius=25&amp;page=2#tms-locator-results" in links(page)
    for digits in ("45.84", "109.94"):
        assert digits not in page


@pytest.mark.usefixtures("clinics")
def test_without_a_position_post_answers_as_get_does(client: Client) -> None:
    body = {"near": "59011", "condition": ["depression"], "page_size": 2, "page": 2}
    got = client.get(f"{URL}?near=59011&condition=depression&page_size=2&page=2")
    assert html(post(client, body)) == html(got)


def test_words_are_the_readers_and_escaped(client: Client) -> None:
    page = html(client.get(URL, {"near": '"><script>alert(1)</script>'}))
    assert "<script" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_search_for_nothing_says_what_to_type(client: Client) -> None:
    assert "Type a ZIP code, a city and state, or a state." in html(
        client.get(f"{URL}?near=")
    )


def test_without_a_directory_clinics_have_no_link(client: Client) -> None:
    make_clinic(slug="calm")
    assert "/calm/" not in html(client.get(f"{URL}?near=59011"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("page=0", ["page"]),
        ("page=10001", ["page"]),
        ("page=1&page=2", ["page"]),
        ("page_size=0", ["page_size"]),
        ("page_size=51", ["page_size"]),
        ("heading_level=1", ["heading_level"]),
        ("heading_level=6", ["heading_level"]),
        ("form_id=1a", ["form_id"]),
        ('form_id="><b>', ["form_id"]),
        ("prefix=a.b", ["prefix"]),
        ("prefix=" + "x" * 41, ["prefix"]),
        ("limit=1&offset=1", ["limit", "offset"]),
        ("prefix=l2-&l2-near=59011", ["l2-near"]),
        ("position=45,-109", ["position"]),
        ("radius=0&condition=never&x=1", ["condition", "radius", "x"]),
    ],
)
def test_each_wrong_parameter_is_named(
    client: Client, query: str, names: list[str]
) -> None:
    problem = assert_problem(client.get(f"{URL}?{query}"), 400)
    assert sorted(row["parameter"] for row in problem["errors"]) == names


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("nonsense", ["body"]),
        ({"position": {"lat": 91, "lng": 0}}, ["position"]),
        ({"position": HERE, "page": "2"}, ["page"]),
        ({"position": HERE, "prefix": 1, "limit": 5}, ["prefix"]),
        ({"position": HERE, "limit": 5}, ["limit"]),
        ({"position": HERE, "form_id": "1a", "age": 121}, ["age", "form_id"]),
    ],
)
def test_each_wrong_key_is_named(client: Client, body: Any, names: list[str]) -> None:
    problem = assert_problem(post(client, body), 400)
    assert sorted(row["parameter"] for row in problem["errors"]) == names


def test_the_body_says_it_all(client: Client) -> None:
    assert_problem(post(client, {}, f"{URL}?near=59011"), 400)
    assert_problem(post(client, " " * 65_536 + "{}"), 413)


def test_empty_fields_say_nothing(client: Client) -> None:
    empty = "&".join(f"{name}=" for name in [*layout.RULES, "radius", "sort", "age"])
    assert html(client.get(f"{URL}?{empty}")) == html(client.get(URL))


@pytest.mark.parametrize("path", [URL, f"{URL}/"])
def test_it_answers_get_head_and_post(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert strict.head(path).content == b""
    assert post(strict, {}, path).status_code == 200
    for method in ("put", "patch", "delete", "options"):
        response = getattr(strict, method)(path)
        assert_problem(response, 405)
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_it_has_the_parameters_of_a_search_but_for_its_pages() -> None:
    declared = {parameter["name"] for parameter in finder_parameters()}
    assert declared == {*RULES, *layout.RULES} - {"limit", "offset"}


def test_the_queries_do_not_grow_with_the_list(
    client: Client, clinics: list[Any]
) -> None:
    make_directory()
    client.get(f"{URL}?near=59011")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{URL}?near=59011")
    for number in range(10, 20):
        make_clinic(slug=f"clinic-{number}", conditions=[make_condition()])
    with CaptureQueriesContext(connection) as many:
        client.get(f"{URL}?near=59011")
    assert len(many) == len(few)


def test_it_keeps_to_a_directory(client: Client) -> None:
    make_clinic("Here")
    make_clinic("Over the border", slug="border", state="ID", city="Boise")
    directory = make_directory(
        states=[{"type": "state", "value": "MT"}], default_radius=200
    )
    asked = {"directory": directory.pk, "position": HERE}
    page = html(post(client, asked))
    assert "1 clinic within 200 miles of you" in page.replace("your location", "you")
    assert "Over the border" not in page


@pytest.mark.parametrize("number", ["0", "nine", "999999"])
def test_a_directory_that_is_not_there_is_named(client: Client, number: str) -> None:
    answer = client.get(f"{URL}?directory={number}")
    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == ["directory"]


def test_a_private_directory_is_not_there(client: Client) -> None:
    directory = make_directory()
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    assert client.get(f"{URL}?directory={directory.pk}").status_code == 400
