"""The table as a picture: ``data/segment-map.svg``.

A cell for each three-digit segment, in a grid of the first two digits and the third. Finer rows are boxes within the
cell of their segment; neighbours that say the same share a box. Every row of the table is also told in full, as a line
of a ``<title>``, which browsers show to a pointer and programs can read.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from beian_segments.errors import TableError
from beian_segments.table import SegmentTable
from beian_segments.table_csv import segments_from_csv
from tools.canonical import read_toml
from tools.map_boxes import FREE, SPLIT, Box, MapWords, cell_of
from tools.map_style import add_hatchings, colour_of, style_sheet

__all__ = ["segment_map"]

_DIGITS = "0123456789"

# In units of the picture: about a pixel each in a README, less than half of one on a phone.
_MARGIN, _SIDE, _CELL, _GAP = 12, 30, 74, 4
_WIDTH = 2 * _MARGIN + _SIDE + len(_DIGITS) * (_CELL + _GAP) - _GAP
_HEADING, _NUMBER, _TEXT, _SMALL, _MARK = 30, 24, 22, 20, 17
# The height of the text of a cell and of a box within one; the room around the boxes within.
_CELL_TEXT, _BOX_TEXT, _INDENT = 90, 28, 3
_SWATCH, _STEP = 28, 34

_TITLE = "工信部 ICP 备案短信 · 号段表", "Segments listed as receiving MIIT's ICP filing SMS"
_CHECK, _UNLISTED, _DIFFERS = "✓", "未列", "≠"
_COLOURS = "颜色：号段分配给哪家运营商", "colour: the carrier that the block was allocated to"
# What signs and hatching mean: a sign, whether it is shown on a listed box, the words.
_SIGNS = (
    (_CHECK, True, ("在号段表内", "on the published list")),
    (_UNLISTED, False, ("不在表内，但未必收不到", "not on the list; the SMS may come all the same")),
    (_DIFFERS, True, ("号段表标注的另一家", "another carrier, which the list prints")),
    (FREE[0], False, ("没有分配记录", "no allocation known")),
    (SPLIT[0], True, ("分属几家，见小格", "split among carriers, see the inner boxes")),
    ("0–2", True, ("小格：接下来的数字", "inner boxes: the digits that follow")),
)


class _Place(NamedTuple):
    """Where a box is: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def segment_map(data: Path) -> str:
    """The text of ``data/segment-map.svg`` for a data folder.

    Raises:
        TableError: ``segments.csv`` is at fault, or lacks a three-digit segment.
    """
    file = data / "segments.csv"
    table, leads = SegmentTable(segments_from_csv(file)), read_toml(data / "writings.toml")["leads"]
    missing = next((lead + digit for lead in leads for digit in _DIGITS if lead + digit not in table), None)
    if missing:
        raise TableError(f"has no row for {missing}, which has a cell in the map", file=str(file), column="prefix")
    words = MapWords(data)
    grid = {lead: [cell_of(table, lead + digit) for digit in _DIGITS] for lead in leads}
    svg = _frame(words.description([cell for cells in grid.values() for cell in cells]))
    y = _draw_head(svg)
    for lead, cells in grid.items():
        _text(svg, lead, (_MARGIN + _SIDE / 2 - 4, y + 28), _TEXT, "faint middle bold")
        for column, cell in enumerate(cells):
            _draw_cell(svg, cell, words, (_left(column), y))
        y += max(map(_cell_height, cells)) + _GAP
    y = _draw_carriers(svg, words, words.carriers(table), y + 2 * _SMALL)
    y = _draw_signs(svg, y + _SMALL / 2)
    version = read_toml(data / "versions.toml")["data_version"]
    _text(svg, f"数据版本 data version {version}", (_MARGIN, y + _SMALL), _MARK, "faint")
    height = round(y + _SMALL + _MARGIN)
    svg.attrib |= {"viewBox": f"0 0 {_WIDTH} {height}", "width": f"{_WIDTH}", "height": f"{height}"}
    ET.indent(svg, " ")
    return ET.tostring(svg, encoding="unicode") + "\n"


def _frame(description: str) -> ET.Element:
    """The picture with what is not drawn on it, and its paper."""
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-labelledby": "title desc"})
    # Without it a browser may take Japanese forms for the characters.
    svg.set("xml:lang", "zh-Hans")
    ET.SubElement(svg, "title", id="title").text = " · ".join(_TITLE)
    ET.SubElement(svg, "desc", id="desc").text = description
    ET.SubElement(svg, "style").text = style_sheet()
    add_hatchings(ET.SubElement(svg, "defs"))
    # The paper is the picture's own: a page may be dark where the reader's system is not.
    ET.SubElement(svg, "rect", {"class": "paper", "width": "100%", "height": "100%", "rx": "10"})
    return svg


def _draw_head(svg: ET.Element) -> float:
    """Draw the title and the third digits; gives where the grid begins."""
    _text(svg, _TITLE[0], (_MARGIN, 38), _HEADING, "ink bold")
    _text(svg, _TITLE[1], (_MARGIN, 68), _TEXT, "faint")
    for column, digit in enumerate(_DIGITS):
        _text(svg, digit, (_left(column) + _CELL / 2, 104), _TEXT, "faint middle bold")
    return 112


