"""Searching clinics, and reading one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from wagtail_tms.api import details, parameters
from wagtail_tms.api.detail_schemas import ClinicDetail
from wagtail_tms.api.errors import InvalidParameters
from wagtail_tms.api.representations import clinic_list
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import ClinicList, Problem
from wagtail_tms.locator import LocatorQuery, search, unknown_values, vocabulary


router = ContractRouter(tags=["clinics"])


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
    openapi_extra={"parameters": parameters.search_parameters()},
)
def list_clinics(request: HttpRequest) -> HttpResponse:
    query, errors = LocatorQuery.from_params(request.GET, known_only=True)
    terms = vocabulary.current()
    if errors := unknown_values(query, terms) | errors:
        raise InvalidParameters(errors)
    result = search(query, with_facets=True, terms=terms)
    return answer(clinic_list(result, terms, request))


@router.get(
    "/clinics/{slug:slug}",
    url_name="get_clinic",
    operation_id="clinics_get",
    summary="Read a clinic",
    description=(
        "Everything about one clinic that is public. Drafts and closed clinics are "
        "not found."
    ),
    response={200: ClinicDetail, 400: Problem, 404: Problem},
)
def get_clinic(request: HttpRequest, slug: str) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    clinic = details.find(slug)
    if clinic is None:
        raise Http404
    return answer(details.clinic_detail(clinic, request))
