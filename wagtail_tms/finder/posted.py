"""Searches that are asked for in the body of a form, and stand in no address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict


# The field of a button that leads on to another search: all parameters of that search.
SEARCH = "search"


def asked_params(request: HttpRequest) -> Any:
    """Return the parameters of a search: of the form, of its button, or the address."""
    if request.method != "POST":
        return request.GET
    # Empty, where the last filter goes and there is nothing else to look for.
    search = request.POST.get(SEARCH)
    return request.POST if search is None else QueryDict(search)


def search_of(url: str) -> str:
    """Return what a button posts to lead where a link with this address does."""
    return urlsplit(url).query