def _left(column: int) -> float:
    return _MARGIN + _SIDE + column * (_CELL + _GAP)


def _cell_height(cell: Box) -> float:
    return _CELL_TEXT + _height_within(cell)


def _height_within(box: Box) -> float:
    return sum(_BOX_TEXT + _height_within(inner) + _INDENT for inner in box.inner)


def _draw_cell(svg: ET.Element, cell: Box, words: MapWords, corner: tuple[float, float]) -> None:
    place = _Place(*corner, _CELL, _cell_height(cell))
    group, kind = _draw_box(svg, cell, words, place, radius=6)
    printed, listed = words.printed_instead(cell), cell.rows[0].published
    number = _text(group, cell.digits, (place.middle, place.y + 28), _NUMBER, f"{kind} middle bold")
    if listed:
        ET.SubElement(number, "tspan", {"dx": "3", "font-size": f"{_MARK}"}).text = _CHECK
    _text(group, words.label(cell), (place.middle, place.y + 55), _TEXT, f"{kind} middle")
    remark = (_DIFFERS + printed) if printed else None if listed else _UNLISTED
    if remark:
        _text(group, remark, (place.middle, place.y + 80), _SMALL, f"{kind} middle")
    _draw_within(group, cell, words, place, place.y + _CELL_TEXT)


def _draw_within(group: ET.Element, box: Box, words: MapWords, around: _Place, y: float) -> None:
    """Draw the boxes within a box one below the other, from ``y`` on."""
    for inner in box.inner:
        height = _BOX_TEXT + _height_within(inner)
        place = _Place(around.x + _INDENT, y, around.width - 2 * _INDENT, height)
        within, kind = _draw_box(group, inner, words, place, radius=4)
        text = f"{inner.digits} {words.label(inner)[0]}"
        _text(within, text, (place.middle, y + 21), _SMALL, f"{kind} middle")
        _draw_within(within, inner, words, place, y + _BOX_TEXT)
        y += height + _INDENT


def _draw_box(parent: ET.Element, box: Box, words: MapWords, place: _Place, *, radius: int) -> tuple[ET.Element, str]:
    """Draw a box; gives the group to draw its content into, and the class of the text on it."""
    group = ET.SubElement(parent, "g")
    ET.SubElement(group, "title").text = "\n".join(map(words.line, box.rows))
    row = box.rows[0]
    return group, _rectangle(group, place, colour_of(row.carrier), listed=row.published, radius=radius)


def _draw_carriers(svg: ET.Element, words: MapWords, carriers: list[str], y: float) -> float:
    """Draw what the colours mean, in two columns; gives where it ends."""
    _text(svg, "  ".join(_COLOURS), (_MARGIN, y), _SMALL, "faint")
    y += _SMALL * 0.7
    for index, code in enumerate(carriers):
        names = words.names(code)
        place = _Place(_MARGIN + index % 2 * _WIDTH / 2, y + index // 2 * _STEP, 32, _SWATCH)
        _draw_sign(svg, place, names["label"][0], colour_of(code), listed=True)
        _text(svg, " ".join(dict.fromkeys((names["label"], names["en"]))), (place.x + 42, place.y + 21), _SMALL, "ink")
    return y + (len(carriers) + 1) // 2 * _STEP


def _draw_signs(svg: ET.Element, y: float) -> float:
    """Draw what signs and hatching mean, one a line; gives where it ends."""
    for sign, listed, (chinese, english) in _SIGNS:
        place = _Place(_MARGIN, y, 72, _SWATCH)
        _draw_sign(svg, place, sign, colour_of(None), listed=listed)
        line = _text(svg, chinese, (place.x + place.width + 10, y + 21), _SMALL, "ink")
        ET.SubElement(line, "tspan", {"class": "faint", "dx": "10"}).text = english
        y += _STEP
    return y


def _draw_sign(svg: ET.Element, place: _Place, sign: str, colour: str, *, listed: bool) -> None:
    kind = _rectangle(svg, place, colour, listed=listed, radius=4)
    _text(svg, sign, (place.middle, place.y + 21), _SMALL, f"{kind} middle")


def _rectangle(parent: ET.Element, place: _Place, colour: str, *, listed: bool, radius: int) -> str:
    """Draw a full or a hatched rectangle; gives the class of the text on it."""
    sizes = {name: f"{number:g}" for name, number in place._asdict().items()} | {"rx": f"{radius}"}
    if listed:
        ET.SubElement(parent, "rect", sizes | {"class": f"box full-{colour} line-{colour}"})
        return f"on-{colour}"
    ET.SubElement(parent, "rect", sizes | {"class": f"box dashed line-{colour}", "fill": f"url(#hatch-{colour})"})
    return "ink"


def _text(parent: ET.Element, text: str, place: tuple[float, float], size: int, kind: str) -> ET.Element:
    x, y = place
    made = ET.SubElement(parent, "text", {"class": kind, "x": f"{x:g}", "y": f"{y:g}", "font-size": f"{size}"})
    made.text = text
    return made
