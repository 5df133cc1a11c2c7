"""The kernel: tells canonical numbers from everything else, and looks them up by their first digits.

It works on blocks of rows with NumPy operations that branch on no row, and takes about 7 ns a row where a regular
expression takes 47. Two forms of input are known:

Texts come as Arrow string views, 16 bytes a row. Those of a text of at most 12 bytes are its length (32 bits, little
endian), its bytes, and zeros; read as two 64-bit words, a canonical number ``1abcdefghij`` is

    first word:   0B 00 00 00  '1' 'a' 'b' 'c'        second word:   'd' 'e' 'f' 'g'  'h' 'i' 'j' 00

Both are combined with those of 10000000000 by XOR: of a digit, its value is left; of anything else in a place of a
digit, bits in the upper half of the byte, or a value above 9.

Integers have 64 bits; a division gives the first digits.
"""

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

if sys.byteorder != "little":  # pragma: no cover - no such machine is at hand
    raise ImportError("columns of numbers can be checked on little-endian machines only")

# Answers are small integers: not known yet; a refusal by the grammar; a number without a row; and from ROWS on, the
# rows of the table in their order. Where the row does not matter, NO_ROW is an unlisted number and ROWS a listed one.
UNDECIDED = 0
_REFUSALS: list[Verdict] = [one for one in Verdict if one not in (Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED)]
REFUSALS = {verdict: code for code, verdict in enumerate(_REFUSALS, start=UNDECIDED + 1)}
NO_ROW = len(REFUSALS) + 1
ROWS = NO_ROW + 1

#: Rows in a block: few enough that the buffers of an operation stay in the processor's cache.
BLOCK = 1 << 15

_LEAD_DIGITS = 4
_PER_LEAD = 10 ** (LENGTH - _LEAD_DIGITS)


class Lookup:
    """Answers to canonical numbers by prefix, the longest one first: ``{"13": 1, "1349": 0}``.

    Four digits decide nearly every number, by an array. For the others, all numbers are divided into intervals of one
    answer each, which a binary search finds.

    Attributes:
        by_lead: the answer by a number's first four digits, or ``deeper`` where those do not decide. Of the integers
            with fewer than 11 digits the index is below 1000, of those with more it is clipped to 9999: neither begins
            with 1, and both give ``UNDECIDED``.
        by_nibbles: the same by the second to fourth digit, in the order in which :func:`of_views` brings them together:
            second, fourth << 4, third << 8. Nibbles above 9 give ``UNDECIDED``.
        deeper: the answer that sends a number to :meth:`of_numbers`.
        is_deep: whether any number is sent there.
    """

    __slots__ = ("_answers", "_starts", "by_lead", "by_nibbles", "deeper", "is_deep")

    def __init__(self, answers: Mapping[str, int], dtype: type = np.uint8) -> None:
        intervals = list(_intervals(DigitTrie(answers.items()).root, 0, 10**LENGTH, UNDECIDED))
        # Neighbours with the same answer are one interval.
        intervals = [each for at, each in enumerate(intervals) if at == 0 or intervals[at - 1][1] != each[1]]
        self._starts = np.array([start for start, _ in intervals], np.int64)
        self._answers = np.array([answer for _, answer in intervals], dtype)
        self.deeper: int = np.iinfo(dtype).max
        first = np.arange(10**_LEAD_DIGITS, dtype=np.int64) * _PER_LEAD
        is_decided = self._interval(first) == self._interval(first + (_PER_LEAD - 1))
        self.is_deep: bool = not is_decided.all()
        self.by_lead: Any = np.where(is_decided, self.of_numbers(first), self.deeper).astype(dtype)
        self.by_nibbles: Any = np.zeros(16**3, dtype)
        second, third, fourth = np.ogrid[:10, :10, :10]
        one = int(LEADS[0][0]) * 1000
        self.by_nibbles[second | fourth << 4 | third << 8] = self.by_lead[one + second * 100 + third * 10 + fourth]

    def _interval(self, numbers: Any) -> Any:
        return np.searchsorted(self._starts, numbers, side="right") - 1

    def of_numbers(self, numbers: Any) -> Any:
        """The answers to numbers of up to eleven digits, as int64."""
        return self._answers[self._interval(numbers)]


def _intervals(node: TrieNode[int], start: int, size: int, inherited: int) -> Iterator[tuple[int, int]]:
    """The first number and the answer of each interval of the ``size`` numbers from ``start`` that share a node."""
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
            yield from _intervals(child, start, size, answer)
        start += size


@lru_cache(maxsize=8)
def listed_lookup(table: SegmentTable) -> Lookup:
    """1 for the canonical numbers of listed segments, else 0."""
    return Lookup(dict.fromkeys(table.listed.prefixes, 1))


@lru_cache(maxsize=8)
def writings_lookup(table: SegmentTable) -> Lookup:
    """``ROWS`` for canonical numbers of listed segments, ``NO_ROW`` for others, ``UNDECIDED`` for anything else."""
    return Lookup({**dict.fromkeys(LEADS, NO_ROW), **dict.fromkeys(table.listed.prefixes, ROWS)})


