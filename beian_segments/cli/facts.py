"""What people write for the facts of a case, at the terminal and in a JSON file: labels for values, moments, objects.

The labels are those of ``data/questions.toml``. A moment without a time zone is one of China Standard Time.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, TypeVar

from attrs import Factory, fields, frozen

from beian_segments.cli._questions import ANSWERS, ANSWERS_OF, CHOICES, LABELS
from beian_segments.cli.localized import say
from beian_segments.failures import Case, Entries, Person
from beian_segments.i18n import Language
from beian_segments.redact import MASKED

__all__ = [
    "CHINA",
    "FACTS",
    "TRUTH",
    "CaseFileError",
    "accepted",
    "code_of",
    "folded",
    "listed",
    "moment",
    "part_of_filing",
    "parts_of",
    "read_case",
    "truth_of",
]

Kind = TypeVar("Kind", Case, Person, Entries)

#: The facts that options and interview know: the type of each, as it is declared. Only a case file has people.
FACTS: Mapping[str, str] = {
    attribute.name: str(attribute.type) for attribute in fields(Case) if attribute.name not in ("people", "entered")
}


# Single values

#: The zone of a moment that was written without one; a zone that was written is another object.
CHINA = timezone(timedelta(hours=8), "China Standard Time")

# The zone that a moment with a zone is told in.
_BEIJING = timezone(timedelta(hours=8))

_MOMENT = re.compile(
    r"(\d{4})(?:-(?=\d+-)|/(?=\d+/)|年(?=\d+月\d+日))(\d{1,2})[-/月](\d{1,2})(?:T|\s+|日)"
    r"(\d{1,2})(:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?:\s*(Z|[+-]\d\d:?\d\d))?",
    re.ASCII,
)
_BLANKS = re.compile(r"\s*([年月日])\s*")
_LONGEST_MOMENT = 60

# NFKC sorts runs of combining marks in quadratic time; no answer that is looked up is longer.
_LONGEST_LABEL = 40


def moment(text: str) -> datetime:
    """A moment in Beijing time: year, month, day, a time, and perhaps a zone; or as ISO 8601 has it.

    >>> moment("2026-03-02 10:00").isoformat(), moment("2026-03-02T02:00Z").isoformat()
    ('2026-03-02T10:00:00+08:00', '2026-03-02T10:00:00+08:00')
    >>> moment("2026年3月2日 9:05").isoformat()
    '2026-03-02T09:05:00+08:00'

    Raises:
        ValueError: anything else, such as a date alone.
    """
    written = folded(text).upper()
    found = None if len(written) > _LONGEST_MOMENT else _MOMENT.fullmatch(_BLANKS.sub(r"\1", written))
    if found is None:
        raise ValueError("must be a date and a time")
    year, month, day, hour, rest, zone = found.groups("")
    read = datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}{rest}{zone}")
    try:
        return read.astimezone(_BEIJING) if zone else read.replace(tzinfo=CHINA)
    except OverflowError:
        raise ValueError("must not be at the end of the calendar") from None


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


#: The values of a fact that is true, false or not known, by what is said for it.
TRUTH: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}


def truth_of(fact: str, text: str) -> str | None:
    """Whether an answer is ``yes``, ``no`` or ``unknown`` for a fact; None for any other text.

    >>> truth_of("sms_received", "没收到"), truth_of("verified", "是"), truth_of("verified", "没收到")
    ('no', 'yes', None)
    """
    answer, own = folded(text), ANSWERS_OF.get(fact, {})
    return next((kind for kind in TRUTH if answer in ANSWERS[kind] or answer in own.get(kind, ())), None)


# No space: a label may have one in it.
_SEPARATORS = re.compile("[,，、;；]")


def listed(fact: str, text: str) -> list[str]:
    """The values of a list of labels; the text as it is where one of them is unknown.

    >>> listed("changes", "主体,网站"), listed("changes", "remarks"), listed("changes", "neither (remarks, say)")
    (['entity', 'website'], ['remarks'], ['none'])
    """
    found = [code_of(fact, text)]
    if found == [None]:
        found = [code_of(fact, part) for part in _SEPARATORS.split(text) if part.strip()]
    values = [value for value in found if value is not None]
    return values if values and len(values) == len(found) else [text]


def part_of_filing(label: str) -> str | None:
    """The part that a label of a change filing names.

    >>> part_of_filing("变更主体"), part_of_filing("变更备案")
    ('entity', None)
    """
    return code_of("changes", label) if code_of("filing", label) == "change" else None


def accepted(fact: str, kind: str, lang: Language) -> str:
    """What may be given for a fact, by the type of its field."""
    if fact in CHOICES:
        labels = say("between-labels", lang).join(words[lang] for words in CHOICES[fact].values())
        return say("accepted-labels", lang, labels=labels)
    return say(_ACCEPTED.get(kind, "accepted-text"), lang)


_ACCEPTED = {"bool | None": "accepted-truth", "int | None": "accepted-count", "datetime | None": "accepted-moment"}


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


def read_case(content: bytes, lang: Language = "en") -> Case:
    """Read a case from the bytes of a JSON object; what is wrong with it is said in a language.

    Raises:
        CaseFileError: it is no such object; says the line, or the path within the case, and the reason.
    """
    try:
        facts = json.loads(content.decode("utf-8-sig"), object_pairs_hook=partial(_once, lang))
        fault = None
    except UnicodeDecodeError as error:
        facts, fault = None, say("case-encoding", lang, byte=error.start + 1)
    except json.JSONDecodeError as error:
        facts, fault = None, say("case-json", lang, line=error.lineno, column=error.colno, reason=error.msg)
    except RecursionError:
        facts, fault = None, say("case-deep", lang)
    except CaseFileError:
        raise
    except ValueError:
        # Python converts no number of more than some thousand digits.
        facts, fault = None, say("case-digits", lang)
    # Raised outside the except blocks, so that no error in its context holds the file's content.
    if fault is not None:
        raise CaseFileError(fault)
    if not isinstance(facts, dict):
        raise CaseFileError(say("case-object", lang))
    faults = _Faults(lang)
    case = _structure(Case, facts, "$", faults)
    if case is None:
        raise CaseFileError(say("between-parts", lang).join(faults.said))
    return case


def _once(lang: Language, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise CaseFileError(say("case-twice", lang))
    return content


@frozen
class _Faults:
    """What is wrong with the content of a file, in a language."""

    lang: Language
    said: list[str] = Factory(list)

    def add(self, path: str, reason: str) -> None:
        self.said.append(f"{reason} @ {path}")

    def say(self, path: str, key: str, **words: object) -> None:
        self.add(path, say(key, self.lang, **words))


def _structure(kind: type[Kind], value: object, path: str, faults: _Faults) -> Kind | None:
    """An object of a class from a JSON object; None after adding to the faults what is wrong with it, and where.

    The class checks the values itself; its errors name the field and hide the value.
    """
    if not isinstance(value, dict):
        faults.say(path, "case-kind", kind=kind.__name__)
        return None
    already = len(faults.said)
    types = {attribute.name: str(attribute.type) for attribute in fields(kind)}
    facts: dict[str, Any] = {
        name: _fact(name, type_, value[name], f"{path}.{name}", faults)
        for name, type_ in types.items()
        if name in value
    }
    if unknown := value.keys() - facts.keys():
        faults.say(path, "case-no-field", names=", ".join(sorted(map(_shown_name, unknown))))
    if isinstance(filing := value.get("filing"), str) and (part := part_of_filing(filing)):
        facts.setdefault("changes", [part])
    if len(faults.said) == already:
        try:
            return kind(**facts)
        except Exception as error:  # noqa: BLE001 - whatever it is, its text must not be shown
            faults.add(path, _reason(error, types, faults.lang))
    return None


def _fact(name: str, kind: str, value: object, path: str, faults: _Faults) -> object:
    """The value of a field: labels, times and objects from what stands for them in JSON, anything else as it is."""
    if kind == "datetime | None" and value is not None:
        try:
            return moment(value if isinstance(value, str) else "")
        except ValueError:
            faults.say(path, "case-moment")
    elif name == "changes" and (labels := _labels(value)):
        try:
            return parts_of(labels)
        except ValueError as error:
            faults.add(path, accepted(name, kind, "zh") if faults.lang == "zh" else str(error))
    elif kind == "Entries | None" and value is not None:
        return _structure(Entries, value, path, faults)
    elif kind == "tuple[Person, ...]":
        return _people(value, path, faults)
    return _from_label(name, kind, value) if isinstance(value, str) else value


def _from_label(name: str, kind: str, text: str) -> object:
    """The value that a text stands for; the text itself if it stands for none."""
    if kind == "bool | None":
        return TRUTH.get(truth_of(name, text) or "", text)
    return (code_of(name, text) or text) if name in LABELS else text


def _people(value: object, path: str, faults: _Faults) -> list[Person | None]:
    if isinstance(value, list) and len(value) <= _MOST_PEOPLE:
        return [_structure(Person, person, f"{path}[{index}]", faults) for index, person in enumerate(value)]
    faults.say(path, "case-many-people" if isinstance(value, list) else "case-people", most=_MOST_PEOPLE)
    return []


def _labels(value: object) -> list[str]:
    """The labels of the parts in a list or in a text with separators; none if it is neither."""
    if isinstance(value, str):
        found = listed("changes", value)
        return [] if found == [value] and code_of("changes", value) is None else found
    return [*value] if isinstance(value, list) and all(isinstance(part, str) for part in value) else []


def _shown_name(name: str) -> str:
    """The name of a field that there is not, if it looks like one."""
    return name if _NAME.fullmatch(name) else MASKED


def _reason(error: Exception, types: Mapping[str, str], lang: Language) -> str:
    """Why a class refuses a value: in English in its own words, which begin with the name of the field."""
    if not isinstance(error, TypeError | ValueError):
        return say("case-unreadable", lang)
    name = str(error).partition(" ")[0]
    if lang == "en" or name not in types:
        return str(error)
    return say("part", lang, name=name, content=accepted(name, types[name], lang))
