"""The predicate: is this the number of a listed segment? Most calls of the library are this one.

Compiled from a set of numbers alone, so that neither rows nor attrs are imported for the packaged table's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from beian_segments import _data
from beian_segments.parsing import DIGITS_BEFORE_NUMBER, read, text_of, writing_pattern
from beian_segments.prefixes import PrefixSet

__all__ = ["PACKAGED", "compile_predicate", "is_supported_segment"]

# With more prefixes, compiling a pattern takes half a second and longer.
_PATTERN_LIMIT = 500

# Methods of str and not of the argument: they raise a TypeError for anything that is not a str. Length and slices are
# asked of the argument, for speed: str subclasses that override ``__len__`` are not guarded against.
_is_ascii = str.isascii
_is_digits = str.isdigit


def compile_predicate(listed: PrefixSet) -> Callable[[str], bool]:
    """Compile :func:`is_supported_segment` for a set of numbers.

    A closure, because an instance's ``__call__`` takes half as long again.
    """
    depth, members = listed.membership()
    first_digits = slice(depth)
    is_listed_writing = _fallback(listed, depth, members)

    def is_supported_segment(number: str, /) -> bool:
        """Whether a number's segment (号段) is on the published list of segments that receive the filing SMS.

        A predicate for form validation: any accepted writing of the number counts (see
        :func:`~beian_segments.normalize_number`), and a text that is not a mobile number is False. True proves that
        the segment is listed; False does not prove that the SMS would not arrive. Source: FAQ B (腾讯云 短信核验类),
        没有收到管局发送的核验短信怎么办？, item 4.

        It takes whole numbers. The digits of a segment alone are too short for one: ``'138'`` is False, although
        :func:`~beian_segments.match_prefix` says of it that every number that begins so is supported.

        >>> is_supported_segment("13800138000"), is_supported_segment("+86 138 0013 8000")
        (True, True)
        >>> is_supported_segment("19212345678"), is_supported_segment("138")
        (False, False)

        Raises:
            TypeError: the argument is not a str.
        """
        # Of the texts of eleven ASCII characters only the canonical ones are writings of a number, so one slice and
        # one look-up decide them both ways. The commonest mistakes are decided here too: a text that is too short, and
        # a twelfth digit after a 1. The 11 is written out and the slice made in advance, because this is the function
        # that is called for every number.
        try:
            if len(number) == 11:
                if _is_ascii(number):
                    return number[first_digits] in members and _is_digits(number)
            elif type(number) is str and (
                len(number) < 11 or (len(number) == 12 and number[0] == "1" and number.isdigit())
            ):
                return False
        except Exception:  # noqa: BLE001, S110 - what is not a str may raise anything; the fallback raises TypeError
            pass
        return is_listed_writing(number)

    return is_supported_segment


def _fallback(listed: PrefixSet, depth: int, members: Container[str]) -> Callable[[str], bool]:
    """Whether a text that its first digits do not decide is another writing of a listed number."""
    is_writing: Callable[[str], object] | None = None

    def is_listed_writing(number: str) -> bool:
        nonlocal is_writing
        if type(number) is not str:
            number = text_of(number)
        if len(number) < 11:
            return False
        # Of the texts of digits alone the longest writing has 16: 00860 and the number.
        if len(number) < 17 and number.isdigit() and number.isascii():
            return number[:-11] in DIGITS_BEFORE_NUMBER and number[-11:][:depth] in members
        if is_writing is None:
            is_writing = _writing_test(listed)
        return is_writing(number) is not None

    return is_listed_writing


def _writing_test(listed: PrefixSet) -> Callable[[str], object]:
    """A function whose result is not None exactly for the accepted writings of a set's numbers."""
    if len(listed.prefixes) <= _PATTERN_LIMIT:
        return re.compile(writing_pattern(listed)).fullmatch

    def read_and_look_up(text: str) -> str | None:
        reading = read(text)
        return reading.digits if reading.refusal is None and reading.digits in listed else None

    return read_and_look_up


#: The numbers that the packaged table lists.
PACKAGED = PrefixSet.of(_data.LISTED)

is_supported_segment: Callable[[str], bool] = compile_predicate(PACKAGED)
is_supported_segment.__qualname__ = "is_supported_segment"  # so that it pickles
