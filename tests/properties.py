"""How many examples a property test tries."""

from hypothesis import settings


def examples(number: int) -> settings:
    """Try ``number`` examples, or as many times more or fewer as the profile tries."""
    asked = number * settings.default.max_examples // 100
    return settings(max_examples=max(asked, 1))
