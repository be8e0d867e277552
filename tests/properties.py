"""How many examples a property test tries."""

from hypothesis import settings


def examples(number: int) -> settings:
    """Try ``number`` examples, or as many times more as the profile tries."""
    return settings(max_examples=number * settings.default.max_examples // 100)
