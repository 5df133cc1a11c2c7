"""Which mainland China mobile number segments (号段) receive MIIT's ICP filing SMS.

``is_supported_segment`` is the predicate for a form, ``check_segment`` the whole answer, ``validate_segment`` the
canonical number or an error, ``match_prefix`` the hint while someone types. All answer offline, from the packaged
table or, by ``SegmentValidator``, from one of your own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beian_segments._data import DATA_VERSION, SCHEMA_VERSION
from beian_segments.errors import SegmentError, TableError
from beian_segments.parsing import MobileNumber, mask_number, normalize_number
from beian_segments.predicate import is_supported_segment
from beian_segments.verdicts import PrefixStatus, Verdict

if TYPE_CHECKING:
    from beian_segments.segment import Segment
    from beian_segments.table import DEFAULT_TABLE, SegmentTable
    from beian_segments.validator import (
        PrefixMatch,
        SegmentReport,
        SegmentValidator,
        check_segment,
        match_prefix,
        validate_segment,
    )

    __version__: str
else:
    # What is_supported_segment does without is imported when it is first asked for.
    _LATER = {
        "DEFAULT_TABLE": "table",
        "PrefixMatch": "validator",
        "Segment": "segment",
        "SegmentReport": "validator",
        "SegmentTable": "table",
        "SegmentValidator": "validator",
        "check_segment": "validator",
        "match_prefix": "validator",
        "validate_segment": "validator",
    }

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version("beian-segments")
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


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
