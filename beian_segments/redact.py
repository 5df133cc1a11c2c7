"""Hiding digits in messages, reprs and logs: at most seven digits of a text are ever shown.

Seven digits name a block of ten thousand numbers, as fine as the allocation of numbers gets; an eighth begins to be
one person's number. Imports nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["MASKED", "MaskedRepr", "hide_digits", "hide_numbers", "printable", "quoted", "shown_path", "shown_prefix"]

#: Stands for a value of which nothing may be shown.
MASKED = "***"

_MOST_DIGITS = 7
_LONGEST_QUOTED = 40
_MOST_QUOTED = 10

# Too many digits, of any script, with at most one separator between two; dates in ISO 8601 are not meant.
_NUMBER = rf"(?<!\d)(?!\d{{4}}-\d\d-\d\d(?![\d-]))\d(?:[ \-.()]?\d){{{_MOST_DIGITS},}}"

# Not the shorter numbers of days and of temporary folders.
_NUMBER_IN_PATH = r"(?<!\d)(?!\d{4}-\d\d-\d\d(?![\d-]))\d(?:[ \-.()]?\d){10,}"


def shown_prefix(prefix: str) -> str:
    """A prefix of a table: whole up to seven digits, else its first seven and an ellipsis."""
    return prefix if len(prefix) <= _MOST_DIGITS else f"{prefix[:_MOST_DIGITS]}…"


def hide_digits(text: str) -> str:
    """A cell or a name: all of its digits become asterisks if there are more than seven."""
    if sum(character.isdigit() for character in text) <= _MOST_DIGITS:
        return text
    return "".join("*" if character.isdigit() else character for character in text)


def hide_numbers(sentence: str) -> str:
    """A sentence that may repeat what was typed: each run of more than seven digits becomes ``***``."""
    return re.sub(_NUMBER, MASKED, sentence)


def shown_path(path: object) -> str:
    """The path of a file, whose names may hold a number: each run of eleven digits or more becomes ``***``."""
    return printable(re.sub(_NUMBER_IN_PATH, MASKED, str(path)))


def printable(text: str) -> str:
    """A text as given, safe for a terminal: what does not print becomes an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quoted(*names: object) -> str:
    """Names of columns, which in a file without a header are cells: quoted, shortened, digits hidden, ten at most."""
    hidden = [hide_digits(str(name)) for name in names[:_MOST_QUOTED]]
    first = ", ".join(repr(name if len(name) <= _LONGEST_QUOTED else f"{name[:_LONGEST_QUOTED]}…") for name in hidden)
    more = len(names) - len(hidden)
    return f"{first} and {more} more" if more else first or "none"


class MaskedRepr:
    """A class whose repr is all that printers show of its objects, also those that print attrs classes field by field.

    They are rich (its ``print`` and its tracebacks), and Hypothesis and IPython.
    """

    __slots__ = ()

    def __rich_repr__(self) -> Iterator[object]:
        yield _Verbatim(repr(self)[len(type(self).__name__) + 1 : -1])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002 - IPython's signature
        printer.text(repr(self))


class _Verbatim:
    """A text that is its own repr."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text
