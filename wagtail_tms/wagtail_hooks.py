"""What the package adds to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet

from wagtail_tms.admin.deletion import refuse_deletion
from wagtail_tms.admin.place_lookup import place_lookup
from wagtail_tms.admin.viewsets import TMSViewSetGroup, VocabularyViewSet
from wagtail_tms.models.publication import REFUSED


ICONS = ("tms", "tms-clinic", "tms-device", "tms-protocol")
VOCABULARY = tuple(
    viewset.model
    for viewset in TMSViewSetGroup.items
    if issubclass(viewset, VocabularyViewSet)
)

register_snippet(TMSViewSetGroup)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, *(f"wagtail_tms/icons/{name}.svg" for name in ICONS)]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [path("tms/places/", place_lookup, name="wagtail_tms_place_lookup")]


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_in_use(
    request: HttpRequest, snippets: Iterable[Any]
) -> HttpResponse | None:
    terms = [each for each in snippets if isinstance(each, VOCABULARY)]
    return refuse_deletion(request, terms)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(REFUSED)
    class RefusedFormatter(LogFormatter):
        label = _("Refuse to publish")

        def format_message(self, log_entry: Any) -> str:
            reasons = " ".join(log_entry.data["reasons"])
            return gettext("Not published as scheduled. %(reasons)s") % {
                "reasons": reasons
            }
