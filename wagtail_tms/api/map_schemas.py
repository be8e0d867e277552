"""The contract's shapes for maps: clusters, and GeoJSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wagtail_tms.api.schemas import (
    PUBLIC_STATUSES,
    AcceptingSchema,
    Address,
    Latitude,
    Longitude,
    Phone,
    Schema,
    WebAddress,
    one_of,
)
from wagtail_tms.models import LocationPrecision


Degrees = Annotated[
    tuple[float, float, float, float],
    Field(
        description="West, south, east, north. A west greater than the east crosses "
        "the antimeridian."
    ),
]
Message = Annotated[str, Field(description="A sentence for the reader, or empty.")]


class ClinicLink(Schema):
    """A clinic of an address."""

    id: int
    slug: str
    name: str
    url: WebAddress = Field(
        description="The clinic's page; empty when no directory page lists it."
    )


class ClusterSchema(Schema):
    """The clinics of one cell of the map."""

    id: str = Field(
        description="The cell: its level, column and row. The same wherever the map is."
    )
    kind: Annotated[
        str,
        one_of(
            ("cluster", "address", "clinic"),
            "`address`: several clinics, all at one address.",
        ),
    ]
    count: int
    latitude: Latitude = Field(description="The clinic's, or the middle of them.")
    longitude: Longitude
    bounds: Degrees = Field(description="The edges of the cell: look closer here.")
    clinics: list[ClinicLink] = Field(
        description="By name; empty for a cluster. Of more than 20, perhaps not all: "
        "the addresses of an answer share 1,000 names."
    )


class ClusterList(Schema):
    """What a map shows."""

    count: int = Field(description="All clinics within `bbox`.")
    bbox: Degrees = Field(description="The edges of all the cells that were asked for.")
    items: list[ClusterSchema]
    message: Message


class PointGeometry(Schema):
    type: Annotated[str, one_of(["Point"])] = "Point"
    coordinates: tuple[float, float] = Field(description="Longitude, latitude.")


class ClinicProperties(Schema):
    slug: str
    name: str
    url: WebAddress
    address: Address
    location_precision: Annotated[str, one_of(LocationPrecision.values)]
    phone: Phone | None
    status: Annotated[str, one_of(PUBLIC_STATUSES)]
    accepting: AcceptingSchema
    sponsored: bool = Field(description="Label it. It never moves a clinic up.")
    distance: float | None = Field(
        description="In the search's unit; null when the search has no point."
    )


class ClinicFeature(Schema):
    """A clinic, as RFC 7946 describes things with a place."""

    type: Annotated[str, one_of(["Feature"])] = "Feature"
    id: int
    geometry: PointGeometry
    properties: ClinicProperties


class ClinicFeatures(Schema):
    """The clinics of a search, as RFC 7946 describes collections."""

    type: Annotated[str, one_of(["FeatureCollection"])] = "FeatureCollection"
    features: list[ClinicFeature]
    count: int = Field(description="All that match, of which `features` are the first.")
    message: Message
