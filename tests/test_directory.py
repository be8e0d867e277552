"""The directory page: its routes, its searches, and what it tells robots."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from tests.factories import (
    make_clearance,
    make_clinic,
    make_condition,
    make_device,
    make_directory,
    make_insurer,
    make_off_label,
    make_service,
)
from wagtail_tms import get_clinic_model
from wagtail_tms.directory import (
    clinic_path,
    clinic_url,
    directory_url,
)
from wagtail_tms.finder import Finder


pytestmark = pytest.mark.django_db

BOISE = {
    "city": "Boise",
    "state": "ID",
    "postal_code": "83702",
    "latitude": 43.62,
    "longitude": -116.2,
    "time_zone": "America/Boise",
}
WEEK = [(day, "09:00", "17:00") for day in range(5)]


@pytest.fixture
def directory() -> Any:
    return make_directory()


class Outline(HTMLParser):
    """The ids, the headings and the fields of a page, to check its structure."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.fields: list[dict[str, str | None]] = []
        self.labels: set[str | None] = set()
        self.hosts: set[str] = set()
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag in {"input", "select"} and values.get("type") != "checkbox":
            self.fields.append(values)
        if tag == "label":
            self.labels.add(values.get("for"))
        if (
            tag in {"script", "img", "iframe"}
            and (values.get("src") or "")[:4] == "http"
        ):
            self.hosts.add(values["src"] or "")
        self.inline += [name for name in values if name == "style" or name[:2] == "on"]


def html(response: Any) -> str:
    return response.content.decode()


# States and cities


def test_the_root_lists_the_states_with_their_numbers(
    client: Any, directory: Any
) -> None:
    make_clinic()
    make_clinic("One", **BOISE)
    make_clinic("Two", **BOISE)
    areas = client.get(directory.url).context["areas"]
    assert [(area.name, area.slug, area.count) for area in areas] == [
        ("Idaho", "idaho", 2),
        ("Montana", "montana", 1),
    ]


