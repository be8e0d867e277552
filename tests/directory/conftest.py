from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_directory


@pytest.fixture
def directory() -> Any:
    return make_directory()
