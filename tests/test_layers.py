"""Imports run downward only: the layers of the package, said here and nowhere else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import beian_segments

PACKAGE = Path(beian_segments.__file__).parent

# From the lowest layer up: a module imports modules of earlier lines only, be it at its top or within a function.
LAYERS = """
_data data verdicts prefixes redact _atomic _extras
i18n segment
errors list_age _phonenumbers
parsing
table_csv
predicate table damage
validator sql vendoring
.
failures._data
failures.portal
failures.model
failures.findings failures.limits failures.id_numbers failures.completion
failures.verifiers
failures.rules
failures.diagnosis
failures
strategies.numbers
strategies.writings strategies.tables
strategies.malformed
strategies.cases
strategies
forms
forms.options
forms.html forms.attrs forms.django forms.marshmallow forms.pydantic forms.wtforms
forms.django_models
forms.rest_framework
columns.lists columns._kernel columns.expressions
columns._arrow
columns._shapes
columns.classification columns.adapters
columns.column
columns.frames
columns
columns.files.batch columns.files.messages
columns.files.workbook
columns.files.csv_format columns.files.jsonl_format columns.files.parquet_format
columns.files.xlsx_format
columns.files.checking
columns.files
cli._data cli._help cli._questions cli.signals cli.layout
cli.localized
cli.output
cli.facts
cli.interview
cli.check cli.diagnose cli.diff cli.explain cli.export cli.find cli.segments cli.verify
cli.app
cli
_hypothesis __main__
"""
LAYER = {module: layer for layer, line in enumerate(LAYERS.split("\n")) for module in line.split()}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".") or "."


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> set[str]:
    """The modules of the package that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "beian_segments":
            source = str(node.module).removeprefix("beian_segments").lstrip(".")
            for alias in node.names:
                below = f"{source}.{alias.name}".lstrip(".")
                found.add(below if below in LAYER else source or ".")
    return found


def test_every_module_has_a_layer() -> None:
    assert sorted(LAYER) == sorted({*MODULES, "data"})


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_lower_layers_only(module: str) -> None:
    others = imported(MODULES[module])
    if module == ".":
        # It names its sub-packages for type checkers alone; at run time they are imported on first access.
        others -= {"failures", "forms"}
    for other in others:
        assert LAYER[other] < LAYER[module], f"{module} imports {other}"
