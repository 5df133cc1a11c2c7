"""Packages of columns and frames that a test needs."""

from __future__ import annotations

from functools import partial

from tests.required import package

__all__ = ["engine"]

engine = partial(package, group="frames")
