"""The demo's settings as a site in production has them, in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

from settings import *  # noqa: F403
from settings import DATABASES, MIDDLEWARE


FOLDER = Path(os.environ["TMS_AUDIT_FOLDER"])

DEBUG = False
SECRET_KEY = "for one audit on this machine"
ROOT_URLCONF = "tests.audit.urls"
DATABASES["default"]["NAME"] = str(FOLDER / "db.sqlite3")
MEDIA_ROOT = FOLDER / "media"
STATIC_ROOT = FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tests.audit.storage.StaticFilesStorage"},
}
# What a proxy before the site does as a rule: files that may be kept, and compression.
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "tests.csp.strict_csp",
    *MIDDLEWARE,
]
