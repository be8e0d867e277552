"""Clinics in Wagtail's API v3, where a site has that installed.

A preview, as v3 itself is. The router is public and knows no tokens, so that its
answers can be cached; it does not need ``api_fields`` on the clinic, which would open
drafts to every token.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.decorators import decorate_view
from wagtail.api.utils import get_full_url
from wagtail.api.v3.api import api
from wagtail.api.v3.auth import AllowAnonymous

from wagtail_tms import get_clinic_model
from wagtail_tms.api import details, parameters
from wagtail_tms.api.caching import conditional
from wagtail_tms.api.clinics import found
from wagtail_tms.api.detail_schemas import ClinicDetail
from wagtail_tms.api.errors import InvalidParameters, invalid_parameters
from wagtail_tms.api.routing import answer
from wagtail_tms.api.schemas import ClinicList, ClinicSummary, Problem, Schema
from wagtail_tms.api.throttling import OTHERS, SEARCHES


NAMESPACE = "wagtailapi_v3"

router = Router(tags=["clinics"], auth=[AllowAnonymous()], throttle=[OTHERS])


class ClinicMeta(Schema):
    type: str
    detail_url: str


class V3Clinic(ClinicSummary):
    meta: ClinicMeta


class V3ClinicDetail(ClinicDetail):
    meta: ClinicMeta


class V3ClinicList(ClinicList):
    items: list[V3Clinic]  # type: ignore[assignment]
    nearby: list[V3Clinic]  # type: ignore[assignment]


def install() -> None:
    """Add clinics to Wagtail's API: before any address of it is asked for."""
    api.add_router("/clinics/", router)
    api.add_exception_handler(InvalidParameters, invalid_parameters)


@router.get(
    "/",
    response={200: V3ClinicList, 400: Problem},
    url_name="list_clinics",
    operation_id="clinics_list",
    summary="List clinics",
    throttle=[SEARCHES],
    openapi_extra={"parameters": parameters.search_parameters()},
)
@decorate_view(conditional)
def list_clinics(request: HttpRequest) -> HttpResponse:
    content = found(request.GET, request)
    told: dict[str, Any] = dict(content)
    for key in ("items", "nearby"):
        told[key] = [
            V3Clinic.model_construct(meta=_meta(clinic.id, request), **dict(clinic))
            for clinic in told[key]
        ]
    return answer(V3ClinicList.model_construct(**told))


@router.get(
    "/{int:pk}/",
    response={200: V3ClinicDetail, 400: Problem, 404: Problem},
    url_name="detail_clinic",
    operation_id="clinics_detail",
    summary="Get a clinic",
)
@decorate_view(conditional)
def get_clinic(request: HttpRequest, pk: int) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    clinic = details.find(pk=pk)
    if clinic is None:
        raise Http404
    meta = _meta(pk, request)
    content = details.clinic_detail(clinic, request, meta.detail_url)
    return answer(V3ClinicDetail.model_construct(meta=meta, **dict(content)))


def _meta(pk: int, request: HttpRequest) -> ClinicMeta:
    path = reverse(f"{NAMESPACE}:detail_clinic", args=[pk])
    return ClinicMeta(
        type=get_clinic_model()._meta.label, detail_url=get_full_url(request, path)
    )
