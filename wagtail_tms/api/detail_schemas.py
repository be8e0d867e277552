"""One clinic, whole: everything about it that is public."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from wagtail_tms.api.schemas import (
    AcceptingSchema,
    Address,
    ClinicBase,
    ClinicCondition,
    ClinicInsurerSchema,
    Schema,
    TermSchema,
    WebAddress,
    declared,
    one_of,
)
from wagtail_tms.hours import OpenStatus
from wagtail_tms.models import DeviceClearance, Insurer


class Clearance(Schema):
    """One thing that the FDA cleared a device for, with its source."""

    device: TermSchema
    number: str = Field(examples=["K123456"])
    pathway: Annotated[str, one_of(DeviceClearance.Pathway.values)]
    decided_on: datetime.date
    minimum_age: int
    maximum_age: int | None
    adjunct: bool = Field(description="Cleared only together with other treatment.")
    qualifier: str
    protocol: TermSchema | None
    source_url: WebAddress
    checked_on: datetime.date


class ConditionDetail(ClinicCondition):
    """A condition, and the clearances its label rests on."""

    clearances: list[Clearance]


class DeviceDetail(TermSchema):
    manufacturer: str
    since: int | None = Field(description="The year in which the clinic began with it.")
    verified_on: datetime.date | None


class InsurerDetail(ClinicInsurerSchema):
    kind: Annotated[str, one_of(Insurer.Kind.values)]
    note: str


class AgeGroupSchema(TermSchema):
    minimum_age: int
    maximum_age: int | None


class AddressDetail(Address):
    street2: str


class AcceptingDetail(AcceptingSchema):
    label: str


class OrganizationSchema(TermSchema):
    website: WebAddress


class ClinicianSchema(Schema):
    name: str
    credentials: str
    role: str
    job_title: str


class PhotoSchema(Schema):
    url: WebAddress
    width: int
    height: int
    alt: str


class OpenStateSchema(Schema):
    """Whether the clinic is open now, in its own time zone."""

    status: Annotated[str, one_of(OpenStatus)]
    label: str
    closes_at: datetime.datetime | None
    opens_at: datetime.datetime | None


class SpanSchema(Schema):
    """A stretch of a day; without times it is the whole day, by appointment."""

    opens: datetime.time | None
    closes: datetime.time | None = Field(description="00:00 is the end of the day.")
    by_appointment: bool


class WeekdaySchema(Schema):
    """A day of the usual week; no spans means closed."""

    weekday: int = declared("0 is Monday.", minimum=0, maximum=6)
    spans: list[SpanSchema]
    note: str


class SpecialDaySchema(Schema):
    """A date with hours of its own; no spans means closed."""

    date: datetime.date
    spans: list[SpanSchema]
    note: str


class CostSchema(Schema):
    self_pay: bool
    financing: bool
    sliding_scale: bool
    price_note: str
    price_note_on: datetime.date | None


class MovedTo(Schema):
    slug: str
    name: str
    url: WebAddress


class ClinicDetail(ClinicBase):
    """A clinic, whole."""

    api_url: str
    description: str = Field(description="HTML.")
    photo: PhotoSchema | None
    logo: PhotoSchema | None
    organization: OrganizationSchema | None
    address: AddressDetail
    time_zone: str = Field(description="IANA name, or empty.")
    fax: str = Field(description="E.164, or empty.")
    email: str
    website: WebAddress
    booking_url: WebAddress
    npi: str
    accepting: AcceptingDetail
    open_state: OpenStateSchema
    opening_hours: list[WeekdaySchema] = Field(
        description="Seven days from Monday; empty when the hours are not known."
    )
    special_days: list[SpecialDaySchema] = Field(
        description="Dates with hours of their own in the next 60 days."
    )
    conditions: list[ConditionDetail]
    protocols: list[TermSchema]
    devices: list[DeviceDetail]
    insurers: list[InsurerDetail]
    age_groups: list[AgeGroupSchema]
    minimum_age: int | None
    maximum_age: int | None
    accessibility_features: list[TermSchema]
    clinicians: list[ClinicianSchema]
    psychiatrist_on_site: bool | None
    cost: CostSchema
    closed_on: datetime.date | None = Field(
        description="The day from which the clinic will be closed, if it is known."
    )
    moved_to: MovedTo | None
    last_verified_on: datetime.date | None
