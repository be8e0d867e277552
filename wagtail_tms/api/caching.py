"""How long an answer may be kept, and how a client asks whether it is still so.

The ETag is made of the answer, not of a version of the data: an answer also depends on
the minute, the directory page and the site's settings, and a version would move with
what nobody may see. So however the parameters are written, one answer has one ETag.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, set_response_etag
from django.utils.http import parse_etags

from wagtail_tms.conf import conf


# What a 304 says of the answer that it spares.
KEPT = ("Cache-Control", "ETag", "Vary")

View = Callable[..., HttpResponse]


def anyone_may_keep(response: HttpResponse) -> None:
    """Let browsers and caches keep an answer, which says nothing about the reader."""
    patch_cache_control(response, public=True, max_age=conf.api_max_age)


def reader_may_keep(response: HttpResponse) -> None:
    """Let the reader's browser keep an answer that holds the address it asked."""
    patch_cache_control(response, private=True, max_age=conf.api_max_age)


def nobody_may_keep(response: HttpResponse) -> None:
    """Let no one keep an answer: a refusal, or one that tells where the reader is."""
    patch_cache_control(response, no_store=True)


def conditional(view: View) -> View:
    """Make a view answer 304 to someone who has its answer already."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        kept_by_none = "no-store" in response.get("Cache-Control", "")
        if response.status_code != 200 or kept_by_none:
            return response
        set_response_etag(response)
        if not _has(request, response["ETag"]):
            return response
        kept = {name: response[name] for name in KEPT if name in response}
        return HttpResponseNotModified(headers=kept)

    return wrapper


def _has(request: HttpRequest, etag: str) -> bool:
    """Tell whether the client names this ETag, or what a compressor made of it."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in [each.removeprefix("W/") for each in known]
