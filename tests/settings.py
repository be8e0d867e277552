"""Settings of the test suite.

Three modes, as Wagtail's own suite has (``TMS_SWAP``): empty for the defaults,
``clinic`` for a swapped clinic model, ``page`` for a custom base page with the pages
app left out. ``DATABASE_URL`` chooses the database.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from wagtail import VERSION as WAGTAIL_VERSION


BASE_DIR = Path(__file__).resolve().parent
SWAP = os.environ.get("TMS_SWAP", "")

SECRET_KEY = "tests"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
USE_TZ = True
TIME_ZONE = "America/Chicago"
LANGUAGE_CODE = "en-us"
ROOT_URLCONF = "tests.urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
DATABASES = {"default": dj_database_url.config(default="sqlite://:memory:")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

INSTALLED_APPS = [
    "tests.testapp",
    *([] if SWAP == "page" else ["wagtail_tms.pages"]),
    "wagtail_tms",
    "wagtailgeowidget",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "tests.csp.strict_csp",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ]
        },
    }
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

WAGTAIL_SITE_NAME = "Tests"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W002"]
# Tests ask more than any reader; those of the limit set one.
WAGTAIL_TMS_SEARCHES_PER_MINUTE = 0

if WAGTAIL_VERSION >= (8,):
    INSTALLED_APPS.append("wagtail.api.v3")
if SWAP:
    MIGRATION_MODULES = {"testapp": f"tests.testapp.{SWAP}_migrations"}
if SWAP == "clinic":
    WAGTAIL_TMS_CLINIC_MODEL = "testapp.Clinic"
if SWAP == "page":
    # Wagtail's own test suite brings a custom base page, migrations and all.
    INSTALLED_APPS.insert(0, "wagtail.test.basepage")
    WAGTAIL_PAGE_MODEL = "basepage.BasePage"
