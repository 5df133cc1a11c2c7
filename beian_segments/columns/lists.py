"""Lists of texts or integers in pure Python: no package is needed for these."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache
from numbers import Integral
from typing import SupportsInt, cast

from beian_segments.table import SegmentTable
from beian_segments.validator import SegmentValidator

__all__ = ["FLOAT_ADVICE", "NO_NUMBER", "as_texts", "is_supported"]

#: Stands for a negative integer: a text that is no number, of a character that no writing has and every encoding.
NO_NUMBER = "?"

#: What to do about a column of floats; as texts they would be refused again, as 13800138000.0.
FLOAT_ADVICE = (
    "; floats lose digits and leading zeros: read the column as text where it is read (dtype=str), "
    "or convert it to nullable integers (Int64), not to text"
)

# Of a longer integer the first fifty digits decide; and Python refuses to write out some thousands of digits.
_LONG = 10**100
_BITS_PER_DIGIT = 3.3219

# Methods of str and not of the element, so that anything else raises a TypeError.
_is_ascii = str.isascii
_is_digits = str.isdigit


def is_supported(column: list[str | None], validator: SegmentValidator, *, writings: bool) -> list[bool | None]:
    """As :func:`beian_segments.columns.is_supported`."""
    try:
        return _answers(column, validator, writings=writings)
    except TypeError:
        # A list of integers, or an error without a position: check item by item.
        return _answers(as_texts(column), validator, writings=writings)


def _answers(column: Iterable[str | None], validator: SegmentValidator, *, writings: bool) -> list[bool | None]:
    if writings:
        supported = validator.is_supported
        return [None if text is None else supported(text) for text in column]
    # Not the predicate, which takes other writings too. Nor is this test a function of its own: a call for every item
    # makes a list of 100,000 numbers a tenth slower.
    depth, inside = _membership(validator.table)
    first = slice(depth)
    return [
        None if text is None else _is_ascii(text) and len(text) == 11 and text[first] in inside and _is_digits(text)
        for text in column
    ]


@lru_cache(maxsize=8)
def _membership(table: SegmentTable) -> tuple[int, Container[str]]:
    return table.listed.membership()


def as_texts(column: Iterable[object]) -> list[str | None]:
    """Texts or integers, with None among them, as texts that have a UTF-8 form and the same verdict.

    Raises:
        TypeError: there is something else, or both; says where and of which type, never what.
    """
    texts: list[str | None] = []
    first: type | None = None
    for index, each in enumerate(column):
        if each is None:
            texts.append(None)
            continue
        kind = str if isinstance(each, str) else Integral if isinstance(each, Integral) else None
        if kind is None or isinstance(each, bool) or first not in (None, kind):
            allowed = "texts or of integers" if first is None else "texts" if first is str else "integers"
            hint = FLOAT_ADVICE if isinstance(each, float) else ""
            raise TypeError(
                f"a column must be of {allowed}, but its item {index} is of type {type(each).__name__}{hint}"
            )
        first = kind
        texts.append(_text(each))
    return texts


def _text(each: object) -> str:
    if isinstance(each, Integral):
        number = int(cast(SupportsInt, each))
        if number >= _LONG:
            number //= 10 ** (int(number.bit_length() / _BITS_PER_DIGIT) - 50)
        return str(number) if number >= 0 else NO_NUMBER
    text = str.__str__(cast(str, each))
    return text.encode("utf-8", "replace").decode("utf-8")
