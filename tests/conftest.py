"""Settings for all tests: how thorough the property tests are, and the report on other phonenumbers."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

settings.register_profile("default", deadline=None, max_examples=200)
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
# Whether a mutant is found out must not depend on luck, and the smallest example of it is of no use.
settings.register_profile(
    "mutation", deadline=None, max_examples=50, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default"))

pytest_plugins = ["tests.audit_plugin"]
