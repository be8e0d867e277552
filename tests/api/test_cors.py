"""A front end on another host, with django-cors-headers as the documentation says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client


pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).parents[2] / "docs" / "how_to" / "go_headless.md"
API = "/tms/api/v1"
FRONT_END = "https://www.example.com"
SEARCH = {"path": f"{API}/clinics/search", "data": "{}"}
JSON = {"content_type": "application/json"}


@pytest.fixture(autouse=True)
def _as_documented(settings: Any) -> None:
    (snippet,) = re.findall(r"```python\n(MIDDLEWARE.*?)```", GUIDE.read_text(), re.S)
    names = {"MIDDLEWARE": settings.MIDDLEWARE}
    exec(snippet, {}, names)
    for name, value in names.items():
        setattr(settings, name, value)


def ask(origin: str, path: str = "clinics") -> Any:
    return Client().get(f"{API}/{path}", headers={"Origin": origin})


def preflight(origin: str, path: str = f"{API}/clinics/search") -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return Client().options(path, headers=headers)


@pytest.mark.parametrize(
    "path", ["clinics", "places?q=big", "finder", "clinics?limit=0", "no"]
)
def test_the_front_end_reads_answers_and_refusals(path: str) -> None:
    answer = ask(FRONT_END, path)
    assert answer["Access-Control-Allow-Origin"] == FRONT_END
    assert answer["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    assert "origin" in answer["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_front_end_reads_that_its_answer_is_still_so() -> None:
    headers = {"Origin": FRONT_END, "If-None-Match": ask(FRONT_END)["ETag"]}
    answer = Client().get(f"{API}/clinics", headers=headers)
    assert answer.status_code == 304
    assert answer["Access-Control-Allow-Origin"] == FRONT_END


def test_the_front_end_may_post_json() -> None:
    allowed = preflight(FRONT_END)
    assert allowed.status_code == 200
    assert allowed["Access-Control-Allow-Origin"] == FRONT_END
    assert "POST" in allowed["Access-Control-Allow-Methods"]
    assert "content-type" in allowed["Access-Control-Allow-Headers"]
    answer = Client().post(**SEARCH, **JSON, headers={"Origin": FRONT_END})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == FRONT_END


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://www.example.com.evil.example", "null"]
)
def test_no_other_host_reads_anything(origin: str) -> None:
    assert "Access-Control-Allow-Origin" not in ask(origin)
    assert "Access-Control-Allow-Origin" not in preflight(origin)


def test_nothing_but_the_api_is_open() -> None:
    for path in ("/admin/login/", "/documents/1/a.txt"):
        answer = Client().get(path, headers={"Origin": FRONT_END})
        assert "Access-Control-Allow-Origin" not in answer
        assert "Access-Control-Allow-Origin" not in preflight(FRONT_END, path)
