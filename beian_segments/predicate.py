"""The predicate: is this the number of a listed segment? Above the grammar; most of what the library is used for.

The packaged table's predicate and that of a table of one's own are the same lines, written twice, because the names of
a module are quicker than the cells of a closure. A test holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from beian_segments import _data
from beian_segments.parsing import DIGITS_BEFORE_NUMBER, read, text_of, writing_pattern
from beian_segments.prefixes import PrefixSet

__all__ = ["PACKAGED", "compile_predicate", "is_supported_segment"]

# With more prefixes than these, compiling a pattern takes longer than a form may wait (half a second and more).
_PATTERN_LIMIT = 500

# Of str and not of the argument: whatever is no str raises a TypeError here, even if it behaves like one. Length and
# slices are asked of the argument, for speed: a subclass of str that lies about those gets the answer to the lie.
_is_ascii = str.isascii
_is_digits = str.isdigit


def _writing_test(listed: PrefixSet) -> Callable[[str], object]:
    """A function that gives something for the accepted writings of a set's numbers and None for any other text."""
    if len(listed.prefixes) <= _PATTERN_LIMIT:
        return re.compile(writing_pattern(listed)).fullmatch

    def read_and_look_up(text: str) -> str | None:
        reading = read(text)
        return reading.digits if reading.refusal is None and reading.digits in listed else None

    return read_and_look_up


def _test_of_writings(listed: PrefixSet, depth: int, inside: Container[str]) -> Callable[[str], bool]:
    """What the predicate asks of a text that it has not decided by its first digits: is it another writing?"""
    is_writing: Callable[[str], object] | None = None

    def is_listed_writing(number: str) -> bool:
        nonlocal is_writing
        if type(number) is not str:
            number = text_of(number)
        if len(number) < 11:
            return False
        # Of texts of digits alone the longest that is a writing has 16: 00860 and the number.
        if len(number) < 17 and number.isdigit() and number.isascii():
            return number[:-11] in DIGITS_BEFORE_NUMBER and number[-11:][:depth] in inside
        if is_writing is None:
            is_writing = _writing_test(listed)
        return is_writing(number) is not None

    return is_listed_writing


def compile_predicate(listed: PrefixSet) -> Callable[[str], bool]:
    """The predicate of a table of one's own: :func:`is_supported_segment` with another set.

    A closure, because an instance's ``__call__`` costs half as much again.
    """
    depth, inside = listed.membership()
    first = slice(depth)
    otherwise = _test_of_writings(listed, depth, inside)

    def is_supported(number: str, /) -> bool:
        try:
            if len(number) == 11:
                if _is_ascii(number):
                    return number[first] in inside and _is_digits(number)
            elif type(number) is str and (
                len(number) < 11 or (len(number) == 12 and number[0] == "1" and number.isdigit())
            ):
                return False
        except Exception:  # noqa: BLE001, S110 - as in is_supported_segment
            pass
        return otherwise(number)

    return is_supported


#: What the packaged table lists, so that the predicate needs none of its rows.
PACKAGED = PrefixSet.of(_data.LISTED)

_DEPTH, _INSIDE = PACKAGED.membership()
_FIRST = slice(_DEPTH)
_is_listed_writing = _test_of_writings(PACKAGED, _DEPTH, _INSIDE)


def is_supported_segment(number: str, /) -> bool:
    """Whether a number's segment is on the published list of segments that receive the filing SMS.

    A predicate for form validation: any accepted writing of the number counts (see :func:`normalize_number`), and
    whatever is no mobile number is False. True proves that the segment is listed; False does not prove that the SMS
    would not arrive. Source: FAQ B (腾讯云 短信核验类), 没有收到管局发送的核验短信怎么办？, item 4.

    Raises:
        TypeError: the argument is not a str.
    """
    # Of the texts of eleven ASCII characters only the canonical ones are writings of a number, so one slice and one
    # look-up decide them both ways. This function is called a hundred million times: the 11 is written out, the slice
    # is made beforehand, and so are the commonest slips decided here. A 12th digit after a 1 is one too many.
    try:
        if len(number) == 11:
            if _is_ascii(number):
                return number[_FIRST] in _INSIDE and _is_digits(number)
        elif type(number) is str and (
            len(number) < 11 or (len(number) == 12 and number[0] == "1" and number.isdigit())
        ):
            return False
    except Exception:  # noqa: BLE001, S110 - what is no str may raise anything; it is told below
        pass
    return _is_listed_writing(number)
