"""Packages of the optional extras: what to install when one is missing. Imports nothing of the package."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

__all__ = ["have", "missing_package", "needed", "requires_extra"]


def missing_package(package: str, extra: str) -> ImportError:
    """The error that names a package and the extra that has it."""
    return ImportError(f"{package} is not installed; run: pip install 'beian-segments[{extra}]'", name=package)


@contextmanager
def requires_extra(extra: str) -> Generator[None]:
    """Import an extra's packages inside the block; ``ImportError`` names the extra if a module is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise missing_package(error.name or extra, extra) from error


def needed(module: str, extra: str = "columns") -> Any:
    """Import a module of a package that an extra brings.

    Raises:
        ImportError: the package is not installed; names the package and the extra.
        ModuleNotFoundError: it is installed, but a module that it needs is missing.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise missing_package(package, extra) from None


def have(*modules: str) -> bool:
    """Whether all these modules can be imported."""
    try:
        for module in modules:
            needed(module)
    except ImportError:
        return False
    return True
