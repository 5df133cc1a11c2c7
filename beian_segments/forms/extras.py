"""What importing an adapter says where its framework is missing. Ground floor of the room."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["extra"]


@contextmanager
def extra(name: str) -> Generator[None]:
    """Import a framework inside; if a module is missing, the ``ImportError`` says which extra has it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(
            f"beian_segments.forms.{name}: {error.name} is not installed; run: pip install 'beian-segments[{name}]'",
            name=error.name,
        ) from error
