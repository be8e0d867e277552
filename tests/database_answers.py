"""Exit with 0 when the database of ``DATABASE_URL`` answers."""

from __future__ import annotations

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    try:
        django.setup()
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        print(f"{type(error).__name__}: {str(error).splitlines()[0]}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
