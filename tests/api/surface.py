"""What others build on: names with their signatures, codes, commands, extras, files and columns; a line each.

Read from the running package and its data files. The fields of a class are the parameters of its signature.
"""

from __future__ import annotations

import csv
import inspect
import json
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, ForwardRef

import attrs
import click

import tests.forms.django_project  # noqa: F401 - configures Django
from beian_segments.cli.app import app
from tests.reference import DATA, data_files

__all__ = ["RECORD", "codes", "surface"]

RECORD = Path(__file__).with_name("public.txt")

# What a user may import from. The other modules are internal, and change without notice.
_MODULES = (
    "beian_segments", "beian_segments.columns", "beian_segments.columns.files", "beian_segments.failures",
    "beian_segments.forms.attrs", "beian_segments.forms.django", "beian_segments.forms.django_models",
    "beian_segments.forms.html", "beian_segments.forms.marshmallow", "beian_segments.forms.pydantic",
    "beian_segments.forms.rest_framework", "beian_segments.forms.wtforms",
    "beian_segments.list_age", "beian_segments.strategies",
)  # fmt: skip
_SPECIAL = ("__call__", "__contains__", "__getitem__", "__iter__", "__len__")
_PLAIN = (str, int, float, type(None), tuple, frozenset)


def surface() -> list[str]:
    """Every line of it, in a stable order."""
    return [*_names(), *codes(), *_commands(), *_distribution(), *_files()]


class _Shown:
    """Text that a signature shows as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _names() -> Iterator[str]:
    for name in _MODULES:
        module = import_module(name)
        for public in sorted(module.__all__):
            yield from _lines(f"{name}.{public}", getattr(module, public))


def _lines(path: str, value: object) -> Iterator[str]:
    if isinstance(value, type) and issubclass(value, Enum):
        yield from (f"{path}.{member.name} = {member.value!r}" for member in value)
    elif isinstance(value, type):
        yield f"{path}{_signature(value)}"
        yield from (f"{path}.{line}" for line in _members(value))
    elif inspect.isroutine(value):
        yield f"{path}{_signature(value)}"
    elif isinstance(value, str):
        # A version changes; that there is one does not.
        yield f"{path}: str"
    else:
        yield f"{path}: {type(value).__name__}"


def _members(kind: type) -> Iterator[str]:
    fields = {field.name for field in attrs.fields(kind)} if attrs.has(kind) else getattr(kind, "_fields", ())
    for name in sorted(set(dir(kind)).difference(fields)):
        if name.startswith("_") and name not in _SPECIAL:
            continue
        owner = next((base for base in kind.__mro__ if name in vars(base)), kind)
        # What a framework's base class has is not promised here.
        if not owner.__module__.startswith("beian_segments"):
            continue
        value = inspect.getattr_static(kind, name, None)
        if isinstance(value, property):
            yield f"{name} -> {value.fget.__annotations__['return']}"
        elif isinstance(value, classmethod | staticmethod):
            yield f"{name}{_signature(getattr(kind, name))}"
        elif inspect.isfunction(value):
            yield f"{name}{_signature(value)}"
        else:
            yield name


def _signature(value: Any) -> str:
    signature = inspect.signature(value)
    shown = [
        parameter.replace(annotation=_annotation(parameter.annotation), default=_default(parameter.default))
        for parameter in signature.parameters.values()
    ]
    returns = inspect.Signature.empty if isinstance(value, type) else _annotation(signature.return_annotation)
    return str(signature.replace(parameters=shown, return_annotation=returns))


def _annotation(annotation: object) -> object:
    if annotation in (inspect.Parameter.empty, None):
        return inspect.Parameter.empty
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    return _Shown(annotation if isinstance(annotation, str) else inspect.formatannotation(annotation))


def _default(default: object) -> object:
    if default is inspect.Parameter.empty:
        return default
    if isinstance(default, Enum):
        return _Shown(repr(default.value))
    return _Shown(repr(default) if isinstance(default, _PLAIN) else "…")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def codes() -> Iterator[str]:
    """Every code that the data files document."""
    words = _toml("verdicts.toml")
    for kind in ("verdict", "caveat", "notice", "carrier", "service", "confidence", "kind"):
        yield from (f"code: {kind} {code}" for code in words[kind])
    yield from (f"code: finding {code}" for code in _toml("findings.toml"))
    for message in _toml("portal.toml")["message"]:
        yield f"code: portal {message['status']} {message['code']}"


def _commands() -> Iterator[str]:
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield f"command: {name} {', '.join([*parameter.opts, *parameter.secondary_opts])}"
            else:
                yield f"command: {name} {parameter.human_readable_name}"


def _distribution() -> Iterator[str]:
    installed = distribution("beian-segments")
    yield from sorted(f"extra: {name}" for name in installed.metadata.get_all("Provides-Extra") or ())
    yield from sorted(f"entry point: {each.group} {each.name} = {each.value}" for each in installed.entry_points)
    yield f"python: {installed.metadata['Requires-Python']}"


def _files() -> Iterator[str]:
    for name, path in data_files().items():
        yield f"file: {name}"
        if path.suffix == ".csv":
            columns = next(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            yield from (f"file: {path.name} column {column}" for column in columns)
        elif path.suffix == ".json":
            yield from (f"file: {path.name} key {key}" for key in _keys(json.loads(path.read_bytes())))


def _keys(document: Mapping[str, Any]) -> Iterator[str]:
    """The keys of a document, and those of the rows of its lists."""
    for key, value in document.items():
        yield key
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (f"{key}[].{inner}" for inner in sorted({name for row in value for name in row}))
