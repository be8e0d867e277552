"""Short ways to real rows."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from wagtail.models import Site, get_page_models

from wagtail_tms import get_clinic_model
from wagtail_tms.directory import ClinicDirectoryPageMixin
from wagtail_tms.models import (
    AgeGroup,
    ClinicDevice,
    ClinicInsurer,
    Condition,
    Device,
    DeviceClearance,
    Insurer,
    Language,
    OpeningHours,
    Organization,
    Person,
    Protocol,
    Service,
    Topic,
)


_numbers = itertools.count(1)

# Where a clinic stands unless told otherwise: Big Timber, Montana.
BIG_TIMBER = {
    "street": "101 Main St",
    "city": "Big Timber",
    "state": "MT",
    "postal_code": "59011",
    "latitude": 45.8350,
    "longitude": -109.9550,
    "time_zone": "America/Denver",
}


def _make_term(model: Any, name: str, **fields: Any) -> Any:
    fields.setdefault("slug", slugify(name))
    return model.objects.get_or_create(
        slug=fields.pop("slug"), defaults={"name": name, **fields}
    )[0]


def make_condition(name: str = "Depression", **fields: Any) -> Condition:
    return _make_term(Condition, name, **fields)


def make_off_label(name: str = "Tinnitus", **fields: Any) -> Condition:
    """A condition for which someone looked for clearances in vain."""
    return make_condition(
        name,
        off_label_as_of=datetime.date(2026, 11, 26),
        off_label_source_url="https://example.com/none",
        **fields,
    )


def make_protocol(name: str = "Theta burst", **fields: Any) -> Protocol:
    return _make_term(Protocol, name, **fields)


def make_device(name: str = "Coil One", **fields: Any) -> Device:
    return _make_term(Device, name, **fields)


def make_insurer(name: str = "Acme Health", **fields: Any) -> Insurer:
    return _make_term(Insurer, name, **fields)


def make_service(name: str = "Telehealth consultation", **fields: Any) -> Service:
    return _make_term(Service, name, **fields)


def make_language(name: str = "Spanish", slug: str = "es") -> Language:
    return _make_term(Language, name, slug=slug)


def make_age_group(
    name: str = "Adults", minimum_age: int = 18, maximum_age: int | None = None
) -> AgeGroup:
    return _make_term(AgeGroup, name, minimum_age=minimum_age, maximum_age=maximum_age)


def make_topic(name: str = "How TMS works", **fields: Any) -> Topic:
    return _make_term(Topic, name, **fields)


def make_organization(name: str = "Calm Group", **fields: Any) -> Organization:
    return _make_term(Organization, name, **fields)


def make_person(name: str = "Ana Ruiz", **fields: Any) -> Person:
    return _make_term(Person, name, **fields)


def make_clearance(
    device: Device, condition: Condition, **fields: Any
) -> DeviceClearance:
    values = {
        "minimum_age": 18,
        "number": "K123456",
        "decided_on": datetime.date(2019, 3, 15),
        "source_url": "https://example.com/K123456",
        "checked_on": datetime.date(2026, 1, 2),
        **fields,
    }
    return DeviceClearance.objects.create(device=device, condition=condition, **values)


def make_clinic(
    name: str = "Clinic",
    *,
    conditions: Iterable[Condition] = (),
    protocols: Iterable[Protocol] = (),
    services: Iterable[Service] = (),
    languages: Iterable[Language] = (),
    age_groups: Iterable[AgeGroup] = (),
    devices: Iterable[Device] = (),
    insurers: Iterable[Insurer] = (),
    hours: Iterable[tuple[int, str, str]] = (),
    **fields: Any,
) -> Any:
    """Create a clinic that the public can find, unless the fields say otherwise."""
    number = next(_numbers)
    values = {
        **BIG_TIMBER,
        "slug": f"{slugify(name)}-{number}",
        "phone": "+14065550123",
        "website": "https://example.com/",
        **fields,
    }
    clinic = get_clinic_model()(name=name, **values)
    clinic.conditions = list(conditions)
    clinic.protocols = list(protocols)
    clinic.services = list(services)
    clinic.languages = list(languages)
    clinic.age_groups = list(age_groups)
    clinic.devices = [ClinicDevice(device=device) for device in devices]
    clinic.insurers = [
        ClinicInsurer(insurer=insurer, status="in_network") for insurer in insurers
    ]
    clinic.opening_hours = [
        OpeningHours(
            weekday=weekday,
            opens=datetime.time.fromisoformat(opens),
            closes=datetime.time.fromisoformat(closes),
        )
        for weekday, opens, closes in hours
    ]
    clinic.save()
    return clinic


def make_directory(**fields: Any) -> Any:
    """Create a live directory page below the home page of the default site."""
    model = next(
        m for m in get_page_models() if issubclass(m, ClinicDirectoryPageMixin)
    )
    page = model(**{"title": "Find a clinic", "slug": "clinics", **fields})
    return Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
