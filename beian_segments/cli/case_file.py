"""A case from a JSON file: its fields by name, moments in ISO 8601."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

import cattrs
from cattrs.gen import make_dict_structure_fn

from beian_segments.failures import Case, Entries, FilingType, IdType, Part, Person, Provider, Role

__all__ = ["CaseFileError", "read_case"]

_MOST_PEOPLE = 100
# What a field may be called; a name that is longer or has digits may be a value in the wrong place.
_NAME = re.compile("[A-Za-z_ -]{1,40}")


class CaseFileError(ValueError):
    """A case file is refused; the message says where in it and why, and shows no value."""


def read_case(content: bytes) -> Case:
    """Read a case from the bytes of a JSON object.

    Raises:
        CaseFileError: it is no such object; says the line, or the path within the case, and the reason.
    """
    try:
        facts = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise CaseFileError(f"byte {error.start + 1}: is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise CaseFileError(f"line {error.lineno}, column {error.colno}: is not JSON: {error.msg}") from None
    except RecursionError:
        raise CaseFileError("is nested too deep for a case") from None
    except ValueError as error:
        if isinstance(error, CaseFileError):
            raise
        # Python converts no number of more than some thousand digits.
        raise CaseFileError("has a number with more digits than any fact has") from None
    if not isinstance(facts, dict):
        raise CaseFileError("must be a JSON object with the fields of a case")
    try:
        return _converter().structure(facts, Case)
    except cattrs.BaseValidationError as error:
        raise CaseFileError("; ".join(cattrs.transform_error(error, "$", _reason))) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise CaseFileError("a field comes twice in an object; leave one of the two")
    return fields


def _converter() -> cattrs.Converter:
    """A converter that leaves the checking of values to the classes, which name the field and hide the value."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    for plain in (bool, int, str, FilingType, IdType, Provider, Role):
        converter.register_structure_hook(plain, _as_it_is)
    converter.register_structure_hook_func(lambda kind: kind in (str | int | None, frozenset[Part] | None), _as_it_is)
    converter.register_structure_hook(datetime, _moment)

    def people(value: object, _: object) -> list[Person]:
        if not isinstance(value, list):
            raise CaseFileError("must be a list of people")
        if len(value) > _MOST_PEOPLE:
            raise CaseFileError(f"has more than {_MOST_PEOPLE} people, which no filing has")
        return converter.structure(value, list[Person])

    converter.register_structure_hook_func(lambda kind: kind == tuple[Person, ...], people)
    for kind in (Case, Person, Entries):
        converter.register_structure_hook(kind, _object(make_dict_structure_fn(kind, converter)))
    return converter


def _as_it_is(value: object, _: object) -> object:
    return value


def _object(structure: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def structured(value: object, kind: type) -> object:
        if not isinstance(value, dict):
            raise CaseFileError(f"must be an object with the fields of {kind.__name__}")
        return structure(value, kind)

    return structured


def _moment(value: object, _: object) -> datetime:
    try:
        return datetime.fromisoformat(cast(str, value))
    except (TypeError, ValueError):
        raise CaseFileError("must be a moment in ISO 8601 such as 2026-03-02T10:00:00+08:00") from None


def _shown_name(name: str) -> str:
    """The name of a field that there is not, if it looks like one."""
    return name if _NAME.fullmatch(name) else "***"


def _reason(error: BaseException, _kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"has no field {', '.join(sorted(map(_shown_name, error.extra_fields)))}"
    if isinstance(error, TypeError | ValueError):
        return str(error)
    return "is not readable"
