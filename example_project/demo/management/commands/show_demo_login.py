from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from demo.login import ensure_login


class Command(BaseCommand):
    help = "Print the demo's address and its log-in."

    def handle(self, **options: Any) -> None:
        username, password = ensure_login()
        address = f"{settings.WAGTAILADMIN_BASE_URL}/"
        self.stdout.write("")
        self.stdout.write(f"  Site       {address}")
        self.stdout.write(f"  Admin      {address}admin/")
        self.stdout.write(f"  User name  {username}")
        self.stdout.write(f"  Password   {password}")
        self.stdout.write("")
        self.stdout.write("  Stop it with Ctrl+C.")
        self.stdout.write("")
