"""A site's single include: the JSON API."""

from __future__ import annotations

from django.urls import path

from wagtail_tms.api import api


urlpatterns = [path("api/v1/", api.urls)]
