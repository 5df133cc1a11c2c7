"""PCRE2, as PHP has it: ``preg_match`` with the flag u, which must not fail either."""

from __future__ import annotations

from functools import partial

import pytest

from tests.engines.matching import PROGRAMS, run
from tests.engines.published import disagreements

pytestmark = pytest.mark.engine


@pytest.mark.parametrize("jit", [0, 1])
def test_every_pattern_answers_every_vector(php: str, jit: int) -> None:
    command = [php, "-n", "-d", f"pcre.jit={jit}", str(PROGRAMS / "matching.php")]
    assert disagreements("pcre", partial(run, command)) == []
