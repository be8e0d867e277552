"""What the FDA cleared a clinic's devices for: computed, never typed.

A label depends on the device, the condition and the age, so it is no field of a clinic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from wagtail_tms.models.clinics import AbstractClinic
from wagtail_tms.models.treatments import Condition, Device, DeviceClearance


class Evidence(TextChoices):
    """What is known about treating a condition at a clinic."""

    CLEARED = "cleared", _("FDA-cleared")
    OFF_LABEL = "off_label", _("Off-label")
    UNKNOWN = "unknown", _("Clearance not confirmed")


@dataclass(frozen=True, slots=True)
class DeviceUse:
    """A device used for a condition, with the clearances that cover it."""

    device: Device
    evidence: Evidence
    clearances: list[DeviceClearance]


@dataclass(frozen=True, slots=True)
class Treatment:
    """A condition that a clinic treats, and how the law sees it."""

    condition: Condition
    evidence: Evidence
    uses: list[DeviceUse]

    @property
    def clearances(self) -> list[DeviceClearance]:
        """Every clearance that covers this treatment, device by device."""
        return [clearance for use in self.uses for clearance in use.clearances]


def clinic_treatments(
    clinic: AbstractClinic, age: int | None = None
) -> list[Treatment]:
    """Return what the clinic treats, for a person of ``age`` years (None: any age).

    A condition is *cleared* when one of the clinic's devices has a clearance for it,
    and *off-label* when someone looked and found none for any device
    (``Condition.off_label_as_of``). Otherwise it is *unknown*: a list of clearances
    has gaps, so that one that is not in it may still exist.

    Makes no query when ``conditions__clearances`` and ``devices__device`` are
    prefetched. The rows of a draft may lack their device: they are passed over.
    """
    devices = list(_devices(clinic))
    return [
        _treatment(condition, devices, age) for condition in clinic.conditions.all()
    ]


def evidence_of(
    clearances: Collection[DeviceClearance],
    devices: Collection[int],
    age: int | None,
    *,
    none_found: bool,
) -> Evidence:
    """Return what is known of treating a condition, from all of its clearances.

    ``devices`` are the ids of the clinic's devices, ``none_found`` tells that someone
    looked for clearances in vain; the rule is that of ``clinic_treatments``.
    """
    if any(c.device_id in devices and c.covers_age(age) for c in clearances):
        return Evidence.CLEARED
    # One that came after the search proves the search outdated.
    return Evidence.OFF_LABEL if none_found and not clearances else Evidence.UNKNOWN


def _devices(clinic: AbstractClinic) -> Iterator[Device]:
    rows = clinic.devices.all()
    yield from dict.fromkeys(row.device for row in rows if row.device_id is not None)


def _treatment(
    condition: Condition, devices: list[Device], age: int | None
) -> Treatment:
    clearances = condition.clearances.all()
    none_found = condition.off_label_as_of is not None

    def evidence(*ids: int) -> Evidence:
        return evidence_of(clearances, ids, age, none_found=none_found)

    covering = [c for c in clearances if c.covers_age(age)]
    uses = [
        DeviceUse(
            device,
            evidence(device.pk),
            [c for c in covering if c.device_id == device.pk],
        )
        for device in devices
    ]
    return Treatment(condition, evidence(*(d.pk for d in devices)), uses)
