"""What a map shows of a search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from wagtail_tms.api import body, examples, parameters
from wagtail_tms.api.map_schemas import ClinicLink, ClusterList, ClusterSchema
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import Problem
from wagtail_tms.directory import clinic_url
from wagtail_tms.locator import grid
from wagtail_tms.locator.clusters import Cluster, clusters
from wagtail_tms.locator.params import as_word
from wagtail_tms.locator.query import LocatorQuery
from wagtail_tms.locator.vocabulary import Vocabulary


router = ContractRouter(tags=["clinics"])
SEARCH = body.search_schema(parameters.map_parameters(required=True))


@router.get(
    "/clinics/clusters",
    url_name="list_clusters",
    operation_id="clinics_clusters",
    summary="Show clinics on a map",
    description=(
        "At most 200 clusters and clinics for a map: those of every cell that its box "
        "touches, counted exactly. The cells stay where they are while the map is "
        "moved. The clinics are those of the search with the same parameters, on all "
        "its pages: `sort`, `limit` and `offset` leave none out."
    ),
    response={200: ClusterList, 400: Problem},
    openapi_extra={
        "parameters": parameters.map_parameters(required=True),
        **examples.answered(examples.CLUSTERS),
    },
)
def list_clusters(request: HttpRequest) -> HttpResponse:
    asked = parameters.read_map_query(request.GET, required=True)
    return answer(_shown(*asked, request))


@router.post(
    "/clinics/clusters",
    url_name="list_clusters",
    operation_id="clinics_clusters_search",
    summary="Show clinics near a position on a map",
    description=(
        "The same, asked for in the body, as `clinics/search` is: with the position of "
        "the reader, or a part of the map. Nothing of the body is kept, and nobody may "
        "keep the answer."
    ),
    response={200: ClusterList, 400: Problem, 413: Problem},
    openapi_extra={
        **body.request_body(SEARCH, examples.CLUSTERS_BODY),
        **examples.answered(examples.CLUSTERS),
    },
)
def search_clusters(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    given = body.read_search(request, SEARCH)
    if "bbox" in given:
        given["bbox"] = ",".join(map(as_word, given["bbox"]))
    asked = parameters.read_map_query(given, required=True)
    return answer(_shown(*asked, request), is_private=True)


def _shown(
    query: LocatorQuery, terms: Vocabulary, told: dict[str, Any], request: HttpRequest
) -> ClusterList:
    found = clusters(query, told["bbox"], told["zoom"], terms)
    return ClusterList(
        count=found.count,
        bbox=found.bounds,
        items=[_cluster(item, request) for item in found.items],
        message=found.message,
    )


def _cluster(item: Cluster, request: HttpRequest) -> ClusterSchema:
    column, row = grid.position(item.cell)
    alone = "clinic" if item.count == 1 else "address"
    return ClusterSchema(
        id=f"{grid.level_of(item.cell)}/{column}/{row}",
        kind=alone if item.clinics else "cluster",
        count=item.count,
        latitude=item.latitude,
        longitude=item.longitude,
        bounds=item.bounds,
        clinics=[
            ClinicLink(
                id=clinic.pk,
                slug=clinic.slug,
                name=clinic.name,
                url=clinic_url(clinic, request),
            )
            for clinic in item.clinics
        ],
    )
