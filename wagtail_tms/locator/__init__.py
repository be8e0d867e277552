"""The clinic finder: a query goes in, listings come out.

>>> query, errors = LocatorQuery.from_params({"near": "59011"})
>>> result = search(query)
"""

from __future__ import annotations

from wagtail_tms.locator.facets import FACETS
from wagtail_tms.locator.nearest import nearest
from wagtail_tms.locator.params import Sort
from wagtail_tms.locator.query import LocatorQuery, QueryError
from wagtail_tms.locator.result import FacetValue, Listing, LocatorResult
from wagtail_tms.locator.search import nearest_clinics, search
from wagtail_tms.locator.selection import unknown_values


__all__ = [
    "FACETS",
    "FacetValue",
    "Listing",
    "LocatorQuery",
    "LocatorResult",
    "QueryError",
    "Sort",
    "nearest",
    "nearest_clinics",
    "search",
    "unknown_values",
]
