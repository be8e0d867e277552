"""The strict policy under which every public page of the package must work."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


POLICY = "default-src 'self'"


def strict_csp(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send the policy with everything but the admin, which is Wagtail's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/admin/"):
            response["Content-Security-Policy"] = POLICY
        return response

    return middleware
