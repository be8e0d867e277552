"""Clinics and articles for a site's own Wagtail API v2.

>>> api_router = WagtailAPIRouter("wagtailapi")
>>> api_router.register_endpoint("clinics", ClinicsAPIViewSet)
>>> api_router.register_endpoint("pages", CheckedPagesAPIViewSet)
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from wagtail.api.v2.utils import (
    BadRequestError,
    get_object_detail_url,
    parse_fields_parameter,
)
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.models import Site

from wagtail_tms import get_clinic_model
from wagtail_tms.api import details
from wagtail_tms.api.caching import anyone_may_keep, nobody_may_keep
from wagtail_tms.api.clinics import found
from wagtail_tms.api.detail_schemas import ClinicDetail
from wagtail_tms.api.errors import InvalidParameters
from wagtail_tms.api.schemas import ClinicBase, ClinicSummary
from wagtail_tms.api.throttling import OTHERS, SEARCHES, Budget
from wagtail_tms.api.v2_parameters import CheckedParameters
from wagtail_tms.models import AbstractClinic


# What v2 takes besides the parameters of a search.
MANNERS = ("fields", "format", "_")
NUMBER = re.compile("[0-9]{1,18}", re.ASCII)


class CheckedPagesAPIViewSet(CheckedParameters, PagesAPIViewSet):
    """Wagtail's pages, whose views answer 400 to a parameter that is not valid."""

    def get_base_queryset(self) -> Any:
        try:
            return super().get_base_queryset()
        except Site.DoesNotExist as error:  # Wagtail 7.4 lets it out.
            raise Http404("site not found") from error


class ClinicsAPIViewSet(CheckedParameters, BaseAPIViewSet):
    """Public clinics, found by the same search as everywhere, told as v2 tells things.

    A listing takes the parameters of ``GET clinics`` and v2's ``fields``, over the
    top-level keys. Nothing that is not public is ever told, also not to a user who is
    logged in.
    """

    model = get_clinic_model()
    name = "clinics"
    authentication_classes = ()
    permission_classes = (AllowAny,)
    find_query_parameters = frozenset(["id", "slug"])

    def get_queryset(self) -> Any:
        return self.model._default_manager.public().order_by("pk")

    def get_throttles(self) -> list[BaseThrottle]:
        return [Throttle(SEARCHES if self.action == "listing_view" else OTHERS)]

    def listing_view(self, request: Any) -> Response:
        keys = self._keys(ClinicSummary)
        given = request.GET.copy()
        for name in MANNERS:
            given.pop(name, None)
        self._check_limit(given.get("limit", ""))
        content = found(given, request._request).model_dump(mode="json")
        return Response(
            {
                "meta": {"total_count": content.pop("count")},
                "items": [self._told(each, keys) for each in content.pop("items")],
                "nearby": [self._told(each, keys) for each in content.pop("nearby")],
                **content,
            }
        )

    def detail_view(self, request: Any, pk: int) -> Response:
        keys = self._keys(ClinicDetail) - {"api_url"}
        clinic = details.find(pk=pk)
        if clinic is None:
            raise Http404("not found")
        content = details.clinic_detail(clinic, request._request, api_url="")
        return Response(self._told(content.model_dump(mode="json"), keys))

    def find_object(self, queryset: Any, request: HttpRequest) -> AbstractClinic | None:
        number = request.GET.get("id", "")
        if NUMBER.fullmatch(number):
            return queryset.filter(pk=number).first()
        return queryset.filter(slug=request.GET.get("slug", "")).first()

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, InvalidParameters):
            words = [f"{name}: {message}" for name, message in exc.errors.items()]
            exc = BadRequestError("; ".join(words))
        return super().handle_exception(exc)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(*args, **kwargs)
        if response.status_code == 200:
            anyone_may_keep(response)
        else:
            nobody_may_keep(response)
        return response

    def _check_limit(self, limit: str) -> None:
        most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", None)
        if most and NUMBER.fullmatch(limit) and int(limit) > most:
            raise BadRequestError(f"limit cannot be higher than {most}")

    def _keys(self, shape: type[ClinicBase]) -> set[str]:
        known = {"meta", *shape.model_fields}
        return chosen(self.request.GET.get("fields", "*"), known)

    def _told(self, clinic: dict[str, Any], keys: set[str]) -> dict[str, Any]:
        """Return a clinic with v2's ``meta``, and the keys that are asked for."""
        pk, router = clinic["id"], self.request.wagtailapi_router
        address = get_object_detail_url(router, self.request, self.model, pk)
        meta = {"type": self.model._meta.label, "detail_url": address}
        told = {"id": pk, "meta": meta, **clinic}
        return {key: value for key, value in told.items() if key in keys}


def chosen(fields: str, known: set[str]) -> set[str]:
    """Return the keys that v2's ``fields`` asks for: “*,-phone” or “_,name”.

    Raises:
        BadRequestError: naming what is wrong.
    """
    try:
        asked = parse_fields_parameter(fields)
    except ValueError as error:
        raise BadRequestError(f"fields error: {error}") from error
    names = {name for name, _negated, _nested in asked} - {"*", "_"}
    if unknown := sorted(names - known):
        raise BadRequestError(f"unknown fields: {', '.join(unknown)}")
    if nested := [name for name, _negated, within in asked if within]:
        raise BadRequestError(f"'{nested[0]}' does not support nested fields")
    from_none = bool(asked) and asked[0][0] == "_"
    dropped = {name for name, negated, _nested in asked if negated}
    return (names if from_none else known) - dropped


class Throttle(BaseThrottle):
    """A budget, as Django REST framework asks for it."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def allow_request(self, request: Any, view: Any) -> bool:
        return self.budget.allow_request(request)

    def wait(self) -> float:
        return self.budget.wait()
