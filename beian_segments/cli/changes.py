"""What changed from one table to another, in words or as JSON Lines: one answer of several commands."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from rich.text import Text

from beian_segments import SegmentTable
from beian_segments.cli.output import console, json_line, printable
from beian_segments.cli.words import say
from beian_segments.segment import shown_prefix
from beian_segments.tablediff import ChangeKind, RowChange
from beian_segments.wording import Language, Vocabulary, word

__all__ = ["print_changes"]

_COLOURS = {
    ChangeKind.ADDED: "green",
    ChangeKind.WITHDRAWN: "red",
    ChangeKind.NEWLY_LISTED: "green",
    ChangeKind.RELABELLED: "yellow",
    ChangeKind.CHANGED: "cyan",
}
# What the terminal calls the columns that it knows.
_HEADINGS = {
    "published": "listed",
    "published_carrier": "label",
    "carrier": "carrier",
    "service": "service",
    "confidence": "confidence",
    "sources": "sources",
    "note": "note",
}
# The columns whose cells are codes that have words.
_VOCABULARIES: Mapping[str, Vocabulary] = {"carrier": "carrier", "service": "service", "confidence": "confidence"}


def print_changes(before: SegmentTable, after: SegmentTable, *, as_json: bool, same: str, lang: Language) -> bool:
    """Print what leads from one table to another; ``same`` is what to say if nothing does.

    Returns:
        Whether the tables differ.
    """
    changes = before.diff(after).by_kind()
    if as_json:
        for change in changes:
            json_line(_fields(change, lang))
    elif changes:
        _print_words(changes, lang)
        listed = [sum(row.published for row in rows) for rows in (before, after)]
        summary = say("tables-differ", lang, count=len(changes), before=listed[0], after=listed[1])
        console().print(Text(summary, "dim"))
    else:
        console().print(Text(same))
    return bool(changes)


def _fields(change: RowChange, lang: Language) -> dict[str, object]:
    """What a program wants to know: of a changed row the columns that differ, of a row on one side all of them."""
    return {
        "change": change.kind,
        "segment": change.prefix,
        "old": change.old and {column: was for column, (was, _) in change.cells.items()},
        "new": change.new and {column: now for column, (_, now) in change.cells.items()},
        "message": _sentence(change, lang),
    }


def _print_words(changes: tuple[RowChange, ...], lang: Language) -> None:
    screen = console()
    for kind, group in groupby(changes, lambda change: change.kind):
        told = [_sentence(change, lang) for change in group]
        screen.print(Text(f"{say(f'change-{kind}', lang)} ({len(told)})", f"bold {_COLOURS[kind]}"))
        for sentence in told:
            # One change a line, however long: people search and sort it.
            screen.print(Text(f"  {sentence}"), soft_wrap=True)


def _sentence(change: RowChange, lang: Language) -> str:
    parts = [say("row-removed", lang)] if change.new is None else []
    for column, (was, now) in change.cells.items():
        cells = [_shown(column, cell, lang) for cell, row in ((was, change.old), (now, change.new)) if row]
        name = say(_HEADINGS[column], lang) if column in _HEADINGS else printable(column)
        parts.append(say("part", lang, name=name, content=" → ".join(cells)))
    return say("part", lang, name=shown_prefix(change.prefix), content=say("between-parts", lang).join(parts))


def _shown(column: str, cell: object, lang: Language) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return say("yes" if cell else "no", lang)
    if isinstance(cell, tuple):
        return printable(";".join(cell))
    text = str(cell)
    return printable(word(_VOCABULARIES[column], text, lang) if column in _VOCABULARIES else text)
