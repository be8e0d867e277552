"""The NinjaAPI that serves the contract, and the manners all its addresses share."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from wagtail_tms.api import clinics, clusters, finder, geojson, places
from wagtail_tms.api.caching import conditional
from wagtail_tms.api.errors import (
    PROBLEM_TYPE,
    add_handlers,
    as_problems,
    not_found,
    title_of,
)
from wagtail_tms.api.geojson import MEDIA_TYPE
from wagtail_tms.api.routing import JSON
from wagtail_tms.api.throttling import OTHERS


class ContractAPI(NinjaAPI):
    """A NinjaAPI whose every refusal is a problem, also in its OpenAPI document."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = conditional(as_problems(pattern.callback))
        return [*patterns, re_path("", not_found)], app_name, namespace

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                _declare_refusals(operation["responses"])
                _declare_geojson(operation["responses"])
                if method == "get":
                    _declare_etag(operation["responses"])
        return schema


def _declare_refusals(responses: dict[int, Any]) -> None:
    for status, response in responses.items():
        if status >= 400:
            response["content"] = {PROBLEM_TYPE: response["content"].popitem()[1]}
            response["description"] = title_of(status)
    responses[429] = {
        **responses[400],
        "description": "Too Many Requests",
        "headers": {
            "Retry-After": {
                "description": "The seconds to wait.",
                "schema": {"type": "integer"},
            }
        },
    }


def _declare_geojson(responses: dict[int, Any]) -> None:
    content = responses[200]["content"]
    if MEDIA_TYPE in content:
        content[MEDIA_TYPE] |= content.pop(JSON)


def _declare_etag(responses: dict[int, Any]) -> None:
    responses[200]["headers"] = {"ETag": {"schema": {"type": "string"}}}
    responses[304] = {
        "description": "The answer is the one whose ETag is in `If-None-Match`."
    }


api = ContractAPI(
    title="wagtail-tms",
    version="1",
    description="Clinics that treat with transcranial magnetic stimulation (TMS).",
    docs_url=None,
    urls_namespace="wagtail_tms_api",
    throttle=OTHERS,
)
add_handlers(api)
# "clinics/clusters" would be the address of a clinic, were it not first.
api.add_router("", clusters.router)
api.add_router("", geojson.router)
api.add_router("", clinics.router)
api.add_router("", finder.router)
api.add_router("", places.router)
