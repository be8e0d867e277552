"""A geocoding service on this machine, and every way in which one can fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


# In Big Timber, Montana, as Nominatim would write it.
FOUND = {
    "lat": "45.8312",
    "lon": "-109.9491",
    "display_name": "101, Main Street, Big Timber, Sweet Grass County, Montana, "
    "59011, United States",
}
ADDRESS = "101 Main St, Big Timber, MT 59011"

Behavior = Callable[["Handler"], None]


def finds(*places: dict[str, Any]) -> Behavior:
    return says(json.dumps(places))


def says(text: str, *, status: int = 200, **headers: str) -> Behavior:
    def behave(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(text.encode())

    return behave


def hangs(handler: Handler) -> None:
    handler.server.is_over.wait()


def drips_headers(handler: Handler) -> None:
    drip(handler, b"HTTP/1.1 200 OK\r\nX-Drip: ")


def drips_its_answer(handler: Handler) -> None:
    drip(handler, b"HTTP/1.1 200 OK\r\n\r\n")


def drip(handler: Handler, start: bytes) -> None:
    """Send a byte so often that no time-out of a single read ever fires."""
    handler.wfile.write(start)
    while not handler.server.is_over.wait(0.02):
        handler.wfile.write(b" ")


def never_ends(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n[")
    while not handler.server.is_over.is_set():
        handler.wfile.write(b" " * 65536)


def breaks_off(handler: Handler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[{"lat"')


def speaks_no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x16\x03\x01 220 smtp ready\r\n\r\n")


def compresses(handler: Handler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\xff\xff"
    )


FAILURES: dict[str, Behavior] = {
    "hangs": hangs,
    "drips headers": drips_headers,
    "drips its answer": drips_its_answer,
    "never ends": never_ends,
    "breaks off": breaks_off,
    "speaks no HTTP": speaks_no_http,
    "compresses": compresses,
    "500": says("broken", status=500),
    "403": says("blocked", status=403),
    "429": says("slow down", status=429, Retry_After="120"),
    "429 without end": says("", status=429, Retry_After="9" * 400),
    "429 with a date": says("", status=429, Retry_After="Fri, 31 Dec 9999 23:59:59"),
    "429 with nonsense": says("", status=429, Retry_After="soon"),
    "302 to another host": says("", status=302, Location="http://localhost:1/"),
    "302 to metadata": says("", status=302, Location="http://169.254.169.254/"),
    "HTML": says("<!doctype html><title>Sign in</title>"),
    "nothing": says(""),
    "garbage": says("\x00]{"),
    "a number": says("7"),
    "other JSON": says('{"error": {"a": [1]}}'),
    "a list of lists": says("[[[]]]"),
    "places without words": finds({"lat": "45.8", "lon": "-109.9"}),
    "nested without end": says("[" * 200_000),
    "latitude 1e308": finds({**FOUND, "lat": 1e308}),
    "latitude 1e999": says(json.dumps([FOUND]).replace('"45.8312"', "1e999")),
    "latitude NaN": finds({**FOUND, "lat": float("nan")}),
    "latitude of 5,000 digits": says(
        json.dumps([FOUND]).replace('"45.8312"', "4" * 5000)
    ),
}

DOUBTFUL: dict[str, Behavior] = {
    "none": finds(),
    "null": says("null"),
    "longitude 1e308": finds({**FOUND, "lon": 1e308}),
    "no latitude": finds({**FOUND, "lat": None}),
    "the middle of nowhere": finds({**FOUND, "lat": 0, "lon": 0}),
    "swapped": finds({**FOUND, "lat": "-80.0", "lon": "45.8"}),
    "another city": finds({**FOUND, "lat": "46.5891", "lon": "-112.0391"}),
    "another state, far": finds({**FOUND, "lat": "40.71", "lon": "-74.00"}),
    "another state by name": finds(
        {**FOUND, "display_name": "101, Main Street, Big Timber, Wyoming"}
    ),
    "another state by ZIP": finds(
        {**FOUND, "display_name": "101 Main St, Big Timber 82414"}
    ),
    "only the city": finds({**FOUND, "display_name": "Big Timber, Montana, USA"}),
    "a novel": finds({**FOUND, "display_name": "101 Main " + "x" * 10_000}),
}


class Service(ThreadingHTTPServer):
    """Answers as ``behavior`` says and remembers what it was asked for."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.user_agents: list[str | None] = []
        self.behavior: Behavior = finds(FOUND)
        self.is_over = threading.Event()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def options(self, **changes: Any) -> dict[str, Any]:
        """The options with which the site's geocoder asks this service."""
        return {
            "service": "nominatim",
            "service_options": {
                "scheme": "http",
                "domain": f"127.0.0.1:{self.server_port}",
                "user_agent": "clinics.example",
            },
            "query_options": {"country_codes": "us"},
            "allowed_origins": [self.origin],
            "allow_private_addresses": True,
            "timeout": 5,
            **changes,
        }

    def handle_error(self, *args: Any) -> None:
        """Say nothing: whoever asked has gone, which is what we want of them."""

    def stop(self) -> None:
        self.is_over.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        self.server.asked.append(query.get("q", [self.path])[0])
        self.server.user_agents.append(self.headers["User-Agent"])
        self.server.behavior(self)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""
