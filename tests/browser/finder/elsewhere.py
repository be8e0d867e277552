"""Another host, whose page has finders of this site."""

from __future__ import annotations

from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import wagtail_tms


STATIC = Path(wagtail_tms.__file__).parent / "static" / "wagtail_tms"
PLAIN_PAGE = """<!doctype html><html lang="en"><title>A page</title>
<link rel="stylesheet" href="/css/tms.css">
<link rel="stylesheet" href="/css/clinics.css">
<script type="module" src="/js/clinic-locator.js"></script>
<h1>Somewhere else</h1>
<tms-clinic-locator api="{api}"><a href="https://www.example.com/">Clinics</a>
</tms-clinic-locator><tms-clinic-locator api="{api}" page-size="5"></tms-clinic-locator>
"""


class Elsewhere(SimpleHTTPRequestHandler):
    """A host that serves one page, and copies of our files, under a strict policy."""

    api = ""

    def do_GET(self) -> None:
        if urlsplit(self.path).path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PLAIN_PAGE.format(api=self.api).encode())

    def end_headers(self) -> None:
        policy = f"default-src 'self'; connect-src 'self' {self.api}"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass
