"""How the time grows with the input: adversarial texts for each reader, at sizes up to 10 MB."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from fuzz.targets import TARGETS

__all__ = ["GROWTHS", "SIZES_MB", "Growth", "Shape", "measured", "seconds"]

SIZES_MB = (1, 2, 5, 10)

# Between 1 and 10 MB a quadratic reader's cost of a byte grows tenfold.
_MOST_GROWTH = 4.0
# Below this a time is the clock's and the machine's.
_LEAST_S = 0.02
# After so long a reading needs no second one to be told from the clock's noise.
_ENOUGH_S = 0.5

_READ = {target.name: target for target in TARGETS}


@dataclass(frozen=True)
class Shape:
    """A kind of text that a careless reader would take long over, of whatever size.

    Attributes:
        target: the reader, by its name.
        name: what is in it.
        make: gives one of about so many characters.
    """

    target: str
    name: str
    make: Callable[[int], str | bytes]


@dataclass(frozen=True)
class Growth:
    """The time at each size, and how much the dearest byte costs more than the cheapest."""

    target: str
    name: str
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Of the costs of a byte."""
        costs = [max(took, _LEAST_S * size) / size for took, size in zip(self.seconds, SIZES_MB, strict=True)]
        return max(costs) / min(costs)

    @property
    def is_linear(self) -> bool:
        """Whether a byte costs about the same at every size."""
        return self.ratio <= _MOST_GROWTH


def seconds(shape: Shape, size: int, repeats: int = 2) -> float:
    """The processor time of reading a text of a size, the least of some tries."""
    target = _READ[shape.target]
    content = shape.make(size)
    best = float("inf")
    for _ in range(repeats):
        started = time.process_time()
        with suppress(*target.documented):
            target.read(content)
        best = min(best, time.process_time() - started)
        if best > _ENOUGH_S:
            break
    return best


def measured(shape: Shape) -> Growth:
    """Measure a shape at all sizes."""
    return Growth(shape.target, shape.name, tuple(seconds(shape, size * 1_000_000) for size in SIZES_MB))


def _repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + after


