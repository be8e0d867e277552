"""The demo's own log-in, made once and remembered beside the database."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model


USERNAME = "demo"
FILE: Path = settings.BASE_DIR / "demo_login.txt"


def ensure_login() -> tuple[str, str]:
    """Return the demo's user name and password; make them when there are none.

    An account whose password was changed by hand is left alone.
    """
    model = get_user_model()
    user = model.objects.filter(username=USERNAME).first()
    password = FILE.read_text().strip() if FILE.exists() else ""
    if user is None:
        password = secrets.token_urlsafe(9)
        model.objects.create_superuser(USERNAME, "demo@example.com", password)
        FILE.touch(mode=0o600)
        FILE.write_text(password + "\n")
    elif not user.check_password(password):
        password = "(the one you chose)"
    return USERNAME, password
