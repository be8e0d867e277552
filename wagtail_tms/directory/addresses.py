"""Where the directory and its clinics are on the current site."""

from __future__ import annotations

from typing import Any

import swapper
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import PageViewRestriction, Site

from wagtail_tms import places
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.places import State


# The attribute of a request that holds the address of its directory.
KEPT = "_tms_directory_url"


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


def directory_url(request: HttpRequest | None = None) -> str:
    """Return the address of the current site's directory, or "" when it has none.

    The one that is being served; else the first live, public directory page in the
    order of the tree, looked up once for each request.
    """
    if request is None:
        return _find_directory_url(Site.objects.filter(is_default_site=True).first())
    kept = vars(request)
    if KEPT not in kept:
        site = Site.find_for_request(request)
        kept[KEPT] = _find_directory_url(site, request)
    return kept[KEPT]


def keep_directory_url(request: HttpRequest, url: str) -> None:
    """Let the clinics that this request lists link to this directory."""
    vars(request)[KEPT] = url


def _find_directory_url(site: Site | None, request: HttpRequest | None = None) -> str:
    if site is None:
        return ""
    directories = public_directories()
    page = directories.descendant_of(site.root_page, inclusive=True).first()
    return (page.get_url(request) if page else "") or ""


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

    Empty when the site has no directory, or the clinic (a draft) no place or slug yet.
    """
    parts = clinic_path(clinic)
    base = directory_url(request) if parts else ""
    return f"{base}{parts}" if base else ""


def clinic_path(clinic: AbstractClinic) -> str:
    """Return the clinic's part of its address: “montana/big-timber/calm-clinic/”."""
    state = places.state(clinic.state) if clinic.state else None
    parts = [state.slug if state else "", slugify(clinic.city), clinic.slug]
    return "/".join(parts) + "/" if all(parts) else ""
