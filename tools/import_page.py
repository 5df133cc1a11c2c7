"""``python -m tools.import_page FILE | -``: what a provider's help page changes in the published list.

The published list is a table on such a page, or several: see ``tools/segment_tables.py``. A page is read as a whole or
refused, never guessed at.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click
from attrs import evolve

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments._atomic import atomic_write
from beian_segments.cli.diff import print_changes
from beian_segments.cli.localized import Refused
from beian_segments.cli.output import refuse_replacing
from tools.html_tables import PageError, Table, read_tables
from tools.segment_lists import quoted
from tools.segment_tables import LOOKED_FOR, Labels, find_segment_table

__all__ = ["main", "published_layer_csv", "read_page", "with_published_layer"]

_LARGEST_MIB = 32
# GB 18030 has all characters of the other Chinese encodings that pages declare.
_CHINESE = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030")
_DECLARATION = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)


def read_page(
    content: bytes, *, number: int | None = None, join: bool = False, partial: bool = False
) -> tuple[Segment, ...]:
    """The published layer that a page lists: prefix, whether it is in force, and the label; in prefix order.

    A segment that the page lists as no longer in force is not published and has no label.

    Args:
        content: the page.
        number: which of its tables to read, counted from 1.
        join: read all of its tables of segments as one list.
        partial: read a list whose heading says that it is a part.

    Raises:
        PageError: the page is not text, has no such table or several, has a row that is not understood, or its list is
            a part; says where.
        ModuleNotFoundError: lxml is missing or too old.

    >>> page = "<table><tr><th>运营商<th>号段<tr><td>联通<td>130-131</table>"
    >>> [(row.prefix, row.published_carrier) for row in read_page(page.encode())]
    [('130', '联通'), ('131', '联通')]
    """
    tables = read_tables(_decoded(content))
    lists = {at: found for at, table in enumerate(tables, 1) if (found := find_segment_table(table))}
    if not lists:
        raise PageError(f"has no table of segments: looked for {LOOKED_FOR}; found {_found(tables)}")
    which = f"table{'s' if len(lists) > 1 else ''} {', '.join(map(str, list(lists)[:5]))} of {len(tables)}"
    if number is not None:
        if number not in lists:
            raise PageError(f"has no table of segments that is table {number}: {which} would be one")
        lists = {number: lists[number]}
    elif len(lists) > 1 and not join:
        choice = "choose it with --table, or read all as one list with --join"
        raise PageError(f"has {len(lists)} tables of segments ({which}): looked for one; leave the right one, {choice}")
    labels: Labels = {}
    for at, found in lists.items():
        if found.part and not partial:
            why = f"is a part of a list, by its heading {quoted(found.part)}: looked for a whole one"
            raise PageError(f"table {at} {why}; --partial reads a part, and withdraws nothing")
        found.read(f"table {at}", labels)
    return tuple(Segment(prefix, label is not None, label) for prefix, label in sorted(labels.items()))


def _decoded(content: bytes) -> str:
    """The text of a page in UTF-8, in UTF-16 with a byte order mark, or in GBK or another encoding of its family.

    Bytes that are valid UTF-8 are read as such whatever the page declares: saving a page often changes the encoding
    and not the declaration, and Chinese text in another encoding is not valid UTF-8.
    """
    if len(content) > _LARGEST_MIB << 20:
        raise PageError(f"is larger than {_LARGEST_MIB} MiB; save the page alone, as HTML")
    found = _DECLARATION.search(content[:4096])
    declared = found[1].decode("latin-1").lower() if found else None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = {"UTF-16": "utf-16"}
    else:
        encodings = {"UTF-8": "utf-8-sig"} | ({"GBK": "gb18030"} if declared in (None, *_CHINESE) else {})
    for encoding in encodings.values():
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    says = f"; it says it is {declared}" if declared else ""
    raise PageError(f"is not text in {' or '.join(encodings)}{says}; save the page as UTF-8")


def _found(tables: list[Table]) -> str:
    if not tables:
        return "no table; a list that is a picture, or that a script fills in, has to be made a table first"
    rows = [dict.fromkeys(table.rows[0] if table.rows else ()) for table in tables[:5]]
    named = [" | ".join(quoted(cell.text) for cell in row) or "without cells" for row in rows]
    listed = "; ".join(f"table {number} begins {cells}" for number, cells in enumerate(named, 1))
    return f"other tables: {listed}{f' and {len(tables) - 5} more' if len(tables) > 5 else ''}"


def with_published_layer(table: SegmentTable, listed: Iterable[Segment], *, partial: bool = False) -> SegmentTable:
    """A table with its allocated layer, and the published layer of a list.

    Each row takes over the word and the label of the longest prefix in the list that it begins with, so that the
    longest row still decides; a row that the list does not cover is not published. A prefix of the list that has no
    row gets one, allocated as the row that it is finer than. A part of a list adds to the published layer of the
    table and withdraws nothing.
    """
    words = SegmentTable(row for row in listed if row.published or not partial)
    rows = {row.prefix: row for row in table}
    for word in words:
        if word.prefix not in rows:
            coarser = table.match(word.prefix)
            rows[word.prefix] = evolve(coarser, prefix=word.prefix, note=None) if coarser else word
    matches = ((row, words.match(row.prefix) or (row if partial else None)) for row in rows.values())
    return SegmentTable(
        evolve(row, published=bool(word and word.published), published_carrier=word.published_carrier if word else None)
        for row, word in matches
    )


def published_layer_csv(table: SegmentTable) -> str:
    """The published layer of a table: the first columns of ``segments.csv``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["prefix", "published", "published_carrier"])
    writer.writerows([row.prefix, str(row.published).lower(), row.published_carrier] for row in table)
    return text.getvalue()


