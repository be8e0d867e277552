"""How a finder that is asked for by itself is laid out: its page, its level, its names.

On a page of the site these are the page's own affair; asked for over HTTP, they are
parameters with rules like those of a search.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from wagtail_tms.locator.params import Refused, Rule, whole


MAX_PAGE = 10_000
MAX_PAGE_SIZE = 50
LEVELS = (2, 5)
MAX_ID = 2**31 - 1
NAME = re.compile(r"[A-Za-z][-A-Za-z0-9_]{0,39}", re.ASCII)


def _name(word: str) -> str:
    if not NAME.fullmatch(word):
        raise Refused(
            _("Use a letter, then at most 39 letters, digits, hyphens or underscores.")
        )
    return word


RULES: dict[str, Rule] = {
    "page": Rule(whole(1, MAX_PAGE), default=True),
    "page_size": Rule(whole(1, MAX_PAGE_SIZE), default=True),
    "heading_level": Rule(whole(*LEVELS), default=True),
    "form_id": Rule(_name, default=True),
    "prefix": Rule(_name, default=True),
    "directory": Rule(whole(1, MAX_ID), default=True),
}
