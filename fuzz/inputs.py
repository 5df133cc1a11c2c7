"""What to throw at the readers: sound inputs, sound inputs with something wrong, and anything at all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, TypeVar

import attrs
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments._data import SEPARATORS
from beian_segments.failures import Case
from beian_segments.failures._data import GREETING, MESSAGES, POLITE_WORDS, SHORT_FORMS
from beian_segments.strategies import cases, malformed_numbers, supported_numbers, tables, unlisted_numbers, writings
from fuzz.damage import Damager, drawn

__all__ = [
    "case_files",
    "csv_files",
    "damaged_case_files",
    "damaged_csv_files",
    "damaged_messages",
    "damaged_numbers",
    "damaged_pages",
    "number_texts",
    "pages",
    "portal_messages",
]

T = TypeVar("T")

_PAGE = (Path(__file__).parents[1] / "tests" / "cases" / "provider-page.html").read_text(encoding="utf-8")

_SEPARATOR_CHARACTERS = [chr(low) for ranges in SEPARATORS.values() for low, _ in ranges]
# Pieces of writings, and what never belongs to one: other digits, marks that combine, halves of characters.
_OF_NUMBERS = [
    "+", "＋", "00", "0", "86", "８６", "1", "13", "138", "tel:", "ＴＥＬ：", "17951", "x", "/", "#",
    *_SEPARATOR_CHARACTERS,
    "①", "٣", "۱", "\0", "\ud800", "\udfff", "\u0301", "\u20e3", "\u200d", "😀", "𝟏", "\ufe0f", "İ", "ﬃ",
]  # fmt: skip
_PIECES = st.one_of(
    st.sampled_from(_OF_NUMBERS),
    st.text("0123456789", max_size=12),
    st.characters(),
)


@st.composite
def _damaged(draw: st.DrawFn, sound: st.SearchStrategy[Sequence[T]], pieces: st.SearchStrategy[T]) -> list[T]:
    """A sequence in which parts are left out, doubled, moved, or have something else in their place."""
    parts = list(draw(sound))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(parts)))
        end = min(start + draw(st.sampled_from([0, 1, 1, 2, 5])), len(parts))
        piece = draw(pieces)
        parts[start:end] = draw(
            st.sampled_from([[], [piece], [piece, *parts[start:end]], parts[start:end] * 2, parts[start:end][::-1]])
        )
    return parts


_numbers = supported_numbers() | unlisted_numbers()
_SOUND_TEXTS = st.one_of(writings(_numbers), malformed_numbers(), _numbers)

#: Texts that somebody could type for a number.
number_texts = st.one_of(
    _SOUND_TEXTS,
    _damaged(_SOUND_TEXTS, _PIECES).map("".join),
    st.lists(_PIECES, max_size=12).map("".join),
    st.text(),
)

damaged_numbers = Damager(lambda: drawn(_SOUND_TEXTS, 1_000), [*_OF_NUMBERS, *"23456789"]).text

_MESSAGE_TEXTS = [*(text for _, _, text in MESSAGES), *SHORT_FORMS, GREETING, *POLITE_WORDS]
_PUNCTUATION = "，。！？：“” \u3000\u200b\n0１²"
_MESSAGE_PIECES = st.one_of(st.sampled_from(_MESSAGE_TEXTS), st.sampled_from(_PUNCTUATION), _PIECES)

#: Texts that somebody could paste for a message of the portal, and numbers.
portal_messages = st.one_of(
    st.sampled_from(_MESSAGE_TEXTS),
    _damaged(st.sampled_from(_MESSAGE_TEXTS), _MESSAGE_PIECES).map("".join),
    st.lists(_MESSAGE_PIECES, max_size=6).map("".join),
    st.text(),
    st.integers(),
    st.integers(-3, 110),
    st.integers(-3, 110).map(str),
)

damaged_messages = Damager(
    lambda: [*_MESSAGE_TEXTS, *map(str, range(-3, 110))], [*_MESSAGE_TEXTS, *_PUNCTUATION, *_OF_NUMBERS]
).text


# Bytes.

_ENCODINGS = ["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "latin-1", "utf-7", "utf-32"]
_BYTE_PIECES = st.sampled_from(
    [b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\x1a", b"\r", b'"', b"1"]
)


@st.composite
def _saved(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """A text as a file, mostly in UTF-8, sometimes cut off or with bytes that do not belong."""
    content = draw(texts).encode(draw(st.sampled_from(_ENCODINGS)), "replace")
    if draw(st.integers(0, 7)) == 7:
        at = draw(st.integers(0, len(content)))
        content = draw(st.sampled_from([content[:at], content[:at] + draw(_BYTE_PIECES) + content[at:]]))
    return content


# Tables.

_COLUMNS = [attribute.name for attribute in attrs.fields(Segment) if attribute.name != "extra"]
_ODD_CELLS = [
    "", " ", "true", "TRUE", "false", "0", "1", "13", "138", "１３８", "19", "200", "12", "1380013800", "13800138000",
    "138001380000", "mvno", "satellite", "high", "a;b", ";;", "=1+1", "None", "\ufeff", "\0", '"', "\r", "\n", "a,b",
]  # fmt: skip
_CELLS = st.sampled_from(_ODD_CELLS) | st.text(max_size=5)
_HEADINGS = st.sampled_from([*_COLUMNS, "", " prefix", "PREFIX", "extra", "note ", "13800138000", "x\ny", "号段"])


def _lines_of(table: SegmentTable) -> list[list[str]]:
    def cell(value: Any) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return ";".join(value) if isinstance(value, tuple) else value or ""

    return [_COLUMNS, *([cell(getattr(row, column)) for column in _COLUMNS] for row in table)]


_PACKAGED = _lines_of(DEFAULT_TABLE)
_SOUND_LINES = st.one_of(
    tables().map(_lines_of),
    st.slices(len(_PACKAGED)).map(lambda cut: [_COLUMNS, *_PACKAGED[cut][:20]]),
    st.lists(st.sampled_from(_PACKAGED), max_size=5).map(lambda lines: [_COLUMNS, *lines]),
)


_QUOTING: tuple[Literal[0, 1], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


@st.composite
def _csv_texts(draw: st.DrawFn) -> str:
    lines = [list(line) for line in draw(_SOUND_LINES)]
    for _ in range(draw(st.integers(0, 3))):
        line = draw(st.sampled_from(lines))
        line[:] = draw(_damaged(st.just(line), _HEADINGS if line is lines[0] else _CELLS))
    lines = draw(_damaged(st.just(lines), st.lists(_CELLS, max_size=9)))
    text = io.StringIO()
    quoting = draw(st.sampled_from(_QUOTING))
    ending = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    delimiter = draw(st.sampled_from(",,,,;\t"))
    csv.writer(text, quoting=quoting, lineterminator=ending, delimiter=delimiter).writerows(lines)
    return "".join(draw(_damaged(st.just([text.getvalue()]), st.sampled_from(['"', ",", "\n", "\r", "\0", "\ufeff"]))))


#: Files that somebody could take for a table.
csv_files = st.one_of(_saved(_csv_texts()), _saved(st.text('prefix,published\n"true138 ;\r', max_size=40)), st.binary())

damaged_csv_files = Damager(
    lambda: [re.findall(r'[^,"\r\n]+|.', text, re.DOTALL) for text in drawn(_csv_texts(), 300)],
    [*_ODD_CELLS, *_COLUMNS, ",", ",", '"', "\n", "\r\n", "138,true\n"],
).file


# Cases.

_JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
        st.sampled_from(["13800138000", "2026-03-02T10:00:00+08:00", "2026-03-02", "first",
                         "0001-01-01T00:00:00+23:59",
                         "9999-12-31T23:59:59-12:00", "24:00", "id-card", "entity", 10**30, -1, 1e400, "CN-ZJ"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)  # fmt: skip
_NAMES = [attribute.name for attribute in attrs.fields(Case)]


def _plain(value: Any) -> Any:
    """A case as JSON has it: moments in ISO 8601, what is not known left out."""
    if attrs.has(type(value)):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in attrs.fields(type(value))
            if getattr(value, field.name) not in (None, ())
        }
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


@st.composite
def _case_texts(draw: st.DrawFn) -> str:
    facts = _plain(draw(cases()))
    objects = [facts, *facts.get("people", []), *([facts["entered"]] if "entered" in facts else [])]
    for _ in range(draw(st.integers(0, 3))):
        changed = draw(st.sampled_from(objects))
        name = draw(st.sampled_from([*changed, *_NAMES]) | st.text(max_size=5) | _numbers)
        changed[name] = draw(_JSON)
    text = json.dumps(facts, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 2])))
    tokens = _json_tokens(text)
    return "".join(draw(st.one_of(st.just(tokens), _damaged(st.just(tokens), st.sampled_from(_JSON_PIECES)))))


def _json_tokens(text: str) -> list[str]:
    return re.findall(r'"[^"]*"|\w+|\s+|.', text, re.DOTALL)


_JSON_PIECES = [
    '"', "{", "}", "[", "]", ",", ":", "\\", "\\ud800", "NaN", "1e999", "9" * 5000, "[" * 2000, "//", "'", "null",
    "true", "-1",
    "3", "[]", "{}", '""', '"13800138000"', '"first"', '"CN-ZJ"', '"2026-03-02T10:00:00+08:00"',
    '"0001-01-01T00:00+23:59"',
    '"id-card"', '"entity"', *(f'"{name}":' for name in _NAMES), *(f',"{name}":' for name in _NAMES),
]  # fmt: skip


#: Files that somebody could take for a case.
case_files = st.one_of(_saved(_case_texts()), _saved(_JSON.map(json.dumps)), st.binary())

damaged_case_files = Damager(lambda: [_json_tokens(text) for text in drawn(_case_texts(), 500)], _JSON_PIECES).file


# Pages.

_TOKENS = re.findall(r"<[^>]*>|[^<]+", _PAGE)
_ODD_MARKUP = [
    "<table>", "</table>", "<tr>", "<td>", "<th>", "</td>", "<td rowspan=2>", "<td colspan='9'>", "<td rowspan=0>",
    "<td rowspan=99999999999>", "<tbody>", "<s>", "<del>", "<!--", "-->", "<script>", "</script", "<![CDATA[", "<?",
    "<textarea>", "&#", "&#x110000;", "&#99999999999;", "&nbsp", "&lt;table&gt;", '<td a="', "'", '"', "<", ">", "</",
    "运营商", "号段", "不支持的号段", "是否有效", "有效", "无效", "联通", "13800138000", "130-139",
    "130至", "１９９", "1701", "199、198", "\0", "\u202e", "<meta charset=gbk>", "<p>", "<br>", "carrier", "segment",
    "status",
]  # fmt: skip
_MARKUP = st.one_of(st.sampled_from(_TOKENS), st.sampled_from(_ODD_MARKUP), st.text(max_size=4))
_ROWS = st.lists(
    st.builds(
        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>".format,
        st.sampled_from(["联通", "移动", "电信", "中国广电", "", "x" * 30, "13800138000"]),
        st.sampled_from(["130", "131、132", "135-139", "1349", "170 171", "13800138000", "199号段", "130至13"]),
        st.sampled_from(["有效", "有效", "是", "无效", "?", ""]),
    ),
    max_size=5,
)
_SMALL = _ROWS.map(lambda rows: ["<table>", "<tr><th>运营商<th>号段<th>是否有效", *rows, "</table>"])

#: Files that somebody could take for a provider's page.
pages = st.one_of(
    _saved(_SMALL.map("".join)),
    _saved(_damaged(_SMALL, _MARKUP).map("".join)),
    _saved(_damaged(st.just(_TOKENS), _MARKUP).map("".join)),
    _saved(st.lists(_MARKUP, max_size=15).map("".join)),
    st.binary(),
)

damaged_pages = Damager(
    lambda: [_TOKENS, *(list(map(str, tokens)) for tokens in drawn(_SMALL, 100) for _ in range(2))], _ODD_MARKUP
).file
