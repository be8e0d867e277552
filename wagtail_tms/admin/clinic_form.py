"""The form behind the clinic editor."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_tms.admin.map_widget import LocationField
from wagtail_tms.admin.moving import follow_postal_code
from wagtail_tms.admin.position import rounded
from wagtail_tms.admin.rows import check_rows
from wagtail_tms.models.validation import field_label
from wagtail_tms.phones import display_phone


class ClinicForm(WagtailAdminModelForm):
    """Edits a clinic; a draft may be incomplete, a published clinic may not.

    ``location`` stands for the model's ``latitude`` and ``longitude``. Panels that
    name those two themselves, and not ``location``, get a form without it.
    """

    location = LocationField(
        label=_("Position"),
        required=False,
        help_text=_(
            "Find it from the address, then drag the pin to the door. You can also "
            "paste a latitude and a longitude. Left empty, the middle of the ZIP code "
            "is used when the clinic is published."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "fax"):
            if number := self.initial.get(name):
                self.initial[name] = display_phone(number)
        if "location" not in (self._meta.fields or ()):
            del self.fields["location"]
        elif None not in (self.instance.latitude, self.instance.longitude):
            self.initial.setdefault(
                "location", rounded(self.instance.latitude, self.instance.longitude)
            )

    def add_error(self, field: str | None, error: Any) -> None:
        """Put errors of the coordinates on the map, and those of no field on top."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, errors in error.error_dict.items():
            place = self._place_of(name)
            if place is None and name != NON_FIELD_ERRORS:
                label = field_label(type(self.instance), name)
                errors = [f"{label}: {text}" for text in ValidationError(errors)]
            super().add_error(place, ValidationError(errors))

    def _place_of(self, name: str) -> str | None:
        """Return the form field that shows what a model field is about."""
        if name not in self.fields and name in ("latitude", "longitude"):
            name = "location"
        return name if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        follow_postal_code(self._before(), data, self.changed_data)
        return data

    def _before(self) -> dict[str, Any]:
        """Return what the form began with; of an emptied ZIP code, the public one."""
        if self.initial.get("postal_code") or not self.instance.pk:
            return self.initial
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        return {**self.initial, **rows.values("postal_code").get()}

    def _post_clean(self) -> None:
        if "location" in self.cleaned_data:
            self.instance.latitude, self.instance.longitude = self.cleaned_data[
                "location"
            ] or (None, None)
        super()._post_clean()
        if not self.is_deferred_validation:
            self._check_publication()
        check_rows(self.formsets)

    def _check_publication(self) -> None:
        try:
            self.instance.validate_for_publication()
        except ValidationError as error:
            news = {
                name: errors
                for name, errors in error.update_error_dict({}).items()
                if self._place_of(name) not in self.errors
            }
            if news:
                self.add_error(None, ValidationError(news))
