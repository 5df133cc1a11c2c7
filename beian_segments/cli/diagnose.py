"""``beian-segments diagnose``: the facts of a case, from options, a JSON file or an interview, and what follows.

Options and case file have a field for each fact of :class:`~beian_segments.failures.Case`. The interview asks only for
what can still change the findings; its questions are in ``data/questions.toml``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from attrs import fields
from rich.padding import Padding
from rich.text import Text

from beian_segments import failures
from beian_segments.cli._data import ANSWERS, CHOICES, DECIDED_BY, PROMPTS, QUESTIONS, SYMPTOMS
from beian_segments.cli.output import console, error_text, json_line, json_option, lang_option, read_input, say
from beian_segments.failures import Case, Entries, FilingType, Finding, Part, Person, Provider, Status
from beian_segments.i18n import Language
from beian_segments.redact import MASKED, shown_path

__all__ = ["FACTS", "CaseFileError", "diagnose", "interview", "moment", "read_case"]

C = TypeVar("C", bound=Callable[..., object])
Kind = TypeVar("Kind", Case, Person, Entries)

#: The facts that options and interview know: the type of each, as it is declared. Only a case file has people.
FACTS: Mapping[str, str] = {
    attribute.name: str(attribute.type) for attribute in fields(Case) if attribute.name not in ("people", "entered")
}


def moment(text: str) -> datetime:
    """A moment in ISO 8601; without a time zone, that of this machine. ``ValueError`` for anything else."""
    return datetime.fromisoformat(text.strip()).astimezone()


# Options

_TRUTH = {"yes": True, "no": False, "unknown": None}
_ENTRIES = tuple(attribute.name for attribute in fields(Entries))


if TYPE_CHECKING:
    _MomentType = click.ParamType[datetime]
else:
    _MomentType = click.ParamType  # cannot be subscripted before click 8.4


class _Moment(_MomentType):
    name = "iso-8601"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else moment(str(value))
        except (ValueError, OverflowError):
            self.fail(error_text("moment"), param, ctx)


_TYPES: Mapping[str, Any] = {
    "bool | None": click.Choice(list(_TRUTH)),
    "int | None": click.IntRange(min=0),
    "datetime | None": _Moment(),
    "FilingType | None": click.Choice([*map(str, FilingType)]),
    "Provider | None": click.Choice([*map(str, Provider)]),
    "frozenset[Part] | None": click.Choice([*map(str, Part)]),
}


def _fact_options(command: C) -> C:
    """Give a command an option for every fact: ``--intercepted yes|no|unknown``, ``--phone NUMBER`` and so on."""
    for name, kind in reversed([*FACTS.items()]):
        multiple = kind.startswith("frozenset")
        command = click.option(f"--{name.replace('_', '-')}", name, type=_TYPES.get(kind), multiple=multiple)(command)
    for name in reversed(_ENTRIES):
        command = click.option(f"--entered-{name.replace('_', '-')}", f"entered_{name}")(command)
    return command


@click.command()
@_fact_options
@click.option("--no-sms", is_flag=True)
@click.option("--case", "file", metavar="FILE | -")
@click.option("--now", type=_TYPES["datetime | None"])
@json_option
@lang_option
def diagnose(
    no_sms: bool, file: str | None, now: datetime | None, as_json: bool, lang: Language, **options: object
) -> None:
    """Print the findings of a case."""
    now = now or datetime.now().astimezone()
    if no_sms and options["sms_received"] in ("yes", "unknown"):
        raise click.UsageError(error_text("sms-contradiction"))
    case = _case_of({**options, "sms_received": "no"} if no_sms else options)
    if file is not None:
        if case is not None:
            raise click.UsageError(error_text("case-goes-alone"))
        try:
            case = read_case(read_input(file))
        except CaseFileError as error:
            raise click.UsageError(f"{'<stdin>' if file == '-' else shown_path(file)}: {error}") from None
    elif case is None:
        if not _is_on_terminal():
            raise click.UsageError(error_text("no-facts"))
        case = interview(lang, now)
    findings = failures.diagnose(case, now=now)
    if as_json:
        for finding in findings:
            json_line(_fields(finding, lang))
    else:
        _print(findings, lang)


def _is_on_terminal() -> bool:
    return sys.stdin.isatty()


def _case_of(options: Mapping[str, Any]) -> Case | None:
    """The case that the options describe; None without any."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    entered = {name: given.pop(f"entered_{name}", None) for name in _ENTRIES}
    facts: dict[str, Any] = {
        name: _TRUTH[value] if FACTS[name] == "bool | None" else value for name, value in given.items()
    }
    if any(entered.values()):
        facts["entered"] = Entries(**entered)
    try:
        return Case(**facts) if facts else None
    except (TypeError, ValueError) as error:
        raise click.UsageError(str(error)) from None


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
        attribute.name: _fact(str(attribute.type), value[attribute.name], f"{path}.{attribute.name}", errors)
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


