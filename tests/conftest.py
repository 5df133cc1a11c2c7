"""How thorough the property tests are, which tests share a process, and the report on other versions of phonenumbers.

Tests that run again and again through lines that others cover have pytest-cov's mark ``no_cover``: until Python 3.12,
whatever runs takes two to four times as long while coverage is measured.

The environment variable ``BEIAN_HYPOTHESIS_PROFILE`` chooses: ``quick`` while working, ``default``, and ``thorough``,
with which tests that are heavy only because of a size have their full size, too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import settings

PROFILE = os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default")

settings.register_profile("default", deadline=None, max_examples=25)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile(PROFILE)

pytest_plugins = ["tests.audit_plugin"]

# Files whose tests share something that takes seconds to make, by what they share. With -n such a group stays in one
# process.
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
GROUPS = {f"tests/{file}": group for group, files in SHARING.items() for file in files}


def is_thorough() -> bool:
    """Whether tests take the time of their full size."""
    return PROFILE == "thorough"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With -n, and no --dist: a group, or a quarter of a test's runs, to whichever process is free; large ones first.

    Not by ``--dist=loadgroup``: pytest-xdist 3.8 forgets the groups under pytest 9.2 (its issue 1386), and one message
    between processes for each of thousands of parameters takes seconds.
    """
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    def scope(test: str) -> str:
        function = test.partition("[")[0]
        return GROUPS.get(test.partition("::")[0]) or f"{function}, {crc32(test.encode()) % 4}"

    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = scope
    return scheduling
