"""The examples in docstrings are right, and the public names have one."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages
from typing import Annotated, get_origin

import pytest
from hypothesis import settings

import beian_segments
import tests.forms.django_project  # noqa: F401 - configures Django
from tests.conftest import PROFILE

MODULES = ["beian_segments", *(each.name for each in walk_packages(beian_segments.__path__, "beian_segments."))]
# Data, and what is run and not imported.
WITHOUT_DOCSTRINGS = {"beian_segments.data", "beian_segments.__main__"}
# The same examples in every run, and few: what they show has tests of its own.
settings.register_profile("documentation", derandomize=True, database=None, deadline=None, max_examples=10)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

# Packages whose public functions and classes all have an example.
WITH_EXAMPLES = [
    "beian_segments",
    "beian_segments.columns",
    "beian_segments.failures",
    "beian_segments.forms.attrs",
    "beian_segments.forms.django",
    "beian_segments.forms.django_models",
    "beian_segments.forms.html",
    "beian_segments.forms.marshmallow",
    "beian_segments.forms.pydantic",
    "beian_segments.forms.rest_framework",
    "beian_segments.forms.wtforms",
    "beian_segments.list_age",
    "beian_segments.strategies",
]
NAMES = [f"{module}.{name}" for module in WITH_EXAMPLES for name in import_module(module).__all__]


@pytest.mark.parametrize("name", sorted({*MODULES} - WITHOUT_DOCSTRINGS))
def test_the_examples_of_a_module_are_right(name: str) -> None:
    module = import_module(name)
    settings.load_profile("documentation")
    try:
        assert doctest.testmod(module, optionflags=FLAGS).failed == 0
    finally:
        settings.load_profile(PROFILE)


@pytest.mark.parametrize("path", NAMES)
def test_a_public_function_or_class_has_an_example(path: str) -> None:
    module, _, name = path.rpartition(".")
    value = getattr(import_module(module), name)
    is_type_alone = hasattr(value, "__supertype__") or get_origin(value) is Annotated
    if callable(value) and hasattr(value, "__module__") and not is_type_alone:
        assert ">>> " in (value.__doc__ or ""), f"{path} has no example"
