"""The contract's shapes: what the API answers, key by key.

What is told is not judged again: one odd row must not take a whole answer down. So the
values that a key can have are declared to the reader of the OpenAPI document, only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from wagtail_tms import evidence
from wagtail_tms.geo import Unit
from wagtail_tms.models import Accepting, ClinicInsurer, ClinicStatus, LocationPrecision
from wagtail_tms.places import PlaceKind


class Schema(BaseModel):
    """A shape that can be read off an object.

    Not ninja's own, which wraps every object that it reads, at twenty times the cost.
    """

    model_config = ConfigDict(from_attributes=True)


def declared(description: str = "", **schema: Any) -> Any:
    """Return a field that says more in the OpenAPI document than is enforced."""
    return Field(description=description or None, json_schema_extra=schema)


def one_of(values: Iterable[str], description: str = "") -> Any:
    return declared(description, enum=[str(value) for value in values])


def _web_address(value: str) -> str:
    return value if value.startswith(("https://", "http://", "/")) else ""


# What a front end puts into an ``href``: never another scheme; empty when unknown.
WebAddress = Annotated[str, AfterValidator(_web_address)]
Latitude = Annotated[float, declared(minimum=-90, maximum=90)]
Longitude = Annotated[float, declared(minimum=-180, maximum=180)]
Evidence = Annotated[
    str,
    one_of(
        evidence.Evidence.values,
        "Computed. `cleared`: the FDA cleared a device used here for this condition. "
        "`off_label`: someone looked and found that no device is. `unknown`: no such "
        "clearance is in our list, which has gaps.",
    ),
]
AcceptingStatus = Annotated[
    str,
    one_of(Accepting.values, "FHIR Plan-Net's codes for accepting new patients."),
]
PUBLIC_STATUSES = [
    status for status in ClinicStatus.values if status != ClinicStatus.CLOSED
]


class ParameterError(Schema):
    """One parameter that is wrong."""

    parameter: str
    message: str


class Problem(Schema):
    """A refusal, as RFC 9457 describes it."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int
    detail: str
    errors: list[ParameterError] = Field(
        description="The parameters that are wrong; empty for other refusals."
    )


class TermSchema(Schema):
    """A value of a vocabulary; the slug is what filters take."""

    slug: str
    label: str


class Address(Schema):
    street: str
    city: str
    state: str = Field(description="Two-letter code.")
    postal_code: str


class Phone(Schema):
    e164: str = Field(examples=["+14065550123"])
    display: str = Field(examples=["(406) 555-0123"])


class AcceptingSchema(Schema):
    status: AcceptingStatus
    confirmed_on: datetime.date | None


class ClinicCondition(TermSchema):
    """A condition that a clinic treats."""

    evidence: Evidence


class ClinicInsurerSchema(TermSchema):
    """An insurer, and how the clinic works with it."""

    status: Annotated[str, one_of(ClinicInsurer.Status.values)] = Field(
        description="`ask` is no yes: neither the filter nor its count has the clinic."
    )
    verified_on: datetime.date | None


class ClinicBase(Schema):
    """What a list and a detail say in the same way."""

    id: int
    slug: str
    name: str
    url: WebAddress = Field(
        description="The clinic's page; empty when no directory page lists it."
    )
    latitude: Latitude | None
    longitude: Longitude | None
    location_precision: Annotated[str, one_of(LocationPrecision.values)]
    phone: Phone | None
    status: Annotated[str, one_of(PUBLIC_STATUSES)]
    open_now: bool | None = Field(
        description="Null when the hours are not known or by appointment."
    )
    closes_at: datetime.datetime | None
    opens_at: datetime.datetime | None
    services: list[TermSchema]
    languages: list[TermSchema]
    sponsored: bool = Field(description="Label it. It never moves a clinic up.")


class ClinicSummary(ClinicBase):
    """A clinic as a list shows it."""

    address: Address
    distance: float | None = Field(
        description="In the search's unit; null when the search has no point."
    )
    accepting: AcceptingSchema
    conditions: list[ClinicCondition]
    devices: list[TermSchema]
    insurers: list[ClinicInsurerSchema]


class FacetValueSchema(Schema):
    value: str
    label: str
    count: int | None = Field(
        description="Clinics found if this value were chosen; null where the area has "
        "too many clinics to count."
    )
    selected: bool


class PlaceSchema(Schema):
    """What a search was near."""

    kind: Annotated[str, one_of(PlaceKind)]
    label: str
    state: str
    latitude: Latitude
    longitude: Longitude


class Alternative(Schema):
    """Another place that may have been meant."""

    label: str
    near: str = Field(description="Send this as `near` to choose the place.")
    state: str


class SearchSchema(Schema):
    """How the search was understood and what it did."""

    near: PlaceSchema | None
    radius: float = Field(description="The radius searched, in `unit`.")
    unit: Annotated[str, one_of(Unit)]
    widened: bool = Field(
        description="True when nothing was within the area, so the nearest are shown."
    )
    alternatives: list[Alternative]
    message: str = Field(description="A sentence for the reader, or empty.")


class CrisisLine(Schema):
    """Whom a reader in crisis can reach at once; the site's editors set it."""

    heading: str
    text: str
    phone: str
    sms: str
    url: WebAddress


class Support(Schema):
    """What to offer a reader for whom the search found little."""

    telehealth: TermSchema | None = Field(
        description="The service to search for without a place; null where the site "
        "has no such service."
    )
    crisis: CrisisLine


class ClinicList(Schema):
    """The answer to a search."""

    count: int = Field(description="All that match, of which `items` is one page.")
    items: list[ClinicSummary]
    nearby: list[ClinicSummary] = Field(
        description="The nearest clinics over the border of a state that has few. They "
        "are not in `count`."
    )
    support: Support | None = Field(
        description="Set when the search found little or nothing."
    )
    facets: dict[str, list[FacetValueSchema]]
    search: SearchSchema


SUGGESTED_KINDS = (
    PlaceKind.POSTAL_CODE,
    PlaceKind.CITY,
    PlaceKind.STATE,
    "clinic",
)


class PlaceSuggestion(Schema):
    """A place or a clinic that the typed text may mean."""

    kind: Annotated[str, one_of(SUGGESTED_KINDS)]
    label: str
    matched: str = Field(
        default="",
        description="The reader's own words, where the label spells them otherwise: "
        "“NYC” for New York. Show them beside the label.",
    )
    near: str = Field(description="Send this as `near`; empty for a clinic.")
    state: str
    latitude: Latitude | None
    longitude: Longitude | None
    postal_code: str = ""
    slug: str = Field(default="", description="The clinic's slug; empty for a place.")
    url: WebAddress = Field(
        default="", description="The clinic's page; empty for a place."
    )


class PlaceList(Schema):
    """Suggestions, the likeliest first."""

    items: list[PlaceSuggestion]