def _fact(kind: str, value: object, path: str, errors: list[str]) -> object:
    """The value of a field: times and objects from what stands for them in JSON, anything else as it is."""
    if kind == "datetime | None" and value is not None:
        try:
            return datetime.fromisoformat(cast(str, value))
        except (TypeError, ValueError):
            errors.append(f"must be a moment in ISO 8601 such as 2026-03-02T10:00:00+08:00 @ {path}")
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


# Interview


def interview(lang: Language, now: datetime) -> Case:
    """Ask on the terminal until no answer could change the findings any more."""
    symptom = _choose(PROMPTS["symptom"][lang], [words[lang] for words, _, _ in SYMPTOMS], lang)
    _, facts, asks = SYMPTOMS[symptom or 0]
    answers: dict[str, Any] = dict(facts)
    asked = set(answers)
    for fact, unless in asks:
        if unless is None or answers.get(unless) is not True:
            _ask(fact, answers, asked, lang)
    while open_fact := _next_fact(Case(**answers), asked, now):
        _ask(open_fact, answers, asked, lang)
    return Case(**answers)


def _next_fact(case: Case, asked: set[str], now: datetime) -> str | None:
    """The first fact not asked for yet that decides the first finding still open."""
    open_findings = (finding for finding in failures.diagnose(case, now=now) if finding.status is Status.CHECK)
    facts = (fact for finding in open_findings for fact in DECIDED_BY[finding.code])
    return next((fact for fact in facts if fact not in asked), None)


def _ask(fact: str, answers: dict[str, Any], asked: set[str], lang: Language) -> None:
    """Ask for a fact until the answer can be understood; an empty one leaves it unknown."""
    asked.add(fact)
    question, kind = QUESTIONS[fact][lang], FACTS[fact]
    if fact in CHOICES:
        values = list(CHOICES[fact])
        chosen = _choose(question, [CHOICES[fact][value][lang] for value in values], lang, optional=True)
        if chosen is not None:
            answers[fact] = values[chosen]
        return
    hint = PROMPTS["yes_no" if kind == "bool | None" else "open"][lang]
    while text := _line(f"{question} [{hint}]"):
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
        if text.lower() not in ANSWERS["yes"] + ANSWERS["no"]:
            raise ValueError(text)
        return text.lower() in ANSWERS["yes"]
    if kind == "int | None":
        return int(text)
    return moment(text) if kind == "datetime | None" else text


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
    # Before click 8.4 the last character of the prompt goes to standard output in spite of "err".
    with redirect_stdout(sys.stderr):
        answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


# Findings

_COLOURS = {"blocker": "red", "act-now": "yellow", "check": "cyan", "info": "green"}


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
        status = say("part", lang, name=f"{number}. {say(f'finding-{finding.status}', lang)}", content="")
        screen.print(Text(status, _COLOURS[finding.severity]).append(finding.cause(lang), "bold default"))
        for line in _lines(finding, lang):
            screen.print(Padding.indent(line, 3))
        screen.print()


def _lines(finding: Finding, lang: Language) -> list[Text]:
    """Who acts, the steps, and the sources."""
    actor, basis = say(f"actor-{finding.actor}", lang), say(f"basis-{finding.basis}", lang)
    who = f"{actor}    {finding.code} · {finding.severity} · {basis}"
    lines = [Text(say("part", lang, name=say("who", lang), content=who), "dim")]
    lines += [Text(f"{step}) {words}") for step, words in enumerate(finding.remedy(lang), start=1)]
    for source in finding.sources:
        place = " · ".join(part for part in (source.title, source.heading, source.date) if part)
        lines.append(Text(say("part", lang, name=say("source", lang), content=place), "dim"))
        if source.url:
            lines.append(Text(f"  {source.url}", "dim"))
    return lines
