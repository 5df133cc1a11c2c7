"""How thorough the property tests are, which tests share a process, and the report on other versions of phonenumbers.

The environment variable ``BEIAN_HYPOTHESIS_PROFILE`` chooses: ``quick`` while working, ``default``, and ``thorough``,
with which tests that are heavy only because of a size have their full size, too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# pytest-xdist tells its processes the width of the terminal, and the command line would fit its tables to it.
os.environ.pop("COLUMNS", None)

PROFILE = os.environ.get("BEIAN_HYPOTHESIS_PROFILE", "default")

settings.register_profile("default", deadline=None, max_examples=25)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=200)
settings.load_profile(PROFILE)

pytest_plugins = ["tests.audit_plugin"]

# Files that share what takes seconds to make, by what they share. With -n they stay in one process.
SHARING = {
    "built pages": ("docs/test_browser.py", "docs/test_build.py"),
    "distributions": ("distribution/test_contents.py", "distribution/test_installing.py"),
    "servers": tuple(f"engines/{path.name}" for path in Path(__file__).parent.glob("engines/test_*.py")),
}
GROUPS = {f"tests/{file}": group for group, files in SHARING.items() for file in files}

# Slow files whose tests share nothing: each of them goes to whichever process is free. The others have a message for a
# file, not for a test.
SPREAD = {
    "tests/columns/test_files.py",
    "tests/docs/test_pages.py",
    "tests/failures/test_laws.py",
    "tests/test_growth.py",
}
# Those that are slow in their full size only.
if PROFILE == "thorough":
    SPREAD |= {
        "tests/cli/test_random_signals.py",
        "tests/columns/test_file_limits.py",
        "tests/columns/test_random_rows.py",
        "tests/test_hostile_input.py",
        "tests/test_parsing.py",
        "tests/test_predicate.py",
        "tests/test_processes.py",
        "tests/tools/test_import_page.py",
    }


def is_thorough() -> bool:
    """Whether tests take the time of their full size."""
    return PROFILE == "thorough"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With -n, and no --dist: the tests of a file or a group go to one process, those of SPREAD to any.

    Not by ``--dist=loadgroup``: pytest-xdist 3.8 forgets the groups under pytest 9.2 (its issue 1386), and one message
    between processes for each of thousands of parameters takes seconds.
    """
    if config.getoption("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    def scope(test: str) -> str:
        file = test.partition("::")[0]
        return test if file in SPREAD else GROUPS.get(file, file)

    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = scope
    return scheduling
