"""The pages in both languages, built once for all tests of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import TOP
from tests.required import package


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built pages; a warning of a build is an error."""
    if not (TOP / "data").is_dir():
        pytest.skip("the pages are built in a checkout, from its data folder")
    for module in ("sphinx", "furo", "myst_parser"):
        package(module, group="docs")
    folder = tmp_path_factory.mktemp("docs") / "html"
    done = subprocess.run(
        [sys.executable, "-m", "tools.pages", "build", "--quiet", folder],
        cwd=TOP, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return folder
