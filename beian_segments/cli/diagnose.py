"""``beian-segments diagnose``: the facts of a case, from options, a JSON file or an interview, and what follows.

Options and case file have a field for each fact of :class:`~beian_segments.failures.Case`; what options say of them is
the question for the fact in ``data/questions.toml``.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import click
from attrs import fields

from beian_segments import failures
from beian_segments.cli._data import FRAME, WORDS
from beian_segments.cli._questions import CHOICES, GROUPS, QUESTIONS
from beian_segments.cli.facts import (
    CHINA,
    FACTS,
    TRUTH,
    CaseFileError,
    accepted,
    code_of,
    listed,
    moment,
    part_of_filing,
    parts_of,
    read_case,
    truth_of,
)
from beian_segments.cli.interview import interview, open_facts
from beian_segments.cli.layout import Text
from beian_segments.cli.localized import (
    Command,
    current_language,
    error_text,
    json_option,
    lang_option,
    say,
    write_options,
)
from beian_segments.cli.output import console, date_text, json_line, read_input, shown
from beian_segments.failures import Basis, Case, Entries, Finding, Link, Source, Status
from beian_segments.failures._data import MESSAGES
from beian_segments.i18n import Language
from beian_segments.redact import hide_numbers, shown_path

__all__ = ["diagnose"]

C = TypeVar("C", bound=Callable[..., object])

# Options

_ENTRIES = tuple(attribute.name for attribute in fields(Entries))


if TYPE_CHECKING:
    _MomentType = click.ParamType[datetime]
    _ChoiceType = click.Choice[str]
else:
    _MomentType, _ChoiceType = click.ParamType, click.Choice  # cannot be subscripted before click 8.4


class _Moment(_MomentType):
    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else moment(str(value))
        except ValueError:
            self.fail(say("accepted-moment", current_language()), param, ctx)


class _Labelled(_ChoiceType):
    """The values of a fact, each by itself or by a label."""

    def __init__(self, fact: str) -> None:
        super().__init__([*CHOICES[fact]])
        self._fact = fact

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        if current_language(ctx) == "en":
            return super().get_metavar(param, ctx)
        return f"[{'|'.join(words['zh'] for words in CHOICES[self._fact].values())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = str(value)
        if self._fact == "changes":
            return [super(_Labelled, self).convert(part, param, ctx) for part in listed("changes", text)]
        if self._fact == "filing" and ctx is not None:
            ctx.meta[_PART] = part_of_filing(text)
        return super().convert(code_of(self._fact, text) or value, param, ctx)


# Where the context has the part that the label of the filing names.
_PART = f"{__name__}.part"


class _YesOrNo(_ChoiceType):
    """Yes, no or unknown, or what the interview takes for it."""

    def __init__(self, fact: str) -> None:
        super().__init__([*TRUTH])
        self._fact = fact

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002 - click's signature
        return f"[{'|'.join(say(f'truth-{value}', current_language(ctx)) for value in TRUTH)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        meant = truth_of(self._fact, str(value)) if value else None
        return super().convert(meant or value, param, ctx)


_TYPES: Mapping[str, Any] = {
    "int | None": click.IntRange(min=0),
    "datetime | None": _Moment(),
}
_METAVARS = {"province": "PROVINCE", "phone": "NUMBER", "portal_message": "TEXT | STATUS"}


def _fact_options(command: C) -> C:
    """Give a command an option for every fact: ``--intercepted yes|no|unknown``, ``--phone NUMBER`` and so on."""
    entries = {f"entered_{name}": "str | None" for name in _ENTRIES}
    for name, kind in reversed([*entries.items(), *FACTS.items()]):
        command = click.option(
            f"--{name.replace('_', '-')}",
            name,
            type=_type_of(name, kind),
            multiple=kind.startswith("frozenset"),
            metavar="N" if kind == "int | None" else _METAVARS.get(name),
        )(command)
    return command


def _type_of(fact: str, kind: str) -> Any:
    if kind == "bool | None":
        return _YesOrNo(fact)
    return _Labelled(fact) if fact in CHOICES and fact != "province" else _TYPES.get(kind)


class _FactsCommand(Command):
    """A command whose help has the facts of a case in groups; it refuses a value in the language of the answer."""

    # What is no option is refused here and not by click, which cannot say where it belongs.
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(error_text("facts-are-options", text=shown(hide_numbers(rest[0]))))
        return rest

    def reason(self, param: click.Parameter) -> str | None:
        kind = "datetime | None" if param.name == "now" else FACTS.get(param.name or "", "")
        return accepted(str(param.name), kind, "zh") if kind else super().reason(param)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        facts = {fact for _, names in GROUPS for fact in names}
        others = [option.name for option in self.get_params(ctx) if option.name not in facts]
        write_options(ctx, formatter, FRAME["options"], others)
        for words, names in GROUPS:
            write_options(ctx, formatter, words, names, QUESTIONS)


def _refusal(fact: str, reason: str, lang: Language) -> str:
    return say("part", lang, name=f"--{fact.replace('_', '-')}", content=reason)


@click.command(cls=_FactsCommand)
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
        raise click.UsageError(say("sms-contradiction", lang))
    case = _case_of({**options, "sms_received": "no"} if no_sms else options, lang)
    if file is not None:
        if case is not None:
            raise click.UsageError(say("case-goes-alone", lang))
        case = _case_in(file, lang)
    elif case is None:
        if not _is_on_terminal():
            raise click.UsageError(say("no-facts", lang))
        case = interview(lang, now)
    findings = failures.diagnose(case, now=now)
    if as_json:
        for finding in findings:
            json_line(_fields(finding, lang))
    else:
        _print(findings, lang)
    for note in _notes(findings, case, now, lang):
        # Of JSON, standard output has nothing but the objects.
        console(stderr=as_json).print(note, hanging=len(note) - len(note.lstrip(" -")))


def _case_in(file: str, lang: Language) -> Case:
    try:
        return read_case(read_input(file), lang)
    except CaseFileError as error:
        raise click.UsageError(f"{'<stdin>' if file == '-' else shown_path(file)}: {error}") from None


def _is_on_terminal() -> bool:
    return sys.stdin.isatty()


def _case_of(options: Mapping[str, Any], lang: Language) -> Case | None:
    """The case that the options describe; None without any."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    entered = {name: given.pop(f"entered_{name}", None) for name in _ENTRIES}
    facts: dict[str, Any] = {
        name: TRUTH[value] if FACTS[name] == "bool | None" else value for name, value in given.items()
    }
    if any(entered.values()):
        facts["entered"] = Entries(**entered)
    if not facts:
        return None
    try:
        if "province" in facts:
            facts["province"] = code_of("province", facts["province"]) or facts["province"]
        if "changes" in facts:
            facts["changes"] = parts_of(chain.from_iterable(facts["changes"]))
        elif part := click.get_current_context().meta.get(_PART):
            facts["changes"] = [part]
        # A provider that is not told is not known; a Case has a default.
        return Case(**{"provider": None, **facts})
    except (TypeError, ValueError) as error:
        # It begins with the name of the fact.
        fact = str(error).partition(" ")[0]
        is_said = lang == "zh" and fact in FACTS
        reason = _refusal(fact, accepted(fact, FACTS[fact], lang), lang) if is_said else str(error)
        raise click.UsageError(reason) from None


