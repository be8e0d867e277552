"""Exit with 0 when the database of ``DATABASE_URL`` answers."""

from __future__ import annotations

import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    try:
        django.setup()
        from django.db import connection

        connection.ensure_connection()
    except Exception as error:
        print(f"{type(error).__name__}: {str(error).splitlines()[0]}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
