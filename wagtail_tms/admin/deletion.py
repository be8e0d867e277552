"""What is in use cannot be deleted, one by one or in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from wagtail_tms.admin.uses import count_uses


def refuse_deletion(request: HttpRequest, terms: Iterable[Any]) -> HttpResponse | None:
    """Say which of these terms are in use, and go back; nothing where none is.

    Without this, a clinic would lose a condition without a word, and a protected key
    would end in an error page.
    """
    used = [(term, uses) for term in terms if (uses := count_uses(term))]
    if not used:
        return None
    for term, uses in used:
        _tell_uses(request, term, uses)
    viewset = used[0][0].snippet_viewset
    listing = reverse(viewset.get_url_name("list"))
    return redirect(get_valid_next_url_from_request(request) or listing)


def _tell_uses(
    request: HttpRequest, term: Any, uses: Mapping[type[models.Model], int]
) -> None:
    text = _("“%(term)s” cannot be deleted: it is in use (%(uses)s).") % {
        "term": term,
        "uses": ", ".join(_in_words(model, count) for model, count in uses.items()),
    }
    usage = reverse(term.snippet_viewset.get_url_name("usage"), args=(quote(term.pk),))
    messages.error(request, text, buttons=[messages.button(usage, _("Usage"))])


def _in_words(model: type[models.Model], count: int) -> str:
    names = model._meta
    name = names.verbose_name if count == 1 else names.verbose_name_plural
    return f"{count:,} {name}"
