"""The exceptions. No message holds a full phone number: they end up in logs and in front of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beian_segments.redact import printable, shown_path
from beian_segments.verdicts import Params, Verdict

__all__ = ["SegmentError", "TableError"]


class SegmentError(ValueError):
    """A number is refused.

    ``args[0]`` is the sentence in Chinese, ``code`` the verdict, ``params`` the facts behind it (never digits of
    the number beyond its segment).

    >>> from beian_segments import validate_segment
    >>> try:
    ...     validate_segment("19212345678")
    ... except SegmentError as error:
    ...     print(error.code, dict(error.params))
    segment-not-listed {'segment': '192'}
    """

    code: Verdict
    params: Params

    def __init__(self, code: Verdict | str, params: Mapping[str, str] | None = None) -> None:
        if code not in tuple(Verdict):
            raise ValueError(f"code must be one of {', '.join(Verdict)}")
        self.code = Verdict(code)
        self.params = Params(params or {})
        super().__init__(self.message())

    def message(self, lang: str = "zh") -> str:
        """The sentence in the language of a BCP 47 or POSIX tag; ``ValueError`` for an unknown language."""
        from beian_segments.i18n import verdict_sentence

        return verdict_sentence(self.code, self.params, lang)

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are rebuilt from args by default, but args hold the sentence and not what it was made of.
        return type(self), (self.code, self.params), {**self.__dict__, "args": self.args}


class TableError(ValueError):
    """A table is refused, and nothing of it was loaded.

    ``file`` and ``line`` (from 1) say where in a file the fault is, ``index`` (from 0) where in a sequence of rows,
    ``column`` in which column; each is None where it does not apply. ``reason`` says what is wrong and what to write
    instead.

    >>> from beian_segments import SegmentTable
    >>> SegmentTable.from_rows([{"prefix": 138, "published": True}])
    Traceback (most recent call last):
    beian_segments.errors.TableError: row 0, column prefix: must be text, not int; ...
    """

    def __init__(
        self,
        reason: str,
        *,
        file: str | None = None,
        line: int | None = None,
        index: int | None = None,
        column: str | None = None,
    ) -> None:
        self.reason = reason
        self.file = file
        self.line = line
        self.index = index
        self.column = column
        places = [
            None if file is None else shown_path(file),
            None if line is None else f"line {line}",
            None if index is None else f"row {index}",
            None if column is None else f"column {column}",
        ]
        place = ", ".join(part for part in places if part is not None)
        super().__init__(printable(f"{place}: {reason}" if place else reason))

    def __reduce__(self) -> tuple[Any, ...]:
        # The keyword arguments are attributes, which are pickled as state.
        return type(self), (self.reason,), {**self.__dict__, "args": self.args}
