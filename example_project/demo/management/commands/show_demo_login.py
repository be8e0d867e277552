from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from demo.login import ensure_login


class Command(BaseCommand):
    help = "Print the demo's address and its log-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        username, password = ensure_login()
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write("")
        self.stdout.write(f"  Site       {address}")
        self.stdout.write(f"  Admin      {address}admin/")
        self.stdout.write(f"  User name  {username}")
        self.stdout.write(f"  Password   {password}")
        self.stdout.write("")
        self.stdout.write("  Stop it with Ctrl+C.")
        self.stdout.write("")
