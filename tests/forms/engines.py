"""Programs that a machine may not have: tests that need one are left out with a reason, or fail if all are required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

REQUIRED = "BEIAN_REQUIRE_ENGINES"


def missing(what: str) -> NoReturn:
    """Leave a test out because something is not installed; with ``BEIAN_REQUIRE_ENGINES=1`` that is a failure."""
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED}=1, but {what} is not installed")
    pytest.skip(f"{what} is not installed here")
