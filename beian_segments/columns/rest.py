"""The rows that are no canonical number: the commonest slips decided by their bytes, the others read by the grammar.

A text is read once however many rows have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from beian_segments import _tables
from beian_segments.columns import arrow
from beian_segments.columns.lookup import NO_ROW, REFUSALS, ROWS, UNDECIDED, Lookup
from beian_segments.grammar import LENGTH, read
from beian_segments.verdicts import Verdict

__all__ = ["NotUTF8Error", "Settled", "settle", "with_predicate", "with_reading"]

_INLINE = 12
_LOW = np.uint64(0xFFFFFFFF)


class NotUTF8Error(ValueError):
    """A text of an Arrow column is not UTF-8, which Arrow does not look at."""

    def __init__(self) -> None:
        super().__init__(
            "a column of numbers holds a text that is not UTF-8; decode its bytes by their own encoding first"
        )


class Settled(NamedTuple):
    """Answers for some rows, and the numbers found in them: where, and what."""

    answers: Any
    at: Any
    numbers: list[str]


#: Answers to texts, and the canonical number of each that is a writing of one.
Reader = Callable[[Sequence[str]], tuple[Sequence[int], Sequence[str | None]]]


def settle(array: Any, at: Any, reader: Reader) -> Settled:
    """Decide rows of an array that the kernel left undecided.

    Args:
        array: texts or integers.
        at: the rows to decide, none of them null.
        reader: decides the texts that their bytes do not.

    Raises:
        NotUTF8Error: one of these has no characters.
    """
    if not len(at):
        return Settled(np.empty(0, np.int32), at, [])
    texts = arrow.texts(arrow.take(array, at))
    answers = np.concatenate([_by_bytes(arrow.words(block)) for _, block in arrow.views(texts)])
    left = np.flatnonzero(answers == UNDECIDED)
    distinct = arrow.take(texts, left).dictionary_encode()
    try:
        words = distinct.dictionary.to_pylist()
    except UnicodeDecodeError:
        # Which has the text.
        raise NotUTF8Error from None
    found, numbers = reader(words)
    which = distinct.indices.to_numpy()
    answers[left] = np.array(found, np.int32)[which]
    hits = np.flatnonzero(np.array([number is not None for number in numbers], np.bool_)[which])
    return Settled(answers, at[left[hits]], [numbers[index] or "" for index in which[hits]])


def with_predicate(is_supported: Callable[[str], bool]) -> Reader:
    """A reader that asks a validator's predicate: ``ROWS`` or ``NO_ROW``, and no numbers."""

    def reader(texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str | None]]:
        return [ROWS if is_supported(text) else NO_ROW for text in texts], [None] * len(texts)

    return reader


def with_reading(lookup: Lookup) -> Reader:
    """A reader of refusals, rows and numbers."""

    def reader(texts: Sequence[str]) -> tuple[Sequence[int], Sequence[str | None]]:
        readings = [read(text) for text in texts]
        numbers = [None if reading.refusal else reading.digits for reading in readings]
        rows = lookup.of_numbers(np.array([int(number or 0) for number in numbers], np.int64)).tolist()
        return [
            REFUSALS[reading.refusal] if reading.refusal else row for reading, row in zip(readings, rows, strict=True)
        ], numbers

    return reader


def _by_bytes(words: Any) -> Any:
    """The refusals that a text of at most twelve bytes shows at a glance, else ``UNDECIDED``.

    Of texts that are no canonical number: nothing at all; digits alone behind a 1, which are short, long, or begin as
    no mobile number does; and an ASCII character that no writing has.
    """
    data = np.ascontiguousarray(words).view(np.uint8).reshape(-1, 16)
    length = (words[:, 0] & _LOW).view(np.int64)
    first, second = data[:, 4], data[:, 5]
    inline = length <= _INLINE
    # The padding is zeros, which are no digits.
    digits = inline & (_how_many(data - np.uint8(ord("0")) < 10) == length)
    mobile = np.take(_behind_one(), second)
    answers = np.take(_of_digits(), 2 * np.minimum(length, _INLINE) + mobile)
    answers[~(digits & ((first == ord(_tables.LEADS[0][0])) | (length == 0)))] = UNDECIDED
    # Nor are they foreign, so that a NUL of the text's own is left to the grammar.
    others = np.flatnonzero(inline & ~digits)
    answers[others[_how_many(_foreign()[data[others]]) > 0]] = REFUSALS[Verdict.NOT_A_NUMBER]
    return answers


def _how_many(true: Any) -> Any:
    """How many of the last twelve of each row's sixteen bytes are true."""
    # As words: along short rows NumPy is slow.
    first, second = true.view(np.uint64).T
    return np.bitwise_count(first >> np.uint64(32)) + np.bitwise_count(second)


@cache
def _behind_one() -> Any:
    """Of the 256 bytes, those that a mobile number has behind its 1."""
    return np.isin(np.arange(256), [ord(lead[1]) for lead in _tables.LEADS])


@cache
def _of_digits() -> Any:
    """The refusals of up to twelve digits behind a 1 or none, for each length two: second digit not mobile, mobile."""
    refusals = [Verdict.EMPTY] * 2 + [Verdict.TOO_SHORT] * 2
    refusals += [Verdict.NOT_MOBILE, Verdict.TOO_SHORT] * (LENGTH - 2)
    # Eleven that begin as a mobile number are one, which is not asked here.
    refusals += [Verdict.NOT_MOBILE] * 2 + [Verdict.TOO_LONG] * 2 * (_INLINE - LENGTH)
    return np.array([REFUSALS[refusal] for refusal in refusals], np.int32)


@cache
def _foreign() -> Any:
    """Of the 256 bytes, the ASCII characters that no writing has, but for NUL."""
    known = {ord(character) for character in "0123456789" + "".join(_tables.INTERNATIONAL_PREFIXES)}
    known |= {ord(character) for character in _tables.SCHEME + _tables.SCHEME.upper()}
    for ranges in _tables.SEPARATORS.values():
        known.update(point for low, high in ranges for point in range(low, high + 1))
    return np.array([0 < byte < 128 and byte not in known for byte in range(256)], np.bool_)
