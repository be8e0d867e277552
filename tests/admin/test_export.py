from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wagtail_tms.admin.export import escape_formula


texts = st.text(st.sampled_from("'=+-@\t\r\n＝a 1"), max_size=6)  # noqa: RUF001


@given(texts)
def test_no_escaped_text_starts_a_formula(text):
    assert not escape_formula(text).startswith(tuple("=+-@\t\r\n＝"))  # noqa: RUF001


@given(texts, texts)
def test_no_two_texts_are_escaped_alike(one, other):
    assert (escape_formula(one) == escape_formula(other)) == (one == other)


def test_ordinary_texts_stay_as_they_are():
    for text in ("Calm Clinic", "'Ohana TMS", "a=b", "", "(406) 555-0123"):
        assert escape_formula(text) == text
