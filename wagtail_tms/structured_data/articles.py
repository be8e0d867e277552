"""An article in the terms of schema.org: a medical web page whose main thing it is.

The page says what it is about and for whom; the article, who wrote it, when, and on
what it rests. No review is told that nobody made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail_tms.models.people import Person
from wagtail_tms.structured_data.clinics import TMS
from wagtail_tms.structured_data.graph import Node, node


def medical_web_page(url: str, *, name: str, description: str) -> Node:
    """Return the page at ``url``, an absolute address, which ``article`` describes."""
    return node(
        "MedicalWebPage",
        id=url,
        url=url,
        name=name,
        description=description,
        about=TMS,
        specialty="https://schema.org/Psychiatric",
        medicalAudience=node("MedicalAudience", audienceType="Patient"),
        breadcrumb={"@id": f"{url}#breadcrumbs"},
        mainEntity={"@id": f"{url}#article"},
    )


def article(
    page: Any,
    url: str,
    *,
    description: str,
    authors: Iterable[Person],
    publisher: Node | None,
    image: str,
) -> Node:
    """Return an article page at ``url``; addresses are absolute, ``image`` may be "".

    Copes with the empty fields of a draft.
    """
    return node(
        "Article",
        id=f"{url}#article",
        headline=page.title,
        description=description,
        url=url,
        image=image,
        datePublished=_day(page.published_on),
        dateModified=_day(page.updated_on or page.published_on),
        author=[_person(person) for person in authors],
        publisher=publisher,
        citation=[_source(block.value) for block in page.sources],
        mainEntityOfPage={"@id": url},
    )


def organization(name: str, url: str) -> Node | None:
    """Return who publishes a site, if it has a name."""
    return node("Organization", name=name, url=url) if name else None


def _person(person: Person) -> Node:
    works_for = organization(person.affiliation, "")
    return node(
        "Person",
        name=person.name,
        honorificSuffix=person.credentials,
        jobTitle=person.job_title,
        worksFor=works_for,
        url=person.website,
    )


def _source(source: Mapping[str, Any]) -> Node:
    year = source.get("year")
    return node(
        "CreativeWork",
        name=source.get("title"),
        publisher=organization(source.get("publisher") or "", ""),
        datePublished=str(year) if year else "",
        url=source.get("url"),
    )


def _day(date: Any) -> str:
    return date.isoformat() if date else ""
