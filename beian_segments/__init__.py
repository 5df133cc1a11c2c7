"""Which mainland China mobile number segments (号段) receive MIIT's ICP filing SMS.

``is_supported_segment`` is the predicate for a form, ``check_segment`` the whole answer, ``validate_segment`` the
canonical number or an error, ``match_prefix`` the hint while someone types. All answer offline, from the packaged
table or, by ``SegmentValidator``, from one of your own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beian_segments.errors import SegmentError, TableError
from beian_segments.numbers import MobileNumber, mask_number, normalize_number
from beian_segments.segment import Segment
from beian_segments.segments import DATA_VERSION, DEFAULT_TABLE, SCHEMA_VERSION, SegmentTable
from beian_segments.validator import (
    SegmentValidator,
    check_segment,
    is_supported_segment,
    match_prefix,
    validate_segment,
)
from beian_segments.verdicts import PrefixStatus, Verdict

__all__ = [
    "DATA_VERSION",
    "DEFAULT_TABLE",
    "SCHEMA_VERSION",
    "MobileNumber",
    "PrefixMatch",
    "PrefixStatus",
    "Segment",
    "SegmentError",
    "SegmentReport",
    "SegmentTable",
    "SegmentValidator",
    "TableError",
    "Verdict",
    "__version__",
    "check_segment",
    "is_supported_segment",
    "mask_number",
    "match_prefix",
    "normalize_number",
    "validate_segment",
]


if TYPE_CHECKING:
    from beian_segments.report import PrefixMatch, SegmentReport

    __version__: str
else:

    def __getattr__(name: str) -> object:
        # What is_supported_segment does without is imported when it is first asked for.
        if name in ("PrefixMatch", "SegmentReport"):
            from beian_segments import report

            return getattr(report, name)
        if name == "__version__":
            from importlib.metadata import version

            return version("beian-segments")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
