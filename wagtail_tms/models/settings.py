"""What an editor sets once for the whole site."""

from __future__ import annotations

from functools import partial
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from wagtail_tms.models.validation import gather
from wagtail_tms.phones import normalize_helpline
from wagtail_tms.validators import validate_link


@register_setting(icon="tms")
class TMSSettings(BaseSiteSetting):
    """The crisis line, the disclaimers and the addresses that every page shows."""

    crisis_heading = models.CharField(
        _("heading"), max_length=120, default=_("In crisis, or thinking about suicide?")
    )
    crisis_text = models.TextField(
        _("text"),
        default=_(
            "Call or text 988 to reach the Suicide & Crisis Lifeline. It is free, "
            "private and open day and night. If someone is in danger now, call 911."
        ),
    )
    crisis_phone = models.CharField(_("number to call"), max_length=20, default="988")
    crisis_sms = models.CharField(
        _("number to text"), max_length=20, default="988", blank=True
    )
    crisis_url = models.URLField(
        _("chat address"), default="https://988lifeline.org/", blank=True
    )
    disclaimer = models.TextField(
        _("medical disclaimer"),
        default=_(
            "This page gives general information. It is not medical advice. Talk with "
            "a health professional about what is right for you."
        ),
    )
    listing_disclaimer = models.TextField(
        _("listing disclaimer"),
        default=_(
            "A listing is not an endorsement. Clinics change. Call to check before "
            "you go."
        ),
    )
    insurance_disclaimer = models.TextField(
        _("insurance disclaimer"),
        default=_("Confirm your coverage with the clinic and with your plan."),
    )
    clearance_note = models.TextField(
        _("note about clearance"),
        default=_(
            "“FDA-cleared” means that the FDA cleared a device this clinic uses for "
            "this condition. “Off-label” means that we looked and found no TMS device "
            "cleared for it. “Not confirmed” means that we do not know. Your doctor "
            "can tell you what that means for you."
        ),
    )
    report_problem_url = models.CharField(
        _("where to report a problem"),
        max_length=200,
        blank=True,
        validators=[validate_link],
        help_text=_(
            "A page of this site (/contact/), a form elsewhere (https://…) or an "
            "e-mail address. Leave empty to show no link."
        ),
    )
    health_data_policy_url = models.URLField(
        _("health data policy"),
        blank=True,
        help_text=_("Linked next to the search, where some states ask for it."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("crisis_heading"),
                FieldPanel("crisis_text"),
                FieldRowPanel([FieldPanel("crisis_phone"), FieldPanel("crisis_sms")]),
                FieldPanel("crisis_url"),
            ],
            heading=_("Crisis line"),
            help_text=_("Shown on every article and directory page."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclaimer"),
                FieldPanel("listing_disclaimer"),
                FieldPanel("insurance_disclaimer"),
                FieldPanel("clearance_note"),
            ],
            heading=_("Disclaimers"),
        ),
        MultiFieldPanel(
            [FieldPanel("report_problem_url"), FieldPanel("health_data_policy_url")],
            heading=_("Links"),
        ),
    ]

    class Meta:
        verbose_name = _("TMS settings")

    @property
    def report_problem_href(self) -> str:
        """What a link to report a problem leads to, or "" for no link."""
        link = self.report_problem_url
        is_email = link and not link.startswith(("/", "http://", "https://"))
        return f"mailto:{link}" if is_email else link

    def clean(self) -> None:
        super().clean()
        gather(
            *(partial(self._clean_number, f) for f in ("crisis_phone", "crisis_sms"))
        )

    def _clean_number(self, field: str) -> None:
        if value := getattr(self, field):
            try:
                setattr(self, field, normalize_helpline(value))
            except ValidationError as error:
                raise ValidationError({field: error.messages}) from error

    @classmethod
    def for_reader(cls, request: HttpRequest | None) -> Self:
        """Return the current site's settings; their defaults where there is no site."""
        if request and Site.find_for_request(request):
            return cls.for_request(request)
        site = Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()
