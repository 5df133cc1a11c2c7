"""``beian-segments diagnose``: why the code did not come or was refused, from options, a file or an interview."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

import click
from rich.padding import Padding
from rich.text import Text

from beian_segments.cli.case_file import CaseFileError, read_case
from beian_segments.cli.facts import MOMENT, case_of, fact_options
from beian_segments.cli.interview import interview
from beian_segments.cli.output import console, json_line
from beian_segments.cli.words import lang_option, say
from beian_segments.failures import Case, Finding
from beian_segments.failures import diagnose as diagnose_case
from beian_segments.wording import Language

__all__ = ["diagnose"]

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
