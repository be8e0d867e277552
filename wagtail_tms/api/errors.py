"""Refusals, told as RFC 9457 asks: ``application/problem+json``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import Throttled

from wagtail_tms.api.caching import nobody_may_keep


PROBLEM_TYPE = "application/problem+json"

# As RFC 9110 names them, and Python from 3.13 on.
TITLES = {HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Content Too Large"}

View = Callable[..., HttpResponse]


class InvalidParameters(Exception):
    """Parameters are wrong: ``errors`` says, by name, what would be right."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(errors)
        self.errors = errors


def title_of(status: int) -> str:
    """Return the name of a status, the same on every Python."""
    return TITLES.get(HTTPStatus(status)) or HTTPStatus(status).phrase


def problem(
    status: int, detail: str, errors: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Return a refusal; ``errors`` holds a message for each parameter that is wrong."""
    rows = (errors or {}).items()
    body = {
        "type": "about:blank",
        "title": title_of(status),
        "status": status,
        "detail": detail,
        "errors": [{"parameter": name, "message": str(text)} for name, text in rows],
    }
    response = JsonResponse(body, status=status, content_type=PROBLEM_TYPE)
    nobody_may_keep(response)
    return response


def add_handlers(api: NinjaAPI) -> None:
    """Teach an API to answer our exceptions, and Django's, as problems."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        InvalidParameters: invalid_parameters,
        SuspiciousOperation: _suspicious,
        Http404: not_found,
        Throttled: _throttled,
    }
    for exception, handler in handlers.items():
        api.add_exception_handler(exception, handler)


def as_problems(view: View) -> View:
    """Make a view's refusals problems, also those that no exception handler sees.

    Nothing behind these views changes anything, so they need no CSRF token; a wrong
    method is then told as such.
    """

    @csrf_exempt
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return not_found(request)
        if isinstance(response, HttpResponseNotAllowed):
            return _not_allowed(request, response["Allow"])
        return response

    return wrapper


@csrf_exempt
def not_found(request: HttpRequest, exc: Exception | None = None) -> HttpResponse:
    """Answer 404 in the same words, whether a thing is unknown, a draft or closed."""
    return problem(404, _("There is nothing public at this address."))


def invalid_parameters(request: HttpRequest, exc: InvalidParameters) -> HttpResponse:
    """Answer 400 and name each parameter that is wrong."""
    names = ", ".join(exc.errors)
    return problem(400, _("Not valid: %(names)s.") % {"names": names}, exc.errors)


def _suspicious(request: HttpRequest, exc: Exception) -> HttpResponse:
    if isinstance(exc, RequestDataTooBig):
        return problem(413, _("The body of the request is too long."))
    return problem(400, _("The request has too many parameters."))


def _throttled(request: HttpRequest, exc: Exception) -> HttpResponse:
    """Refuse for now; ninja adds ``Retry-After``."""
    return problem(429, _("These are too many requests. Wait a minute, please."))


def _not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    detail = _("This address answers %(methods)s only.") % {"methods": allowed}
    response = problem(405, detail)
    response["Allow"] = allowed
    return response