@click.command()
@click.argument("page", metavar="FILE | -")
@click.option("--to", metavar="FILE | -", help="Write the published layer that follows as CSV; - shows nothing else.")
@click.option("--force", is_flag=True, help="Replace the file to write if it is there.")
@click.option("--table", "number", type=click.IntRange(min=1), metavar="N", help="Read table N of several.")
@click.option("--join", is_flag=True, help="Read all tables of segments as one list.")
@click.option("--partial", is_flag=True, help="Read a part of a list: what it does not name stays as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of words.")
@click.pass_context
def main(  # noqa: PLR0913 - an argument an option
    context: click.Context,
    *,
    page: str,
    to: str | None,
    force: bool,
    number: int | None,
    join: bool,
    partial: bool,
    as_json: bool,
) -> None:
    """Read the table of segments in a provider's help page and say what it changes in the published list.

    FILE is the page as saved, in UTF-8 or GBK. The table needs a heading for carriers and one for segments, in a row
    or in the first column, or a column for each carrier. A list whose heading says that it is a part of one (部分,
    主要, 等, 例如) is refused without --partial. The exit code is 0 if the page lists what the packaged table does, 1
    if it does not, 2 for misuse and for a page that is not understood. The packaged table stays as it is.
    """
    if to == "-" and as_json:
        raise click.UsageError("--to - and --json both write to standard output; give --to a file")
    if join and number is not None:
        raise click.UsageError("--table reads one table and --join all; give one of them")
    if to not in (None, "-"):
        if _is_whole_table(Path(to)):
            raise click.UsageError(f"--to {to} is a whole table, of which this writes three columns; name another file")
        refuse_replacing(Path(to), force=force)
    try:
        listed = read_page(_content(page), number=number, join=join, partial=partial)
        after = with_published_layer(DEFAULT_TABLE, listed, partial=partial)
        if to == "-":
            click.echo(published_layer_csv(after), nl=False)
            context.exit(1 if after != DEFAULT_TABLE else 0)
        if to:
            with atomic_write(Path(to)) as file:
                file.write(published_layer_csv(after).encode())
        what = "The part of a list is in the table" if partial else "The page lists what the table does"
        same = f"{what}: {sum(row.published for row in listed)} segments."
        context.exit(1 if print_changes(DEFAULT_TABLE, after, as_json=as_json, same=same, lang="en") else 0)
    except PageError as error:
        raise Refused(f"{'<stdin>' if page == '-' else page}: {error}") from None
    except ModuleNotFoundError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{error.filename or 'output'}: {error.strerror}") from None


def _is_whole_table(path: Path) -> bool:
    """Whether a file is a table with an allocated layer, which would be lost."""
    if not path.is_file():  # opening a pipe would wait
        return False
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return "carrier" in file.readline().rstrip().split(",")
    except OSError:  # writing will say why
        return False


def _content(page: str) -> bytes:
    # One byte more than is accepted: a stream without end is refused by its size.
    most = (_LARGEST_MIB << 20) + 1
    if page != "-":
        with Path(page).open("rb") as file:
            return file.read(most)
    if sys.stdin is None:
        raise Refused("standard input is closed")
    return sys.stdin.buffer.read(most)


if __name__ == "__main__":
    main(prog_name="python -m tools.import_page")
