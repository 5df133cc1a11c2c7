"""RE2 itself, which Go's and Rust's engines share their syntax with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.engines.published import disagreements
from tests.required import package

pytestmark = pytest.mark.engine


def test_every_pattern_answers_every_vector() -> None:
    re2 = package("re2", group="engines")

    def ask(patterns: Sequence[str], texts: Sequence[str]) -> list[list[bool]]:
        compiled = [re2.compile(pattern) for pattern in patterns]
        return [[pattern.search(text) is not None for pattern in compiled] for text in texts]

    assert disagreements("re2", ask) == []
