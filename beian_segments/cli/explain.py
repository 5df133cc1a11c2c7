"""``beian-segments explain PREFIX-or-NUMBER``: why this answer."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

import click
from rich.text import Text

from beian_segments import DEFAULT_TABLE, SegmentReport, check_segment, match_prefix
from beian_segments._phonenumbers import opinion, version
from beian_segments.cli import output
from beian_segments.cli.output import console, lang_option, say, segment_table, shown
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
    """Say why a number, or the numbers that begin with a prefix, get the answer they get.

    Shows every row of the table on the way with both layers, their sources, and what libphonenumber says; and that
    the list was last checked too long ago, if so.
    """
    screen = console()
    screen.print(Text(shown(text), "bold"))
    digits = read_unfinished(text)
    if digits:
        _explain_digits(digits, screen, lang)
        output.print_notice(list_age(output.today()), screen, lang)
    else:
        _explain_refusal(check_segment(text), screen, lang)


def _explain_refusal(report: SegmentReport, screen: Console, lang: Language) -> None:
    screen.print(Text(f"✗ {report.verdict}", "red"))
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
        screen.print(
            Text(f"{'✓' if report.supported else '✗'} {report.verdict}", "green" if report.supported else "red")
        )
        screen.print(Text(report.message(lang)))
    else:
        status = match_prefix(digits).status
        screen.print(Text(status, "bold"))
        screen.print(Text(say(f"status-{status}", lang)))
    path = DEFAULT_TABLE.path(digits)
    if path:
        screen.print()
        screen.print(Text(say("path", lang), "bold"))
        screen.print(segment_table(path, lang, decides=path[-1]))
        _print_remarks(path, screen, lang)
    else:
        screen.print(Text(say("no-row", lang)))
    finer = [row for row in DEFAULT_TABLE.under(digits) if row.prefix != digits]
    if finer:
        screen.print()
        screen.print(Text(say("under", lang), "bold"))
        screen.print(segment_table(finer, lang))
    _print_sources([*path, *finer], screen, lang)
    # No second opinion could be had on less.
    if len(digits) >= SEGMENT_DIGITS:
        _print_opinion(digits, screen, lang)


def _print_opinion(digits: str, screen: Console, lang: Language) -> None:
    view = opinion(digits)
    validity = say({True: "valid", False: "invalid", None: "partly-valid"}[view.valid], lang)
    carrier = ", ".join(name or say("unknown", lang) for name in view.carriers) or say("unknown", lang)
    screen.print()
    screen.print(Text(say("opinion", lang, version=view.version, valid=validity, carrier=carrier), "dim"))


def _print_remarks(path: tuple[Segment, ...], screen: Console, lang: Language) -> None:
    for caveat in caveats_of(path):
        screen.print(Text("· " + say("part", lang, name=caveat, content=caveat_sentence(caveat, lang))))
    for row in path:
        if row.note:
            screen.print(Text("· " + say("part", lang, name=row.prefix, content=row.note)))


def _print_sources(rows: list[Segment], screen: Console, lang: Language) -> None:
    content = files("beian_segments.data").joinpath("sources.csv").read_text(encoding="utf-8")
    sources = csv.DictReader(content.splitlines())
    screen.print()
    screen.print(Text(say("sources", lang), "bold"))
    for source in sources:
        citing = [row.prefix for row in rows if source["id"] in row.sources]
        if citing:
            dated = f", {source['dated']}" if source["dated"] else ""
            screen.print(Text(f"· {source['id']} ({', '.join(citing)}): {source['title']}{dated}"), soft_wrap=True)
            screen.print(Text(f"  {source['publisher']} {source['url']}".rstrip(), "dim"), soft_wrap=True)
