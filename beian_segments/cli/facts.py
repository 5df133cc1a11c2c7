"""The facts of a case as a terminal takes them: which kind each is, and how a text becomes its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import fields

from beian_segments.failures import Case, Entries, FilingType, Part, Provider

__all__ = ["KINDS", "MOMENT", "case_of", "fact_options", "moment"]

C = TypeVar("C", bound=Callable[..., object])
if TYPE_CHECKING:
    _MomentType = click.ParamType[datetime]
else:
    _MomentType = click.ParamType  # cannot be subscripted before click 8.4

_TRUTH = {"yes": True, "no": False, "unknown": None}
_ENUMERATIONS = {"FilingType | None": FilingType, "Provider | None": Provider, "frozenset[Part] | None": Part}
_ENTRIES = tuple(attribute.name for attribute in fields(Entries))

#: What each fact is, by the type that it is declared with. People and entries are for files.
KINDS: Mapping[str, str] = {
    attribute.name: str(attribute.type) for attribute in fields(Case) if attribute.name not in ("people", "entered")
}


def moment(text: str) -> datetime:
    """A moment in ISO 8601; without a time zone, that of this machine. ``ValueError`` for anything else."""
    return datetime.fromisoformat(text.strip()).astimezone()


class _Moment(_MomentType):
    name = "iso-8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else moment(str(value))
        except (ValueError, OverflowError):
            self.fail("must be a moment such as 2026-03-02T10:00+08:00", param, ctx)


#: A moment as the type of an option.
MOMENT = _Moment()


def fact_options(command: C) -> C:
    """Give a command an option for every fact: ``--intercepted yes|no|unknown``, ``--phone NUMBER`` and so on."""
    for name, kind in reversed(list(KINDS.items())):
        command = click.option(f"--{name.replace('_', '-')}", name, **_settings(kind))(command)
    for name in reversed(_ENTRIES):
        command = click.option(f"--entered-{name.replace('_', '-')}", f"entered_{name}")(command)
    return command


def _settings(kind: str) -> dict[str, Any]:
    if kind == "bool | None":
        return {"type": click.Choice(list(_TRUTH))}
    if kind == "int | None":
        return {"type": click.IntRange(min=0)}
    if kind == "datetime | None":
        return {"type": MOMENT}
    if kind in _ENUMERATIONS:
        choice = click.Choice([*map(str, _ENUMERATIONS[kind])])
        return {"type": choice, "multiple": kind.startswith("frozenset")}
    return {}


def case_of(options: Mapping[str, Any]) -> Case | None:
    """The case that some options tell; None if they tell nothing. Errors are those of :class:`Case`."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    entered = {name: given.pop(f"entered_{name}", None) for name in _ENTRIES}
    facts: dict[str, Any] = {
        name: _TRUTH[str(value)] if KINDS[name] == "bool | None" else value for name, value in given.items()
    }
    if any(entered.values()):
        facts["entered"] = Entries(**entered)
    return Case(**facts) if facts else None
