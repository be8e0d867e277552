"""What an article's page tells machines, made of what its template shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from wagtail_tms.structured_data import (
    Node,
    article,
    breadcrumb_list,
    graph,
    medical_web_page,
    organization,
)


def article_page(request: HttpRequest, page: Any, context: Mapping[str, Any]) -> Node:
    """Describe an article, from its template's context."""
    url, description = context["canonical_url"], context["description"]
    site = Site.find_for_request(request)
    steps = context.get("breadcrumbs") or [{"label": page.title, "url": ""}]
    return graph(
        medical_web_page(url, name=context["title"], description=description),
        article(
            page,
            url,
            description=description,
            authors=context["authors"],
            publisher=organization(site.site_name, site.root_url) if site else None,
            image=_image(context["share_image"], request),
        ),
        breadcrumb_list(
            [
                {
                    "label": step["label"],
                    "url": step["url"] and request.build_absolute_uri(step["url"]),
                }
                for step in steps
            ],
            url,
        ),
    )


def _image(image: Any, request: HttpRequest) -> str:
    """Return the picture that a shared link shows, too."""
    if image is None or image.is_svg():
        return ""
    rendition = image.get_rendition("fill-1200x630|format-jpeg")
    return request.build_absolute_uri(rendition.url)
