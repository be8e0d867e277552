"""No text leaves the script it stands in, and what is not known is not said."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from wagtail_tms.structured_data import graph, node, script


class Scripts(HTMLParser):
    """The texts of the scripts of a page, as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.others: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            assert attrs == [("type", "application/ld+json")]
            self.texts.append("")
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data


@given(st.text())
@example("</script><b>")
@example("<!--<script>")
@example("\u2028 & \u2029")
def test_any_text_stays_in_the_script(text: str) -> None:
    document = graph(node("Organization", name=f"x{text}"))
    page = Scripts(script(document))
    assert page.others == []
    (written,) = page.texts
    assert json.loads(written) == document


def test_what_is_not_known_is_left_out() -> None:
    known = node("Thing", name="A", url="", sameAs=[], geo=None, address={})
    assert known == {"@type": "Thing", "name": "A"}


def test_no_and_zero_are_known() -> None:
    assert node("Thing", value=False, position=0) == {
        "@type": "Thing",
        "value": False,
        "position": 0,
    }
