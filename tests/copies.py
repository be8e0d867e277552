"""Copies of the whole database, which SQLite makes in milliseconds."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

from django.db import connection


PATIENCE = 10  # seconds


def take_copy() -> Callable[[], None]:
    """Copy SQLite's database, and return what puts the copy back."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.ensure_connection()
        deadline = time.monotonic() + PATIENCE
        while not _overwrite(connection.connection, copy):
            assert time.monotonic() < deadline, "The database stays in use."
            time.sleep(0.01)

    return put_back


def _overwrite(database: sqlite3.Connection, copy: sqlite3.Connection) -> bool:
    """Overwrite a database, unless the server still answers what no page waits for."""
    try:
        copy.backup(database)
    except sqlite3.OperationalError as error:
        if "in use" not in str(error):
            raise
        return False
    return True
