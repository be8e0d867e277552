"""From clinics and searches to the contract's shapes, on prefetched relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from wagtail_tms.api.schemas import (
    AcceptingSchema,
    Address,
    Alternative,
    ClinicCondition,
    ClinicInsurerSchema,
    ClinicList,
    ClinicSummary,
    CrisisLine,
    FacetValueSchema,
    Phone,
    PlaceSchema,
    SearchSchema,
    Support,
    TermSchema,
)
from wagtail_tms.directory import clinic_url
from wagtail_tms.hours import OpenState, OpenStatus
from wagtail_tms.locator import Listing, LocatorResult
from wagtail_tms.locator.result import InsurerTerms
from wagtail_tms.locator.vocabulary import TELEHEALTH, FilterValue, Vocabulary
from wagtail_tms.models import AbstractClinic, Term, TMSSettings
from wagtail_tms.phones import display_phone


OPEN_NOW = {OpenStatus.OPEN: True, OpenStatus.CLOSED: False}

# Hundredths of a mile or a kilometre: finer than any address is known.
DISTANCE_DIGITS = 2


def clinic_list(
    result: LocatorResult, vocabulary: Vocabulary, request: HttpRequest
) -> ClinicList:
    """Return the answer to a search."""
    return ClinicList(
        count=result.count,
        items=[clinic_summary(listing, request) for listing in result.listings],
        nearby=[clinic_summary(listing, request) for listing in result.nearby],
        support=_support(vocabulary, request) if result.is_little else None,
        facets={
            group: [
                FacetValueSchema(
                    value=value.value,
                    label=str(value.label),
                    count=value.count,
                    selected=value.selected,
                )
                for value in values
            ]
            for group, values in result.facets.items()
        },
        search=search_summary(result),
    )


def search_summary(result: LocatorResult) -> SearchSchema:
    return SearchSchema(
        near=PlaceSchema.model_validate(result.place) if result.place else None,
        radius=result.radius,
        unit=result.query.unit.value,
        widened=result.widened,
        alternatives=[
            Alternative(label=other.label, near=other.query, state=other.state)
            for other in result.alternatives
        ],
        message=str(result.message),
    )


def _support(vocabulary: Vocabulary, request: HttpRequest) -> Support:
    settings = TMSSettings.for_reader(request)
    return Support(
        telehealth=next(iter(_values(vocabulary.known("service", [TELEHEALTH]))), None),
        crisis=CrisisLine(
            heading=str(settings.crisis_heading),  # Lazy where nothing is saved.
            text=str(settings.crisis_text),
            phone=settings.crisis_phone,
            sms=settings.crisis_sms,
            url=settings.crisis_url,
        ),
    )


def clinic_summary(listing: Listing, request: HttpRequest) -> ClinicSummary:
    """Return a clinic as a list shows it, without a query for its terms."""
    clinic = listing.clinic
    return ClinicSummary(
        **base(clinic, request, listing.open_state),
        address=Address.model_validate(clinic),
        distance=rounded(listing.distance),
        accepting=AcceptingSchema(
            status=clinic.accepting, confirmed_on=clinic.accepting_confirmed_on
        ),
        conditions=[
            ClinicCondition(
                slug=condition.slug,
                label=condition.label,
                evidence=listing.evidence[condition.term_id].value,
            )
            for condition in listing.terms["condition"]
        ],
        devices=_values(listing.terms["device"]),
        insurers=[_insurer(row) for row in listing.insurers],
        services=_values(listing.terms["service"]),
        languages=_values(listing.terms["language"]),
    )


def base(
    clinic: AbstractClinic, request: HttpRequest, state: OpenState
) -> dict[str, Any]:
    """Return what a list and a detail say in the same way."""
    return {
        "id": clinic.pk,
        "slug": clinic.slug,
        "name": clinic.name,
        "url": clinic_url(clinic, request),
        "latitude": clinic.latitude,
        "longitude": clinic.longitude,
        "location_precision": clinic.location_precision,
        "phone": phone(clinic.phone),
        "status": clinic.status,
        "open_now": OPEN_NOW.get(state.status),
        "closes_at": state.closes_at,
        "opens_at": state.opens_at,
        "sponsored": clinic.is_sponsored,
    }


def terms(rows: Iterable[Term]) -> list[TermSchema]:
    return [TermSchema(slug=row.slug, label=row.name) for row in rows]


def _values(values: Iterable[FilterValue]) -> list[TermSchema]:
    return [TermSchema(slug=value.slug, label=value.label) for value in values]


def _insurer(row: InsurerTerms) -> ClinicInsurerSchema:
    return ClinicInsurerSchema(
        slug=row.insurer.slug,
        label=row.insurer.label,
        status=row.status,
        verified_on=row.verified_on,
    )


def phone(value: str) -> Phone | None:
    if not value:
        return None
    return Phone(e164=value, display=display_phone(value))


def rounded(distance: float | None) -> float | None:
    return None if distance is None else round(distance, DISTANCE_DIGITS)
