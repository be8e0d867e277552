"""The database that is measured: ``DATABASE_URL``, or an SQLite file of its own."""

from __future__ import annotations

import os
from pathlib import Path

import django


FOLDER = Path(__file__).resolve().parents[1] / ".bench"


def connect(clinics: int) -> None:
    """Set Django up with the tests' settings on the database."""
    if not os.environ.get("DATABASE_URL"):
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"clinics-{clinics}.sqlite3"
        os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()


def scheme() -> str:
    """Return what kind of database the URL names."""
    return os.environ["DATABASE_URL"].partition(":")[0]


def description() -> str:
    """Return the name and version of the connected database."""
    from django.db import connection

    version = connection.get_database_version()
    name = connection.display_name
    if getattr(connection, "mysql_is_mariadb", False):
        name = "MariaDB"
    return f"{name} {'.'.join(str(part) for part in version)}"
