"""Values as the source text of a Python module: what every generated module is written with."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["module", "read_toml"]

_HEADER = '''\
"""Generated from data/ by ``python -m beian_segments.publish``: do not edit.

{} as Python constants.
"""
'''


def module(files: str, constants: Mapping[str, object], annotations: Mapping[str, str] | None = None) -> str:
    """The text of a module: a constant a line, collections with an item a line.

    ``annotations`` are the types of the constants whose type a checker cannot make out by itself.
    """
    types = {name: f": {annotation}" for name, annotation in (annotations or {}).items()}
    assignments = (
        f"{name}{types.get(name, '')} = {_literal(value, broken=isinstance(value, dict | list))}"
        for name, value in constants.items()
    )
    return "\n".join([_HEADER.format(files), *assignments, ""])


def read_toml(path: Path) -> dict[str, Any]:
    """A canonical file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def _literal(value: object, *, broken: bool = False) -> str:
    """A value as a Python literal with double quotes; ``broken`` puts each item of a collection on a line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        items = [f"{_literal(key)}: {_literal(item)}" for key, item in value.items()]
        opening, closing = "{}"
    elif isinstance(value, tuple | list):
        items = [_literal(item) for item in value]
        opening, closing = "()"
    else:
        return repr(value)
    if broken:
        return "\n".join([opening, *(f"    {item}," for item in items), closing])
    comma = "," if opening == "(" and len(items) == 1 else ""
    return f"{opening}{', '.join(items)}{comma}{closing}"
