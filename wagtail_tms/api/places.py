"""Suggestions while a reader types a place or the name of a clinic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wagtail_tms import places
from wagtail_tms.api import examples, parameters
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import PlaceList, PlaceSuggestion, Problem
from wagtail_tms.api.throttling import SUGGESTIONS
from wagtail_tms.directory import clinic_url
from wagtail_tms.locator.names import clinics_called
from wagtail_tms.models import AbstractClinic
from wagtail_tms.places import Place


MAX_CLINICS = 5

router = ContractRouter(tags=["places"])


@router.get(
    "/places",
    url_name="list_places",
    operation_id="places_list",
    summary="Suggest places",
    description=(
        "ZIP codes, cities and states that begin with a text, the likeliest first, "
        "then clinics whose name does. Misspelled cities are found too. Give the "
        "reader's state, if it is known, to have its places and those near it first. "
        "An empty text has no suggestions."
    ),
    response={200: PlaceList, 400: Problem},
    throttle=SUGGESTIONS,
    openapi_extra={
        "parameters": parameters.place_parameters(),
        **examples.answered(examples.PLACES, links=examples.TO_CLINICS),
    },
)
def list_places(request: HttpRequest) -> HttpResponse:
    text, limit, state = parameters.read_suggestion(request.GET)
    if not text:
        return answer(PlaceList(items=[]))
    most = min(MAX_CLINICS, limit // 2)
    clinics = [
        _clinic(clinic, request)
        for clinic in clinics_called(text, limit=most, near_state=state)
    ]
    found = places.suggest(text, limit=limit - len(clinics), near_state=state)
    return answer(
        PlaceList(items=[*(_place(place, text) for place in found), *clinics])
    )


def _place(place: Place, text: str) -> PlaceSuggestion:
    return PlaceSuggestion(
        kind=place.kind.value,
        label=place.label,
        matched="" if text.casefold() in place.label.casefold() else text,
        near=place.query,
        state=place.state,
        latitude=place.latitude,
        longitude=place.longitude,
        postal_code=place.postal_code,
    )


def _clinic(clinic: AbstractClinic, request: HttpRequest) -> PlaceSuggestion:
    return PlaceSuggestion(
        kind="clinic",
        label=str(clinic),
        near="",
        state=clinic.state,
        latitude=clinic.latitude,
        longitude=clinic.longitude,
        postal_code=clinic.postal_code,
        slug=clinic.slug,
        url=clinic_url(clinic, request),
    )
