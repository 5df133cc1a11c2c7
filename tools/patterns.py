"""The numbers as regular expressions and SQL predicates: ``data/patterns.json``, each flavour's text as it wants it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from beian_segments.parsing import LENGTH, MOBILE, writing_pattern
from beian_segments.prefixes import PrefixSet, number_pattern
from beian_segments.sql import DIALECTS, sql_check, sql_domain, sql_predicate
from beian_segments.table import SegmentTable
from tools.canonical import read_toml
from tools.json_files import json_text

__all__ = ["FLAVOURS", "Flavour", "patterns_json"]


class Flavour(NamedTuple):
    """How an engine of regular expressions writes what differs, and how it is told to take a text whole."""

    engine: str
    use: str
    code_point: str
    possessive: bool
    start: str
    end: str
    # Where a code point takes many characters, parts of a pattern are repeated, to stay below 8 kB.
    repeat: bool = False


# The ends are those that a line feed after the number does not slip through: $ lets one pass in Python, Java and PCRE.
FLAVOURS = {
    "html": Flavour(
        "the pattern attribute of <input>",
        '<input type="tel" pattern="…">',
        code_point=r"\u{:04X}",
        possessive=False,
        start="",
        end="",
    ),
    "ecmascript": Flavour(
        "ECMAScript, flags none, u or v",
        "new RegExp(…, 'v').test(text)",
        code_point=r"\u{:04X}",
        possessive=False,
        start="^",
        end="$",
    ),
    "python": Flavour(
        "Python 3.11 or newer, re",
        r"re.search(…, text)",
        code_point=r"\u{:04X}",
        possessive=True,
        start=r"\A",
        end=r"\Z",
    ),
    "re2": Flavour(
        "RE2, Go, Rust",
        "regexp.MatchString(…, text)",
        code_point=r"\x{{{:X}}}",
        possessive=False,
        start=r"\A",
        end=r"\z",
        repeat=True,
    ),
    "java": Flavour(
        "java.util.regex",
        "Pattern.matches(…, text)",
        code_point=r"\u{:04X}",
        possessive=True,
        start=r"\A",
        end=r"\z",
    ),
    "pcre": Flavour(
        "PCRE2 with UTF, flag u",
        "preg_match('/…/u', $text)",
        code_point=r"\x{{{:X}}}",
        possessive=True,
        start=r"\A",
        end=r"\z",
        repeat=True,
    ),
}

_COLUMN = "phone"
_DOMAIN = "filing_phone"


def patterns_json(data: Path) -> str:
    """The text of ``patterns.json`` for a data folder.

    Raises:
        TableError: ``segments.csv`` is at fault.
    """
    table = SegmentTable.from_csv(data / "segments.csv")
    numbers = {"supported": table.listed, "mobile": MOBILE}
    return json_text(
        {
            "license": "CC0-1.0",
            **read_toml(data / "versions.toml"),
            "notes": {
                "supported": "the numbers of listed segments",
                "mobile": "every mobile number, listed or not: to tell a wrong number from an unlisted one",
                "strict": "the canonical form, eleven ASCII digits",
                "lenient": "every accepted writing; of its digits, full-width ones as ASCII, the last eleven are the "
                "number",
            },
            "flavours": {name: {"engine": each.engine, "use": each.use} for name, each in FLAVOURS.items()},
            "patterns": {
                name: {
                    "strict": {flavour: _strict(among, each) for flavour, each in FLAVOURS.items()},
                    "lenient": {flavour: _lenient(among, each) for flavour, each in FLAVOURS.items()},
                }
                for name, among in numbers.items()
            },
            "sql": {name: _sql(name, table) for name in DIALECTS},
        },
        broken=4,
    )


def _sql(name: str, table: SegmentTable) -> dict[str, str]:
    dialect = DIALECTS[name]
    texts = {"database": dialect.database, "column": _COLUMN, "predicate": sql_predicate(name, table, _COLUMN)}
    if dialect.has_check:
        texts["check"] = sql_check(name, table, _COLUMN)
    if dialect.has_domain:
        texts["domain"] = sql_domain(name, table, _DOMAIN)
    return texts


def _strict(numbers: PrefixSet, flavour: Flavour) -> str:
    return _whole(number_pattern(numbers, LENGTH), flavour)


def _lenient(numbers: PrefixSet, flavour: Flavour) -> str:
    code_point, possessive, repeat = flavour.code_point, flavour.possessive, flavour.repeat
    pattern = writing_pattern(numbers, code_point=code_point, possessive=possessive, repeat=repeat)
    return _whole(pattern, flavour)


def _whole(pattern: str, flavour: Flavour) -> str:
    # The pattern has no alternative at its top, so the anchors hold for all of it.
    return f"{flavour.start}{pattern}{flavour.end}"
