"""What is wrong with a file, and where."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FileError"]


class FileError(ValueError):
    """A file that cannot be checked: says which, in what line where lines have numbers, and why. Never a value."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {reason}")
