"""The finder as HTML, for a page that is not ours or that a script keeps up to date.

It is rendered from the templates of ``wagtail_tms/locator/``, as on every page, so
that no front end needs a second rendering or a second set of translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from wagtail_tms.api import body, examples, parameters
from wagtail_tms.api.caching import nobody_may_keep, reader_may_keep
from wagtail_tms.api.errors import InvalidParameters
from wagtail_tms.api.routing import ContractRouter
from wagtail_tms.api.schemas import Problem
from wagtail_tms.api.throttling import SEARCHES
from wagtail_tms.directory.addresses import (
    directory_url,
    keep_directory_url,
    make_absolute,
    public_directories,
)
from wagtail_tms.finder import Finder, layout
from wagtail_tms.locator import LocatorQuery, unknown_values, vocabulary
from wagtail_tms.locator.params import read


router = ContractRouter(tags=["finder"])
FINDER = body.search_schema(parameters.finder_parameters())


@router.get(
    "/finder",
    url_name="get_finder",
    operation_id="finder_get",
    summary="Find clinics, as HTML",
    description=(
        "The form, the filters and one page of results for the same parameters as "
        "`clinics`. Links to other searches are relative to the page that shows them; "
        "those to clinics are absolute. Without a search it is the form alone."
    ),
    response={200: None, 400: Problem},
    throttle=SEARCHES,
    openapi_extra={
        "parameters": parameters.finder_parameters(),
        **examples.answered_in_html(examples.FINDER),
    },
)
def get_finder(request: HttpRequest) -> HttpResponse:
    response = _rendered(dict(request.GET.lists()), request)
    reader_may_keep(response)
    return response


@router.post(
    "/finder",
    url_name="get_finder",
    operation_id="finder_search",
    summary="Find clinics near a position, as HTML",
    description=(
        "The same, asked for in the body, with the position of the reader. It is in "
        "no link of the answer, and nobody may keep the answer."
    ),
    response={200: None, 400: Problem, 413: Problem},
    throttle=SEARCHES,
    openapi_extra={
        **body.request_body(FINDER, examples.SEARCH_BODY),
        **examples.answered_in_html(examples.FINDER),
    },
)
def search_finder(request: HttpRequest) -> HttpResponse:
    parameters.refuse_unknown(request.GET, known=())
    response = _rendered(body.read_search(request, FINDER), request)
    nobody_may_keep(response)
    return response


def _rendered(given: Mapping[str, Any], request: HttpRequest) -> HttpResponse:
    finder = _finder(given, request)
    html = render_to_string(
        "wagtail_tms/locator/locator.html", {"locator": finder}, request
    )
    return HttpResponse(html)


def _finder(given: Mapping[str, Any], request: HttpRequest) -> Finder:
    """Return the finder that is asked for.

    Raises:
        InvalidParameters: naming each parameter that is wrong or unknown.
    """
    query, errors = LocatorQuery.from_params(given)
    laid_out, wrong = read(given, rules=layout.RULES)  # With the position and area.
    errors |= unknown_values(query, vocabulary.current()) | wrong
    page_id = laid_out.pop("directory", None)
    directory = _directory(page_id) if page_id else None
    if page_id and not directory:
        wrong["directory"] = _("There is no public directory with this number.")
    if errors := errors | wrong | parameters.unknown(given, FINDER["properties"]):
        raise InvalidParameters(errors)
    prefix, page = laid_out.pop("prefix", ""), laid_out.pop("page", 1)
    params = {prefix + name: _list(value) for name, value in given.items()}
    return Finder(
        MultiValueDict({**params, f"{prefix}page": [page]}),
        prefix=prefix,
        directory_url=_directory_url(directory, request),
        **{**(directory.finder_options() if directory else {}), **laid_out},
    )


def _directory(page_id: int) -> Any:
    return public_directories().filter(pk=page_id).specific().first()


def _directory_url(directory: Any, request: HttpRequest) -> str:
    """Return where the clinics are, and let their own addresses be absolute as well."""
    if url := directory and directory.get_url(request):
        keep_directory_url(request, url)
    make_absolute(request)
    return directory_url(request)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
