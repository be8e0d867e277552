"""The page of one clinic of a directory, or what became of the clinic."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from wagtail_tms import get_clinic_model, places
from wagtail_tms.areas import Area
from wagtail_tms.directory.addresses import (
    clinic_path,
    clinic_url,
    keep_directory_url,
)
from wagtail_tms.directory.base import DirectoryBase, answer
from wagtail_tms.directory.fields import SearchMethod
from wagtail_tms.directory.structured_data import clinic_page
from wagtail_tms.models.clinic_choices import ClinicStatus
from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.models.former_slugs import FormerSlug
from wagtail_tms.places import State


# What the clinic page and its parts read; with these, no further query is made.
CLINIC_DETAILS = (
    "conditions__clearances",
    "protocols",
    "services",
    "languages",
    "age_groups",
    "accessibility_features",
    "devices__device",
    "insurers__insurer",
    "clinicians__person__photo",
    "opening_hours",
    "special_days",
)


class ClinicRoute(DirectoryBase):
    """The route ``<state>/<city>/<clinic>/``."""

    class Meta:
        abstract = True

    @path("<tms_state:state>/<slug:city>/<slug:slug>/", name="clinic")
    def clinic_route(
        self, request: HttpRequest, state: State, city: str, slug: str
    ) -> HttpResponse:
        """One clinic; 410 when it closed, a redirect when its address is another."""
        clinics = get_clinic_model()._default_manager.public()
        clinics = clinics.filter(self.scope.of_clinics())
        found = clinics.select_related("organization", "photo", "logo").filter(
            slug=slug
        )
        clinic = found.prefetch_related(*CLINIC_DETAILS).first()
        if clinic is None:
            return self._respond_without_clinic(request, slug)
        canonical = clinic_path(clinic)
        if canonical and canonical != f"{state.slug}/{city}/{slug}/":
            return HttpResponsePermanentRedirect(self._own_url(request) + canonical)
        return self._respond_with_clinic(request, clinic, state)

    def _respond_with_clinic(
        self, request: HttpRequest, clinic: AbstractClinic, state: State
    ) -> HttpResponse:
        city = Area(clinic.city, slugify(clinic.city), 0)
        place = f"{clinic.city}, {clinic.state}"
        words = {"name": clinic.name, "place": place, "street": clinic.street}
        own = self._own_url(request)
        address = clinic_url(clinic, request) or own + clinic_path(clinic)
        keep_directory_url(request, own)  # From here on: the links to clinics nearby.
        context = {
            **self.get_context(request),
            "clinic": clinic,
            "scope": self.scope,
            "share_image": clinic.photo,
            "articles": self.get_articles(),
            "title": _("%(name)s: TMS at %(street)s, %(place)s") % words,
            "description": _(
                "%(name)s offers TMS at %(street)s, %(place)s: what it treats, the "
                "insurance it takes, its hours and how to get there."
            )
            % words,
            "canonical_url": request.build_absolute_uri(address),
            "breadcrumbs": [
                *self._breadcrumbs(request, state, city, last=False),
                {"label": clinic.name, "url": ""},
            ],
        }
        context["structured_data"] = clinic_page(request, context)
        template = "wagtail_tms/clinic_page.html"
        return answer(TemplateResponse(request, template, context))

    def _respond_without_clinic(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Lead on to the clinic that had this slug; 410 when it closed, else 404."""
        clinics = get_clinic_model()._default_manager.select_related("moved_to")
        clinic = clinics.filter(slug=slug).first()
        if clinic is None:
            former = FormerSlug.objects.filter(slug=slug).values("clinic")
            clinic = clinics.filter(pk__in=former).first()
        if clinic is None:
            raise Http404
        in_scope = self.scope.holds(clinic)
        if in_scope:
            keep_directory_url(request, self._own_url(request))
        if clinic.is_public and (address := clinic_url(clinic, request)):
            return HttpResponsePermanentRedirect(address)
        if in_scope and clinic.live and _is_closed(clinic):
            return self._respond_with_closed(request, clinic)
        raise Http404

    def _respond_with_closed(
        self, request: HttpRequest, clinic: AbstractClinic
    ) -> HttpResponse:
        """Answer 410, with a pointer."""
        moved_to = clinic.moved_to
        context = {
            **self.get_context(request),
            "clinic": clinic,
            "moved_to": moved_to if moved_to and moved_to.is_public else None,
            "nearby_url": self._nearby_url(request, clinic),
            "breadcrumbs": self._breadcrumbs(request, last=False),
        }
        template = "wagtail_tms/clinic_closed.html"
        return answer(TemplateResponse(request, template, context, status=410))

    def _nearby_url(self, request: HttpRequest, clinic: AbstractClinic) -> str:
        """Return where the clinics near this one are listed."""
        own = self._own_url(request)
        state = places.state(clinic.state)
        is_posted = self.search_method == SearchMethod.POST
        if state and (is_posted or not clinic.postal_code):
            return f"{own}{state.slug}/"
        return f"{own}?{urlencode({'near': clinic.postal_code})}"


def _is_closed(clinic: AbstractClinic) -> bool:
    if clinic.status == ClinicStatus.CLOSED:
        return True
    return clinic.closed_on is not None and clinic.closed_on <= timezone.localdate()
