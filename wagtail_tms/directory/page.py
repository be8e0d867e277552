"""The clinic directory: a page whose routes are the states, the cities, the clinics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.routable_page.models import path

from wagtail_tms.areas import (
    Area,
    cities_with_clinics,
    nearest_areas,
    states_with_clinics,
)
from wagtail_tms.directory.addresses import (
    keep_directory_url,
)
from wagtail_tms.directory.base import answer, joined
from wagtail_tms.directory.clinic_route import ClinicRoute
from wagtail_tms.directory.fields import SearchMethod
from wagtail_tms.directory.sitemap import sitemap_entries
from wagtail_tms.directory.structured_data import list_page
from wagtail_tms.finder import Finder
from wagtail_tms.finder.filters import GROUPS
from wagtail_tms.finder.posted import asked_params
from wagtail_tms.locator import LocatorQuery
from wagtail_tms.places import State
from wagtail_tms.titles import numbered


class ClinicDirectoryPageMixin(ClinicRoute):
    """What makes a page a clinic directory; put it before your base page.

    Routes: the finder, ``<state>/``, ``<state>/<city>/``, ``<state>/<city>/<clinic>/``.
    Add ``directory_panels`` to your ``content_panels``.
    """

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the page class's own template, where it has one, and ours."""
        own = super().get_template(request, *args, **kwargs)
        return [own, "wagtail_tms/clinic_directory_page.html"]

    # Routes

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """The finder, and the states to browse."""
        finder = self._finder(request, self._asked(request))
        response = self._respond(
            request,
            finder,
            heading=self.title,
            title=getattr(self, "seo_title", "") or self.title,
            description=getattr(self, "search_description", "")
            or _("Find a clinic that offers TMS near you."),
            areas=[] if finder.is_search else states_with_clinics(self.scope),
        )
        return self._as_search(request, response) if finder.is_search else response

    @path("<tms_state:state>/", name="state")
    def state_route(self, request: HttpRequest, state: State) -> HttpResponse:
        """The clinics of a state, and its cities."""
        cities = cities_with_clinics(state.code, self.scope)
        response = self._respond_with_area(
            request, state.name, (state,), sum(city.count for city in cities), cities
        )
        if not cities:
            response["X-Robots-Tag"] = "noindex"
        return response

    @path("<tms_state:state>/<slug:city>/", name="city")
    def city_route(self, request: HttpRequest, state: State, city: str) -> HttpResponse:
        """The clinics of a city; a city without clinics has no page."""
        cities = cities_with_clinics(state.code, self.scope)
        area = next((area for area in cities if area.slug == city), None)
        if area is None:
            raise Http404
        place = f"{area.name}, {state.code}"
        return self._respond_with_area(
            request,
            place,
            (state, area),
            area.count,
            nearby=nearest_areas(area, cities),
        )

    # Answers

    def finder_options(self) -> dict[str, Any]:
        """Return what makes a ``Finder`` one of this directory, wherever it is."""
        return {
            "defaults": LocatorQuery(
                radius=float(self.default_radius), scope=self.scope
            ),
            "filters": [*dict.fromkeys(each.value for each in self.filters)] or GROUPS,
            "page_size": self.page_size,
            "method": self.search_method,
            "directory": self.pk,
            "empty_state": self.empty_state,
        }

    def _is_posted(self, request: HttpRequest) -> bool:
        return request.method == "POST" and self.search_method == SearchMethod.POST

    def _asked(self, request: HttpRequest) -> QueryDict:
        """Return the parameters of a search, told in the way that the editor chose."""
        return asked_params(request) if self._is_posted(request) else request.GET

    def _as_search(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep what a reader searched for out of search engines and shared caches."""
        response["X-Robots-Tag"] = "noindex"
        how = "no_store" if self._is_posted(request) else "private"
        patch_cache_control(response, **{how: True})
        return response

    def _finder(
        self, request: HttpRequest, params: Any, path: str = "", **options: Any
    ) -> Finder:
        own = self._own_url(request)
        return Finder(
            params,
            action=own + path,
            directory_url=own,
            **self.finder_options(),
            **options,
        )

    def _respond(
        self, request: HttpRequest, finder: Finder, *areas: State | Area, **extra: Any
    ) -> HttpResponse:
        keep_directory_url(request, self._own_url(request))
        page = finder.result.page if finder.result and areas else 1
        if "page" in finder.errors and request.method != "POST":
            raise Http404  # There is no such address; what was posted has none.
        address = request.build_absolute_uri(finder.action)
        context = {
            **self.get_context(request),
            **extra,
            "title": numbered(extra["title"], page),
            "locator": finder,
            "canonical_url": f"{address}?page={page}" if page > 1 else address,
            "breadcrumbs": self._breadcrumbs(request, *areas),
        }
        if not finder.is_search or areas:
            context["structured_data"] = list_page(request, context)
        return answer(TemplateResponse(request, self.get_template(request), context))

    def _respond_with_area(
        self,
        request: HttpRequest,
        place: str,
        here: tuple[State] | tuple[State, Area],
        count: int,
        areas: Sequence[Area] = (),
        nearby: Sequence[Area] = (),
    ) -> HttpResponse:
        asked = self._asked(request)
        finder = self._finder(
            request,
            _without_place(asked),
            path=joined(here),
            state=here[0].code,
            city=here[1].name if len(here) > 1 else "",
            place=place,
        )
        if _is_elsewhere(asked, finder):
            return self._lead_to_search(request, place)
        heading = _("TMS clinics in %(place)s") % {"place": place}
        response = self._respond(
            request,
            finder,
            *here,
            heading=heading,
            title=heading,
            description=_area_description(place, count),
            # Narrowed, it is the list that is looked for; the cities count all clinics.
            areas=[] if finder.chips else areas,
            state_url=self._own_url(request) + joined(here[:1]),
            nearby_areas=nearby,
            articles=self.get_articles(),
        )
        is_search = finder.chips or finder.errors or self._is_posted(request)
        return self._as_search(request, response) if is_search else response

    def _lead_to_search(self, request: HttpRequest, place: str) -> HttpResponse:
        """Lead on to the finder of the whole directory, with what was asked for."""
        own = self._own_url(request)
        if self._is_posted(request):
            return HttpResponseRedirect(own, preserve_request=True)
        asked = request.GET.copy()
        asked.setdefault("near", place)
        asked.pop("page", None)
        return HttpResponseRedirect(f"{own}?{asked.urlencode()}")

    def get_route_paths(self) -> list[str]:
        """Name the pages to which Wagtail's redirects lead on from a former address.

        The directory and its states. Not each city and clinic: Wagtail stores a
        redirect for every path, and SQLite takes no more than 1,000 of them at once.
        """
        states = states_with_clinics(self.scope)
        return [*super().get_route_paths(), *(f"/{area.slug}/" for area in states)]

    def get_sitemap_urls(
        self, request: HttpRequest | None = None
    ) -> list[dict[str, Any]]:
        """Add the states, the cities and the clinics to the page's own entry."""
        own = self.get_full_url(request) or ""
        return [*super().get_sitemap_urls(request), *sitemap_entries(own, self.scope)]


def _without_place(asked: QueryDict) -> QueryDict:
    params = asked.copy()
    for name in ("near", "state"):
        params.pop(name, None)
    return params


def _is_elsewhere(asked: QueryDict, finder: Finder) -> bool:
    """Tell whether another place is looked for than the finder's own state or city.

    A circle around the city is another place, too; around a state there is none.
    """
    if asked.get("near", finder.place).strip() != finder.place:
        return True
    query, defaults = finder.query, finder.defaults
    around = (query.radius, query.unit) != (defaults.radius, defaults.unit)
    return bool(finder.city) and around


def _area_description(place: str, count: int) -> str:
    if not count:
        return _("The TMS clinics nearest to %(place)s.") % {"place": place}
    return ngettext(
        "%(count)d clinic offers TMS in %(place)s: what it treats, the insurance it "
        "takes, and when each fact was last confirmed.",
        "%(count)d clinics offer TMS in %(place)s: what they treat, the insurance they "
        "take, and when each fact was last confirmed.",
        count,
    ) % {"count": count, "place": place}
