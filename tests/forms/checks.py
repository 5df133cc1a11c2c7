"""Tables, values and a check that the tests of all frameworks share."""

from __future__ import annotations

import re

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator

#: A table where 192 is listed, and one where nothing else is.
WITH_192 = SegmentValidator(DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}]))
ONLY_192 = SegmentValidator(SegmentTable.from_rows([{"prefix": "192", "published": True}]))

#: Texts of ten megabytes, by their verdict.
HUGE = {
    "too-long": "1" * 10_000_000,
    "empty": " " * 10_000_000,
    "not-a-number": "x" * 10_000_000,
    "not-mainland": "+852" + "1" * 10_000_000,
}

#: Values that are not a str, by their type.
NOT_STR: dict[str, object] = {
    "int": 13800138000,
    "float": 13800138000.0,
    "bool": True,
    "list": ["13800138000"],
    "dict": {"phone": "13800138000"},
    "bytes": b"13800138000",
}

ZH = "号段 192 不在腾讯云公布的号段表内"
EN = "Segment 192 is not covered by the published list"


def leaks(shown: object, number: str = "19212345678") -> bool:
    """Whether eight or more digits of a number can be read in something, separators aside."""
    digits = re.sub(r"[^0-9]", "", str(shown))
    return any(number[start : start + 8] in digits for start in range(len(number) - 7))
