"""The demo's addresses, and its pictures, which Django serves in debug mode only."""

from __future__ import annotations

from django.conf import settings
from django.urls import path
from django.views.static import serve
from urls import urlpatterns as pages


urlpatterns = [
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    *pages,
]
