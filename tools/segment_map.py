"""Draws the segment table as a picture: ``data/segment-map.svg``.

The picture is a grid with a cell for each three-digit segment: a line for its first two digits, a column for the third.
Finer rows of the table are boxes inside the cell; neighbours that show the same share a box. A listed box is filled
with the colour of its carrier, any other is hatched. Every row of the table is also a line of a ``<title>``, which
browsers show as a tooltip. Colours are in ``segment_map.svg.in``, words in ``data/verdicts.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from beian_segments import Segment, SegmentTable, TableError
from tools.canonical import list_dated

__all__ = ["segment_map"]

_TEMPLATE = Path(__file__).with_suffix(".svg.in").read_text(encoding="utf-8")
# Carriers are an open vocabulary: one without a colour is drawn as "plain", and so is a block of no carrier.
_COLOURS = frozenset(re.findall(r"\.full-([\w-]+)", _TEMPLATE))
_DIGITS = "0123456789"
_Place = tuple[int, int, int, int]  # of a rectangle: x, y, width, height

# Lengths in units of the picture: about a pixel each in a README, less than half of one on a phone.
_MARGIN, _GAP, _INDENT = 12, 4, 3
_LEFT, _TOP = 42, 112  # corner of the grid
_CELL, _CELL_TEXT = 74, 90  # width of a cell, height of its text
_BOX, _LINE = 28, 34  # height of the text of a smaller box, of a line of the legend
_WIDTH = _LEFT + len(_DIGITS) * (_CELL + _GAP) - _GAP + _MARGIN


class _Box(NamedTuple):
    """One row with the boxes of its finer rows inside, or neighbouring rows that show the same."""

    rows: Sequence[Segment]
    digits: str  # what follows the prefix of the box around it, as a range if there are several rows
    inner: Sequence[_Box]

    @property
    def inner_height(self) -> int:
        return sum(_BOX + box.inner_height + _INDENT for box in self.inner)


def segment_map(data: Path) -> str:
    """The text of ``data/segment-map.svg`` for a data folder.

    Raises:
        TableError: ``segments.csv`` is at fault, or lacks a three-digit segment.
        ValueError: the list has no date.
    """
    files = (data / f"{name}.toml" for name in ("verdicts", "versions", "writings"))
    verdicts, versions, writings = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    csv, leads, words = data / "segments.csv", writings["leads"], _Words(verdicts)
    table = SegmentTable.from_csv(csv)
    missing = next((lead + digit for lead in leads for digit in _DIGITS if lead + digit not in table), None)
    if missing:
        raise TableError(f"has no row for {missing}, which has a cell in the map", file=str(csv), column="prefix")
    cells = [[_box(table, [table[lead + digit]], outer="") for digit in _DIGITS] for lead in leads]
    columns, y = [_LEFT + int(digit) * (_CELL + _GAP) for digit in _DIGITS], _TOP
    body = [_text(digit, x + _CELL // 2, 104, "axis faint middle") for digit, x in zip(_DIGITS, columns, strict=True)]
    for lead, line in zip(leads, cells, strict=True):
        body.append(_text(lead, 23, y + 28, "axis faint middle"))
        body += [_draw_cell(cell, words, x, y) for cell, x in zip(line, columns, strict=True)]
        y += _CELL_TEXT + max(cell.inner_height for cell in line) + _GAP
    legend, y = _draw_legend(table, words, y + 40)
    dated = list_dated(data)
    title = {lang: escape(text.format(dated=dated[lang])) for lang, text in words.map["title"].items()}
    return Template(_TEMPLATE).substitute(
        title_zh=title["zh"],
        title_en=title["en"],
        description=escape(words.description([cell for line in cells for cell in line])),
        body="\n".join([*body, *legend]),
        version=escape(f"{_both(words.map['version'])} {versions['data_version']}"),
        version_y=y + 20,
        width=_WIDTH,
        height=y + 32,
    )


def _box(table: SegmentTable, rows: Sequence[Segment], *, outer: str) -> _Box:
    prefix = rows[0].prefix
    finer = [row for row in table.under(prefix)[1:] if table.path(row.prefix)[-2].prefix == prefix]
    runs = ([row for _, row in run] for _, run in groupby(enumerate(finer), lambda each: _shown(table, *each)))
    digits = dict.fromkeys(row.prefix.removeprefix(outer) for row in (rows[0], rows[-1]))
    return _Box(rows, "–".join(digits), [_box(table, run, outer=prefix) for run in runs])


def _shown(table: SegmentTable, index: int, row: Segment) -> tuple[object, ...]:
    """The same for neighbours of one length that show the same; a row that has finer ones shares it with no other."""
    alone = row.prefix if table.under(row.prefix)[1:] else ""
    return alone, len(row.prefix), int(row.prefix) - index, row.published, row.published_carrier, row.carrier


class _Words:
    """What the picture says."""

    def __init__(self, verdicts: Mapping[str, Any]) -> None:
        self.map, self.carriers, self.services = verdicts["map"], verdicts["carrier"], verdicts["service"]
        self.signs = {code: each["sign"] for code, each in self.map["sign"].items()}

    def names(self, carrier: str) -> Mapping[str, str]:
        """A carrier's names and the label that lists print for it; all are its code if it has none."""
        return self.carriers.get(carrier) or dict.fromkeys(("zh", "en", "label"), carrier)

    def label(self, box: _Box) -> str:
        carrier = box.rows[0].carrier
        return self.names(carrier)["label"] if carrier else self.signs["split" if box.inner else "unallocated"]

    def other_label(self, cell: _Box) -> str | None:
        """The carrier that the list prints, where the segment or a finer row was allocated to another."""
        printed = cell.rows[0].published_carrier
        carriers = {row.carrier for box in (cell, *cell.inner) for row in box.rows if row.carrier}
        return printed if any(printed not in (code, *self.names(code).values()) for code in carriers) else None

    def tooltip(self, row: Segment) -> str:
        about, label = self.map["row"], row.published_carrier
        parts = [_both(about["listed" if row.published else "not-listed"])]
        parts += [_both(self.names(row.carrier))] if row.carrier else []
        parts += [_both(self.services[row.service])]
        parts += [_both(about["label"]).format(label=label)] if label else []
        return f"{row.prefix}: {' · '.join(parts)}"

    def description(self, cells: Sequence[_Box]) -> str:
        """The picture in a sentence of each language, for screen readers."""
        labels: dict[str, list[str]] = {}
        for row in (cell.rows[0] for cell in cells if cell.rows[0].published):
            labels.setdefault(row.published_carrier or "–", []).append(row.prefix)
        unlisted = [cell.digits for cell in cells if not cell.rows[0].published]
        differing = [cell.digits for cell in cells if self.other_label(cell)]
        about, sentences = self.map["description"], []
        for lang, comma in (("zh", "、"), ("en", ", ")):
            clauses = [about["label"][lang].format(label=each, segments=comma.join(labels[each])) for each in labels]
            lists = {"labels": "".join(clauses), "unlisted": comma.join(unlisted), "differing": comma.join(differing)}
            sentences.append(about[lang].format(total=len(cells), listed=len(cells) - len(unlisted), **lists))
        return " ".join(sentences)


