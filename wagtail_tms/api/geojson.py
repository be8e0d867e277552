"""The clinics of a search as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail_tms.api import examples, parameters
from wagtail_tms.api.map_schemas import (
    ClinicFeature,
    ClinicFeatures,
    ClinicProperties,
    PointGeometry,
)
from wagtail_tms.api.representations import phone, rounded
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import AcceptingSchema, Address, Problem
from wagtail_tms.api.throttling import SEARCHES
from wagtail_tms.directory import clinic_url
from wagtail_tms.locator.public_clinics import PublicClinics
from wagtail_tms.locator.window import Window


MEDIA_TYPE = "application/geo+json"
MAX_FEATURES = 2_000

# What a feature tells; a clinic has three times as many columns.
TOLD = (
    "slug", "name", "street", "city", "state", "postal_code", "latitude", "longitude",
    "location_precision", "phone", "status", "accepting", "accepting_confirmed_on",
    "sponsored", "sponsored_until", "organization",
)  # fmt: skip

router = ContractRouter(tags=["clinics"])


@router.get(
    "/clinics.geojson",
    url_name="list_features",
    operation_id="clinics_geojson",
    summary="Find clinics, as GeoJSON",
    description=(
        "The clinics that the search with the same parameters lists, in its order: the "
        "page that `limit` and `offset` ask for; without `limit`, at most 2,000. With "
        "`bbox`, only those in the box. `zoom` changes nothing."
    ),
    response={200: ClinicFeatures, 400: Problem},
    throttle=SEARCHES,
    openapi_extra={
        "parameters": parameters.map_parameters(required=False),
        **examples.answered(examples.FEATURES, MEDIA_TYPE),
    },
)
def list_features(request: HttpRequest) -> HttpResponse:
    query, terms, told = parameters.read_map_query(request.GET, required=False)
    window = Window(query, terms)
    found = window.found(told["bbox"].box if "bbox" in told else None)
    most = query.limit if request.GET.get("limit") else MAX_FEATURES
    rows = found.page(PublicClinics(only=TOLD), query.offset, query.offset + most)
    content = ClinicFeatures(
        features=[
            _feature(
                clinic, None if miles is None else query.unit.from_miles(miles), request
            )
            for miles, clinic in rows
        ],
        count=found.count,
        message=window.message,
    )
    return answer(content, media_type=MEDIA_TYPE)


def _feature(
    clinic: Any, distance: float | None, request: HttpRequest
) -> ClinicFeature:
    return ClinicFeature(
        id=clinic.pk,
        geometry=PointGeometry(coordinates=(clinic.longitude, clinic.latitude)),
        properties=ClinicProperties(
            slug=clinic.slug,
            name=clinic.name,
            url=clinic_url(clinic, request),
            address=Address.model_validate(clinic),
            location_precision=clinic.location_precision,
            phone=phone(clinic.phone),
            status=clinic.status,
            accepting=AcceptingSchema(
                status=clinic.accepting, confirmed_on=clinic.accepting_confirmed_on
            ),
            sponsored=clinic.is_sponsored,
            distance=rounded(distance),
        ),
    )
