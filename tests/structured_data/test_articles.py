"""An article in the terms of schema.org."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from wagtail.models import Site

from tests.articles.factories import make_article, make_image, make_index
from tests.factories import make_person
from tests.outline import html
from tests.structured_data.rules import faults
from tests.structured_data.test_directory import SCRIPT


pytestmark = pytest.mark.django_db

SOURCES = json.dumps(
    [
        {
            "type": "source",
            "value": {
                "title": "A study </script>",
                "publisher": "A journal",
                "year": 2024,
                "url": "https://journal.example/1",
            },
        }
    ]
)


def full_article(**fields: Any) -> Any:
    Site.objects.update(site_name="Calm Minds")
    writer = make_person(
        "Ada Park",
        credentials="MD",
        job_title="Psychiatrist",
        affiliation="Calm Clinic",
        website="https://park.example/",
    )
    return make_article(
        make_index("Articles", slug="articles"),
        "What is TMS?",
        slug="what",
        people=[writer],
        sources=SOURCES,
        lead_image=make_image(),
        published_on=datetime.date(2026, 3, 1),
        updated_on=datetime.date(2026, 5, 2),
        **fields,
    )


def described(client: Any, page: Any) -> dict[str, Any]:
    (text,) = SCRIPT.findall(html(client.get(page.url)))
    document = json.loads(text)
    assert faults(document) == []
    return {node["@type"]: node for node in document["@graph"]}


def test_it_tells_who_wrote_it_when_and_on_what_it_rests(client: Any) -> None:
    nodes = described(client, full_article())
    assert list(nodes) == ["MedicalWebPage", "Article", "BreadcrumbList"]
    article = nodes["Article"]
    assert article["headline"] == "What is TMS?"
    assert article["datePublished"] == "2026-03-01"
    assert article["dateModified"] == "2026-05-02"
    assert article["author"] == [
        {
            "@type": "Person",
            "name": "Ada Park",
            "honorificSuffix": "MD",
            "jobTitle": "Psychiatrist",
            "worksFor": {"@type": "Organization", "name": "Calm Clinic"},
            "url": "https://park.example/",
        }
    ]
    assert article["publisher"]["name"] == "Calm Minds"
    assert article["citation"][0]["name"] == "A study </script>"
    assert article["citation"][0]["datePublished"] == "2024"
    assert article["image"].startswith("http://testserver/media/images/")


def test_the_page_is_for_patients_and_points_to_its_article(client: Any) -> None:
    nodes = described(client, full_article())
    page = nodes["MedicalWebPage"]
    assert page["medicalAudience"]["audienceType"] == "Patient"
    assert page["mainEntity"]["@id"] == nodes["Article"]["@id"]
    assert page["breadcrumb"]["@id"] == nodes["BreadcrumbList"]["@id"]
    assert "lastReviewed" not in page
    assert [step["name"] for step in nodes["BreadcrumbList"]["itemListElement"]] == [
        "Articles", "What is TMS?",
    ]  # fmt: skip


def test_what_is_not_known_is_not_told(client: Any) -> None:
    Site.objects.update(site_name="")
    page = make_article(make_index("Articles", slug="articles"))
    article = described(client, page)["Article"]
    assert not {"publisher", "image", "citation"} & article.keys()
    assert article["dateModified"] == article["datePublished"]
