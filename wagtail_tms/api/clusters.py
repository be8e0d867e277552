"""What a map shows of a search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wagtail_tms.api import examples, parameters
from wagtail_tms.api.map_schemas import ClinicLink, ClusterList, ClusterSchema
from wagtail_tms.api.routing import ContractRouter, answer
from wagtail_tms.api.schemas import Problem
from wagtail_tms.directory import clinic_url
from wagtail_tms.locator import grid
from wagtail_tms.locator.clusters import Cluster, clusters


router = ContractRouter(tags=["clinics"])


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
    query, terms, told = parameters.read_map_query(request.GET, required=True)
    found = clusters(query, told["bbox"], told["zoom"], terms)
    return answer(
        ClusterList(
            count=found.count,
            bbox=found.bounds,
            items=[_cluster(item, request) for item in found.items],
            message=found.message,
        )
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
