"""Settings for all tests: how thorough the property tests are, and the report on other phonenumbers."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=200)
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default"))

pytest_plugins = ["tests.audit_plugin"]
