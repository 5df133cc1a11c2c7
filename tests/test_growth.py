"""Reading takes time in proportion to the size, whatever the text: ten times the bytes, about ten times the seconds.

By default the texts have 10 and 100 kilobytes; with the profile `thorough` 0.4 and 4 megabytes.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from beian_segments import SegmentError, SegmentTable, TableError, check_segment, find_numbers, normalize_number
from beian_segments.cli.facts import CaseFileError, read_case
from beian_segments.failures import parse_portal_message
from beian_segments.failures._data import MESSAGES
from tests.conftest import is_thorough

Maker = Callable[[int], str]

SMALL = 400_000 if is_thorough() else 10_000
LARGE = 10 * SMALL

READERS: dict[str, tuple[Callable[[str], object], type[Exception] | None]] = {
    "check_segment": (check_segment, None),
    "find_numbers": (find_numbers, None),
    "normalize_number": (normalize_number, SegmentError),
    "parse_portal_message": (parse_portal_message, None),
    "SegmentTable.from_csv": (lambda text: SegmentTable.from_csv(io.BytesIO(encoded(text))), TableError),
    "case file": (lambda text: read_case(encoded(text)), CaseFileError),
}


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def repeated(unit: str, before: str = "", after: str = "") -> Maker:
    return lambda size: before + unit * (size // len(encoded(unit))) + after


def numbered(line: str, before: str, after: str = "") -> Maker:
    """Lines that are all different."""
    return lambda size: before + "".join(line.format(number) for number in range(size // len(line))) + after


def spread(text: str, gap: str) -> Maker:
    """A text with wide gaps."""
    return lambda size: (gap * (size // len(text) // len(encoded(gap)))).join(text)


def around(unit: str, middle: str, after: str) -> Maker:
    return lambda size: unit * (size // 2) + middle + after * (size // 2)


NUMBERS: dict[str, Maker] = {
    "blanks": repeated(" "),
    "blanks, then a letter": repeated(" ", after="x"),
    "a number with wide gaps": spread("13800138000", "\u3000"),
    "a number with wide gaps, then a letter": lambda size: spread("13800138000", " ")(size) + "x",
    "a country code with wide gaps": spread("tel:+86013800138000", "-"),
    "nearly numbers": repeated("1380013800 "),
    "nested brackets": around("(", "13800138000", ")"),
    "dots at both joints": lambda size: ("." * (size // 2)).join(["138", "0013", "8000"]),
    "dots at one joint": repeated(".", before="138", after="00138000"),
    "digits and dots in turn": repeated("1."),
    "brackets between all digits": spread("13800138000", "("),
    "schemes": repeated("tel:"),
    "pluses": repeated("+"),
    "eighty-sixes": repeated("86"),
    "zeros": repeated("0"),
    "zeros and gaps": repeated("0 "),
    "a foreign number without end": repeated("9", before="+"),
    "full-width digits": repeated("１３８"),
    "marks of zero width": repeated("\u200b\u2060\ufeff", before="138", after="00138000"),
    "combining marks": repeated("\u0301", before="138"),
    "a landline without end": repeated("10-", before="0"),
    "numbers joined to one another": repeated("13800138000-", after="1"),
    "digits in thousands": repeated("138,"),
    "digits and line breaks": repeated("13\n"),
    "bank cards": repeated("6222 0138 0013 8000\n"),
    "numbers": repeated("13800138000 "),
    "dots and digits": repeated("1."),
    "quotation marks": repeated("'", after="13800138000"),
    "joins": repeated("-:", before="1", after="13800138000"),
    "numbers of another country": repeated("+1 "),
    "stars": repeated("*"),
    "digits and stars": repeated("1*"),
    "exponents": repeated("1E"),
    "numbers with something between": repeated("13800138000、", after="1"),
    "numbers on lines of their own": repeated("13800138000\n", after="1"),
    "blanks after a number": repeated(" ", before="13800138000", after="#"),
}
TEXTS: dict[str, dict[str, Maker]] = {
    "check_segment": NUMBERS,
    "find_numbers": NUMBERS,
    "normalize_number": NUMBERS,
    "parse_portal_message": {
        "greetings": repeated("尊敬的ICP用户："),
        "polite words": repeated("您的", after="短信核验失败"),
        "half polite words": repeated("您", after="的" * 10),
        "punctuation": repeated("，。！"),
        "letters that unfold": repeated("\ufdfa"),
        "combining marks in the wrong order": repeated("\u0315\u0300", before="a"),
        "combining marks in the wrong order after a message": repeated("\u0315\u0300", before=MESSAGES[3][2]),
        "combining marks of all classes": repeated("\u0334\u0321\u0327\u0345", before="您"),
        "combining marks of all classes after a message": repeated("\u0334\u0321\u0327\u0345", before=MESSAGES[3][2]),
        "digits": repeated("4"),
        "blanks around a number": around(" ", "4", " "),
        "messages": repeated("您的短信核验失败,请您重新验证。"),
    },
    "SegmentTable.from_csv": {
        "rows": numbered("13{:07d},true\n", "prefix,published\n"),
        "rows of deep prefixes": lambda size: (
            "prefix,published\n" + "".join(f"{13_800_000_000 + 7_919 * number},true\n" for number in range(size // 17))
        ),
        "rows that are all the same": repeated("138,true\n", "prefix,published\n"),
        "columns": numbered(",c{:07d}", "prefix,published", "\n138,true\n"),
        "columns of one name": repeated(",note", "prefix,published", "\n"),
        "cells without a name": repeated(",", "prefix,published\n138,true"),
        "a quote without end": repeated("x", 'prefix,published\n"138'),
        "quotes": repeated('"', "prefix,published\n"),
        "quotes in quotes": repeated('""', 'prefix,published,note\n138,true,"', '"\n'),
        "line ends of either kind": repeated("\r\n\n\r", "prefix,published\n"),
        "a prefix without end": repeated("1", "prefix,published\n", ",true\n"),
        "sources": repeated(";a", "prefix,published,sources\n138,true,", "\n"),
        "a note without end": repeated("\u0301", "prefix,published,note\n138,true,", "\n"),
        "NULs": repeated("\0", "prefix,published\n"),
    },
    "case file": {
        "lists in lists": repeated("[", '{"people": '),
        "objects in objects": repeated('{"people":['),
        "a number without end": repeated("9", '{"resends": ', "}"),
        "a fraction without end": repeated("9", '{"resends": 0.', "}"),
        "an exponent without end": repeated("9", '{"resends": 1e', "}"),
        "a text without end": repeated("x", '{"phone": "'),
        "a phone with wide gaps": lambda size: '{"phone": "' + spread("13800138000", " ")(size) + '"}',
        "a message of polite words": repeated("您的", '{"portal_message": "', '"}'),
        "escapes": repeated("\\ud800", '{"phone": "', '"}'),
        "people": repeated('{"role":"entity-leader","phone":"13800138000"},', '{"people":[', "{}]}"),
        "people of a wrong kind": repeated("5,", '{"people":[', "5]}"),
        "unknown fields": numbered('"f{:07d}":1,', "{", '"phone":"1"}'),
        "a field again and again": repeated('"phone":"1",', "{", '"phone":"1"}'),
        "blanks": repeated(" ", "{", "}"),
        "a moment without end": repeated("0", '{"sms_sent_at": "2026-03-02T10:00:00.', '"}'),
        "changes": repeated('"entity",', '{"changes":[', '"website"]}'),
    },
}


def seconds(reader: str, text: str) -> float:
    """The processor time of reading a text, in which no garbage of other tests is collected."""
    read, documented = READERS[reader]
    gc.disable()
    try:
        started = time.process_time()
        with suppress(*([documented] if documented else [])):
            read(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize(("reader", "name"), [(reader, name) for reader, texts in TEXTS.items() for name in texts])
def test_ten_times_the_text_takes_about_ten_times_as_long(reader: str, name: str) -> None:
    """Less than half of what a quadratic reader would take; a clock's tick more for what takes no time at all.

    The least of three tries counts, so the first that is short enough decides.
    """
    make = TEXTS[reader][name]
    text = make(SMALL)
    small = min(seconds(reader, text) for _ in range(3))
    text = make(LARGE)
    assert any(seconds(reader, text) <= 40 * small + 0.1 for _ in range(3))
