"""``python -m tools.import_page FILE | -``: what a provider's help page changes in the published list.

The published list is a table on such a page: in each row a carrier, one segment or several, and perhaps whether the
row is in force. A page is read as a whole or refused, never guessed at: a row that is not understood may be the one
that withdraws a segment.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click
from attrs import evolve

from beian_segments import DEFAULT_TABLE, Segment, SegmentTable
from beian_segments._atomic import atomic_write
from beian_segments._data import LEADS, SEPARATORS
from beian_segments.cli.diff import print_changes
from beian_segments.cli.output import Refused, force_option, refuse_replacing
from beian_segments.redact import hide_digits, printable
from tools.html_tables import Cell, PageError, Table, read_tables

__all__ = ["main", "published_layer_csv", "read_page", "with_published_layer"]

_LARGEST_MIB = 32
# GB 18030 has all characters of the other Chinese encodings that pages declare.
_CHINESE = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030")
_DECLARATION = re.compile(rb"<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)

_PLAIN: dict[int, int | str | None] = {ord("！") + offset: ord("!") + offset for offset in range(94)}
for _kind, _replacement in (("white_space", " "), ("dashes", "-"), ("invisible", None)):
    _PLAIN |= {point: _replacement for low, high in SEPARATORS[_kind] for point in range(low, high + 1)}
_PLAIN |= dict.fromkeys(map(ord, "~～〜"), "-")

# What headings contain, in lower case; the last are for segments that do not receive the SMS.
_CARRIER_WORDS = ("运营商", "carrier", "operator")
_SEGMENT_WORDS = ("号段", "号码段", "网号", "segment", "prefix")
_IN_FORCE_HEADINGS = ("是否有效", "有效性", "有效", "是否支持", "是否可用", "状态", "valid", "supported", "status")
_NEGATION = re.compile(r"不|无法|未|停用|\b(?:not|unsupported|unavailable|blocked)\b")
_LOOKED_FOR = (
    f"a table with a heading for carriers ({', '.join(_CARRIER_WORDS)}) and one for the segments that receive the SMS"
    f" ({', '.join(_SEGMENT_WORDS)})"
)
_IN_FORCE = {
    **dict.fromkeys(("有效", "是", "支持", "可用", "正常", "√", "✓", "✔", "yes", "valid", "true", "supported"), True),
    **dict.fromkeys(("无效", "否", "不支持", "不可用", "失效", "停用", "×", "✗", "✘", "no", "invalid", "false"), False),
}
_LONGEST_HEADING, _LONGEST_LABEL, _LONGEST_CELL = 30, 20, 5_000
_LONGEST_RANGE, _MOST_SEGMENTS = 100, 20_000

_SEPARATOR = re.compile("(?:[ ,;/|、·•.。]|以及|和|及|与)++")
_TO = re.compile(" ?(?:-++|至|到) ?")
_ITEM = re.compile("(?P<first>[0-9]++)(?:-(?P<last>[0-9]++))?+(?:号?段)?+(?:开头)?+")
_MENTION = re.compile(f"(?<![0-9])(?:{'|'.join(LEADS)})[0-9]{{1,3}}(?![0-9])")


def read_page(content: bytes) -> tuple[Segment, ...]:
    """The published layer that a page lists: prefix, whether it is in force, and the label; in prefix order.

    A segment that the page lists as no longer in force is not published and has no label.

    Raises:
        PageError: the page is not text, has no such table or several, or has a row that is not understood; says where.
        ModuleNotFoundError: lxml is missing or too old.

    >>> page = "<table><tr><th>运营商<th>号段<tr><td>联通<td>130-131</table>"
    >>> [(row.prefix, row.published_carrier) for row in read_page(page.encode())]
    [('130', '联通'), ('131', '联通')]
    """
    tables = read_tables(_decoded(content))
    headings = {number: heading for number, table in enumerate(tables, 1) if (heading := _heading(table))}
    if not headings:
        raise PageError(f"has no table of segments: looked for {_LOOKED_FOR}; found {_found(tables)}")
    if len(headings) > 1:
        which = f"tables {', '.join(map(str, list(headings)[:5]))} of {len(tables)}"
        raise PageError(f"has {len(headings)} tables of segments ({which}): looked for one; leave the right one")
    [(number, heading)] = headings.items()
    labels = _labels(f"table {number}", tables[number - 1], heading)
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


def _plain(text: str) -> str:
    """A text for parsing: full-width characters as ASCII, one kind of blank and of dash, nothing invisible."""
    return " ".join(text.translate(_PLAIN).split())


def _quoted(text: str) -> str:
    """A piece of a page for a message: cut and printable, digits hidden if they could be a phone number."""
    shown = hide_digits(text)
    return f"“{printable(shown if len(shown) <= 24 else f'{shown[:24]}…')}”"


class _Heading(NamedTuple):
    """The row of headings of a table, by its index, and the columns of each kind."""

    row: int
    carriers: list[int]
    segments: list[int]
    in_force: list[int]

    def cells(self, row: list[Cell]) -> list[Cell | None]:
        """The cells of a row in the first column of each kind."""
        return [row[columns[0]] if columns and columns[0] < len(row) else None for columns in self[1:]]


def _heading(table: Table) -> _Heading | None:
    """The first row of a table that has headings for carriers and for segments."""
    for index, row in enumerate(table.rows):
        texts = {n: _plain(cell.text).lower() for n, cell in enumerate(row) if len(cell.text) <= _LONGEST_HEADING}
        named = [n for n, text in texts.items() if any(word in text for word in _SEGMENT_WORDS)]
        carriers = [n for n, text in texts.items() if n not in named and any(word in text for word in _CARRIER_WORDS)]
        segments = [n for n in named if not _NEGATION.search(texts[n])]
        if carriers and segments:
            return _Heading(index, carriers, segments, [n for n, text in texts.items() if text in _IN_FORCE_HEADINGS])
    return None


def _found(tables: list[Table]) -> str:
    if not tables:
        return "no table; a list that is a picture, or that a script fills in, has to be made a table first"
    rows = [dict.fromkeys(table.rows[0] if table.rows else ()) for table in tables[:5]]
    named = [" | ".join(_quoted(cell.text) for cell in row) or "without cells" for row in rows]
    listed = "; ".join(f"table {number} begins {cells}" for number, cells in enumerate(named, 1))
    return f"other tables: {listed}{f' and {len(tables) - 5} more' if len(tables) > 5 else ''}"


def _labels(place: str, table: Table, heading: _Heading) -> dict[str, str | None]:
    """The list that a table is: the label of each prefix, None for one that is not in force."""
    for kind, columns in zip(("carriers", "segments", "in force"), heading[1:], strict=True):
        if len(columns) > 1:
            raise PageError(f"{place} has {len(columns)} headings for {kind}: looked for one")
    if table.fault:
        raise PageError(f"{place} {table.fault}")
    names, before = heading.cells(table.rows[heading.row]), None
    labels: dict[str, str | None] = {}
    count = 0
    for index, row in enumerate(table.rows):
        cells = heading.cells(row)
        # Cells that span several rows say the same in each.
        if cells != before:
            try:
                count += _read_row(cells, names, labels, above=index < heading.row)
            except PageError as error:
                raise PageError(f"{place}, row {index + 1}: {error}") from None
        if count > _MOST_SEGMENTS:
            passed = f"is where the list passes {_MOST_SEGMENTS:,} segments"
            raise PageError(f"{place}, row {index + 1}: {passed}: looked for a list of some dozens")
        before = cells
    if not labels:
        raise PageError(f"{place} has headings for carriers and segments and no row below them")
    return labels


def _read_row(cells: list[Cell | None], names: list[Cell | None], labels: dict[str, str | None], *, above: bool) -> int:
    """Add the prefixes of a row to the labels; how many they are. ``names`` are the cells of the headings."""
    texts, headings = ([cell.text if cell else "" for cell in row] for row in (cells, names))
    if not any(texts) or texts == headings:
        return 0
    if max(map(len, texts)) > _LONGEST_CELL:
        raise PageError(f"has a cell of more than {_LONGEST_CELL:,} characters: looked for names and segments")
    if above or cells[0] in (cells[1], names[0]):
        if _MENTION.search(_plain(texts[1])):
            raise PageError("is a heading or a note, by its place, and names segments: make them rows or leave it out")
        return 0
    if any(cell and cell.is_struck for cell in cells):
        raise PageError("has text that is struck out: leave the row out, or the strokes")
    # Without a column for it, every row is in force.
    is_in_force = _IN_FORCE.get(_plain(texts[2]).lower()) if names[2] else True
    if is_in_force is None:
        raise PageError(f"says {_quoted(texts[2])} of being in force: looked for one of {', '.join(_IN_FORCE)}")
    label = _label(texts[0]) if is_in_force else None
    prefixes = list(_listed_prefixes(texts[1]))
    for prefix in prefixes:
        known = labels.setdefault(prefix, label)
        if known != label:
            words = " and ".join(
                "not in force" if each is None else f"under {_quoted(each)}" for each in (known, label)
            )
            raise PageError(f"contradicts a row above: {prefix} is {words}")
    return len(prefixes)


def _label(text: str) -> str:
    """The carrier as the page prints it, without invisible characters."""
    label = " ".join("".join(filter(str.isprintable, text)).split())
    if not _plain(label):
        raise PageError("names no carrier")
    if len(label) > _LONGEST_LABEL or sum(map(str.isdigit, label)) > 4:
        raise PageError(f"has {_quoted(label)} for a carrier: looked for a name")
    return label


def _listed_prefixes(text: str) -> Iterator[str]:
    """The segments of a cell, such as ``130、131，135-139 号段``; a range includes both ends."""
    items = [item for item in _SEPARATOR.split(_TO.sub("-", _plain(text))) if item]
    if not items:
        raise PageError("names no segment")
    looked_for = f"looked for 3 to 5 digits that begin with {LEADS[0]} to {LEADS[-1]}, or a range of them"
    for item in items:
        found = _ITEM.fullmatch(item)
        first, last = (found["first"], found["last"] or found["first"]) if found else (item, item)
        for end in (first, last):
            if not found or not 3 <= len(end) <= 5 or not end.startswith(LEADS):
                raise PageError(f"{_quoted(end)} is no segment: {looked_for}")
        if len(first) != len(last) or not int(first) <= int(last) < int(first) + _LONGEST_RANGE:
            why = f"it must go up, between segments of one length, through {_LONGEST_RANGE} at most"
            raise PageError(f"{_quoted(first)} to {_quoted(last)} is no range of segments: {why}")
        yield from map(str, range(int(first), int(last) + 1))


def with_published_layer(table: SegmentTable, listed: Iterable[Segment]) -> SegmentTable:
    """A table with its allocated layer, and the published layer of a list.

    Each row takes over the word and the label of the longest prefix in the list that it begins with, so that the
    longest row still decides; a row that the list does not cover is not published. A prefix of the list that has no
    row gets one, allocated as the row that it is finer than.
    """
    words = SegmentTable(listed)
    rows = {row.prefix: row for row in table}
    for word in words:
        if word.prefix not in rows:
            coarser = table.match(word.prefix)
            rows[word.prefix] = evolve(coarser, prefix=word.prefix, note=None) if coarser else word
    matches = ((row, words.match(row.prefix)) for row in rows.values())
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
@force_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of words.")
@click.pass_context
def main(context: click.Context, *, page: str, to: str | None, force: bool, as_json: bool) -> None:
    """Read the table of segments in a provider's help page and say what it changes in the published list.

    FILE is the page as saved, in UTF-8 or GBK. The table needs a heading for carriers and one for segments. The
    exit code is 0 if the page lists what the packaged table does, 1 if it does not, 2 for misuse and for a page that
    is not understood. The packaged table stays as it is.
    """
    if to == "-" and as_json:
        raise click.UsageError("--to - and --json both write to standard output; give --to a file")
    if to not in (None, "-"):
        refuse_replacing(Path(to), force=force)
    try:
        listed = read_page(_content(page))
        after = with_published_layer(DEFAULT_TABLE, listed)
        if to == "-":
            click.echo(published_layer_csv(after), nl=False)
            context.exit(1 if after != DEFAULT_TABLE else 0)
        if to:
            with atomic_write(Path(to)) as file:
                file.write(published_layer_csv(after).encode())
        same = f"The page lists what the table does: {sum(row.published for row in listed)} segments."
        context.exit(1 if print_changes(DEFAULT_TABLE, after, as_json=as_json, same=same, lang="en") else 0)
    except PageError as error:
        raise Refused(f"{'<stdin>' if page == '-' else page}: {error}") from None
    except ModuleNotFoundError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{error.filename or 'output'}: {error.strerror}") from None


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
