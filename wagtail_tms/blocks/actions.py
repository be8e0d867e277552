"""Blocks that lead somewhere: a call to action, a few chosen clinics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_tms import get_clinic_model, get_clinic_model_string
from wagtail_tms.blocks.base import GROUP_ACTION, ContentBlock, web_address
from wagtail_tms.directory import clinic_url, directory_url


if TYPE_CHECKING:
    from wagtail_tms.models import AbstractClinic


TARGETS = ("page", "url", "directory")
MOST_CLINICS = 6


class CallToActionBlock(ContentBlock):
    """A band with one thing to do: go to a page, an address, or search for a clinic."""

    heading = CharBlock(label=_("Heading"), max_length=120)
    text = TextBlock(label=_("Text"), required=False)
    label = CharBlock(
        label=_("Button"),
        max_length=60,
        default=_("Find clinics"),
        help_text=_("Say what happens, such as “Find clinics”."),
    )
    directory = BooleanBlock(
        label=_("Search the clinic directory"),
        required=False,
        help_text=_("Shows the search form of this site's directory."),
    )
    page = PageChooserBlock(label=_("Or a page"), required=False)
    url = URLBlock(label=_("Or an address"), required=False, max_length=500)

    def clean(self, value: Any) -> Any:
        """Refuse two targets; refuse none when the page is published."""
        value = super().clean(value)
        chosen = [name for name in TARGETS if value.get(name)]
        if len(chosen) > 1:
            message = _("Choose one target: the directory, a page or an address.")
            raise StructBlockValidationError({chosen[-1]: ValidationError(message)})
        if not chosen and not self.is_deferred_validation:
            message = _("Choose where the button leads.")
            raise StructBlockValidationError({"directory": ValidationError(message)})
        return value

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), value.get("page")
        searches = value.get("directory")
        context["search_url"] = directory_url(request) if searches else ""
        context["target_url"] = web_address(value.get("url"))
        if page and page.live:
            context["target_url"] = page.get_url(request)
        return context

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        group = GROUP_ACTION
        description = _("A band with one button, or the search for a clinic.")
        label_format = "{heading}"
        template = "wagtail_tms/blocks/call_to_action.html"
        preview_value = {
            "heading": "Find a TMS clinic near you",
            "text": "Search by ZIP code, city or state.",
            "label": "Find clinics",
            "url": "https://example.org/",
        }


class ClinicChooserBlock(SnippetChooserBlock):
    """Chooses a clinic, of whichever model the site uses.

    It takes no argument, so that no migration depends on a site's setting.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(get_clinic_model_string(), **kwargs)


class ClinicTeaserBlock(ContentBlock):
    """A few clinics chosen by hand. One that is no longer public is left out."""

    heading = CharBlock(label=_("Heading"), max_length=120)
    clinics = ListBlock(
        ClinicChooserBlock(), label=_("Clinics"), min_num=1, max_num=MOST_CLINICS
    )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        context["clinics"] = [
            (clinic, clinic_url(clinic, request))
            for clinic in public_clinics(value.get("clinics") or [])
        ]
        return context

    def get_preview_value(self) -> Any:
        clinics = list(get_clinic_model().objects.public().order_by("name", "pk")[:3])
        return self.normalize(
            {"heading": "Clinics that treat teenagers", "clinics": clinics}
        )

    class Meta:
        icon = "group"
        label = _("Chosen clinics")
        group = GROUP_ACTION
        description = _("Up to six clinics that you choose.")
        label_format = "{heading}"
        template = "wagtail_tms/blocks/clinic_teaser.html"


def public_clinics(chosen: Any) -> list[AbstractClinic]:
    """Return those of the chosen clinics that the public may see, in their order."""
    ids = [clinic.pk for clinic in chosen if clinic]
    public = get_clinic_model().objects.public().in_bulk(ids)
    return [public[pk] for pk in dict.fromkeys(ids) if pk in public]
