"""How thorough the property tests are, which tests share a process, and the report on other versions of phonenumbers.

The environment variable ``BEIAN_HYPOTHESIS_PROFILE`` chooses: ``quick`` while working, ``default``, and ``thorough``,
with which tests that are heavy only because of a size have their full size, too.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

PROFILE = os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default")

settings.register_profile("default", deadline=None, max_examples=40)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile(PROFILE)

pytest_plugins = ["tests.audit_plugin"]

# Files whose tests share something that takes seconds to make, by what they share. With -n such a group stays in one
# process; all other tests go to whichever process is free.
SHARING = {
    "built pages": ("docs/test_browser.py", "docs/test_build.py"),
    "columns of millions": ("columns/test_random_rows.py",),
    "distributions": ("distribution/test_contents.py", "distribution/test_installing.py"),
    "environment of its own": ("strategies/test_downstream.py",),
    "example in a browser": ("forms/browser/test_browser.py",),
    "drawn cases": ("strategies/test_cases.py",),
    "drawn tables": ("strategies/test_tables.py",),
    "drawn writings": ("strategies/test_writings.py",),
    "servers": tuple(f"engines/{path.name}" for path in Path(__file__).parent.glob("engines/test_*.py")),
    "Spark": ("columns/test_spark.py",),
}
GROUPS = {Path(__file__).parent / file: group for group, files in SHARING.items() for file in files}


def is_thorough() -> bool:
    """Whether tests take the time of their full size."""
    return PROFILE == "thorough"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if group := GROUPS.get(item.path):
            item.add_marker(pytest.mark.xdist_group(group))
