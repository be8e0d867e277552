from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailTMSPagesConfig(AppConfig):
    name = "wagtail_tms.pages"
    label = "wagtail_tms_pages"
    verbose_name = _("TMS pages")
    default_auto_field = "django.db.models.BigAutoField"
