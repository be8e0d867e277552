"""What articles are about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wagtail_tms.models.terms import Term


class Topic(Term):
    """A subject under which articles are gathered."""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
