"""Text to number: normalize, mask, explain a refusal. Above the grammar and libphonenumber."""

from __future__ import annotations

from typing import NewType

from beian_segments.errors import SegmentError
from beian_segments.grammar import Reading, read
from beian_segments.verdicts import NO_PARAMS, Params, Verdict

__all__ = ["MobileNumber", "explain", "mask_number", "normalize_number", "text_of"]

#: A mainland mobile number in canonical form, 11 ASCII digits: the type says that it went through the grammar.
MobileNumber = NewType("MobileNumber", str)

_MASKED = "***"


def text_of(number: object) -> str:
    """The argument of every function that takes a number: a str as a plain str, else ``TypeError``."""
    if not isinstance(number, str):
        raise TypeError(f"a number must be a str, not {type(number).__name__}")
    return str.__str__(number)


def normalize_number(text: str, /) -> MobileNumber:
    """Read a mobile number however it is written, and give it back as 11 ASCII digits.

    Accepted are separators, brackets and invisible characters anywhere, full-width forms, ``tel:``, the country code
    86 after ``+``, ``00``, ``0`` or nothing, and a trunk 0; the grammar is ``data/writings.toml``. No table is asked:
    the number of an unlisted segment is normalized too.

    Raises:
        SegmentError: the text is no such number; ``code`` and ``params`` say why.
        TypeError: the argument is not a str.
    """
    reading = read(text_of(text))
    if reading.refusal is not None:
        raise SegmentError(reading.refusal, explain(reading))
    return MobileNumber(reading.digits)


def mask_number(number: str, /) -> str:
    """A number fit for a log: ``138****8000`` for any accepted writing, ``***`` for anything else.

    Raises:
        TypeError: the argument is not a str.
    """
    reading = read(text_of(number))
    return _MASKED if reading.refusal is not None else f"{reading.digits[:3]}****{reading.digits[-4:]}"


def explain(reading: Reading) -> Params:
    """What is known about a refused text: the country of a foreign number, the kind of one that is not mobile."""
    if reading.refusal is Verdict.NOT_MAINLAND:
        from beian_segments.libphonenumber import country_of

        return Params(country_of(reading.digits))
    if reading.refusal is Verdict.NOT_MOBILE:
        from beian_segments.libphonenumber import kind_of

        kind = kind_of(reading.digits)
        return Params({"kind": kind} if kind else {})
    return NO_PARAMS
