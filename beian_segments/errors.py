"""What is raised. Ground floor, above the codes; their words are imported when asked.

No message holds a full phone number: these errors end up in logs and in front of people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beian_segments.verdicts import Params, Verdict

__all__ = ["SegmentError", "TableError"]


class SegmentError(ValueError):
    """A number is refused.

    ``args[0]`` is the sentence in Chinese, ``code`` the verdict, ``params`` the facts behind it (never digits of
    the number beyond its segment).
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
        # Exceptions are rebuilt from args, which hold the sentence and not what made it; a form may have put it into
        # another language.
        return type(self), (self.code, self.params), {**self.__dict__, "args": self.args}


class TableError(ValueError):
    """A table is refused, whole: nothing of it has been loaded.

    ``file`` and ``line`` (from 1) place the fault in a file, ``index`` (from 0) in a sequence of rows; ``column``
    is the column at fault; ``reason`` says what is wrong and what to write instead. Each is None where it says
    nothing.
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
            file,
            None if line is None else f"line {line}",
            None if index is None else f"row {index}",
            None if column is None else f"column {column}",
        ]
        place = ", ".join(part for part in places if part is not None)
        super().__init__(f"{place}: {reason}" if place else reason)

    def __reduce__(self) -> tuple[Any, ...]:
        # The keyword arguments are attributes, which travel as state.
        return type(self), (self.reason,), {**self.__dict__, "args": self.args}
