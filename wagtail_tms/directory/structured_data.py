"""What the directory's pages tell machines, made of what their templates show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from wagtail_tms.directory.addresses import clinic_url
from wagtail_tms.finder import Finder
from wagtail_tms.structured_data import (
    Node,
    breadcrumb_list,
    collection_page,
    graph,
    medical_clinic,
)


def list_page(request: HttpRequest, context: Mapping[str, Any]) -> Node:
    """Describe the directory, a state or a city, from the template's context."""
    url, locator = context["canonical_url"], context["locator"]
    page = collection_page(
        url,
        name=context["title"],
        description=context["description"],
        items=_listed(request, locator),
        count=locator.result.count if locator.result else 0,
        first=locator.query.offset + 1,
    )
    return graph(page, _breadcrumbs(request, context))


def clinic_page(request: HttpRequest, context: Mapping[str, Any]) -> Node:
    """Describe a clinic, from the template's context."""
    clinic = medical_clinic(context["clinic"], context["canonical_url"])
    return graph(clinic, _breadcrumbs(request, context))


def _breadcrumbs(request: HttpRequest, context: Mapping[str, Any]) -> Node:
    steps = [
        {
            "label": step["label"],
            "url": request.build_absolute_uri(step["url"]) if step["url"] else "",
        }
        for step in context["breadcrumbs"]
    ]
    return breadcrumb_list(steps, context["canonical_url"])


def _listed(request: HttpRequest, locator: Finder) -> Iterator[tuple[str, str]]:
    """Yield name and address of the clinics that the area itself has."""
    if locator.result is None or locator.result.widened:
        return
    for listing in locator.result.listings:
        if url := clinic_url(listing.clinic, request):
            yield listing.clinic.name, request.build_absolute_uri(url)
