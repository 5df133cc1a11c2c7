"""Which mainland China mobile number segments (号段) receive MIIT's ICP filing SMS.

``is_supported_segment`` is the predicate for a form, ``check_segment`` the whole answer, ``validate_segment`` the
canonical number or an error, ``match_prefix`` the hint while someone types, ``find_numbers`` the numbers in a text.
All answer offline, from the packaged table or, with ``SegmentValidator``, from one of your own.

>>> import beian_segments
>>> beian_segments.is_supported_segment("+86 138 0013 8000")
True
>>> beian_segments.check_segment("19212345678").message("en")
'Segment 192 is not covered by the published list ...'

Sub-packages, which are imported on first access:

* ``beian_segments.failures``: why the code did not come or was refused, and who does what next;
* ``beian_segments.forms``: fields and validators for pydantic, Django, WTForms, marshmallow, attrs and HTML;
* ``beian_segments.columns``: whole columns, data frames and files of numbers (extra ``columns``);
* ``beian_segments.strategies``: Hypothesis strategies for tests (extra ``hypothesis``).

The command line is ``beian-segments``, or ``python -m beian_segments`` (extra ``cli``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [
    "DATA_VERSION",
    "DEFAULT_TABLE",
    "SCHEMA_VERSION",
    "ListedNumber",
    "MobileNumber",
    "NumberMatch",
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
    "find_numbers",
    "is_supported_segment",
    "mask_number",
    "match_prefix",
    "normalize_number",
    "validate_segment",
]

if TYPE_CHECKING:
    # Not the other two: type checkers would read NumPy and Hypothesis for everybody who imports this package.
    from beian_segments import failures as failures
    from beian_segments import forms as forms
    from beian_segments._data import DATA_VERSION, SCHEMA_VERSION
    from beian_segments.damage import NumberMatch, find_numbers
    from beian_segments.errors import SegmentError, TableError
    from beian_segments.parsing import ListedNumber, MobileNumber, mask_number
    from beian_segments.predicate import is_supported_segment
    from beian_segments.segment import Segment
    from beian_segments.table import DEFAULT_TABLE, SegmentTable
    from beian_segments.validator import (
        PrefixMatch,
        SegmentReport,
        SegmentValidator,
        check_segment,
        match_prefix,
        normalize_number,
        validate_segment,
    )
    from beian_segments.verdicts import PrefixStatus, Verdict

    __version__: str
else:
    _SUBPACKAGES = ("columns", "failures", "forms", "strategies")
    # All is imported on first access: the predicate does without the table, and Hypothesis' plug-in without either.
    _HOMES = {
        "_data": ("DATA_VERSION", "SCHEMA_VERSION"),
        "damage": ("NumberMatch", "find_numbers"),
        "errors": ("SegmentError", "TableError"),
        "parsing": ("ListedNumber", "MobileNumber", "mask_number"),
        "predicate": ("is_supported_segment",),
        "verdicts": ("PrefixStatus", "Verdict"),
    }

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version("beian-segments")
        from importlib import import_module

        if name in _SUBPACKAGES:
            return import_module(f"{__name__}.{name}")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # The validator has the names of the table, too.
        module = next((module for module, names in _HOMES.items() if name in names), "validator")
        value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
        return value

    def __dir__() -> list[str]:
        from importlib.util import find_spec

        # help() reads every name that stands here, and without Hypothesis one cannot be read.
        importable = (name for name in _SUBPACKAGES if name != "strategies" or find_spec("hypothesis"))
        return sorted({*__all__, *importable, *(name for name in globals() if name.startswith("__"))})
