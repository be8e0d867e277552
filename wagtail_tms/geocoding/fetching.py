"""Fetching one small answer from one of the addresses that the site allows.

The site's settings name who may be asked, and the answer may come from anyone: so no
redirect is followed, no proxy is used, a name that leads into the own network is
refused before anything is sent, the answer may not be large, and all of it, from
looking the name up to the last byte, must be over in time.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit


LARGEST_ANSWER = 1_000_000
THREAD = "wagtail_tms.geocoding"
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Refused(Exception):
    """We do not ask this address, or do not take this answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


def origin(url: str) -> str:
    """Return the scheme, host and port of a URL, in one spelling.

    Raises:
        ValueError: it is not an ``http`` or ``https`` URL with a host.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is not an origin like https://example.com.")
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}:{port}"


@dataclass(slots=True)
class Fetch:
    """One GET request; ``allowed`` holds origins as `origin` spells them."""

    url: str
    allowed: Collection[str]
    headers: Mapping[str, str]
    seconds: float
    allow_private: bool = False
    _socket: socket.socket | None = field(default=None, init=False)
    _is_over: threading.Event = field(default_factory=threading.Event, init=False)

    def answer(self) -> Answer:
        """Return the answer.

        Raises:
            Refused: the address is not allowed, or the answer too large.
            TimeoutError: it took too long.
            OSError, http.client.HTTPException, ValueError: it failed or is garbage.
        """
        if origin(self.url) not in self.allowed:
            raise Refused("an address that is not allowed")
        future: Future[Answer] = Future()
        # Looking a name up cannot be timed, and a socket's own timeout starts anew
        # with each byte. Only another thread can give up on both.
        threading.Thread(
            target=self._run, args=(future,), name=THREAD, daemon=True
        ).start()
        try:
            return future.result(self.seconds)
        finally:
            self._stop()

    def _run(self, future: Future[Answer]) -> None:
        try:
            future.set_result(self._get())
        except Exception as error:  # noqa: BLE001 - Raised again in answer().
            future.set_exception(error)
        finally:
            if self._socket is not None:
                self._socket.close()

    def _stop(self) -> None:
        """End the other thread's waiting, if it still waits."""
        self._is_over.set()
        if self._socket is not None:
            with suppress(OSError):  # It may be closed already.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _get(self) -> Answer:
        parts = urlsplit(self.url)
        with closing(self._connection(parts)) as connection:
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("GET", target, headers=dict(self.headers))
            response = connection.getresponse()
            body = response.read(LARGEST_ANSWER + 1)
            if len(body) > LARGEST_ANSWER:
                raise Refused("an answer that is too large")
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, body.decode())

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
        self._socket = self._connect(host, port)
        if self._is_over.is_set():
            raise TimeoutError
        if parts.scheme == "http":
            plain = http.client.HTTPConnection(host, port)
            plain.sock = self._socket
            return plain
        context = ssl.create_default_context()
        secure = http.client.HTTPSConnection(host, port, context=context)
        secure.sock = self._socket = context.wrap_socket(
            self._socket, server_hostname=host, do_handshake_on_connect=False
        )
        self._socket.do_handshake()
        return secure

    def _connect(self, host: str, port: int) -> socket.socket:
        """Connect to what was checked: a second look-up might lead elsewhere."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [(str(info[4][0]), port) for info in found]
        if not self.allow_private and not all(_is_public(ip) for ip, _ in addresses):
            raise Refused("an address in a private network")
        failure = OSError("no address")
        for address in addresses:
            try:
                return socket.create_connection(
                    address, timeout=self.seconds / len(addresses)
                )
            except OSError as error:
                failure = error
        raise failure


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    return address.is_global and not address.is_multicast
