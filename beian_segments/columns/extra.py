"""Packages of the extra ``columns``, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["have", "needed"]


def needed(module: str) -> Any:
    """A module of a package that the extra brings.

    Raises:
        ImportError: the package is not installed; names the package and the extra.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise  # installed, but something of its own is missing
        advice = f"{package} is not installed; run: pip install 'beian-segments[columns]'"
        raise ImportError(advice, name=package) from None


def have(*modules: str) -> bool:
    """Whether all these modules can be imported."""
    try:
        for module in modules:
            needed(module)
    except ImportError:
        return False
    return True
