"""The JavaScript module of a release: ``data/js/beian-segments.mjs``, and its types, ``beian-segments.d.ts``.

The logic is written by hand, in ``javascript.mjs.in`` and ``javascript.d.ts.in``; facts and sentences come from the
canonical files and stand where the templates have ``@NAME@``. The published module goes to browsers: it is its template
without comments and indentation, and with short names for what it does not export.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from string import Formatter, ascii_letters, ascii_lowercase, digits
from typing import Any, get_args

from beian_segments import SegmentTable
from beian_segments.validator import caveats_of
from beian_segments.verdicts import Caveat, PrefixStatus, Verdict
from tools.canonical import read_toml, wide_use

__all__ = ["javascript_module", "javascript_types"]

_TEMPLATES = Path(__file__).parent
_LANGUAGES = ("zh", "en")
# Of a number, a sentence knows its segment; of one in wide use, the count of its blocks too. What else sentences name
# comes from phonenumbers, which JavaScript does not have.
_OF_A_NUMBER = {Verdict.SEGMENT_NOT_LISTED, Verdict.SUPPORTED}
_ALWAYS, _SOMETIMES = {"segment"}, {"segment", "in_use", "blocks"}


def javascript_module(data: Path) -> str:
    """The text of ``js/beian-segments.mjs`` for a data folder.

    Raises:
        TableError: ``segments.csv`` is at fault.
        ValueError: another canonical file is.
    """
    versions, writings, words = (read_toml(data / f"{name}.toml") for name in ("versions", "writings", "verdicts"))
    scheme, country_code = writings["scheme"], writings["country_code"]
    return _filled(
        "javascript.mjs.in",
        {
            "DATA_VERSION": _literal(versions["data_version"]),
            "LENGTH": str(writings["length"]),
            "LEADS": _literal(writings["leads"]),
            "JOINTS": _literal(writings["inside"]["joints"]),
            "POINTS": _literal(writings["separators"]),
            "ANYWHERE": _literal(writings["inside"]["anywhere"]),
            "PAIRED": _literal(writings["inside"]["at_all_joints_or_none"]),
            "COUNTRY_CODE": country_code,
            "COUNTRY_START": country_code[0],
            "SCHEME": scheme,
            "HALF_SCHEME": "|".join(scheme[:end] for end in range(1, len(scheme))),
            "SCHEME_LENGTH": str(len(scheme)),
            **_of_table(SegmentTable.from_csv(data / "segments.csv")),
            "WIDE_USE": _literal(
                {
                    prefix: {"in_use": count["date"], "blocks": count["blocks"]}
                    for prefix, count in wide_use(data).items()
                }
            ),
            "VERDICTS": _literal(
                {
                    verdict: {lang: _sayable(verdict, words["verdict"][verdict][lang]) for lang in _LANGUAGES}
                    for verdict in Verdict
                }
            ),
            "DAMAGES": _literal(words["damage"]),
        },
        _compact,
    )


def _of_table(table: SegmentTable) -> dict[str, str]:
    """What is listed, and the prefixes of all rows by their caveats."""
    rows: dict[str, list[str]] = {}
    for row in table:
        rows.setdefault(" ".join(caveats_of(table.path(row.prefix))), []).append(row.prefix)
    return {
        "LISTED": f'"{" ".join(table.supported_prefixes)}".split(" ")',
        "ROWS": _literal({caveats: " ".join(prefixes) for caveats, prefixes in rows.items()}),
    }


def _sayable(verdict: Verdict, sentences: Sequence[str]) -> list[str]:
    """The sentences whose fields can be known, up to the first whose fields always are."""
    said = []
    always, sometimes = (_ALWAYS, _SOMETIMES) if verdict in _OF_A_NUMBER else (set(), set())
    for sentence in sentences:
        fields = {field for _, field, _, _ in Formatter().parse(sentence) if field}
        if fields <= sometimes:
            said.append(sentence)
        if fields <= always:
            break
    return said


def javascript_types(data: Path) -> str:
    """The text of ``js/beian-segments.d.ts``, the module's types for TypeScript."""
    damages = read_toml(data / "verdicts.toml")["damage"]
    return _filled(
        "javascript.d.ts.in",
        {
            "VERDICTS": _union(Verdict),
            "STATUSES": _union(PrefixStatus),
            "DAMAGES": _union(damages),
            "CAVEATS": _union(get_args(Caveat)),
        },
    )


def _union(codes: Any) -> str:
    return "".join(f'\n  | "{code}"' for code in codes)


def _literal(value: object) -> str:
    """A value of JSON as JavaScript, whose keys need quotation marks only where they are no names."""
    return re.sub(r'"([a-z_]+)":', r"\1:", json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _filled(template: str, values: Mapping[str, str], finished: Callable[[str], str] = str) -> str:
    """A template with its values, after ``finished`` has seen it without them."""
    text = finished((_TEMPLATES / template).read_text(encoding="utf-8"))
    return re.sub("@([A-Z_]+)@", lambda place: values[place[1]], text)


# What a program is made of. No template of ours has a division, or a template literal within another.
_TOKENS = re.compile(
    r"""(?P<comment>//.*|/\*.*?\*/)"""
    r"""|(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/(?:\\.|\[(?:\\.|[^]\\])*\]|[^/\\[])+/)|(?P<template>`[^`]*`)"""
    r"""|(?P<property>(?<!\.)\.\w+|@\w+@)|(?P<name>[A-Za-z_]\w*)|(?P<words>(?<=\w) +(?=\w))|(?P<blank> +)"""
)
_INSTEAD = {"comment": "", "words": " ", "blank": ""}
_LINES = re.compile(r"\n\s*")
_SHORT_NAMES = [*ascii_letters, *product(ascii_lowercase, digits)]


def _compact(program: str) -> str:
    """A program without comments, but for those at its top, without blanks that separate no words, with short names.

    Short are the names of what the module does not export; none of them may also be the name of a property.
    """
    top, _, rest = program.partition("\n\n")
    names = re.findall(r"^(?:const|let|function\*?) (\w+)", rest, re.MULTILINE)
    free = (name for name in map("".join, _SHORT_NAMES) if not re.search(rf"\b{name}\b", rest))
    short = dict(zip(sorted(names, key=rest.count, reverse=True), free, strict=False))
    name = re.compile(rf"(?<!\w)(?<!(?<!\.)\.)(?:{'|'.join(short)})\b")

    def finish(token: re.Match[str]) -> str:
        kind, text = token.lastgroup, token[0]
        if kind == "template":
            return re.sub(r"\$\{[^}]*\}", lambda part: name.sub(lambda found: short[found[0]], part[0]), text)
        return short.get(text, text) if kind == "name" else _INSTEAD.get(kind or "", text)

    return f"{top}\n{_LINES.sub(chr(10), _TOKENS.sub(finish, rest))}"
