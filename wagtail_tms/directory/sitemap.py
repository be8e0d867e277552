"""What a directory adds to the sitemap."""

from __future__ import annotations

from typing import Any

from wagtail_tms import get_clinic_model
from wagtail_tms.directory.addresses import clinic_path
from wagtail_tms.locator.scope import Scope


def sitemap_entries(directory_url: str, scope: Scope) -> list[dict[str, Any]]:
    """Return the entries of the states, the cities and the public clinics."""
    clinics = get_clinic_model()._default_manager.public()
    clinics = clinics.filter(scope.of_clinics()).order_by("pk")
    areas: dict[str, None] = {}
    pages = []
    for clinic in clinics.only("slug", "state", "city", "last_published_at"):
        if path := clinic_path(clinic):
            state, city, _slug = path.split("/", 2)
            areas |= {f"{state}/": None, f"{state}/{city}/": None}
            pages.append(
                {"location": directory_url + path, "lastmod": clinic.last_published_at}
            )
    return [*({"location": directory_url + area} for area in areas), *pages]