@lru_cache(maxsize=8)
def row_lookup(table: SegmentTable) -> Lookup:
    """The row, from ``ROWS`` on, or ``NO_ROW`` for canonical numbers, ``UNDECIDED`` for anything else."""
    rows = {row.prefix: ROWS + index for index, row in enumerate(table)}
    # A row may have fewer digits than the leads ("1"). It decides the numbers with these leads, and no others.
    above = {
        lead: max((rows[lead[:n]] for n in range(1, len(lead)) if lead[:n] in rows), default=NO_ROW) for lead in LEADS
    }
    answers = {**above, **{prefix: row for prefix, row in rows.items() if len(prefix) >= len(LEADS[0])}}
    return Lookup(answers, np.int16 if ROWS + len(rows) < np.iinfo(np.int16).max else np.int32)


def _word(*parts: bytes) -> Any:
    return np.uint64(int.from_bytes(b"".join(parts), "little"))


# The words of 10000000000, and the bits that must be zero after XOR with them: all but the values of the digits.
_FIRST = _word(LENGTH.to_bytes(4, "little"), LEADS[0][:1].encode(), b"000")
_SECOND = _word(b"0000000", b"\0")
_NOT_IN_FIRST = _word(b"\xff\xff\xff\xff", b"\xff", b"\xf0\xf0\xf0")
_NOT_IN_SECOND = _word(b"\xf0" * 7, b"\xff")
# Added to a value above 9, it carries into the upper half of the byte.
_CARRY = _word(b"\x06" * 7, b"\0")
# The values of the second to fourth digit are at bits 40, 48 and 56 of the first word. This factor puts the second at
# 52 and the third at 60, on both sides of the fourth: the uppermost twelve bits are the index.
_SIDE_BY_SIDE = np.uint64(1 + (1 << 12))
_TO_INDEX = np.uint64(52)

_POWERS = 10 ** np.arange(LENGTH - 1, -1, -1, dtype=np.int64)
_UNSIGNED_PER_LEAD = np.uint64(_PER_LEAD)


def of_views(words: Any, lookup: Lookup) -> Any:
    """The answers to texts given as string views: uint64, two columns."""
    answers = np.empty(len(words), lookup.by_nibbles.dtype)
    size = min(BLOCK, len(words))
    second, index, wrong = (np.empty(size, np.uint64) for _ in range(3))
    is_right = np.empty(size, np.bool_)
    for start in range(0, len(words), BLOCK):
        block = words[start : start + BLOCK]
        count = len(block)
        if count < size:
            second, index, wrong, is_right = second[:count], index[:count], wrong[:count], is_right[:count]
        answer = answers[start : start + count]

        np.bitwise_xor(block[:, 0], _FIRST, out=wrong)
        np.multiply(wrong, _SIDE_BY_SIDE, out=index)
        np.right_shift(index, _TO_INDEX, out=index)
        # Twelve bits are always in range; with mode="clip", take needs no buffer of its own.
        np.take(lookup.by_nibbles, index.view(np.int64), out=answer, mode="clip")

        np.bitwise_and(wrong, _NOT_IN_FIRST, out=wrong)
        np.bitwise_xor(block[:, 1], _SECOND, out=second)
        np.add(second, _CARRY, out=index)
        np.bitwise_or(second, index, out=second)
        np.bitwise_and(second, _NOT_IN_SECOND, out=second)
        np.bitwise_or(second, wrong, out=wrong)
        np.equal(wrong, 0, out=is_right)
        # As integers of the width of the answers: NumPy would convert booleans through a buffer.
        np.multiply(answer, is_right.view(np.uint8).astype(answer.dtype, copy=False), out=answer)
    if lookup.is_deep:
        deeper = np.flatnonzero(answers == lookup.deeper)
        digits = np.ascontiguousarray(words[deeper]).view(np.uint8).reshape(-1, 16)[:, 4 : 4 + LENGTH] & 15
        answers[deeper] = lookup.of_numbers(digits @ _POWERS)
    return answers


def of_integers(numbers: Any, lookup: Lookup) -> Any:
    """The answers to integers of 64 bits, signed or not."""
    # Without a sign a negative integer is a huge one, and a division by a constant is a multiplication.
    unsigned = numbers.view(np.uint64)
    answers = np.empty(len(numbers), lookup.by_lead.dtype)
    lead = np.empty(min(BLOCK, len(numbers)), np.uint64)
    for start in range(0, len(numbers), BLOCK):
        block = unsigned[start : start + BLOCK]
        lead = lead[: len(block)]
        np.floor_divide(block, _UNSIGNED_PER_LEAD, out=lead)
        np.take(lookup.by_lead, lead.view(np.int64), out=answers[start : start + len(block)], mode="clip")
    if lookup.is_deep:
        deeper = np.flatnonzero(answers == lookup.deeper)
        answers[deeper] = lookup.of_numbers(numbers[deeper].astype(np.int64))
    return answers