# Findings

_COLOURS = {"blocker": "red", "act-now": "yellow", "check": "cyan", "info": "green"}


def _notes(findings: Sequence[Finding], case: Case, now: datetime, lang: Language) -> Iterator[str]:
    """What to say after the findings: that none is no all-clear, and what would help; which time is meant."""
    if not findings:
        yield say("no-findings", lang)
        # Never empty: a message of the portal, known or unknown, would be a finding.
        yield say("would-help", lang)
        yield from (f"  - {QUESTIONS[fact][lang]}" for fact in open_facts(case, now))
    values = (now, *(getattr(case, fact) for fact in FACTS))
    if any(isinstance(value, datetime) and value.tzinfo is CHINA for value in values):
        yield say("china-time", lang)


def _fields(finding: Finding, lang: Language) -> dict[str, object]:
    return {
        "code": finding.code,
        "status": finding.status,
        "severity": finding.severity,
        "actor": finding.actor,
        "basis": finding.basis,
        "params": dict(finding.params),
        "cause": finding.cause(lang),
        "question": finding.question(lang),
        "asks": finding.asks,
        "remedy": finding.remedy(lang),
        "steps": [
            {"text": step.text, "basis": step.basis, "source": step.source and _place(step.source)}
            for step in finding.steps(lang)
        ],
        "links": [{"title": _title(link, lang), "url": link.url} for link in finding.links],
        "sources": [_place(source) for source in finding.sources],
    }


