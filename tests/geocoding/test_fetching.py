"""Only the addresses that the site allows are asked, and none in its own network."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

from tests.geocoding.service import FAILURES, FOUND, Service, finds, says
from wagtail_tms.geocoding.fetching import (
    LARGEST_ANSWER,
    THREAD,
    Fetch,
    Refused,
    origin,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Maps.Example/search?q=1", "https://maps.example:443"),
        ("http://maps.example:80", "http://maps.example:80"),
        ("http://maps.example@evil.example/", "http://evil.example:80"),
    ],
)
def test_an_origin_has_one_spelling(url: str, expected: str) -> None:
    assert origin(url) == expected


@pytest.mark.parametrize(
    "url", ["", "maps.example", "file:///etc/passwd", "https://", "http://a:b"]
)
def test_what_is_no_origin_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"origin|Port"):
        origin(url)


@pytest.mark.parametrize(
    "allowed",
    [
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "http://127.0.0.1",
    ],
)
def test_another_scheme_host_or_port_is_not_asked(
    service: Service, allowed: str
) -> None:
    origins = {origin(allowed.format(port=service.server_port))}
    with pytest.raises(Refused, match="not allowed"):
        Fetch(service.origin, origins, {}, 5, allow_private=True).answer()
    assert service.asked == []


def test_a_private_address_is_refused_before_anything_is_sent(
    service: Service,
) -> None:
    with pytest.raises(Refused, match="private"):
        Fetch(service.origin, {service.origin}, {}, 5).answer()
    assert service.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "169.254.169.254", "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fd00:ec2::254", "ff02::1", "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("beside", [[], ["93.184.216.34"]])
def test_a_name_that_leads_into_the_own_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, beside: list[str]
) -> None:
    def look_up(*args: Any, **kwargs: Any) -> Any:
        found = [*beside, address]
        return [(2, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    origins = {origin("http://maps.example")}
    with pytest.raises(Refused, match="private"):
        Fetch("http://maps.example/", origins, {}, 5).answer()


def test_what_was_checked_is_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    """A name that leads elsewhere when it is looked up again changes nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1", port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://maps.example:{service.server_port}/search"
    answer = Fetch(url, {origin(url)}, {}, 5, allow_private=True).answer()
    assert answer.status == 200
    assert asked.count("maps.example") == 1


def test_a_redirect_is_not_followed(service: Service) -> None:
    service.behavior = says("", status=301, Location=f"{service.origin}/other")
    answer = Fetch(service.origin, {service.origin}, {}, 5, True).answer()
    assert (answer.status, len(service.asked)) == (301, 1)


@pytest.mark.parametrize(("size", "fits"), [(0, True), (1, False)])
def test_an_answer_has_a_largest_size(service: Service, size: int, fits: bool) -> None:
    service.behavior = says("x" * (LARGEST_ANSWER + size))
    fetch = Fetch(service.origin, {service.origin}, {}, 5, True)
    if fits:
        assert len(fetch.answer().text) == LARGEST_ANSWER
    else:
        with pytest.raises(Refused, match="large"):
            fetch.answer()


def test_a_proxy_of_the_environment_is_not_used(
    monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    service.behavior = finds(FOUND)
    answer = Fetch(service.origin, {service.origin}, {}, 5, True).answer()
    assert answer.status == 200


@pytest.mark.parametrize("failure", ["hangs", "drips headers", "drips its answer"])
def test_what_is_too_late_leaves_no_thread_behind(
    service: Service, failure: str
) -> None:
    service.behavior = FAILURES[failure]
    with pytest.raises(TimeoutError):
        Fetch(service.origin, {service.origin}, {}, 0.25, True).answer()
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join(10)
            assert not thread.is_alive()