def _both(names: Mapping[str, str]) -> str:
    """Chinese and English, or the one word that they share."""
    return " ".join(dict.fromkeys((names["zh"], names["en"])))


def _draw_cell(cell: _Box, words: _Words, x: int, y: int) -> str:
    row, other = cell.rows[0], words.other_label(cell)
    check = f'<tspan class="check" dx="3">{words.signs["listed"]}</tspan>' if row.published else ""
    remark = words.signs["label-differs"] + other if other else "" if row.published else words.signs["not-listed"]
    lines = (28, "number", cell.digits + check), (55, "label", escape(words.label(cell))), (80, "small", escape(remark))
    place = (x, y, _CELL, _CELL_TEXT + cell.inner_height)
    return _group(cell, words, place, _draw_rectangle(place, row.carrier, *lines, listed=row.published))


def _group(box: _Box, words: _Words, place: _Place, drawn: list[str]) -> str:
    """What is drawn of a box, with its tooltip; the boxes inside are at its bottom, one below the other."""
    tooltip = "\n".join(map(words.tooltip, box.rows))
    parts = ["<g>", f"<title>{escape(tooltip)}</title>", *drawn]
    x, y, width, height = place
    y += height - box.inner_height
    for inner in box.inner:
        row, line = inner.rows[0], (21, "small", escape(f"{inner.digits} {words.label(inner)[0]}"))
        within = (x + _INDENT, y, width - 2 * _INDENT, _BOX + inner.inner_height)
        parts.append(_group(inner, words, within, _draw_rectangle(within, row.carrier, line, listed=row.published)))
        y += within[3] + _INDENT
    return "\n".join([*parts, "</g>"])


def _draw_legend(table: SegmentTable, words: _Words, y: int) -> tuple[list[str], int]:
    """What the colours mean, in two columns, and what the signs mean, one a line; and where it ends."""
    drawn = [_text(escape("  ".join(words.map["colours"].values())), _MARGIN, y, "small faint")]
    used = {row.carrier for row in table if row.carrier}
    carriers = [code for code in words.carriers if code in used] + sorted(used - words.carriers.keys())
    for index, code in enumerate(carriers):
        names, x, top = words.names(code), _MARGIN + index % 2 * _WIDTH // 2, y + 14 + index // 2 * _LINE
        drawn += _draw_rectangle((x, top, 32, _BOX), code, (21, "small", escape(names["label"][0])), listed=True)
        drawn.append(_text(escape(_both({**names, "zh": names["label"]})), x + 42, top + 21, "small ink"))
    y += 24 + (len(carriers) + 1) // 2 * _LINE
    for code, sign in words.map["sign"].items():
        line, listed = (21, "small", escape(sign["sign"])), code not in {"not-listed", "unallocated"}
        drawn += _draw_rectangle((_MARGIN, y, 72, _BOX), None, line, listed=listed)
        english = f'<tspan class="faint" dx="10">{escape(sign["en"])}</tspan>'
        drawn.append(_text(escape(sign["zh"]) + english, _MARGIN + 82, y + 21, "small ink"))
        y += _LINE
    return drawn, y


def _draw_rectangle(place: _Place, carrier: str | None, *lines: tuple[int, str, str], listed: bool) -> list[str]:
    """A filled or a hatched rectangle and the lines on it, each with its distance from the top, class and markup."""
    colour = carrier if carrier in _COLOURS else "plain"
    kind, ink = (f"full-{colour}", f"on-{colour}") if listed else ("dashed", "ink")
    fill = "" if listed else f' fill="url(#hatch-{colour})"'
    x, y, width, height = place
    shape = f'<rect class="box {kind} line-{colour}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"{fill}/>'
    texts = (_text(markup, x + width // 2, y + down, f"{size} {ink} middle") for down, size, markup in lines if markup)
    return [shape, *texts]


def _text(markup: str, x: int, y: int, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{markup}</text>'
