"""Hypothesis strategies that follow the table: numbers that pass, numbers refused for exactly one reason, cases.

For the tests of programs that use this library; they need the extra ``hypothesis``. With it installed, Hypothesis also
knows :class:`~beian_segments.MobileNumber`, :class:`~beian_segments.ListedNumber`, :class:`~beian_segments.Segment`,
:class:`~beian_segments.SegmentTable` and :class:`~beian_segments.failures.Case` by themselves, in ``from_type`` and in
the annotations of a test.

A generated number may be somebody's. Never text or call one.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis
except ModuleNotFoundError as _error:
    if _error.name != "hypothesis":
        raise
    _advice = "beian_segments.strategies needs Hypothesis; run: pip install 'beian-segments[hypothesis]'"
    raise ModuleNotFoundError(_advice, name=_error.name) from None

from beian_segments.strategies.cases import Symptom, cases
from beian_segments.strategies.malformed import malformed_numbers
from beian_segments.strategies.numbers import segments, supported_numbers, unlisted_numbers
from beian_segments.strategies.tables import tables
from beian_segments.strategies.writings import writings

__all__ = [
    "Symptom",
    "cases",
    "malformed_numbers",
    "segments",
    "supported_numbers",
    "tables",
    "unlisted_numbers",
    "writings",
]

del _hypothesis
