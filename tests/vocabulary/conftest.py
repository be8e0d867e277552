from __future__ import annotations

from typing import Any

import pytest

from tests.vocabulary.sample import small_vocabulary


@pytest.fixture
def data() -> dict[str, Any]:
    return small_vocabulary()
