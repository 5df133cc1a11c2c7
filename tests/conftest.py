"""How thorough the property tests are, and the report on other versions of phonenumbers.

The environment variable ``BEIAN_HYPOTHESIS_PROFILE`` chooses: ``quick`` while working, ``default``, and ``thorough``,
with which tests that are heavy only because of a size have their full size, too.
"""

from __future__ import annotations

import os

from hypothesis import settings

PROFILE = os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default")

settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile(PROFILE)

pytest_plugins = ["tests.audit_plugin"]


def is_thorough() -> bool:
    """Whether tests take the time of their full size."""
    return PROFILE == "thorough"
