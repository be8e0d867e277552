from __future__ import annotations

import pytest

from wagtail_tms.articles.reading import count_words, reading_minutes


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 0), (1, 1), (238, 1), (239, 2), (2380, 10)]
)
def test_minutes_are_rounded_up(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_words_are_counted_over_all_texts() -> None:
    assert count_words(["One two", "", "  three\nfour "]) == 4
