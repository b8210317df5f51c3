"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Whoever runs the tests may have contexts and keys of their own.
os.environ["XDG_CONFIG_HOME"] = os.devnull

# The same examples in every run: a failure is found by whoever makes it, not by whoever comes next. Speed is nobody's
# business here, and much filtering is in the nature of definitions that must load.
settings.register_profile(
    "pscompat",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile("pscompat")