def test_a_state_lists_its_cities_and_its_clinics(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("Elsewhere", **BOISE)
    response = client.get(f"{directory.url}montana/")
    assert [area.slug for area in response.context["areas"]] == ["big-timber"]
    own, over_the_border = html(response).split("Nearest over the border")
    assert "Here" in own
    assert "Elsewhere" not in own
    assert "Elsewhere" in over_the_border


def test_a_city_lists_its_clinics_alone(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("Billings one", city="Billings", postal_code="59101")
    response = client.get(f"{directory.url}montana/big-timber/")
    assert "1 clinic in Big Timber, MT" in html(response)
    assert "Billings one" not in html(response)


@pytest.mark.parametrize(
    "path",
    ["montana/billings/", "atlantis/", "MT/", "Montana/", "montana/big-timber/x/"],
)
def test_what_is_not_there_is_not_found(client: Any, directory: Any, path: str) -> None:
    make_clinic()
    assert client.get(directory.url + path).status_code == 404


def test_a_state_without_clinics_shows_the_nearest_and_is_not_indexed(
    client: Any, directory: Any
) -> None:
    make_clinic("Over the border")
    response = client.get(f"{directory.url}wyoming/")
    assert response.status_code == 200
    assert "Over the border" in html(response)
    assert response["X-Robots-Tag"] == "noindex"


def test_every_page_has_its_own_title_and_description(
    client: Any, directory: Any
) -> None:
    clinic = make_clinic("Calm")
    paths = ["", "montana/", "montana/big-timber/", clinic_path(clinic)]
    contexts = [client.get(directory.url + path).context for path in paths]
    assert len({str(context["title"]) for context in contexts}) == 4
    assert len({str(context["description"]) for context in contexts}) == 4
    assert len({context["canonical_url"] for context in contexts}) == 4


def test_the_canonical_address_also_goes_out_as_a_header(
    client: Any, directory: Any
) -> None:
    """A site's base template need not have a block for it."""
    response = client.get(directory.url, {"near": "59011"})
    assert response["Link"] == f'<http://testserver{directory.url}>; rel="canonical"'


def test_breadcrumbs_lead_back(client: Any, directory: Any) -> None:
    clinic = make_clinic("Calm")
    steps = client.get(directory.url + clinic_path(clinic)).context["breadcrumbs"]
    assert [(step["label"], step["url"]) for step in steps] == [
        ("Find a clinic", directory.url),
        ("Montana", f"{directory.url}montana/"),
        ("Big Timber", f"{directory.url}montana/big-timber/"),
        ("Calm", ""),
    ]


def test_a_child_page_of_the_directory_is_still_reached(
    client: Any, directory: Any
) -> None:
    model = Site.objects.get(is_default_site=True).root_page.specific_class
    directory.add_child(instance=model(title="About us", slug="about"))
    assert directory.route(RequestFactory().get("/"), ["about"])


def test_the_page_can_be_previewed_before_it_is_saved(directory: Any) -> None:
    assert directory.make_preview_request().status_code == 200
    assert type(directory)(title="New").make_preview_request().status_code == 200


# Clinics


def test_a_clinic_has_one_address(client: Any, directory: Any) -> None:
    clinic = make_clinic("Calm")
    right = f"{directory.url}montana/big-timber/{clinic.slug}/"
    assert clinic_url(clinic, RequestFactory().get("/")) == right
    assert client.get(right).status_code == 200
    for wrong in ("idaho/big-timber", "montana/billings"):
        response = client.get(f"{directory.url}{wrong}/{clinic.slug}/")
        assert (response.status_code, response["Location"]) == (301, right)


def test_a_draft_is_not_found(client: Any, directory: Any) -> None:
    clinic = make_clinic(live=False)
    assert client.get(directory.url + clinic_path(clinic)).status_code == 404


def test_an_expired_clinic_is_not_found(client: Any, directory: Any) -> None:
    clinic = make_clinic(expire_at=timezone.now() - datetime.timedelta(hours=1))
    assert client.get(directory.url + clinic_path(clinic)).status_code == 404


@pytest.mark.parametrize(
    "closing", [{"status": "closed"}, {"closed_on": datetime.date(2026, 1, 1)}]
)
def test_a_closed_clinic_is_gone_and_says_where_to_go(
    client: Any, directory: Any, closing: dict[str, Any]
) -> None:
    heir = make_clinic("New Place")
    clinic = make_clinic("Old Place", moved_to=heir, **closing)
    response = client.get(directory.url + clinic_path(clinic))
    assert response.status_code == 410
    assert "Old Place has closed" in html(response)
    assert clinic_path(heir) in html(response)


def test_a_closed_clinic_does_not_point_at_a_hidden_one(
    client: Any, directory: Any
) -> None:
    heir = make_clinic("Secret Place", live=False)
    clinic = make_clinic("Old Place", moved_to=heir, status="closed")
    assert "Secret Place" not in html(client.get(directory.url + clinic_path(clinic)))


def test_a_draft_without_a_place_has_no_address(directory: Any) -> None:
    assert clinic_url(get_clinic_model()(name="Draft"), RequestFactory().get("/")) == ""


def test_without_a_directory_there_is_no_address() -> None:
    assert directory_url(RequestFactory().get("/")) == ""
    assert clinic_url(make_clinic(), RequestFactory().get("/")) == ""


def test_a_private_or_unpublished_directory_does_not_count() -> None:
    make_directory(live=False)
    private = make_directory(slug="members")
    private.view_restrictions.create(restriction_type="login")
    parent = make_directory(slug="staff")
    parent.view_restrictions.create(restriction_type="login")
    parent.add_child(instance=type(parent)(title="Below", slug="below"))
    public = make_directory(slug="public")
    assert directory_url(RequestFactory().get("/")) == public.url


def test_the_address_of_the_directory_is_looked_up_once(
    directory: Any, django_assert_num_queries: Any
) -> None:
    clinic, request = make_clinic(), RequestFactory().get("/")
    clinic_url(clinic, request)
    with django_assert_num_queries(0):
        clinic_url(clinic, request)


def test_the_sitemap_has_the_areas_and_the_clinics(rf: Any, directory: Any) -> None:
    clinic = make_clinic()
    make_clinic(live=False, city="Billings")
    found = [entry["location"] for entry in directory.get_sitemap_urls(rf.get("/"))]
    assert [url.partition(directory.url)[2] for url in found] == [
        "",
        "montana/",
        "montana/big-timber/",
        clinic_path(clinic),
    ]


# Searching


def test_a_search_says_what_it_found(client: Any, directory: Any) -> None:
    make_clinic()
    response = client.get(directory.url, {"near": "59011", "radius": "25"})
    assert "1 clinic within 25 miles of Big Timber, MT 59011" in html(response)
    assert 'role="status"' in html(response)


def test_a_search_is_private_and_not_indexed(
    client: Any, directory: Any, settings: Any
) -> None:
    settings.SECURE_REFERRER_POLICY = "unsafe-url"
    response = client.get(directory.url, {"near": "59011"})
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private"
    assert response["Referrer-Policy"] == "same-origin"
    assert response.context["canonical_url"].endswith(directory.url)


def test_the_plain_pages_may_be_indexed(
    client: Any, directory: Any, settings: Any
) -> None:
    settings.SECURE_REFERRER_POLICY = "unsafe-url"
    make_clinic()
    for path in ("", "montana/", "montana/big-timber/"):
        response = client.get(directory.url + path)
        assert "X-Robots-Tag" not in response
        assert response["Referrer-Policy"] == "same-origin"


def test_a_wrong_value_is_named_and_the_rest_is_kept(
    client: Any, directory: Any
) -> None:
    depression = make_condition()
    make_clinic(conditions=[depression])
    asked = {"near": "59011", "age": "900", "condition": "depression", "x": "y"}
    response = client.get(directory.url, asked)
    page = html(response)
    assert response.status_code == 200
    assert set(response.context["locator"].errors) == {"age"}
    assert 'value="900"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="depression" checked' in page
    assert "1 clinic within" in page


def test_an_empty_search_asks_for_a_place(client: Any, directory: Any) -> None:
    response = client.get(directory.url, {"near": ""})
    assert "near" in response.context["locator"].errors
    assert response.context["locator"].outcome == "start"


@pytest.mark.parametrize(
    "query",
    [
        {"near": "\x00"},
        {"near": "x" * 5000},
        {"near": "59011", "radius": "nan"},
        {"near": "59011", "radius": "1e400", "unit": "furlong"},
        {"near": "59011", "page": "-1"},
        {"near": "59011", "page": "99999999999"},
        {"near": "59011", "page": "²"},
        {"near": ["59011", "83702"]},
        {"condition": ["<script>", "a" * 300]},
        {"position": "45,-109"},
        {"q": "' OR 1=1 --", "sort": "__class__"},
    ],
    ids=str,
)
def test_no_input_breaks_the_page(client: Any, directory: Any, query: Any) -> None:
    make_clinic()
    response = client.get(directory.url, query)
    assert response.status_code == 200
    assert "<script>" not in html(response)


def test_an_ambiguous_place_offers_the_others(client: Any, directory: Any) -> None:
    response = client.get(directory.url, {"near": "Springfield", "radius": "25"})
    links = {link.label: link.url for link in response.context["locator"].alternatives}
    assert "near=Springfield%2C+IL" in links["Springfield, IL"]
    assert "radius=25" in links["Springfield, IL"]


def test_an_unknown_place_leads_on(client: Any, directory: Any) -> None:
    make_clinic()
    response = client.get(directory.url, {"near": "Xyzzyburg"})
    assert response.context["locator"].outcome == "unclear"
    assert f'href="{directory.url}montana/"' in html(response)
    assert "988" in html(response)


def test_no_match_offers_a_search_without_filters_and_telehealth(
    client: Any, directory: Any
) -> None:
    make_clinic(services=[make_service()])
    make_condition("Tinnitus")
    response = client.get(directory.url, {"near": "59011", "condition": "tinnitus"})
    locator = response.context["locator"]
    assert locator.clear_url == f"{directory.url}?near=59011#tms-locator-results"
    assert "service=telehealth-consultation" in locator.telehealth.url


def test_each_filter_in_use_can_be_removed(client: Any, directory: Any) -> None:
    make_clinic(conditions=[make_condition(), make_condition("OCD")], accepting="newpt")
    asked = {"near": "59011", "condition": ["depression", "ocd"], "accepting": "1"}
    chips = client.get(directory.url, asked).context["locator"].chips
    assert {chip.label: chip.url.partition("?")[2] for chip in chips} == {
        "Depression": "near=59011&condition=ocd&accepting=1#tms-locator-results",
        "OCD": "near=59011&condition=depression&accepting=1#tms-locator-results",
        "Accepting new patients": (
            "near=59011&condition=depression&condition=ocd#tms-locator-results"
        ),
    }


def test_pages_are_links_and_the_last_one_stands_for_those_past_the_end(
    client: Any,
) -> None:
    directory = make_directory(page_size=2)
    for number in range(5):
        make_clinic(f"Clinic {number}")
    first = client.get(directory.url, {"near": "59011"}).context["locator"]
    assert first.next_url == f"{directory.url}?near=59011&page=2#tms-locator-results"
    assert [link.label for link in first.pages] == ["1", "2", "3"]
    past = client.get(directory.url, {"near": "59011", "page": "9"}).context["locator"]
    assert past.result.page == 3
    assert [listing.number for listing in past.result.listings] == [5]
    assert not past.next_url


def test_pages_of_a_state_are_canonical_by_themselves(client: Any) -> None:
    directory = make_directory(page_size=2)
    for number in range(3):
        make_clinic(f"Clinic {number}")
    response = client.get(
        f"{directory.url}montana/", {"page": "2", "near": "Boise, ID"}
    )
    assert response.context["canonical_url"].endswith("/montana/?page=2")
    assert [x.clinic.name for x in response.context["locator"].result.listings] == [
        "Clinic 2"
    ]


def test_a_state_page_keeps_its_place_when_sorted(client: Any, directory: Any) -> None:
    make_clinic("Here")
    make_clinic("There", **BOISE)
    response = client.get(f"{directory.url}montana/", {"sort": "verified"})
    assert response.context["locator"].result.count == 1


def test_the_card_says_what_is_known_in_words(client: Any, directory: Any) -> None:
    depression, tinnitus, coil = (
        make_condition(),
        make_off_label(),
        make_device(),
    )
    make_clearance(coil, depression)
    make_clinic(
        conditions=[depression, tinnitus],
        devices=[coil],
        insurers=[make_insurer(f"Plan {letter}") for letter in "ABCDE"],
        accepting="newpt",
        accepting_confirmed_on=datetime.date(2026, 11, 2),
        last_verified_on=timezone.localdate() - datetime.timedelta(days=12),
        sponsored=True,
        hours=WEEK,
    )
    page = html(client.get(directory.url, {"near": "59011"}))
    for words in (
        "<dt>FDA-cleared</dt> <dd>Depression</dd>",
        "<dt>Off-label</dt> <dd>Tinnitus</dd>",
        "Plan A, Plan B, Plan C and 2 more",
        "Accepting new patients",
        "as of Nov. 2, 2026",
        "Last confirmed 12 days ago",
        "Sponsored",
        'href="tel:+14065550123"',
        'rel="noopener noreferrer sponsored"',
    ):
        assert words in page


def test_the_label_follows_the_age_asked_for(client: Any, directory: Any) -> None:
    from tests.factories import make_age_group

    depression, coil = make_condition(), make_device()
    make_clearance(coil, depression, minimum_age=18)
    teens = make_age_group("Teens", 12, 17)
    make_clinic(conditions=[depression], devices=[coil], age_groups=[teens])
    page = html(client.get(directory.url, {"near": "59011", "age": "16"}))
    assert "<dt>Clearance not confirmed at age 16</dt> <dd>Depression</dd>" in page


def test_a_stale_fact_says_so(client: Any, directory: Any, settings: Any) -> None:
    settings.WAGTAIL_TMS_STALE_AFTER_DAYS = 30
    make_clinic(last_verified_on=timezone.localdate() - datetime.timedelta(days=31))
    page = html(client.get(directory.url, {"near": "59011"}))
    assert "Last confirmed 31 days ago. Call to check." in page


# Structure


def test_the_page_is_whole_without_a_script_or_a_third_party(
    client: Any, directory: Any
) -> None:
    make_clinic(conditions=[make_condition()], hours=WEEK)
    for query in ({}, {"near": "59011"}, {"near": "59011", "age": "x"}):
        page = html(client.get(directory.url, query))
        outline = Outline(page.partition('<div class="tms">')[2])
        assert len(outline.ids) == len(set(outline.ids))
        assert outline.levels[0] == 1
        steps = zip(outline.levels, outline.levels[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps)
        assert not outline.hosts
        assert not outline.inline
        assert "<script" not in page
        for field in outline.fields:
            labelled = field.get("id") in outline.labels or field.get("aria-label")
            assert labelled or field.get("type") == "hidden"


def test_the_crisis_line_is_on_every_page(client: Any, directory: Any) -> None:
    clinic = make_clinic()
    for path in ("", "?near=59011", "montana/", clinic_path(clinic)):
        page = html(client.get(directory.url + path))
        assert 'href="tel:988"' in page
        assert 'href="sms:988"' in page


def test_two_finders_on_a_page_do_not_mix() -> None:
    make_clinic()
    params = {"near": "Boise, ID", "l2-near": "59011", "l2-age": "x"}
    first = Finder(params, action="/page/", form_id="one")
    second = Finder(params, action="/page/", form_id="two", prefix="l2-")
    assert (first.near_value, second.near_value) == ("Boise, ID", "59011")
    assert (first.errors, set(second.errors)) == ({}, {"age"})
    assert second.clear_url == "/page/?l2-near=59011#two-results"
    page = render_to_string("wagtail_tms/locator/locator.html", {"locator": second})
    assert 'name="l2-near"' in page
    assert 'id="two-results"' in page


def make_full_clinics(numbers: range, insurer_count: int = 3) -> None:
    conditions = [make_condition(), make_condition("OCD"), make_condition("PTSD")]
    devices = [make_device(), make_device("Coil Two")]
    insurers = [
        make_insurer(f"Insurer number {number}") for number in range(insurer_count)
    ]
    if not devices[0].clearances.exists():
        make_clearance(devices[0], conditions[0])
    for number in numbers:
        make_clinic(
            f"A clinic with quite a long name, number {number}",
            conditions=conditions,
            devices=[devices[number % 2]],
            insurers=insurers,
            hours=WEEK,
            latitude=45.83 + number / 1000,
        )


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("?near=59011", 12),
        ("?near=59011&condition=ocd&insurer=insurer-number-1&radius=100", 12),
        ("?near=montana", 12),
        ("?near=springfield", 12),
        # One more: the cities of the state.
        ("montana/", 13),
        ("montana/big-timber/", 13),
    ],
)
def test_the_number_of_queries_does_not_depend_on_the_number_of_clinics(
    client: Any,
    directory: Any,
    path: str,
    most: int,
    django_assert_max_num_queries: Any,
) -> None:
    make_full_clinics(range(5))
    client.get(directory.url + path)
    with django_assert_max_num_queries(most) as few:
        client.get(directory.url + path)
    make_full_clinics(range(5, 25))
    client.get(directory.url + path)
    with django_assert_max_num_queries(most) as many:
        client.get(directory.url + path)
    assert len(many) <= len(few)


def test_a_full_page_stays_small(client: Any, directory: Any) -> None:
    make_full_clinics(range(20), insurer_count=40)
    response = client.get(directory.url, {"near": "59011"})
    assert len(response.context["locator"].result.listings) == 20
    assert len(response.content) < 60_000
