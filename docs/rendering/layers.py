"""The modules of the package by layer, with what each is for.

The layers are read from ``tests/test_layers.py``, which holds them; what a module is for, from its docstring.
"""

from __future__ import annotations

import ast
from pathlib import Path

import beian_segments
from rendering.markdown import code, escape, table

__all__ = ["layers", "modules"]

_TOP = Path(__file__).parents[2]
_TEST = _TOP / "tests" / "test_layers.py"


def layers() -> list[list[str]]:
    """The names of the modules, without that of the package, the lowest layer first.

    Raises:
        LookupError: the test does not say them.
    """
    for node in ast.parse(_TEST.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] == ["LAYERS"]:
            return [line.split() for line in ast.literal_eval(node.value).strip().splitlines()]
    raise LookupError(f"{_TEST} has no LAYERS")


def modules() -> str:
    """Every module with its layer and the first sentence of its docstring, the highest layer first."""
    rows = [
        [str(number), code("beian_segments" if name == "." else name), escape(_purpose(name))]
        for number, names in reversed([*enumerate(layers(), start=1)])
        for name in names
    ]
    return table(["layer", "module", "what it is"], rows)


def _purpose(name: str) -> str:
    path = Path(beian_segments.__file__).parent.joinpath(*name.strip(".").split("."))
    places = [_TOP / "data" / "__init__.py"] if name == "data" else [path / "__init__.py", path.with_suffix(".py")]
    source = next(place for place in places if place.is_file()).read_text(encoding="utf-8")
    text = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(text.replace("``", "").split()).partition(". ")[0].removesuffix(".")
