"""Property tests here query a database: they may be slow, on any machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


settings.register_profile(
    "database",
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("database")
