"""What the list of clinics can be narrowed down by."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from wagtail_tms import get_clinic_model, places
from wagtail_tms.conf import conf
from wagtail_tms.models import (
    Accepting,
    ClinicStatus,
    Condition,
    Device,
    Organization,
)


# Every number of so many digits fits into a signed 64-bit integer.
LONGEST_KEY = 18


def states_in_use() -> list[tuple[str, str]]:
    """Return the states that have a clinic, as choices."""
    clinics = get_clinic_model()._default_manager.order_by("state")
    used = set(clinics.values_list("state", flat=True).distinct())
    return [(s.code, s.name) for s in places.states() if s.code in used]


def organizations_in_use(request: Any) -> QuerySet[Organization]:
    """Return the organizations that have a clinic."""
    clinics = get_clinic_model()._default_manager.order_by()
    return Organization.objects.filter(pk__in=clinics.values("organization"))


class Confirmation:
    """How old the last confirmation of a clinic may be."""

    FRESH, STALE, NEVER = "fresh", "stale", "never"
    CHOICES = [
        (FRESH, _("Recently")),
        (STALE, _("Too long ago")),
        (NEVER, _("Never")),
    ]


class RowsField(django_filters.fields.ModelMultipleChoiceField):
    """A choice of rows; refuses numbers that no key can be, where databases fail."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if len(key) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)


class RowsFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = RowsField


class ClinicFilterSet(WagtailFilterSet):
    """The filters beside the list of clinics."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=states_in_use, widget=forms.CheckboxSelectMultiple
    )
    live = django_filters.BooleanFilter(label=_("Live"), widget=BooleanRadioSelect)
    accepting = django_filters.MultipleChoiceFilter(
        label=_("New patients"),
        choices=Accepting.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=ClinicStatus.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    confirmed = django_filters.ChoiceFilter(
        label=_("Confirmed"),
        choices=Confirmation.CHOICES,
        method="filter_confirmed",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    last_verified_on = django_filters.DateFromToRangeFilter(
        label=_("Last confirmed on"), widget=DateRangePickerWidget
    )
    organization = RowsFilter(
        label=_("Organization"),
        queryset=organizations_in_use,
        widget=forms.CheckboxSelectMultiple,
    )
    device = RowsFilter(
        label=_("Device"),
        field_name="devices__device",
        queryset=Device.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    condition = RowsFilter(
        label=_("Condition"),
        field_name="conditions",
        queryset=Condition.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = get_clinic_model()
        fields: list[str] = []

    def filter_confirmed(self, clinics: QuerySet, name: str, value: str) -> QuerySet:
        limit = timezone.localdate() - datetime.timedelta(conf.stale_after_days)
        conditions = {
            Confirmation.FRESH: Q(last_verified_on__gte=limit),
            Confirmation.STALE: Q(last_verified_on__lt=limit),
            Confirmation.NEVER: Q(last_verified_on__isnull=True),
        }
        return clinics.filter(conditions[value])
