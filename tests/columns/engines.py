"""Engines that a test needs, or the reason why it is skipped."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import pytest


def engine(module: str) -> Any:
    """A module of an engine. Where it is not installed the test is skipped; with BEIAN_REQUIRE_ENGINES=1 it fails."""
    try:
        return import_module(module)
    except ImportError as error:
        if os.environ.get("BEIAN_REQUIRE_ENGINES") == "1":
            raise RuntimeError(f"BEIAN_REQUIRE_ENGINES=1, but {module} cannot be imported") from error
        pytest.skip(f"{module} is not installed here", allow_module_level=True)
