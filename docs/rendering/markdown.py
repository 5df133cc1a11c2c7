"""The little Markdown that is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["anchor", "bullets", "code", "escape", "link", "quoted", "steps", "table"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$])")


def escape(text: str) -> str:
    """Text that is to stand there as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """A code, in the letters of a program."""
    return f"`{text}`"


def anchor(heading: str) -> str:
    """The anchor of a heading: that of docutils, which the pages are configured to use."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def link(text: str, page: str, heading: str | None = None) -> str:
    """A link to a page by its path from the top, or to a heading on it; the text is Markdown."""
    return f"[{text}]({page}{'' if heading is None else '#' + anchor(heading)})"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells in Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def bullets(items: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {item}" for item in items)


def steps(items: Iterable[str]) -> str:
    """A numbered list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def quoted(block: str) -> str:
    """A block set apart."""
    return "\n".join(f"> {line}".rstrip() for line in block.splitlines())
