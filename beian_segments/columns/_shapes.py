"""The shapes of texts: texts that differ only in digits that decide nothing are read once for all of them.

The verdict and the damage of a text follow from its other characters, from where digits stand, and from few of the
digits themselves. Its shape keeps these few and has one and the same digit in the place of each other, so that what is
read of a shape is true of every text that has it. A million rows as they come have some hundred shapes.

A digit is looked at for more than being one only in these places, and there it is kept:

* In the head of the text, whatever separates its digits: zeros, sixes and eights (``00``, ``86`` and the trunk prefix
  are made of these), a 1 after them, and the digit behind that 1. They tell what the text as a whole is.
* In the head of a run of digits, which is told in the same way: there a number inside the text may begin, if nine more
  digits follow the first two.
* Behind a dot or the E of an exponent zeros count, and so does whether an exponent is 10, 11 or 12. In a text with one
  of these the heads of all runs are kept: they are zeros, or begin with a 1.
* In an IP address. A text with three dots is its own shape.

Of the digits that are kept, those that no rule tells from one another become one.

All this is done for many texts at once: their bytes stand in the columns of a matrix, and each step takes a row of it,
the bytes in one place of all texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from beian_segments._data import LEADS
from beian_segments.columns import _arrow
from beian_segments.parsing import DIGITS_BEFORE_NUMBER, LENGTH, forms_of, full_width
from beian_segments.prefixes import DIGITS

#: Bytes of a text that has a shape; a longer one is read by itself.
LONGEST = 64

# Texts in a matrix: few enough that it stays in the processor's cache.
_BLOCK = 1 << 14

_ONE = LEADS[0][0]
_BEFORE = sorted({*"".join(DIGITS_BEFORE_NUMBER)})
# Digits that begin nothing; behind a 1 they are all of a mobile number.
_ALIKE = [digit for digit in DIGITS if digit not in {*_BEFORE, _ONE} and _ONE + digit in LEADS]
_ANY = int(_ALIKE[0])
_AFTER_LEAD = LENGTH - len(LEADS[0])
# A full-width character of ASCII has two bytes before its own; here is the difference of those of the digits.
_WIDE = full_width("0").encode()
_DOT = "."
_MOST_DOTS = 2
# The last bytes of all forms of a dot or an E.
_POINTS = sorted({form.encode()[-1] for mark in (_DOT, "e", "E") for form in (mark, full_width(mark))})


def has_all_digits(shape: str) -> bool:
    """Whether a shape is the text itself."""
    return sum(map(shape.count, (_DOT, full_width(_DOT)))) > _MOST_DOTS


class Shaped(NamedTuple):
    """Rows and their shapes.

    Attributes:
        rows: which rows.
        shapes: the distinct shapes as bytes; UTF-8, if the texts are.
        which: the shape of each row, by its place in ``shapes``.
        characters: the bytes of each row, in a column.
    """

    rows: Any
    shapes: list[bytes]
    which: Any
    characters: Any

    def numbers(self, at: Any, places: Any) -> Any:
        """The numbers of some of the rows as integers; ``places`` has for each shape those of their digits."""
        numbers = np.zeros(len(at), np.int64)
        for place in places[self.which[at]].T:
            numbers *= 10
            numbers += self.characters[place, at] & 15
        return numbers


def of(texts: Any) -> Iterator[Shaped]:
    """The shapes of an array of texts without nulls, of which none is longer than :data:`LONGEST`."""
    starts, data = _arrow.text_buffers(texts)
    lengths = np.diff(starts).astype(np.uint8)
    data = np.concatenate([data, np.zeros(LONGEST + 1, np.uint8)])
    # By length, so that the texts of a matrix are nearly of one length.
    order = np.argsort(lengths, kind="stable")
    for start in range(0, len(order), _BLOCK):
        rows = order[start : start + _BLOCK]
        # One place more than the longest has, and as many as a full-width character.
        width = max(int(lengths[rows[-1]]) + 1, len(_WIDE))
        windows = np.lib.stride_tricks.sliding_window_view(data, width)
        characters = np.ascontiguousarray(windows[starts[rows]].T)
        characters &= _as_bytes(np.arange(width, dtype=np.uint8)[:, None] < lengths[rows])
        shapes = _shapes(characters)
        shapes[-1] = lengths[rows]  # or NULs at the end of a text would not count
        content = pa.py_buffer(np.ascontiguousarray(shapes.T))
        coded = pa.Array.from_buffers(pa.binary(width), len(rows), [None, content]).dictionary_encode()
        distinct = [shape[: shape[-1]] for shape in coded.dictionary.to_pylist()]
        yield Shaped(rows, distinct, coded.indices.to_numpy(), characters)


def number_places(text: str, start: int) -> list[int]:
    """Where the number begins in a text's bytes that begins at or after a character: the places of its digits.

    The last byte of a digit is the one that tells which it is.
    """
    ends = list(accumulate(len(character.encode()) for character in text))
    digits = [at for at in range(start, len(text)) if text[at] in _ALL_DIGITS]
    # No digit that may stand before a number is a 1.
    first = next(index for index, at in enumerate(digits) if text[at] in _ALL_ONES)
    return [ends[at] - 1 for at in digits[first : first + LENGTH]]


_ALL_DIGITS = frozenset(DIGITS + full_width(DIGITS))
_ALL_ONES = frozenset(forms_of(_ONE))


def _as_bytes(true: Any) -> Any:
    """Bytes with all bits set where it is true."""
    return np.negative(true.view(np.uint8))


def _shapes(characters: Any) -> Any:
    """The shapes of the texts in a matrix of bytes."""
    value = characters & 15  # of a digit
    is_ascii = characters - np.uint8(ord("0")) < len(DIGITS)
    is_digit, is_dot = is_ascii.copy(), characters == ord(_DOT)
    is_wide = (characters[:-2] == _WIDE[0]) & (characters[1:-1] == _WIDE[1])
    is_digit[2:] |= is_wide & (characters[2:] - np.uint8(_WIDE[2]) < len(DIGITS))
    is_dot[2:] |= is_wide & (characters[2:] == full_width(_DOT).encode()[-1])
    may_be_address = _count(is_dot) > _MOST_DOTS
    has_point = _count(_is_any(characters, _POINTS)) > 0

    may_precede = _is_any(value, map(int, _BEFORE))
    may_precede &= is_digit
    is_one = value == int(_ONE)
    is_one &= is_digit
    replaced = ~_heads(is_ascii, is_digit, may_precede, is_one, has_point)
    replaced |= _is_any(value, map(int, _ALIKE))
    replaced &= is_digit
    replaced &= ~may_be_address
    bits = _as_bytes(replaced)
    return (characters & ~(bits & 15)) | (bits & _ANY)


def _count(true: Any) -> Any:
    """How many are true in each column of at most 255."""
    return np.add.reduce(true.view(np.uint8), axis=0)


def _is_any(matrix: Any, values: Iterable[int]) -> Any:
    first, *others = values
    found = matrix == first
    for value in others:
        found |= matrix == value
    return found


def _heads(is_ascii: Any, is_digit: Any, may_precede: Any, is_one: Any, has_point: Any) -> Any:
    """Which characters are in the head of their text, or in that of a run in which a number may begin.

    A full-width digit is taken for a run of its own: the more is kept.
    """
    kept = np.empty_like(is_digit)
    is_other = ~is_digit
    is_before = may_precede | is_other
    is_no_ascii = ~is_ascii
    follow = _count(is_digit)
    texts = is_digit.shape[1]
    # Whether nothing but what may precede a number was there, in the text and in the run; and whether a 1 came then.
    in_text, in_run = np.ones(texts, np.bool_), np.ones(texts, np.bool_)
    one_in_text, one_in_run = np.zeros(texts, np.bool_), np.zeros(texts, np.bool_)
    for place in range(len(is_digit)):
        follow -= is_digit[place].view(np.uint8)
        if place:
            in_run |= is_no_ascii[place - 1]
        in_head = in_run | one_in_run
        in_head &= (follow >= _AFTER_LEAD) | has_point
        in_head |= in_text
        in_head |= one_in_text
        kept[place] = in_head
        one_in_run = in_run & is_one[place]
        one_in_text &= is_other[place]
        one_in_text |= in_text & is_one[place]
        in_text &= is_before[place]
        in_run &= may_precede[place]
    return kept
