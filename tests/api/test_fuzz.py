"""Whatever is asked, the answer is an answer or a refusal that names a parameter."""

from __future__ import annotations

import os
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_clinic, make_condition
from wagtail_tms.finder import layout
from wagtail_tms.locator.params import MAP_RULES, RULES


pytestmark = pytest.mark.django_db

API = "/tms/api/v1"
NASTY = [
    "", " ", "0", "-0", "-1", "1", "20", "100", "101", "501", "10001", "1.5", ".5",
    "1e400", "1e-400", "nan", "inf", "-inf", "NaN", "0x10", "1_000", "٣", "½", "+5",
    "true", "false", "on", "maybe", "null", "None", "undefined", "[]", "{}", "mi", "km",
    "59011", "59011-1234", "00000", "99999", "Boise, ID", "Springfield", "NYC", "MT",
    "Montana", "near me", "mdd", "depression", "a" * 200, "a" * 201, "a" * 5_000,
    "\x00", "a\x00b", "\n", "\r\nSet-Cookie: a=b", "\x1f", "\x7f", "\u200b", "\u202e",
    "\ufeff", "\ufffd", "\U0001f600", "\U000e0001", "é", "e\u0301", "ﬃ", "İ", "ß",
    "'", '"', "\\", "%", "_", "%%", ";--", "' OR '1'='1", "1); DROP TABLE x; --",
    "${jndi:ldap://x}", "{{7*7}}", "<script>alert(1)</script>", "javascript:alert(1)",
    "../../etc/passwd", "__class__", "pk__in", "_connector", "*", "a*", "\"a", "(",
    "NOT", "AND", "a AND", "NEAR(a b)", "-", "&", "|", "!", ":*", "a:*", "<->", "~",
    "^", "name:a", "@", "+a -b", "a\tb",
    "-125,24,-66,50", "170,-90,-170,90", "0,0,0,0", "1,2,3", "1,2,3,4,5", ",,,", "4",
    "nan,nan,nan,nan", "-181,0,0,0", "0,1,0,0", "1e-7,0,1E-7,0", "1e9,0,0,0", "23",
]  # fmt: skip
UNKNOWN = ["lat", "lng", "position", "city", "age_group", "live", "id__in", "fields"]

KNOWN = [*RULES, *MAP_RULES, *layout.RULES]

names = st.one_of(st.sampled_from(KNOWN), st.sampled_from(UNKNOWN), st.text())
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=300))
# What any client can send: text, and bytes that are no UTF-8.
values = st.one_of(texts.map(str.encode), st.binary(max_size=20))
pairs = st.tuples(names.map(str.encode), values)
queries = st.tuples(st.lists(pairs, max_size=6), st.sampled_from([1, 1, 2])).map(
    lambda drawn: drawn[0] * drawn[1]
)


@pytest.fixture
def _some_clinics() -> None:
    make_clinic("Calm Clinic", slug="calm", conditions=[make_condition()])
    make_clinic("Boise Clinic", city="Boise", state="ID", postal_code="83702")


@pytest.mark.usefixtures("_some_clinics")
@pytest.mark.parametrize(
    "path",
    [
        "clinics",
        "places",
        "finder",
        "clinics/calm",
        "clinics/clusters",
        "clinics.geojson",
    ],
)
@settings(
    max_examples=int(os.environ.get("TMS_FUZZ", "300")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(query=queries)
def test_every_request_is_answered_or_refused_by_name(
    path: str, query: list[tuple[bytes, bytes]]
) -> None:
    raw = "&".join(f"{quote(name)}={quote(value)}" for name, value in query)
    response = Client(raise_request_exception=True).generic(
        "GET", f"{API}/{path}", QUERY_STRING=raw
    )
    assert response.status_code in (200, 400, 404)
    if response.status_code == 400:
        assert response["Content-Type"] == "application/problem+json"
        named = [row["parameter"] for row in response.json()["errors"]]
        sent = {unquote_to_bytes(quote(name)).decode() for name, _ in query}
        sent |= {"q", *MAP_RULES}  # Or they are missing.
        assert named
        assert {name[:200] for name in sent} >= set(named)
