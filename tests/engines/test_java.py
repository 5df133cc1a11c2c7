"""Java: java.util.regex, asked by ``matches()`` and ``find()``."""

from __future__ import annotations

from functools import partial

import pytest

from tests.engines.matching import PROGRAMS, run
from tests.engines.published import disagreements

pytestmark = pytest.mark.engine


def test_every_pattern_answers_every_vector(java: str) -> None:
    assert disagreements("java", partial(run, [java, str(PROGRAMS / "Matching.java")])) == []
