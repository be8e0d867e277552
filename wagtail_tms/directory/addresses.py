"""Where the directory and its clinics are on the current site."""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import swapper
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import PageViewRestriction, Site, get_page_models

from wagtail_tms import places
from wagtail_tms.locator import version
from wagtail_tms.locator.scope import UNLIMITED, Scope
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.places import State


# The attribute of a request that holds its directories.
KEPT = "_tms_directories"


class StateConverter:
    """The part of an address that names a state: “new-york”."""

    regex = "[a-z]+(?:-[a-z]+)*"

    def to_python(self, value: str) -> State:
        state = places.state(value)
        if state is None or state.slug != value:
            raise ValueError(value)
        return state

    def to_url(self, value: State) -> str:
        return value.slug


@dataclass(frozen=True, slots=True)
class Directory:
    """Where a directory is, and the clinics that have a page in it."""

    url: str
    scope: Scope = UNLIMITED


def directory_url(request: HttpRequest | None = None) -> str:
    """Return the address of the current site's directory, or "" when it has none.

    The one that is being served; else the first live, public directory page in the
    order of the tree, looked up once for each request.
    """
    return next((directory.url for directory in _directories(request)), "")


def keep_directory_url(request: HttpRequest, url: str) -> None:
    """Let the clinics that this request lists link to this directory."""
    vars(request)[KEPT] = [Directory(url)]


def make_absolute(request: HttpRequest) -> None:
    """Let the addresses that this request gets begin with the name of the host."""
    vars(request)[KEPT] = [
        replace(directory, url=request.build_absolute_uri(directory.url))
        for directory in _directories(request)
    ]


def _directories(request: HttpRequest | None) -> list[Directory]:
    if request is None:
        default = Site.objects.filter(is_default_site=True).first()
        return _find_directories(default and default.pk)
    kept = vars(request)
    if KEPT not in kept:
        kept[KEPT] = _find_directories(_site_id(request), request)
    return kept[KEPT]


def _site_id(request: HttpRequest) -> int | None:
    """Return the current site's id: no query where there is one site only."""
    ids = {path.site_id for path in Site.get_site_root_paths()}
    if len(ids) == 1:
        return ids.pop()
    site = Site.find_for_request(request)
    return site and site.pk


def _find_directories(
    site_id: int | None, request: HttpRequest | None = None
) -> list[Directory]:
    """Return the live, public directories of a site in the order of the tree."""
    if site_id is None:
        return []
    pages = _pages_of(site_id)
    found = [(_url(page, site_id, request), page.scope) for page in pages]
    return [Directory(url, scope) for url, scope in found if url]


def _url(page: Any, site_id: int, request: HttpRequest | None) -> str:
    """Return ``page.get_url(request)``, which would look the site up once more."""
    if request is None:
        return page.get_url() or ""
    parts = page.get_url_parts(request)
    if parts is None or parts[2] is None:
        return ""  # The page is on no site, or the site serves no pages.
    is_here = parts[0] == site_id
    return parts[2] if is_here else parts[1] + parts[2]


_kept: dict[tuple[Hashable, int], list[Any]] = {}


def _pages_of(site_id: int) -> list[Any]:
    """Return the directory pages as the database has them now, kept by their version.

    Copies: without a request, a page keeps what it learns of the sites.
    """
    row = version.current()
    if row is None:
        return _read_pages(site_id)
    key = (row.directories, site_id)
    pages = _kept.get(key)
    if pages is None:
        pages = _read_pages(site_id)
        for other in [other for other in _kept if other[0] != row.directories]:
            _kept.pop(other, None)
        _kept[key] = pages
    return [copy(page) for page in pages]


def _read_pages(site_id: int) -> list[Any]:
    """Read them: one query for each model of directories; most sites have one."""
    from wagtail_tms.directory.page import ClinicDirectoryPageMixin

    everything = swapper.load_model("wagtailcore", "Page").objects
    root = everything.filter(sites_rooted_here=site_id).first()
    if root is None:  # Another process has deleted the site.
        return []
    pages = {
        page.path: page
        for model in get_page_models()  # A model's subclasses come after it.
        if issubclass(model, ClinicDirectoryPageMixin)
        for page in model._default_manager.live()
        .exclude(_is_private())
        .descendant_of(root, inclusive=True)
    }
    return [pages[path] for path in sorted(pages)]


def public_directories() -> Any:
    """Return the pages that are live, public directories, in the order of the tree."""
    from wagtail_tms.directory.page import ClinicDirectoryPageMixin

    pages = swapper.load_model("wagtailcore", "Page").objects
    return pages.type(ClinicDirectoryPageMixin).live().exclude(_is_private())


def _is_private() -> Exists:
    """Tell whether a page or one of its parents is restricted.

    What ``PageQuerySet.public`` keeps out, without reading every restriction first.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(below=path)
    return Exists(restrictions.filter(below__startswith=F("page__path")))


def clinic_url(clinic: AbstractClinic, request: HttpRequest | None = None) -> str:
    """Return the address of the clinic's page in the current site's directory.

    With several directories, in the first that lists the clinic. Empty when none does,
    or when the clinic (a draft) has no place or slug yet.
    """
    parts = clinic_path(clinic)
    if not parts:
        return ""
    for directory in _directories(request):
        if directory.scope.holds(clinic):
            return f"{directory.url}{parts}"
    return ""


# A list of clinics names few cities, many times.
_city_slug = lru_cache(maxsize=4_096)(slugify)


def clinic_path(clinic: AbstractClinic) -> str:
    """Return the clinic's part of its address: “montana/big-timber/calm-clinic/”."""
    state = places.state(clinic.state) if clinic.state else None
    parts = [state.slug if state else "", _city_slug(clinic.city), clinic.slug]
    return "/".join(parts) + "/" if all(parts) else ""
