"""A site that serves clinics over Wagtail's own APIs, those that it has."""

from __future__ import annotations

from django.apps import apps
from django.urls import path
from wagtail.api.v2.router import WagtailAPIRouter

from tests.urls import urlpatterns as site_urlpatterns
from wagtail_tms.api.v2 import ClinicsAPIViewSet


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("clinics", ClinicsAPIViewSet)

urlpatterns = [path("api/v2/", api_router.urls), *site_urlpatterns]

if apps.is_installed("wagtail.api.v3"):
    from wagtail.api.v3.urls import api

    urlpatterns.insert(0, path("api/v3/", api.urls))
