"""The colours of the segment map, for a light and a dark page, as a style sheet and hatchings.

A carrier that is on the list has a full colour, one that is not a hatching in a tint of it; three carriers differ in
lightness too, so that the map can be read without colours. Tests hold every text to a contrast of 4.5 and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

__all__ = ["add_hatchings", "colour_of", "style_sheet"]

#: Fonts that are there already, with Chinese ones for each system: a picture in a page cannot load any.
FONTS = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Hiragino Sans GB',"
    "'Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif"
)


class _Colour(NamedTuple):
    """Of one scheme: the full colour and the text on it; the tint of the hatching and the line around it."""

    full: str
    text: str
    tint: str
    line: str


class _Page(NamedTuple):
    """Of one scheme: the paper, which hatchings are drawn on, the text on it, and what is less important."""

    paper: str
    ink: str
    faint: str


_LIGHT_PAGE = _Page("#ffffff", "#1b1f24", "#57606a")
_DARK_PAGE = _Page("#0d1117", "#e9eef4", "#9aa4af")

# Carriers are an open vocabulary: the last entry is for those without a colour here, and for no carrier.
_PLAIN = "plain"
_LIGHT: Mapping[str, _Colour] = {
    "unicom": _Colour("#f7c266", "#2e1d00", "#f7dba6", "#b97a00"),
    "mobile": _Colour("#5fb98e", "#03170d", "#b9e2cd", "#23845a"),
    "telecom": _Colour("#2c63ad", "#ffffff", "#bfd3f0", "#1b4580"),
    "broadnet": _Colour("#7d4ba8", "#ffffff", "#dcc7ee", "#5d3384"),
    "satnet": _Colour("#9c2f5b", "#ffffff", "#efc3d3", "#741f41"),
    _PLAIN: _Colour("#d5dbe2", "#1b1f24", "#dde2e8", "#7a8490"),
}
_DARK: Mapping[str, _Colour] = {
    "unicom": _Colour("#e5ac4b", "#241600", "#49371a", "#ffd893"),
    "mobile": _Colour("#459c73", "#00110a", "#1b4432", "#86d3ad"),
    "telecom": _Colour("#3066b8", "#ffffff", "#1d3860", "#86b1f2"),
    "broadnet": _Colour("#8253ad", "#ffffff", "#42295a", "#bf97e4"),
    "satnet": _Colour("#a73a67", "#ffffff", "#571f38", "#e48aac"),
    _PLAIN: _Colour("#3d4650", "#f2f5f8", "#2b333c", "#7d8894"),
}

_HATCH_STEP, _HATCH_WIDTH = 10, 3


def colour_of(carrier: str | None) -> str:
    """The name of a carrier's colour, which classes and hatchings are called by."""
    return carrier if carrier and carrier in _LIGHT else _PLAIN


def style_sheet() -> str:
    """The style sheet of the map; class names are the colours' names with a prefix that says which part."""
    fixed = [
        f"text{{font-family:{FONTS};font-variant-numeric:tabular-nums}}",
        ".middle{text-anchor:middle}",
        ".bold{font-weight:700}",
        ".box{stroke-width:1.5}",
        ".dashed{stroke-dasharray:5 3}",
        f".stripe{{stroke-width:{_HATCH_WIDTH}}}",
    ]
    dark = "".join(_rules(_DARK_PAGE, _DARK))
    return "\n".join(["", *fixed, *_rules(_LIGHT_PAGE, _LIGHT), f"@media(prefers-color-scheme:dark){{{dark}}}", ""])


def _rules(page: _Page, colours: Mapping[str, _Colour]) -> Iterator[str]:
    yield f".paper{{fill:{page.paper}}}"
    yield f".ink{{fill:{page.ink}}}"
    yield f".faint{{fill:{page.faint}}}"
    for name, colour in colours.items():
        yield f".full-{name}{{fill:{colour.full}}}"
        yield f".on-{name}{{fill:{colour.text}}}"
        yield f".tint-{name}{{stroke:{colour.tint}}}"
        yield f".line-{name}{{stroke:{colour.line}}}"


def add_hatchings(definitions: ET.Element) -> None:
    """Add the hatchings, one a colour, called ``hatch-`` and the colour's name."""
    for name in _LIGHT:
        pattern = ET.SubElement(
            definitions,
            "pattern",
            id=f"hatch-{name}",
            width=str(_HATCH_STEP),
            height=str(_HATCH_STEP),
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        side = {"width": str(_HATCH_STEP), "height": str(_HATCH_STEP)}
        ET.SubElement(pattern, "rect", {"class": "paper", **side})
        middle = f"{_HATCH_STEP / 2:g}"
        stripe = {"class": f"stripe tint-{name}", "d": f"M{middle} 0V{_HATCH_STEP}"}
        ET.SubElement(pattern, "path", stripe)
