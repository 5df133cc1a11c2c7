"""What people write for the facts of a case, at the terminal and in a JSON file: labels for values, moments, objects.

The labels are those of ``data/questions.toml``. A moment without a time zone is one of China Standard Time.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from attrs import fields

from beian_segments.cli._data import LABELS
from beian_segments.failures import Case, Entries, Person
from beian_segments.redact import MASKED

__all__ = ["CHINA", "FACTS", "CaseFileError", "code_of", "folded", "moment", "parts_of", "read_case"]

Kind = TypeVar("Kind", Case, Person, Entries)

#: The facts that options and interview know: the type of each, as it is declared. Only a case file has people.
FACTS: Mapping[str, str] = {
    attribute.name: str(attribute.type) for attribute in fields(Case) if attribute.name not in ("people", "entered")
}


# Single values

#: The zone of a moment that was written without one; a zone that was written is another object.
CHINA = timezone(timedelta(hours=8), "China Standard Time")

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(?P<zone> ?(Z|[+-]\d\d:?\d\d))?", re.ASCII | re.IGNORECASE
)

# NFKC sorts runs of combining marks in quadratic time; no answer that is looked up is longer.
_LONGEST_LABEL = 40


def moment(text: str) -> datetime:
    """A moment, written as ``2026-03-02 10:00`` or as ISO 8601 has it: date, time and perhaps a zone.

    >>> moment("2026-03-02 10:00").isoformat(), moment("2026-03-02T02:00Z").isoformat()
    ('2026-03-02T10:00:00+08:00', '2026-03-02T02:00:00+00:00')

    Raises:
        ValueError: anything else, such as a date alone.
    """
    written = folded(text).upper()
    found = _MOMENT.fullmatch(written)
    if found is None:
        raise ValueError("must be a date and a time")
    read = datetime.fromisoformat(written.replace(" ", "T", 1).replace(" ", ""))
    return read if found["zone"] else read.replace(tzinfo=CHINA)


def folded(text: str) -> str:
    """An answer as it is compared: half-width, without case and outer white space; one that is too long as it is."""
    stripped = text.strip()
    return unicodedata.normalize("NFKC", stripped).casefold() if len(stripped) <= _LONGEST_LABEL else stripped


_CODES = {
    fact: {folded(label): code for code, labels in of_code.items() for label in (code, *labels)}
    for fact, of_code in LABELS.items()
}


def code_of(fact: str, text: str) -> str | None:
    """The value that a label stands for, or that is given itself; None for any other text.

    >>> code_of("filing", "接入备案"), code_of("province", "浙江省"), code_of("province", "cn-zj")
    ('access', 'CN-ZJ', 'CN-ZJ')
    """
    return _CODES[fact].get(folded(text))


def parts_of(labels: Iterable[str]) -> list[str]:
    """What a change filing changes; none of it is written ``none``.

    Raises:
        ValueError: that, and a part as well.
    """
    parts = [code_of("changes", label) or label for label in labels]
    if "none" not in parts:
        return parts
    if len({*parts}) > 1:
        raise ValueError("changes must be either none or parts, not both")
    return []


# Case file

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
        fault = None
    except UnicodeDecodeError as error:
        facts, fault = None, f"byte {error.start + 1}: is not UTF-8; save the file as UTF-8"
    except json.JSONDecodeError as error:
        facts, fault = None, f"line {error.lineno}, column {error.colno}: is not JSON: {error.msg}"
    except RecursionError:
        facts, fault = None, "is nested too deep for a case"
    except CaseFileError:
        raise
    except ValueError:
        # Python converts no number of more than some thousand digits.
        facts, fault = None, "has a number with more digits than any fact has"
    # Raised outside the except blocks, so that no error in its context holds the file's content.
    if fault is not None:
        raise CaseFileError(fault)
    if not isinstance(facts, dict):
        raise CaseFileError("must be a JSON object with the fields of a case")
    errors: list[str] = []
    case = _structure(Case, facts, "$", errors)
    if case is None:
        raise CaseFileError("; ".join(errors))
    return case


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise CaseFileError("a field comes twice in an object; leave one of the two")
    return content


def _structure(kind: type[Kind], value: object, path: str, errors: list[str]) -> Kind | None:
    """An object of a class from a JSON object; None after adding to ``errors`` what is wrong with it, and where.

    The class checks the values itself; its errors name the field and hide the value.
    """
    if not isinstance(value, dict):
        errors.append(f"must be an object with the fields of {kind.__name__} @ {path}")
        return None
    already = len(errors)
    facts: dict[str, Any] = {
        attribute.name: _fact(
            attribute.name, str(attribute.type), value[attribute.name], f"{path}.{attribute.name}", errors
        )
        for attribute in fields(kind)
        if attribute.name in value
    }
    if unknown := value.keys() - facts.keys():
        errors.append(f"has no field {', '.join(sorted(map(_shown_name, unknown)))} @ {path}")
    if len(errors) == already:
        try:
            return kind(**facts)
        except Exception as error:  # noqa: BLE001 - whatever it is, its text must not be shown
            errors.append(f"{_reason(error)} @ {path}")
    return None


def _fact(name: str, kind: str, value: object, path: str, errors: list[str]) -> object:
    """The value of a field: labels, times and objects from what stands for them in JSON, anything else as it is."""
    if kind == "datetime | None" and value is not None:
        try:
            return moment(value if isinstance(value, str) else "")
        except ValueError:
            errors.append(f"must be a moment in ISO 8601 such as 2026-03-02T10:00:00+08:00 @ {path}")
    elif name == "changes" and isinstance(value, list) and all(isinstance(part, str) for part in value):
        try:
            return parts_of(value)
        except ValueError as error:
            errors.append(f"{error} @ {path}")
    elif name in LABELS and isinstance(value, str):
        return code_of(name, value) or value
    elif kind == "Entries | None" and value is not None:
        return _structure(Entries, value, path, errors)
    elif kind == "tuple[Person, ...]":
        if isinstance(value, list) and len(value) <= _MOST_PEOPLE:
            return [_structure(Person, person, f"{path}[{index}]", errors) for index, person in enumerate(value)]
        reason = f"has more than {_MOST_PEOPLE} people, which no filing has"
        errors.append(f"{reason if isinstance(value, list) else 'must be a list of people'} @ {path}")
    return value


def _shown_name(name: str) -> str:
    """The name of a field that there is not, if it looks like one."""
    return name if _NAME.fullmatch(name) else MASKED


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, TypeError | ValueError) else "is not readable"
