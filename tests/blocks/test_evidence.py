from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.blocks.rendering import render
from wagtail_tms.blocks import SourceBlock, StatisticBlock, TableBlock


SOURCE = {"title": "A trial", "publisher": "A journal", "year": 2022, "url": ""}
STATISTIC = {
    "value": "1 in 3",
    "statement": "1 in 3 people got better.",
    "population": "100 adults",
    "comparator": "1 in 10 with sham",
    "design": "Randomized trial",
    "source": SOURCE,
}
TABLE = {
    "columns": [
        {"type": "text", "heading": "Kind"},
        {"type": "text", "heading": "Minutes"},
    ],
    "rows": [{"values": ["Standard", "20"]}, {"values": ["Theta burst", "3"]}],
}


def clean(block: Any, value: Any, *, draft: bool = False) -> Any:
    value = block.normalize(value)
    return block.clean_deferred(value) if draft else block.clean(value)


@pytest.mark.parametrize("missing", ["title", "publisher", "year"])
def test_a_statistic_without_its_source_is_not_published(missing: str) -> None:
    value = {**STATISTIC, "source": {**SOURCE, missing: None}}
    with pytest.raises(ValidationError) as error:
        clean(StatisticBlock(), value)
    assert set(error.value.block_errors) == {"source"}
    assert set(error.value.block_errors["source"].block_errors) == {missing}


def test_a_draft_statistic_may_lack_its_source() -> None:
    value = {**STATISTIC, "source": dict.fromkeys(SOURCE)}
    assert clean(StatisticBlock(), value, draft=True)["value"] == "1 in 3"


def test_a_source_needs_no_address() -> None:
    assert clean(StatisticBlock(), STATISTIC)


@pytest.mark.parametrize("year", [1899, 2200])
def test_a_source_from_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(ValidationError) as error:
        clean(SourceBlock(), {**SOURCE, "year": year, "accessed_on": None})
    assert "1900" in str(error.value.block_errors["year"].messages)


def test_a_listed_source_may_have_no_year() -> None:
    assert clean(SourceBlock(), {**SOURCE, "year": None, "accessed_on": None})


def test_a_statistic_shows_its_figure_its_sentence_and_its_source() -> None:
    html = render(StatisticBlock(), STATISTIC)
    for words in ("1 in 3", "100 adults", "1 in 10 with sham", "A trial", "2022"):
        assert words in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//[", ""])
def test_a_source_links_only_to_the_web(url: str) -> None:
    html = render(StatisticBlock(), {**STATISTIC, "source": {**SOURCE, "url": url}})
    assert "href" not in html
    assert "A trial" in html


def test_a_table_has_a_caption_and_headings_on_both_sides() -> None:
    html = render(TableBlock(), {"caption": "Kinds", "table": TABLE})
    assert "<caption>Kinds</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert '<td role="cell" data-label="Minutes">20</td>' in html


def test_a_table_needs_a_caption_to_be_published() -> None:
    with pytest.raises(ValidationError) as error:
        clean(TableBlock(), {"caption": "", "table": TABLE})
    assert set(error.value.block_errors) == {"caption"}
    assert clean(TableBlock(), {"caption": "", "table": TABLE}, draft=True)


@pytest.mark.parametrize(
    "table",
    [
        None,
        {"columns": [], "rows": []},
        {"columns": [{"type": "text", "heading": "A"}], "rows": []},
        {
            "columns": [{"type": "text", "heading": " "}],
            "rows": [{"values": ["x"]}],
        },
    ],
    ids=["none", "empty", "no row", "no heading"],
)
def test_a_table_without_cells_or_headings_is_not_published(table: Any) -> None:
    with pytest.raises(ValidationError) as error:
        clean(TableBlock(), {"caption": "Kinds", "table": table})
    assert set(error.value.block_errors) == {"table"}
    assert clean(TableBlock(), {"caption": "Kinds", "table": table}, draft=True)


def test_what_is_typed_into_a_table_is_escaped() -> None:
    script = '"><script>alert(1)</script>'
    table = {
        "columns": [{"type": "text", "heading": script}] * 2,
        "rows": [{"values": [script, script]}],
    }
    html = render(TableBlock(), {"caption": script, "table": table})
    assert "<script" not in html
    assert 'data-label="&quot;&gt;&lt;script' in html
