"""The kernel: canonical numbers told from everything else, and looked up, a block of rows at a time.

An Arrow string view is 16 bytes: the length as int32, then, for a text of at most 12 bytes, the text itself, padded
with zeros. So a row is two machine words, and a text is a canonical number of eleven digits if

    first word:   0b 00 00 00  '1'  '3'  '8'  '0'
    second word:  '0' '1' '3' '8' '0' '0' '0'  00

its words differ from those of (length 11, "10000000000", zero) by nothing but the digits' low nibbles. An exclusive or
leaves, where all is well, zero for the length, zero for the leading 1, zero for the padding, and a digit from 0 to 9 in
every other byte. What is left over is caught by masks: a high nibble, and the low ones beyond 9, which 6 more carry
into the high ones (a carry beyond its byte needs a high nibble and so does no harm). The second to fourth digit need no
such test, as the table that they index knows no answer for nibbles above 9. One multiplication brings the three side
by side: bits 40, 48, 56 shifted by 0 and by 12 put them at 52, 60, 56.

No row is branched on, no character is looked at by itself, and no text longer than 12 bytes is followed: its length
says that it is no canonical number.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from beian_segments._tables import LEADS
from beian_segments.columns.lookup import Lookup
from beian_segments.grammar import LENGTH

__all__ = ["BLOCK", "numbers_of_words", "of_numbers", "of_words"]

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
