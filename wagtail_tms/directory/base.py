"""What all routes of a clinic directory share: its address, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import register_converter
from wagtail.contrib.routable_page.models import RoutablePageMixin

from wagtail_tms.areas import Area
from wagtail_tms.directory.addresses import StateConverter
from wagtail_tms.directory.fields import DirectoryFields
from wagtail_tms.places import State


register_converter(StateConverter, "tms_state")


class DirectoryBase(RoutablePageMixin, DirectoryFields):
    """A page that knows where it is, and leads back from what is below it."""

    class Meta:
        abstract = True

    def _own_url(self, request: HttpRequest) -> str:
        return self.get_url(request) or ""

    def _breadcrumbs(
        self, request: HttpRequest, *areas: State | Area, last: bool = True
    ) -> list[dict[str, str]]:
        """Return label and address of each step; the last step links nowhere."""
        own = self._own_url(request)
        steps = [{"label": self.title, "url": own}]
        for number, area in enumerate(areas, 1):
            steps.append({"label": area.name, "url": own + joined(areas[:number])})
        if last:
            steps[-1]["url"] = ""
        return steps


def joined(areas: Sequence[State | Area]) -> str:
    return "".join(f"{area.slug}/" for area in areas)


def answer(response: TemplateResponse) -> TemplateResponse:
    """Keep what a reader searches for from the sites that they go on to."""
    response["Referrer-Policy"] = "same-origin"
    if canonical := (response.context_data or {}).get("canonical_url"):
        response["Link"] = f'<{canonical}>; rel="canonical"'
    return response