def _place(source: Source) -> dict[str, object]:
    return {"document": source.document, "heading": source.heading, "url": source.url, "date": source.date}


def _title(link: Link, lang: Language) -> str:
    return link.title if lang == "zh" else link.title_en


def _print(findings: Sequence[Finding], lang: Language) -> None:
    screen = console()
    told: set[str] = set()
    for number, finding in enumerate(findings, start=1):
        status = say("part", lang, name=f"{number}. {say(f'finding-{finding.status}', lang)}", content="")
        screen.print(Text(status, _COLOURS[finding.severity]).append(finding.cause(lang), "bold"), hanging=_INDENT)
        indent = _INDENT
        if finding.status is Status.CHECK:
            screen.print(say("part", lang, name=say("if-so", lang), content="").rstrip(), "cyan", indent=indent)
            indent += _INDENT
        for line, hanging in _lines(finding, lang, told):
            screen.print(line, indent=indent, hanging=hanging)
        screen.print()


_INDENT = 3
# Steps begin with "1) ".
_STEP = 3
_NESTED = 2


def _lines(finding: Finding, lang: Language, told: set[str]) -> list[tuple[Text, int]]:
    """Who acts, the steps, where they lead, and the sources; each with what its further lines are indented by.

    The address of a source is left out if it is among those told; else it is told, and added to them.
    """
    actor, severity, basis = (
        say(key, lang) for key in (f"actor-{finding.actor}", f"severity-{finding.severity}", f"basis-{finding.basis}")
    )
    who = f"{actor}    {finding.code} · {severity} · {basis}"
    lines = [(Text(say("part", lang, name=say("who", lang), content=who), "dim"), _NESTED)]
    for number, step in enumerate(finding.steps(lang), start=1):
        line = Text(f"{number}) {step.text}")
        if step.basis is Basis.INFERRED:
            line.append(say("step-inferred", lang), "dim")
        lines.append((line, _STEP))
    if finding.code == "portal-message-unknown":
        lines.append((Text(say("part", lang, name=say("known-messages", lang), content="").rstrip()), 0))
        lines += [(Text(f"  {text}"), _NESTED) for _, _, text in MESSAGES]
    for link in finding.links:
        lines.append((Text(say("part", lang, name=say("link", lang), content=_title(link, lang)), "dim"), _NESTED))
        lines.append((_address(link.url), 0))
    for source in finding.sources:
        parts = (source.title, _heading(source.heading, lang), source.date and date_text(source.date, lang))
        cited = say("part", lang, name=say("source", lang), content=" · ".join(filter(None, parts)))
        lines.append((Text(cited, "dim"), _NESTED))
        if source.url and source.url not in told:
            told.add(source.url)
            lines.append((_address(source.url), 0))
    return lines


def _address(url: str) -> Text:
    """An address on a line of its own, however long: a terminal opens it from there."""
    return Text(f"  {quote(url, safe=_OF_ADDRESSES)}", "dim", whole=True)


# Characters that are not ASCII are percent-encoded: many terminals end an address there.
_OF_ADDRESSES = string.punctuation


def _heading(heading: str, lang: Language) -> str:
    """A heading as it is, but for one that is a name in a program."""
    return say(heading, lang) if heading in WORDS else heading
