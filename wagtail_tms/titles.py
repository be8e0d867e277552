"""What the head of a page calls it."""

from __future__ import annotations

from django.utils.translation import gettext as _


def numbered(title: str, page: int) -> str:
    """Return the title of a page of a list; the first page has the list's own."""
    if page == 1:
        return title
    return _("%(title)s, page %(page)d") % {"title": title, "page": page}
