"""``beian-segments explain``: the rows, sources and second opinion behind an answer."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import click
from rich.text import Text

from beian_segments import DEFAULT_TABLE, SegmentReport, check_segment, match_prefix
from beian_segments._phonenumbers import opinion, version
from beian_segments.cli import output
from beian_segments.cli.output import console, lang_option, say, segment_table, shown, verdict_text
from beian_segments.i18n import Language, caveat_sentence, word
from beian_segments.list_age import list_age
from beian_segments.parsing import LENGTH, read_unfinished
from beian_segments.segment import SEGMENT_DIGITS, Segment
from beian_segments.validator import caveats_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["explain"]


@click.command()
@click.argument("text", metavar="PREFIX-or-NUMBER")
@lang_option
def explain(text: str, lang: Language) -> None:
    """Explain the answer for a number, or for all numbers that begin with a prefix."""
    screen = console()
    screen.print(Text(shown(text), "bold"))
    if digits := read_unfinished(text):
        _explain_digits(digits, screen, lang)
        output.print_notice(list_age(output.today()), screen, lang)
    else:
        _explain_refusal(check_segment(text), screen, lang)


def _explain_refusal(report: SegmentReport, screen: Console, lang: Language) -> None:
    screen.print(verdict_text(report))
    screen.print(Text(report.message(lang)))
    if report.params:
        params = {**report.params, "kind": word("kind", report.params.get("kind", ""), lang)}
        facts = ", ".join(f"{name} {params[name]}" for name in report.params)
        screen.print(Text(say("opinion-params", lang, version=version(), params=facts), "dim"))
    elif report.verdict in ("not-mainland", "not-mobile"):
        screen.print(Text(say("opinion-none", lang, version=version()), "dim"))


def _explain_digits(digits: str, screen: Console, lang: Language) -> None:
    if len(digits) == LENGTH:
        report = check_segment(digits)
        screen.print(verdict_text(report))
        screen.print(Text(report.message(lang)))
    else:
        status = match_prefix(digits).status
        screen.print(Text(status, "bold"))
        screen.print(Text(say(f"status-{status}", lang)))
    path = DEFAULT_TABLE.path(digits)
    if path:
        _print_heading("path", screen, lang)
        screen.print(segment_table(path, lang, decides=path[-1]))
        _print_remarks(path, screen, lang)
    else:
        screen.print(Text(say("no-row", lang)))
    finer = [row for row in DEFAULT_TABLE.under(digits) if row.prefix != digits]
    if finer:
        _print_heading("under", screen, lang)
        screen.print(segment_table(finer, lang))
    _print_sources([*path, *finer], screen, lang)
    # libphonenumber has no opinion on less.
    if len(digits) >= SEGMENT_DIGITS:
        _print_opinion(digits, screen, lang)


def _print_heading(key: str, screen: Console, lang: Language) -> None:
    screen.print()
    screen.print(Text(say(key, lang), "bold"))


def _print_remarks(path: tuple[Segment, ...], screen: Console, lang: Language) -> None:
    remarks: list[tuple[str, str]] = [(caveat, caveat_sentence(caveat, lang)) for caveat in caveats_of(path)]
    remarks += [(row.prefix, row.note) for row in path if row.note]
    for name, content in remarks:
        screen.print(Text("· " + say("part", lang, name=name, content=content)))
    for count in _counts(path):
        screen.print(Text("· " + say("blocks", lang, **count)))


def _counts(rows: Sequence[Segment]) -> list[dict[str, str]]:
    """How many blocks of the rows' segments were in use when, and by which source."""
    prefixes = {row.prefix for row in rows}
    return [line for line in _lines("blocks.csv") if line["prefix"] in prefixes]


def _lines(name: str) -> Iterator[dict[str, str]]:
    content = files("beian_segments.data").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(content.splitlines())


def _print_sources(rows: list[Segment], screen: Console, lang: Language) -> None:
    _print_heading("sources", screen, lang)
    counts = _counts(rows)
    for source in _lines("sources.csv"):
        counted = {count["prefix"] for count in counts if count["source"] == source["id"]}
        citing = [row.prefix for row in rows if source["id"] in row.sources or row.prefix in counted]
        if citing:
            dated = f", {source['dated']}" if source["dated"] else ""
            screen.print(Text(f"· {source['id']} ({', '.join(citing)}): {source['title']}{dated}"), soft_wrap=True)
            screen.print(Text(f"  {source['publisher']} {source['url']}".rstrip(), "dim"), soft_wrap=True)


def _print_opinion(digits: str, screen: Console, lang: Language) -> None:
    view = opinion(digits)
    validity = say({True: "valid", False: "invalid", None: "partly-valid"}[view.valid], lang)
    carrier = ", ".join(name or say("unknown", lang) for name in view.carriers) or say("unknown", lang)
    screen.print()
    screen.print(Text(say("opinion", lang, version=view.version, valid=validity, carrier=carrier), "dim"))
