"""The clinic finder as a block."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, PageChooserBlock, TextBlock

from wagtail_tms.blocks.base import GROUP_ACTION, ContentBlock
from wagtail_tms.directory import directory_url
from wagtail_tms.finder import locator_context
from wagtail_tms.locator import LocatorQuery


class ClinicLocatorBlock(ContentBlock):
    """The clinic finder: a form and its results, complete without JavaScript.

    Several may stand on one page: from the second on, their parameters begin with
    “l2-”, “l3-” and so on, in the order of the page.
    """

    heading = CharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = TextBlock(label=_("Introduction"), required=False)
    default_radius = IntegerBlock(
        label=_("Radius"),
        required=False,
        min_value=5,
        max_value=200,
        help_text=_("How far a search reaches at first: 5 to 200."),
    )
    directory = PageChooserBlock(
        label=_("Directory"),
        required=False,
        help_text=_("Where its links lead. Left empty: this site's directory."),
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        number = locator_number(request)
        radius = value.get("default_radius")
        return context | locator_context(
            request.GET if request else QueryDict(),
            action=request.path if request else "",
            form_id=f"tms-locator-{number}",
            prefix="" if number == 1 else f"l{number}-",
            defaults=LocatorQuery(radius=radius) if radius else None,
            heading_level=min(context["heading_level"] + 1, 5),
            directory_url=self._directory_url(value, request),
        )

    def _directory_url(self, value: Any, request: HttpRequest | None) -> str:
        page = value.get("directory")
        if page and page.live:
            return page.get_url(request) or ""
        return directory_url(request)

    class Meta:
        icon = "search"
        label = _("Clinic finder")
        group = GROUP_ACTION
        description = _("Search by ZIP code, city or state, with the results below.")
        label_format = "{heading}"
        template = "wagtail_tms/blocks/clinic_locator.html"
        preview_value = {
            "heading": "Find a clinic near you",
            "introduction": "Type a ZIP code, a city or a state.",
        }


def locator_number(request: Any) -> int:
    """Return the place of the next finder among those on the page, from 1."""
    if request is None:
        return 1
    number = getattr(request, "_tms_locators", 0) + 1
    request._tms_locators = number
    return number
