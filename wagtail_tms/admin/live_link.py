"""The way from a clinic's admin views to what the public sees of it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton

from wagtail_tms import get_clinic_model
from wagtail_tms.directory import clinic_url


class LiveLinkMixin(WagtailAdminTemplateMixin):
    """For a view of one clinic: a link in the header to its page, if it has one.

    The address is that of the public clinic, not of the draft in the form.
    """

    request: Any
    object: Any

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        clinics = get_clinic_model()._default_manager.public()
        clinic = clinics.filter(pk=self.object.pk).first()
        url = clinic_url(clinic, self.request) if clinic else ""
        if not url:
            return []
        attrs = {"target": "_blank", "rel": "noreferrer"}
        return [
            HeaderButton(
                _("View live"), url=url, icon_name="link-external", attrs=attrs
            )
        ]
