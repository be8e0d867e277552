"""Copies of the whole database, which SQLite makes in milliseconds."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

from django.db import connection


PATIENCE = 10  # seconds


def take_copy() -> Callable[[], None]:
    """Copy SQLite's database, and return what puts the copy back."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        _wait_for_the_server()
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back


def _wait_for_the_server() -> None:
    """Wait for the answers that no page waits for any more: they use the database."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(PATIENCE)