def _spread(text: str, gap: str) -> Callable[[int], str]:
    """A text with wide gaps, as many gaps as it has characters."""
    return lambda size: (gap * (size // len(text))).join(text)


def _encoded(make: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda size: make(size).encode("utf-8", "surrogatepass")


def _numbered(line: str, before: str, after: str = "") -> Callable[[int], str]:
    """Lines that are all different."""
    return lambda size: before + "".join(line.format(number) for number in range(size // len(line))) + after


_TEXTS: dict[str, Callable[[int], str]] = {
    "blanks": _repeated(" "),
    "blanks, then a letter": _repeated(" ", after="x"),
    "a number with wide gaps": _spread("13800138000", "\u3000"),
    "a number with wide gaps, then a letter": lambda size: _spread("13800138000", " ")(size) + "x",
    "a country code with wide gaps": _spread("tel:+86013800138000", "-"),
    "nearly numbers": _repeated("1380013800 "),
    "nested brackets": lambda size: "(" * (size // 2) + "13800138000" + ")" * (size // 2),
    "schemes": _repeated("tel:"),
    "pluses": _repeated("+"),
    "eighty-sixes": _repeated("86"),
    "zeros": _repeated("0"),
    "zeros and gaps": _repeated("0 "),
    "a foreign number without end": _repeated("9", before="+"),
    "full-width digits": _repeated("１３８"),
    "marks of zero width": _repeated("\u200b\u2060\ufeff", before="138", after="00138000"),
    "marks that combine": _repeated("\u0301", before="138"),
    "a landline without end": _repeated("10-", before="0"),
}

_MESSAGES: dict[str, Callable[[int], str]] = {
    "greetings": _repeated("尊敬的ICP用户："),
    "polite words": _repeated("您的", after="短信核验失败"),
    "half polite words": _repeated("您", after="的" * 10),
    "punctuation": _repeated("，。！"),
    "letters that unfold": _repeated("\ufdfa"),
    "marks that combine, in the wrong order": _repeated("\u0315\u0300", before="a"),
    "marks that combine, all different classes": _repeated("\u0334\u0321\u0327\u0345", before="您"),
    "digits": _repeated("4"),
    "blanks around a number": lambda size: " " * (size // 2) + "4" + " " * (size // 2),
    "messages": _repeated("您的短信核验失败,请您重新验证。"),
}

_CSV: dict[str, Callable[[int], str]] = {
    "rows": _numbered("13{:07d},true\n", "prefix,published\n"),
    "rows of deep prefixes": lambda size: (
        "prefix,published\n" + "".join(f"{13_800_000_000 + 7_919 * number},true\n" for number in range(size // 17))
    ),
    "rows that are all the same": _repeated("138,true\n", "prefix,published\n"),
    "columns": _numbered(",c{:07d}", "prefix,published", "\n138,true\n"),
    "columns of one name": _repeated(",note", "prefix,published", "\n"),
    "cells without a name": _repeated(",", "prefix,published\n138,true"),
    "a quote without end": _repeated("x", 'prefix,published\n"138'),
    "quotes": _repeated('"', "prefix,published\n"),
    "quotes in quotes": _repeated('""', 'prefix,published,note\n138,true,"', '"\n'),
    "line ends of either kind": _repeated("\r\n\n\r", "prefix,published\n"),
    "a prefix without end": _repeated("1", "prefix,published\n", ",true\n"),
    "sources": _repeated(";a", "prefix,published,sources\n138,true,", "\n"),
    "a note without end": _repeated("\u0301", "prefix,published,note\n138,true,", "\n"),
    "NULs": _repeated("\0", "prefix,published\n"),
}

_JSON: dict[str, Callable[[int], str]] = {
    "lists in lists": _repeated("[", '{"people": '),
    "objects in objects": _repeated('{"people":[', ""),
    "a number without end": _repeated("9", '{"resends": ', "}"),
    "a fraction without end": _repeated("9", '{"resends": 0.', "}"),
    "an exponent without end": _repeated("9", '{"resends": 1e', "}"),
    "a text without end": _repeated("x", '{"phone": "'),
    "a phone with wide gaps": lambda size: '{"phone": "' + _spread("13800138000", " ")(size) + '"}',
    "a message of polite words": _repeated("您的", '{"portal_message": "', '"}'),
    "escapes": _repeated("\\ud800", '{"phone": "', '"}'),
    "people": _repeated('{"role":"entity-leader","phone":"13800138000"},', '{"people":[', "{}]}"),
    "people of a wrong kind": _repeated("5,", '{"people":[', "5]}"),
    "unknown fields": _numbered('"f{:07d}":1,', "{", '"phone":"1"}'),
    "a field again and again": _repeated('"phone":"1",', "{", '"phone":"1"}'),
    "blanks": _repeated(" ", "{", "}"),
    "a moment without end": _repeated("0", '{"sms_sent_at": "2026-03-02T10:00:00.', '"}'),
    "changes": _repeated('"entity",', '{"changes":[', '"website"]}'),
}

_HEAD = "<table><tr><th>运营商<th>号段"
_HTML: dict[str, Callable[[int], str]] = {
    "tables in tables": _repeated("<table><tr><td>"),
    "tables": _repeated("<table></table>"),
    "tables that end and never begin": _repeated("</table>"),
    "rows": _repeated("<tr><td>联通<td>130", _HEAD, "</table>"),
    "cells": _repeated("<td>130", _HEAD, "</table>"),
    "cells that span all": _repeated("<tr><td rowspan=9999 colspan=99>130", _HEAD, "</table>"),
    "less-thans": _repeated("<"),
    "comments that never end": _repeated("<!--"),
    "dashes in a comment": _repeated("-", "<!--"),
    "scripts that never end": _repeated("<script>"),
    "titles that nearly end": _repeated("</titl", "<title>"),
    "quotes that never end": _repeated("<td a=\"'", _HEAD),
    "attributes": _repeated(" a=1", "<table><tr><td", ">"),
    "attributes without a value": _repeated(" a=", "<table><tr><td rowspan", ">"),
    "equals signs": _repeated("=", "<table><tr><td span", ">"),
    "references": _repeated("&#1", _HEAD + "<tr><td>", "</table>"),
    "a reference without end": _repeated("9", _HEAD + "<tr><td>&#", "</table>"),
    "ampersands": _repeated("&", _HEAD + "<tr><td>", "</table>"),
    "segments": _repeated("130、", _HEAD + "<tr><td>联通<td>", "</table>"),
    "a heading without end": _repeated("号段", "<table><tr><th>运营商<th>", "</table>"),
    "ranges": _repeated("-", _HEAD + "<tr><td>联通<td>130", "</table>"),
    "blanks in a cell": _repeated(" \u3000", _HEAD + "<tr><td>联通<td>130", "</table>"),
    "tags in a cell": _repeated("<b></b>", _HEAD + "<tr><td>联通<td>130", "</table>"),
    "declarations": _repeated("<meta charset ", ""),
}

#: The shapes of every reader.
GROWTHS: tuple[Shape, ...] = (
    *(Shape("check_segment", name, make) for name, make in _TEXTS.items()),
    *(Shape("normalize_number", name, make) for name, make in _TEXTS.items()),
    *(Shape("parse_portal_message", name, make) for name, make in _MESSAGES.items()),
    *(Shape("SegmentTable.from_csv", name, _encoded(make)) for name, make in _CSV.items()),
    *(Shape("Case from JSON", name, _encoded(make)) for name, make in _JSON.items()),
    *(Shape("import-html", name, _encoded(make)) for name, make in _HTML.items()),
)
