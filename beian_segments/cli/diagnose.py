"""``beian-segments diagnose``"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO, TypeVar, cast

import cattrs
import click
from attrs import fields
from cattrs.gen import make_dict_structure_fn
from rich.padding import Padding
from rich.text import Text

from beian_segments.cli._data import CHOICES, DECIDED_BY, PROMPTS, QUESTIONS, SYMPTOMS
from beian_segments.cli.output import console, json_line, lang_option, say
from beian_segments.failures import (
    Case,
    Entries,
    FilingType,
    Finding,
    IdType,
    Part,
    Person,
    Provider,
    Role,
    Status,
)
from beian_segments.failures import diagnose as diagnose_case
from beian_segments.i18n import Language
from beian_segments.redact import MASKED

__all__ = [
    "CaseFileError",
    "KINDS",
    "MOMENT",
    "case_of",
    "diagnose",
    "fact_options",
    "interview",
    "moment",
    "read_case",
]

C = TypeVar("C", bound=Callable[..., object])

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


class _Moment(click.ParamType[datetime]):
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
    return name if _NAME.fullmatch(name) else MASKED


def _reason(error: BaseException, _kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"has no field {', '.join(sorted(map(_shown_name, error.extra_fields)))}"
    if isinstance(error, TypeError | ValueError):
        return str(error)
    return "is not readable"


_YES = ("y", "yes", "是", "对", "有")
_NO = ("n", "no", "否", "不", "没有")


def interview(lang: Language, now: datetime) -> Case:
    """Ask on the terminal until no answer could change the findings any more."""
    symptom = _choose(PROMPTS["symptom"][lang], [words[lang] for words, _, _ in SYMPTOMS], lang)
    _, facts, asks = SYMPTOMS[symptom or 0]
    answers: dict[str, Any] = dict(facts)
    asked = set(answers)
    for fact, unless in asks:
        if unless is None or answers.get(unless) is not True:
            _ask(fact, answers, asked, lang)
    while fact_ := _next_fact(Case(**answers), asked, now):
        _ask(fact_, answers, asked, lang)
    return Case(**answers)


def _next_fact(case: Case, asked: set[str], now: datetime) -> str | None:
    """The first fact not asked for that decides the first finding still open."""
    for finding in diagnose_case(case, now=now):
        if finding.status is Status.CHECK:
            for fact in DECIDED_BY[finding.code]:
                if fact not in asked:
                    return fact
    return None


def _ask(fact: str, answers: dict[str, Any], asked: set[str], lang: Language) -> None:
    """Ask for a fact until the answer can be understood; an empty one leaves it unknown."""
    asked.add(fact)
    kind = KINDS[fact]
    if fact in CHOICES:
        values = list(CHOICES[fact])
        chosen = _choose(QUESTIONS[fact][lang], [CHOICES[fact][value][lang] for value in values], lang, optional=True)
        if chosen is not None:
            answers[fact] = values[chosen]
        return
    hint = PROMPTS["yes_no" if kind == "bool | None" else "open"][lang]
    while text := _line(f"{QUESTIONS[fact][lang]} [{hint}]"):
        try:
            value = _value(text, kind)
            Case(**{fact: value})
        except (TypeError, ValueError, OverflowError):
            click.echo(PROMPTS["again"][lang], err=True)
        else:
            answers[fact] = value
            return


def _value(text: str, kind: str) -> Any:
    """An answer as the value of a fact; ``ValueError`` for one that cannot be understood."""
    if kind == "bool | None":
        if text.lower() not in (*_YES, *_NO):
            raise ValueError(text)
        return text.lower() in _YES
    if kind == "int | None":
        return int(text)
    if kind == "datetime | None":
        return moment(text)
    return text


def _choose(question: str, choices: Sequence[str], lang: Language, *, optional: bool = False) -> int | None:
    """Ask for one of several choices by its number; the index, or None for an empty answer if that is ``optional``."""
    click.echo(question, err=True)
    for number, choice in enumerate(choices, start=1):
        click.echo(f"  {number}. {choice}", err=True)
    hint = f"{PROMPTS['choose'][lang]} [{PROMPTS['open'][lang]}]" if optional else PROMPTS["choose"][lang]
    while True:
        text = _line(hint)
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            return int(text) - 1
        if optional and not text:
            return None
        click.echo(PROMPTS["again"][lang], err=True)


def _line(prompt: str) -> str:
    """One line from the terminal; prompts go to standard error, so that standard output has the findings alone."""
    answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


_COLOURS = {"blocker": "red", "act-now": "yellow", "check": "cyan", "info": "green"}


@click.command()
@fact_options
@click.option("--no-sms", is_flag=True, help="No SMS came; the same as --sms-received no.")
@click.option("--case", "file", type=click.File("rb"), metavar="FILE | -", help="Read the facts from a JSON file.")
@click.option("--now", type=MOMENT, help="The moment to answer for. Default: now.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of a list.")
@lang_option
def diagnose(
    no_sms: bool, file: BinaryIO | None, now: datetime | None, as_json: bool, lang: Language, **facts: object
) -> None:
    """Say why the code of a filing did not come or was refused, who does what next, and which document says so.

    The facts come from options, or from a JSON file with the fields of a case by name; without either, on a terminal,
    a short interview asks for what matters. What is not told is unknown, which is not no.
    """
    now = now or datetime.now().astimezone()
    if no_sms and facts["sms_received"] in ("yes", "unknown"):
        raise click.UsageError("--no-sms contradicts --sms-received")
    case = _told({**facts, "sms_received": "no"} if no_sms else facts)
    if file is not None:
        if case is not None:
            raise click.UsageError("--case has all the facts; give it alone, or the facts as options")
        case = _read(file)
    elif case is None:
        if not _is_on_terminal():
            raise click.UsageError("give facts as options, or a file with --case; an interview needs a terminal")
        case = interview(lang, now)
    findings = diagnose_case(case, now=now)
    if as_json:
        for finding in findings:
            json_line(_fields(finding, lang))
    else:
        _print(findings, lang)


def _is_on_terminal() -> bool:
    return sys.stdin.isatty()


def _told(facts: dict[str, object]) -> Case | None:
    try:
        return case_of(facts)
    except (TypeError, ValueError) as error:
        raise click.UsageError(str(error)) from None


def _read(file: BinaryIO) -> Case:
    try:
        return read_case(file.read())
    except CaseFileError as error:
        raise click.UsageError(f"{file.name}: {error}") from None


def _fields(finding: Finding, lang: Language) -> dict[str, object]:
    return {
        "code": finding.code,
        "status": finding.status,
        "severity": finding.severity,
        "actor": finding.actor,
        "basis": finding.basis,
        "params": dict(finding.params),
        "cause": finding.cause(lang),
        "remedy": finding.remedy(lang),
        "sources": [
            {"document": source.document, "heading": source.heading, "url": source.url, "date": source.date}
            for source in finding.sources
        ],
    }


def _print(findings: Sequence[Finding], lang: Language) -> None:
    screen = console()
    if not findings:
        screen.print(Text(say("no-findings", lang)))
    for number, finding in enumerate(findings, start=1):
        status = say(f"finding-{finding.status}", lang)
        heading = Text(say("part", lang, name=f"{number}. {status}", content=""), _COLOURS[finding.severity]).append(
            finding.cause(lang), "bold default"
        )
        screen.print(heading)
        actor, basis = say(f"actor-{finding.actor}", lang), say(f"basis-{finding.basis}", lang)
        who = f"{actor}    {finding.code} · {finding.severity} · {basis}"
        lines = [Text(say("part", lang, name=say("who", lang), content=who), "dim")]
        lines += [Text(f"{step}) {words}") for step, words in enumerate(finding.remedy(lang), start=1)]
        for source in finding.sources:
            place = " · ".join(part for part in (source.title, source.heading, source.date) if part)
            lines.append(Text(say("part", lang, name=say("source", lang), content=place), "dim"))
            if source.url:
                lines.append(Text(f"  {source.url}", "dim"))
        for line in lines:
            screen.print(Padding.indent(line, 3))
        screen.print()
