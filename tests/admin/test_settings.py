"""What an editor sets for the whole site."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Site

from tests.factories import make_directory
from wagtail_tms.models import TMSSettings


pytestmark = pytest.mark.django_db


@pytest.fixture
def save(admin: Any) -> Any:
    """Post the form of the settings, as it stands but for the changes."""

    def post(**changes: str) -> Any:
        site = Site.objects.get(is_default_site=True)
        names = ("wagtail_tms", "tmssettings", site.pk)
        url = reverse("wagtailsettings:edit", args=names)
        form = admin.get(url).context["form"]
        return admin.post(url, {**form.initial, **changes})

    return post


def test_a_crisis_number_that_nobody_can_call_is_refused(save: Any) -> None:
    response = save(crisis_phone="the lifeline", crisis_sms="98")
    errors = response.context["form"].errors
    assert list(errors) == ["crisis_phone", "crisis_sms"]
    assert "Enter a short number like 988 or 741741" in errors["crisis_sms"][0]


def test_a_crisis_number_is_stored_for_a_link_and_shown_for_people(
    save: Any, client: Any
) -> None:
    assert save(crisis_phone="1-800-273-8255", crisis_sms="").status_code == 302
    settings = TMSSettings.objects.get()
    assert (settings.crisis_phone, settings.crisis_sms) == ("+18002738255", "")
    page = client.get(make_directory().url).content.decode()
    assert 'href="tel:+18002738255"' in page
    assert "Call <bdi>(800) 273-8255</bdi>" in page
