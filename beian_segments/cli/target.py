"""The file that a command writes: one that is there is replaced only by ``--force``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

__all__ = ["force_option", "refuse_replacing"]

C = TypeVar("C", bound=Callable[..., object])


def force_option(command: C) -> C:
    """Give a command the option ``--force``; it receives ``force``."""
    return click.option("--force", is_flag=True, help="Replace the file to write if it is there.")(command)


def refuse_replacing(path: Path, *, force: bool) -> None:
    """Refuse a place where a file or a link is already, a link to nothing included.

    A device or a pipe is no such thing: it is written to and stays.

    Raises:
        click.UsageError: there is one, and no ``force``.
    """
    if not force and (path.is_file() or (path.is_symlink() and not path.exists())):
        raise click.UsageError(f"{path} is there already; --force replaces it")
