"""The examples in the docstrings of the package give what they say."""

from __future__ import annotations

import doctest

import pytest

from beian_segments.columns import classify, is_supported, with_support
from tests.columns.engines import engine

PUBLIC = [is_supported, classify, with_support, engine("beian_segments.columns.files").check_file]


@pytest.mark.parametrize("function", PUBLIC, ids=[function.__name__ for function in PUBLIC])
def test_the_example_of_a_public_function_gives_what_it_says(function: object) -> None:
    (test,) = doctest.DocTestFinder().find(function, globs={function.__name__: function})  # type: ignore[attr-defined]
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0
