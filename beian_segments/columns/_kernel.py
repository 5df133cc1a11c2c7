"""The kernel: canonical numbers told from everything else, and looked up, a block of rows at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from beian_segments._data import LEADS
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import DIGITS, DigitTrie, TrieNode
from beian_segments.table import SegmentTable
from beian_segments.verdicts import Verdict

__all__ = [
    "BLOCK",
    "Lookup",
    "NO_ROW",
    "REFUSALS",
    "ROWS",
    "UNDECIDED",
    "listed_lookup",
    "numbers_of_words",
    "of_numbers",
    "of_words",
    "row_lookup",
    "writings_lookup",
]

# Answers: nothing is known yet; a refusal by the grammar; a number without a row, and from ROWS on those of the rows in
# their order. Where no row matters, NO_ROW is an unlisted number and ROWS a listed one.
UNDECIDED = 0
_OF_NUMBERS = (Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED)
REFUSALS = {
    verdict: code
    for code, verdict in enumerate((one for one in Verdict if one not in _OF_NUMBERS), start=UNDECIDED + 1)
}
NO_ROW = len(REFUSALS) + 1
ROWS = NO_ROW + 1

_LEAD_DIGITS = 4
_NUMBERS_PER_LEAD = 10 ** (LENGTH - _LEAD_DIGITS)


class Lookup:
    """Answers to canonical numbers by prefix, the longest one first: ``{"13": 1, "1349": 0}``.

    Prefixes are ASCII digits and begin with the digit that all mobile numbers begin with.

    Attributes:
        by_lead: the answer by a number's first four digits, or ``closer`` where those do not decide. What has fewer
            than 11 digits meets index 0 to 999, what has more is clipped to 9999: ``UNDECIDED``, all of them.
        by_nibbles: the same by the second to fourth digit, one nibble each: second, fourth << 4, third << 8.
        closer: the answer that sends a number to :meth:`of_numbers`.
    """

    __slots__ = ("_answers", "_starts", "by_lead", "by_nibbles", "closer", "deep")

    def __init__(self, answers: Mapping[str, int], dtype: type = np.uint8) -> None:
        pieces = list(_pieces(DigitTrie(answers.items()).root, 0, 10**LENGTH, UNDECIDED))
        # Equal neighbours are one interval.
        changes = [at for at, piece in enumerate(pieces) if at == 0 or pieces[at - 1][1] != piece[1]]
        self._starts = np.array([pieces[at][0] for at in changes], np.int64)
        self._answers = np.array([pieces[at][1] for at in changes], dtype)
        self.closer: int = np.iinfo(dtype).max
        first = np.arange(10**_LEAD_DIGITS, dtype=np.int64) * _NUMBERS_PER_LEAD
        one_answer = self._interval(first) == self._interval(first + (_NUMBERS_PER_LEAD - 1))
        self.by_lead: Any = np.where(one_answer, self.of_numbers(first), self.closer).astype(dtype)
        self.deep: bool = not one_answer.all()
        self.by_nibbles: Any = np.zeros(16**3, dtype)
        second, third, fourth = np.ogrid[:10, :10, :10]
        one = int(LEADS[0][0]) * 1000
        self.by_nibbles[second | fourth << 4 | third << 8] = self.by_lead[one + second * 100 + third * 10 + fourth]

    def _interval(self, numbers: Any) -> Any:
        return np.searchsorted(self._starts, numbers, side="right") - 1

    def of_numbers(self, numbers: Any) -> Any:
        """The answers to numbers of up to eleven digits, as int64."""
        return self._answers[self._interval(numbers)]


def _pieces(node: TrieNode[int], start: int, size: int, inherited: int) -> Iterator[tuple[int, int]]:
    """Where each interval below a place begins, and its answer; ``size`` numbers begin like the place."""
    answer = node.values[0] if node.values else inherited
    if not node.children:
        yield start, answer
        return
    size //= 10
    for digit in DIGITS:
        child = node.children.get(digit)
        if child is None:
            yield start, answer
        else:
            yield from _pieces(child, start, size, answer)
        start += size


@lru_cache(maxsize=8)
def listed_lookup(table: SegmentTable) -> Lookup:
    """1 for the canonical numbers of listed segments, else 0."""
    return Lookup(dict.fromkeys(table.listed.prefixes, 1))


@lru_cache(maxsize=8)
def writings_lookup(table: SegmentTable) -> Lookup:
    """``ROWS`` for canonical numbers of listed segments, ``NO_ROW`` for other ones, ``UNDECIDED`` for anything else."""
    return Lookup({**dict.fromkeys(LEADS, NO_ROW), **dict.fromkeys(table.listed.prefixes, ROWS)})


@lru_cache(maxsize=8)
def row_lookup(table: SegmentTable) -> Lookup:
    """``ROWS`` and more, the row, or ``NO_ROW`` for canonical numbers, ``UNDECIDED`` for anything else."""
    rows = {row.prefix: ROWS + index for index, row in enumerate(table)}
    # A row may stand above the leads, that of all numbers ("1"): no more of it counts than what the leads have.
    above = {
        lead: max((rows[lead[:n]] for n in range(1, len(lead)) if lead[:n] in rows), default=NO_ROW) for lead in LEADS
    }
    answers = {**above, **{prefix: row for prefix, row in rows.items() if len(prefix) >= len(LEADS[0])}}
    return Lookup(answers, np.int16 if ROWS + len(rows) < np.iinfo(np.int16).max else np.int32)


if sys.byteorder != "little":  # pragma: no cover - no such machine is at hand
    raise ImportError("columns of numbers can be checked on little-endian machines only")

#: Rows at a time: few enough that the scratch words stay in the processor's cache.
BLOCK = 1 << 15


def _word(*parts: bytes) -> Any:
    return np.uint64(int.from_bytes(b"".join(parts), "little"))


_LENGTH = LENGTH.to_bytes(4, "little")
_FIRST = _word(_LENGTH, LEADS[0][:1].encode(), b"000")
_SECOND = _word(b"0000000", b"\0")
_NOT_IN_FIRST = _word(b"\xff\xff\xff\xff", b"\xff", b"\xf0\xf0\xf0")
_NOT_IN_SECOND = _word(b"\xf0" * 7, b"\xff")
_CARRY = _word(b"\x06" * 7, b"\0")
_SIDE_BY_SIDE = np.uint64(1 + (1 << 12))
_TO_INDEX = np.uint64(52)

_POWERS = 10 ** np.arange(LENGTH - 1, -1, -1, dtype=np.int64)
_UNDER_LEAD = np.uint64(10 ** (LENGTH - 4))


def of_words(words: Any, lookup: Lookup) -> Any:
    """The answers to texts given as string views.

    Args:
        words: uint64, two columns: the views.
        lookup: what to look up.
    """
    answers = np.empty(len(words), lookup.by_nibbles.dtype)
    size = min(BLOCK, len(words))
    rest, index, wrong = (np.empty(size, np.uint64) for _ in range(3))
    right = np.empty(size, np.bool_)
    for start in range(0, len(words), BLOCK):
        block = words[start : start + BLOCK]
        count = len(block)
        if count < size:
            rest, index, wrong, right = rest[:count], index[:count], wrong[:count], right[:count]
        answer = answers[start : start + count]

        np.bitwise_xor(block[:, 0], _FIRST, out=wrong)
        np.multiply(wrong, _SIDE_BY_SIDE, out=index)
        np.right_shift(index, _TO_INDEX, out=index)
        # Every index is in range; to clip is how take writes without a buffer of its own.
        np.take(lookup.by_nibbles, index.view(np.int64), out=answer, mode="clip")

        np.bitwise_and(wrong, _NOT_IN_FIRST, out=wrong)
        np.bitwise_xor(block[:, 1], _SECOND, out=rest)
        np.add(rest, _CARRY, out=index)
        np.bitwise_or(rest, index, out=rest)
        np.bitwise_and(rest, _NOT_IN_SECOND, out=rest)
        np.bitwise_or(rest, wrong, out=wrong)
        np.equal(wrong, 0, out=right)
        # As numbers of the answers' width: NumPy would convert truth values a buffer at a time.
        np.multiply(answer, right.view(np.uint8).astype(answer.dtype, copy=False), out=answer)
    if lookup.deep:
        closer = np.flatnonzero(answers == lookup.closer)
        answers[closer] = lookup.of_numbers(numbers_of_words(words[closer]))
    return answers


def numbers_of_words(words: Any) -> Any:
    """Views that are canonical numbers as int64."""
    digits = np.ascontiguousarray(words).view(np.uint8).reshape(-1, 16)[:, 4 : 4 + LENGTH] & 15
    return digits @ _POWERS


def of_numbers(numbers: Any, lookup: Lookup) -> Any:
    """The answers to numbers given as integers of 64 bits, signed or not."""
    # Without a sign a negative number is a huge one, and a division by a constant is a multiplication.
    unsigned = numbers.view(np.uint64)
    answers = np.empty(len(numbers), lookup.by_lead.dtype)
    lead = np.empty(min(BLOCK, len(numbers)), np.uint64)
    for start in range(0, len(numbers), BLOCK):
        block = unsigned[start : start + BLOCK]
        lead = lead[: len(block)]
        np.floor_divide(block, _UNDER_LEAD, out=lead)
        np.take(lookup.by_lead, lead.view(np.int64), out=answers[start : start + len(block)], mode="clip")
    if lookup.deep:
        closer = np.flatnonzero(answers == lookup.closer)
        answers[closer] = lookup.of_numbers(numbers[closer].astype(np.int64))
    return answers
