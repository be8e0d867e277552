"""Copies of the whole database, which SQLite makes in milliseconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from django.db import connection


def take_copy() -> Callable[[], None]:
    """Copy SQLite's database, and return what puts the copy back."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back
