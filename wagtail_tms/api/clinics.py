"""Searching clinics, and reading one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from wagtail_tms.api import body, details, examples, parameters
from wagtail_tms.api.detail_schemas import ClinicDetail
from wagtail_tms.api.representations import clinic_list
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import ClinicList, Problem
from wagtail_tms.api.throttling import SEARCHES
from wagtail_tms.locator import search
from wagtail_tms.models.former_slugs import FormerSlug


router = ContractRouter(tags=["clinics"])
SEARCH = body.search_schema(parameters.search_parameters())


@router.get(
    "/clinics",
    url_name="list_clinics",
    operation_id="clinics_list",
    summary="Find clinics",
    description=(
        "Clinics near a place, in a state or of a name, with the counts that each "
        "filter would leave. Values of one filter are alternatives; filters narrow "
        "each other. When nothing is within the area, the nearest clinics are shown "
        "and `search` says so. An unknown place is no error: `search.near` is null "
        "and `search.message` says what to do."
    ),
    response={200: ClinicList, 400: Problem},
    throttle=SEARCHES,
    openapi_extra={
        "parameters": parameters.search_parameters(),
        **examples.answered(examples.CLINIC_LIST, links=examples.TO_CLINIC),
    },
)
def list_clinics(request: HttpRequest) -> HttpResponse:
    return answer(found(request.GET, request))


@router.post(
    "/clinics/search",
    url_name="search_clinics",
    operation_id="clinics_search",
    summary="Find clinics near a position",
    description=(
        "The same search, asked for in the body: with the position of the reader, or "
        "with a typed place that is not to stand in an address. Distances are measured "
        "from the position. Nothing of the body is kept, and nobody may keep the "
        "answer."
    ),
    response={200: ClinicList, 400: Problem, 413: Problem},
    throttle=SEARCHES,
    openapi_extra={
        **body.request_body(SEARCH, examples.SEARCH_BODY),
        **examples.answered(examples.CLINIC_LIST, links=examples.TO_CLINIC),
    },
)
def search_clinics(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    return answer(found(body.read_search(request, SEARCH), request), is_private=True)


@router.get(
    "/clinics/{slug:slug}",
    url_name="get_clinic",
    operation_id="clinics_get",
    summary="Read a clinic",
    description=(
        "Everything about one clinic that is public. Drafts and closed clinics are "
        "not found. A slug that the clinic had before leads on to the one it has."
    ),
    response={200: ClinicDetail, 301: None, 400: Problem, 404: Problem},
    openapi_extra=examples.answered(examples.CLINIC),
)
def get_clinic(request: HttpRequest, slug: parameters.Slug) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    clinic = details.find(slug=slug)
    former = None if clinic else FormerSlug.objects.filter(slug=slug).first()
    if former is not None:
        clinic = details.find(pk=former.clinic_id)
    if clinic is None:
        raise Http404
    api = request.resolver_match.namespace if request.resolver_match else ""
    address = reverse(f"{api}:get_clinic", args=[clinic.slug])
    if former is not None:
        return HttpResponsePermanentRedirect(address)
    return answer(details.clinic_detail(clinic, request, address))


def found(given: Mapping[str, Any], request: HttpRequest) -> ClinicList:
    """Return what a search finds: the one way of every API to clinics.

    Raises:
        InvalidParameters: naming each that is wrong or unknown.
    """
    query, terms = parameters.read_query(given)
    result = search(query, with_facets=True, terms=terms)
    return clinic_list(result, terms, request)
