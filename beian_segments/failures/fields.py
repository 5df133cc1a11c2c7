"""What a field may hold: checks that name the field and never show what it held. Ground floor of the room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from attrs import Attribute, fields

from beian_segments.failures import _rules

__all__ = [
    "MASK",
    "SECRET",
    "aware",
    "count",
    "flag",
    "instances",
    "known",
    "member_of",
    "members",
    "moment",
    "number",
    "province",
    "shown",
    "text",
]

Code = TypeVar("Code", bound=StrEnum)

#: Key of a field's metadata: how its value is shown in a repr.
MASK = "mask"

#: Metadata of a field that holds personal data.
SECRET: Mapping[str, Callable[[Any], str]] = {MASK: lambda _: "***"}


def known(name: str, kind: type[Code], value: object) -> Code | None:
    """A member of an enumeration, given as itself or by its value; None stays None.

    Raises:
        TypeError: the value is no str.
        ValueError: it is not one of the enumeration's.
    """
    if value is None or type(value) is kind:
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not {type(value).__name__}")
    # A look-up by value would chain an error that shows it.
    for member in kind:
        if member == value:
            return member
    raise ValueError(f"{name} must be one of {', '.join(kind)}")


def member_of(name: str, kind: type[Code], value: object) -> Code:
    """A member of an enumeration, given as itself or by its value. Raises as :func:`known`, and for None too."""
    found = known(name, kind, value)
    if found is None:
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not None")
    return found


def members(name: str, kind: type[Code], values: object) -> frozenset[Code] | None:
    """A set of members of an enumeration; None stays None. Raises as :func:`known`."""
    if values is None:
        return None
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a collection of {kind.__name__}, not {type(values).__name__}")
    return frozenset(_present(name, kind, known(name, kind, value)) for value in values)


def _present(name: str, kind: type[Code], member: Code | None) -> Code:
    if member is None:
        raise TypeError(f"{name} must hold members of {kind.__name__}, not None")
    return member


def instances(name: str, kind: type[Any], values: object) -> tuple[Any, ...]:
    """Values of a class, in their order. A set has none, so it is refused.

    Raises:
        TypeError: the values are no collection with an order, or one of them is of another class.
    """
    if isinstance(values, str | bytes | Mapping | AbstractSet) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a tuple or list of {kind.__name__}, not {type(values).__name__}")
    held = tuple(values)
    for value in held:
        if not isinstance(value, kind):
            raise TypeError(f"{name} must hold {kind.__name__} only, not {type(value).__name__}")
    return held


def number(name: str, value: object) -> None:
    """Refuse what is no count: ``TypeError`` for another type, ``ValueError`` for a negative number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"{name} must not be negative")


def aware(name: str, value: object) -> None:
    """Refuse what is no moment: ``TypeError`` for another type, ``ValueError`` without a time zone."""
    if not isinstance(value, datetime):
        raise TypeError(f"{name} must be a datetime, not {type(value).__name__}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone; a naive datetime names no moment")


def province(value: object) -> None:
    """Refuse what is no province: ``TypeError`` for another type than str, ``ValueError`` for no known code."""
    if value is None:
        return
    if not isinstance(value, str):
        raise TypeError(f"province must be a str, not {type(value).__name__}")
    if value not in _rules.PROVINCES:
        raise ValueError("province must be an ISO 3166-2 code such as CN-ZJ")


# Validators of attrs classes. None is not known, and passes all of them.


def flag(_: object, attribute: Attribute[Any], value: object) -> None:
    """True, False or None."""
    if value is not None and value is not True and value is not False:
        raise TypeError(f"{attribute.name} must be True, False or None, not {type(value).__name__}")


def count(_: object, attribute: Attribute[Any], value: object) -> None:
    """A number from 0 on, or None."""
    if value is not None:
        number(attribute.name, value)


def moment(_: object, attribute: Attribute[Any], value: object) -> None:
    """An aware datetime, or None."""
    if value is not None:
        aware(attribute.name, value)


def text(_: object, attribute: Attribute[Any], value: object) -> None:
    """A str, or None."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a str, not {type(value).__name__}")


def shown(facts: Any) -> str:
    """The repr of an attrs object: what is known of it, personal data masked."""
    parts = []
    for attribute in fields(type(facts)):
        value = getattr(facts, attribute.name)
        if value is not None and value != ():
            parts.append(f"{attribute.name}={attribute.metadata.get(MASK, _plain)(value)}")
    return f"{type(facts).__name__}({', '.join(parts)})"


def _plain(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_plain, value)))}}}"
    return repr(str(value)) if isinstance(value, StrEnum) else repr(value)
