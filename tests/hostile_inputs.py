"""Inputs for everything that reads from outside: sound ones, sound ones with something wrong, and anything at all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments._data import SEPARATORS
from beian_segments.failures import Case
from beian_segments.failures._data import GREETING, MESSAGES, POLITE_WORDS, SHORT_FORMS
from beian_segments.strategies import cases, malformed_numbers, supported_numbers, tables, unlisted_numbers, writings

__all__ = ["case_files", "csv_files", "number_texts", "portal_messages"]

T = TypeVar("T")


@st.composite
def damaged(draw: st.DrawFn, sound: st.SearchStrategy[Sequence[T]], pieces: st.SearchStrategy[T]) -> list[T]:
    """A sequence in which parts are left out, doubled, turned round, or have something else in their place."""
    parts = list(draw(sound))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(parts)))
        end = min(start + draw(st.sampled_from([0, 1, 1, 2, 5])), len(parts))
        old, piece = parts[start:end], draw(pieces)
        parts[start:end] = draw(st.sampled_from([[], [piece], [piece, *old], old * 2, old * 40, old[::-1]]))
    return parts


ENCODINGS = st.sampled_from(
    [*["utf-8"] * 4, "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "latin-1", "utf-7", "utf-32"]
)
BYTES = st.sampled_from([b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\x1a", b"\r", b'"', b"1"])


@st.composite
def saved(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """A text as a file, mostly in UTF-8, sometimes cut off or with bytes that do not belong."""
    content = draw(texts).encode(draw(ENCODINGS), "replace")
    if draw(st.integers(0, 7)) == 7:
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.sampled_from([b"", draw(BYTES) + content[at:]]))
    return content


# Numbers: pieces of writings, and what belongs to none: other digits, combining marks, lone surrogates.

OF_NUMBERS = [
    "+", "＋", "00", "0", "86", "８６", "1", "13", "138", "tel:", "ＴＥＬ：", "17951", "x", "/", "#",
    *(chr(low) for ranges in SEPARATORS.values() for low, _ in ranges),
    "①", "٣", "۱", "\0", "\ud800", "\udfff", "\u0301", "\u20e3", "\u200d", "😀", "𝟏", "\ufe0f", "İ", "ﬃ",
]  # fmt: skip
PIECES = st.sampled_from(OF_NUMBERS) | st.text("0123456789", max_size=12) | st.characters()
NUMBERS = supported_numbers() | unlisted_numbers()
SOUND_TEXTS = st.one_of(writings(NUMBERS), malformed_numbers(), NUMBERS)

number_texts = st.one_of(
    SOUND_TEXTS,
    damaged(SOUND_TEXTS, PIECES).map("".join),
    st.lists(PIECES, max_size=12).map("".join),
    st.text(),
)

# Messages of the portal.

MESSAGE_TEXTS = [*(text for _, _, text in MESSAGES), *SHORT_FORMS, GREETING, *POLITE_WORDS]
MESSAGE_PIECES = st.one_of(st.sampled_from(MESSAGE_TEXTS), st.sampled_from("，。！？：“” \u3000\u200b\n0１²"), PIECES)

portal_messages = st.one_of(
    st.sampled_from(MESSAGE_TEXTS),
    damaged(st.sampled_from(MESSAGE_TEXTS), MESSAGE_PIECES).map("".join),
    st.lists(MESSAGE_PIECES, max_size=6).map("".join),
    st.text(),
    st.integers(),
    st.integers(-3, 110),
    st.integers(-3, 110).map(str),
)

# Tables.

COLUMNS = [attribute.name for attribute in attrs.fields(Segment) if attribute.name != "extra"]
CELLS = st.text(max_size=5) | st.sampled_from([
    "", " ", "true", "TRUE", "false", "0", "1", "13", "138", "１３８", "19", "200", "12", "1380013800", "13800138000",
    "138001380000", "mvno", "satellite", "high", "a;b", ";;", "=1+1", "None", "\ufeff", "\0", '"', "\r", "\n", "a,b",
])  # fmt: skip
HEADINGS = st.sampled_from([*COLUMNS, "", " prefix", "PREFIX", "extra", "note ", "13800138000", "x\ny", "号段"])


def lines_of(table: SegmentTable) -> list[list[str]]:
    """A table as a CSV file has it."""

    def cell(value: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return ";".join(value) if isinstance(value, tuple) else value or ""

    return [COLUMNS, *([cell(getattr(row, column)) for column in COLUMNS] for row in table)]


PACKAGED = lines_of(DEFAULT_TABLE)
SOUND_LINES = st.one_of(
    tables().map(lines_of),
    st.slices(len(PACKAGED)).map(lambda cut: [COLUMNS, *PACKAGED[cut][:20]]),
    st.lists(st.sampled_from(PACKAGED), max_size=5).map(lambda lines: [COLUMNS, *lines]),
)


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    lines = [list(line) for line in draw(SOUND_LINES)]
    for _ in range(draw(st.integers(0, 3))):
        line = draw(st.sampled_from(lines))
        line[:] = draw(damaged(st.just(line), HEADINGS if line is lines[0] else CELLS))
    lines = draw(damaged(st.just(lines), st.lists(CELLS, max_size=9)))
    text = io.StringIO()
    csv.writer(
        text,
        quoting=csv.QUOTE_ALL if draw(st.booleans()) else csv.QUOTE_MINIMAL,
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"])),
        delimiter=draw(st.sampled_from(",,,,;\t")),
    ).writerows(lines)
    tokens = re.findall(r'[^,"\r\n]+|.', text.getvalue(), re.DOTALL)
    return "".join(
        draw(damaged(st.just(tokens), st.sampled_from(['"', ",", "\n", "\r", "\0", "\ufeff", "138,true\n"])))
    )


csv_files = st.one_of(saved(csv_texts()), saved(st.text('prefix,published\n"true138 ;\r', max_size=40)), st.binary())

# Cases.

NAMES = [attribute.name for attribute in attrs.fields(Case)]
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from(["13800138000", "2026-03-02T10:00:00+08:00", "2026-03-02", "first", "0001-01-01T00:00:00+23:59",
                         "9999-12-31T23:59:59-12:00", "24:00", "id-card", "entity", 10**30, -1, 1e400, "CN-ZJ"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)  # fmt: skip
JSON_PIECES = st.sampled_from([
    '"', "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "NaN", "1e999", "9" * 5000, "[" * 2000, "//", "'", "null",
    "true", "-1", "3", "[]", "{}", '""', '"13800138000"', '"first"', '"CN-ZJ"', '"2026-03-02T10:00:00+08:00"',
    '"0001-01-01T00:00+23:59"', '"id-card"', '"entity"',
    *(f'"{name}":' for name in NAMES), *(f',"{name}":' for name in NAMES),
])  # fmt: skip


def plain(value: Any) -> Any:
    """A case as JSON has it: moments in ISO 8601, what is not known left out."""
    if attrs.has(type(value)):
        known = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        return {name: plain(fact) for name, fact in known.items() if fact not in (None, ())}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


@st.composite
def case_texts(draw: st.DrawFn) -> str:
    facts = plain(draw(cases()))
    objects = [facts, *facts.get("people", []), *([facts["entered"]] if "entered" in facts else [])]
    for _ in range(draw(st.integers(0, 3))):
        changed = draw(st.sampled_from(objects))
        changed[draw(st.sampled_from([*changed, *NAMES]) | st.text(max_size=5) | NUMBERS)] = draw(JSON)
    text = json.dumps(facts, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
    tokens = re.findall(r'"[^"]*"|\w+|\s+|.', text, re.DOTALL)
    return "".join(draw(st.just(tokens) | damaged(st.just(tokens), JSON_PIECES)))


case_files = st.one_of(saved(case_texts()), saved(JSON.map(json.dumps)), st.binary())
