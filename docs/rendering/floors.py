"""How the library is built: the floors that a test holds, as a picture and as words.

The floors are read off ``tests/test_imports.py``, what a room is for off the first sentence of its docstring.
"""

from __future__ import annotations

import ast
from functools import cache
from html import escape as html_escape
from pathlib import Path

import beian_segments
from rendering.markdown import code, escape, table

__all__ = ["floors", "floors_of_test", "picture"]

_TEST = Path(__file__).parents[2] / "tests" / "test_imports.py"

# In units of the picture, which is drawn for a narrow screen: it is as wide as 34 letters of a room's name.
_WIDTH, _LABEL, _BOX, _GAP, _PAD, _LETTER = 440, 34, 30, 8, 10, 9.1


@cache
def floors_of_test() -> list[list[str]]:
    """The value of FLOORS, ground floor first."""
    for node in ast.parse(_TEST.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["FLOORS"]:
            value: list[list[str]] = ast.literal_eval(node.value)
            return value
    raise LookupError(f"{_TEST} has no FLOORS")


def floors() -> str:
    """Every room, top floor first, with the first sentence of its docstring."""
    rows = []
    for number, rooms in reversed([*enumerate(floors_of_test())]):
        rows += [[str(number), code(room), escape(_purpose(room))] for room in rooms]
    return table(["floor", "room", "what it is"], rows)


def _purpose(room: str) -> str:
    """The first sentence of a module's docstring, or of the folder's."""
    package = Path(beian_segments.__file__).parent
    data = _TEST.parents[1] / "data" / "__init__.py"
    places = [data] if room == "data" else [package / f"{room}.py", package / room / "__init__.py"]
    path = next(place for place in places if place.is_file())
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.replace("``", "").split()).partition(". ")[0].removesuffix(".")


def picture() -> str:
    """The floors as a house, drawn in the page's own colours: an SVG within the page."""
    drawn: list[str] = []
    y = float(_GAP)
    for number, rooms in reversed([*enumerate(floors_of_test())]):
        lines = _in_lines(rooms)
        height = len(lines) * (_BOX + _GAP) + _GAP
        drawn.append(f'<rect class="floor" x="0" y="{y:g}" width="{_WIDTH}" height="{height}" rx="6"/>')
        drawn.append(f'<text class="number" x="{_LABEL / 2:g}" y="{y + height / 2 + 5:g}">{number}</text>')
        top = y + _GAP
        for line in lines:
            x = float(_LABEL)
            for room in line:
                drawn.append(
                    f'<rect class="room" x="{x:g}" y="{top:g}" width="{_width(room):g}" height="{_BOX}" rx="4"/>'
                )
                middle = f'x="{x + _width(room) / 2:g}" y="{top + _BOX / 2 + 5:g}"'
                drawn.append(f'<text class="name" {middle}>{html_escape(room)}</text>')
                x += _width(room) + _GAP
            top += _BOX + _GAP
        y += height + 4
    words = "; ".join(f"floor {number}: {', '.join(rooms)}" for number, rooms in enumerate(floors_of_test()))
    head = f'<svg class="house" viewBox="0 0 {_WIDTH} {y:g}" role="img" aria-label="{html_escape(words)}">'
    return "\n".join([head, *drawn, "</svg>"])


def _width(room: str) -> float:
    return len(room) * _LETTER + 2 * _PAD


def _in_lines(rooms: list[str]) -> list[list[str]]:
    """The rooms of a floor in as many lines as they need."""
    lines: list[list[str]] = [[]]
    for room in rooms:
        if _LABEL + sum(_width(each) + _GAP for each in [*lines[-1], room]) > _WIDTH:
            lines.append([])
        lines[-1].append(room)
    return lines
