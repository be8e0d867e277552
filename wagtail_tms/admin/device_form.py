"""The form behind the device editor."""

from __future__ import annotations

from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_tms.admin.rows import check_rows


class DeviceForm(WagtailAdminModelForm):
    """Edits a device with its clearances, each of which is listed once."""

    def _post_clean(self) -> None:
        super()._post_clean()
        check_rows(self.formsets)
