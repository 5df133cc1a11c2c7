"""``beian-segments diff``: the changes from one table to another."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import click

from beian_segments import SegmentTable, TableError
from beian_segments.cli.layout import Text
from beian_segments.cli.localized import Command, Refused, error_text, json_option, lang_option, say
from beian_segments.cli.output import console, json_line, read_input
from beian_segments.i18n import Language, Vocabulary, word
from beian_segments.redact import printable, shown_path, shown_prefix
from beian_segments.table import ChangeKind, RowChange

__all__ = ["diff", "print_changes", "read_table"]

_TABLE_FILE = "segments.csv"

_COLOURS = {
    ChangeKind.ADDED: "green",
    ChangeKind.WITHDRAWN: "red",
    ChangeKind.NEWLY_LISTED: "green",
    ChangeKind.RELABELLED: "yellow",
    ChangeKind.CHANGED: "cyan",
}
# What the terminal calls the columns that it knows.
_HEADINGS = {
    **{column: column for column in ("carrier", "service", "confidence", "sources", "note")},
    "published": "listed",
    "published_carrier": "label",
}
# The columns whose cells are codes that have words.
_VOCABULARIES: Mapping[str, Vocabulary] = {"carrier": "carrier", "service": "service", "confidence": "confidence"}


@click.command(cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@json_option
@lang_option
@click.pass_context
def diff(context: click.Context, old: str, new: str, as_json: bool, lang: Language) -> None:
    """Print the changes between two tables."""
    before, after = read_table(old), read_table(new)
    differ = print_changes(before, after, as_json=as_json, same=say("tables-same", lang, count=len(after)), lang=lang)
    context.exit(1 if differ else 0)


def read_table(given: str) -> SegmentTable:
    """The table of a CSV file, of a folder with one (the ``data/`` of a release), or of standard input for ``-``.

    Raises:
        Refused: there is no such table; says where, what is wrong and what to give.
        OSError: the file system's.
    """
    path = Path(given)
    if path.is_dir():
        path /= _TABLE_FILE
        if not path.is_file():
            raise Refused(error_text("no-table", folder=shown_path(given), file=_TABLE_FILE))
    content = io.BytesIO(read_input(given if given == "-" else str(path)))
    content.name = "<stdin>" if given == "-" else str(path)  # for errors
    try:
        return SegmentTable.from_csv(content)
    except TableError as error:
        raise Refused(str(error)) from None


def print_changes(before: SegmentTable, after: SegmentTable, *, as_json: bool, same: str, lang: Language) -> bool:
    """Print what leads from one table to another; ``same`` is what to say if nothing does.

    Returns:
        Whether the tables differ.
    """
    changes = before.diff(after).by_kind()
    screen = console()
    if as_json:
        for change in changes:
            json_line(_fields(change, lang))
    elif changes:
        for kind, group in groupby(changes, lambda change: change.kind):
            sentences = [_sentence(change, lang) for change in group]
            screen.print(Text(f"{say(f'change-{kind}', lang)} ({len(sentences)})", f"bold {_COLOURS[kind]}"))
            for sentence in sentences:
                # One change a line, however long: people search and sort it.
                screen.print(Text(f"  {sentence}", whole=True))
        listed = [sum(row.published for row in rows) for rows in (before, after)]
        summary = say("tables-differ", lang, count=len(changes), before=listed[0], after=listed[1])
        screen.print(Text(summary, "dim"))
    else:
        screen.print(Text(same))
    return bool(changes)


def _fields(change: RowChange, lang: Language) -> dict[str, object]:
    """A change for programs: of a changed row the columns that differ, of a row on one side all of them."""
    return {
        "change": change.kind,
        "segment": change.prefix,
        "old": change.old and {column: was for column, (was, _) in change.cells.items()},
        "new": change.new and {column: now for column, (_, now) in change.cells.items()},
        "message": _sentence(change, lang),
    }


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
