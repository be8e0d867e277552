"""How long an article is, in words and in minutes."""

from __future__ import annotations

import math
from collections.abc import Iterable


# Silent reading of English non-fiction by adults: M. Brysbaert, "How many words do we
# read per minute?", Journal of Memory and Language 109 (2019) 104047. Wagtail's own
# page metrics use the same figure.
WORDS_PER_MINUTE = 238


def count_words(texts: Iterable[str]) -> int:
    """Return the number of words in some plain texts."""
    return sum(len(text.split()) for text in texts)


def reading_minutes(words: int) -> int:
    """Return the whole minutes that a reader needs, rounded up; 0 for no words."""
    return math.ceil(words / WORDS_PER_MINUTE)
