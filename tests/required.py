"""Programs and packages that a machine may not have.

A test that needs one which is missing is left out, and says what to install; with the environment variable
``BEIAN_REQUIRE_ENGINES`` at 1 it fails instead, so that nothing is left out unseen.
"""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from typing import Any, NoReturn

import pytest

__all__ = ["REQUIRED", "missing", "package", "program"]

REQUIRED = "BEIAN_REQUIRE_ENGINES"


def missing(what: str, install: str) -> NoReturn:
    """Leave a test out, or fail it, because something is not on this machine."""
    said = f"{what} is not here: {install}"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED}=1, but {said}", pytrace=False)
    pytest.skip(said)


def program(*names: str, debian: str) -> str:
    """The path of the first of some programs that is there; else it is missing, and ``debian`` names the package."""
    for name in names:
        if path := shutil.which(name):
            return path
    missing(names[0], f"install {debian} (Debian's name)")


def package(module: str, *, group: str | None = None) -> Any:
    """A module that one of this project's dependency groups brings, or else the extra ``test``.

    A folder of that name, as ``build/`` is after an installation from the checkout, is no module.
    """
    try:
        found = import_module(module)
    except ImportError:
        found = None
    if found is None or found.__file__ is None:
        missing(module, f"pip install --group {group}" if group else "pip install -e '.[test]'")
    return found
