from __future__ import annotations

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class WagtailTMSConfig(AppConfig):
    name = "wagtail_tms"
    label = "wagtail_tms"
    verbose_name = _("TMS")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_tms import checks  # noqa: F401
        from wagtail_tms.directory import signals as directory_signals
        from wagtail_tms.locator import signals as locator_signals

        locator_signals.connect()
        directory_signals.connect()
        if apps.is_installed("wagtail.api.v3"):
            from wagtail_tms.api import v3

            v3.install()
