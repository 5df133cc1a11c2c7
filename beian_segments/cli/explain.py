"""``beian-segments explain``: the rows, sources and second opinion behind an answer."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import click

from beian_segments import DEFAULT_TABLE, SegmentReport, check_segment, match_prefix
from beian_segments._phonenumbers import opinion, version
from beian_segments.cli import output
from beian_segments.cli._help import NOTES
from beian_segments.cli.layout import Screen, Text
from beian_segments.cli.localized import Command, lang_option, say
from beian_segments.cli.output import console, date_text, segment_table, shown, verdict_text
from beian_segments.i18n import Language, Vocabulary, caveat_sentence, word
from beian_segments.list_age import list_age
from beian_segments.parsing import LENGTH, read_unfinished
from beian_segments.segment import SEGMENT_DIGITS, Segment
from beian_segments.validator import caveats_of
from beian_segments.verdicts import PrefixStatus, Verdict

__all__ = ["explain"]

# One word for one thing: a prefix whose numbers are all refused has their verdict.
_VERDICTS: Mapping[str, str] = {PrefixStatus.NOT_LISTED: Verdict.SEGMENT_NOT_LISTED}
# The params whose values are codes that have words.
_VOCABULARIES: Mapping[Language, Mapping[str, Vocabulary]] = {
    "zh": {"kind": "kind", "region": "region"},
    "en": {"kind": "kind"},
}


# What else may be meant; any other refused text is misuse.
_OTHER_NUMBERS = (Verdict.NOT_MAINLAND, Verdict.NOT_MOBILE)


@click.command(cls=Command)
@click.argument("text", metavar="PREFIX-or-NUMBER")
@lang_option
@click.pass_context
def explain(context: click.Context, text: str, lang: Language) -> None:
    """Explain the answer for a number, or for all numbers that begin with a prefix."""
    screen = console()
    screen.print(Text(shown(text), "bold"))
    if digits := read_unfinished(text):
        _explain_digits(digits, screen, lang)
        output.print_notice(list_age(output.today()), screen, lang)
    else:
        report = check_segment(text)
        _explain_refusal(report, screen, lang)
        context.exit(0 if report.verdict in _OTHER_NUMBERS else 2)


def _explain_refusal(report: SegmentReport, screen: Screen, lang: Language) -> None:
    screen.print(verdict_text(report, lang))
    screen.print(Text(report.message(lang)))
    if report.params:
        words = _VOCABULARIES[lang]
        facts = say("between-labels", lang).join(
            f"{say(name, lang)} {word(words[name], value, lang) if name in words else value}"
            for name, value in report.params.items()
        )
        screen.print(Text(say("opinion-params", lang, version=version(), params=facts), "dim"))
    elif report.verdict in ("not-mainland", "not-mobile"):
        screen.print(Text(say("opinion-none", lang, version=version()), "dim"))


def _explain_digits(digits: str, screen: Screen, lang: Language) -> None:
    if len(digits) == LENGTH:
        report = check_segment(digits)
        screen.print(verdict_text(report, lang))
        screen.print(Text(report.message(lang)))
    else:
        status = match_prefix(digits).status
        screen.print(say(f"verdict-{_VERDICTS.get(status, status)}", lang), "bold")
        screen.print(Text(say(f"status-{status}", lang)))
    path = DEFAULT_TABLE.path(digits)
    if path:
        _print_heading("path", screen, lang)
        screen.print_table(segment_table(path, lang, decides=path[-1]))
        _print_remarks(path, screen, lang)
    else:
        screen.print(Text(say("no-row", lang)))
    finer = [row for row in DEFAULT_TABLE.under(digits) if row.prefix != digits]
    if finer:
        _print_heading("under", screen, lang)
        screen.print_table(segment_table(finer, lang))
    _print_sources([*path, *finer], screen, lang)
    # libphonenumber has no opinion on less.
    if len(digits) >= SEGMENT_DIGITS:
        _print_opinion(digits, screen, lang)


def _print_heading(key: str, screen: Screen, lang: Language) -> None:
    screen.print()
    screen.print(Text(say(key, lang), "bold"))


def _print_remarks(path: tuple[Segment, ...], screen: Screen, lang: Language) -> None:
    for caveat in caveats_of(path):
        sentence = caveat_sentence(caveat, lang)
        # The code is an English word.
        _print_item(sentence if lang == "zh" else say("part", lang, name=caveat, content=sentence), screen)
    for row in path:
        if row.note:
            _print_item(
                say("part", lang, name=row.prefix, content=NOTES[row.note] if lang == "zh" else row.note), screen
            )
    for count in _counts(path):
        _print_item(say("blocks", lang, **count), screen)


def _print_item(text: str, screen: Screen) -> None:
    screen.print(f"· {text}", hanging=2)


def _counts(rows: Sequence[Segment]) -> list[dict[str, str]]:
    """How many blocks of the rows' segments were in use when, and by which source."""
    prefixes = {row.prefix for row in rows}
    return [line for line in _lines("blocks.csv") if line["prefix"] in prefixes]


def _lines(name: str) -> Iterator[dict[str, str]]:
    content = files("beian_segments.data").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(content.splitlines())


def _print_sources(rows: list[Segment], screen: Screen, lang: Language) -> None:
    _print_heading("sources", screen, lang)
    counts = _counts(rows)
    for source in _lines("sources.csv"):
        counted = {count["prefix"] for count in counts if count["source"] == source["id"]}
        citing = [row.prefix for row in rows if source["id"] in row.sources or row.prefix in counted]
        if citing:
            name = say("cited", lang, source=source["id"], rows=say("between-labels", lang).join(citing))
            parts = filter(None, (source["title"], source["publisher"], date_text(source["dated"], lang)))
            _print_item(say("part", lang, name=name, content=" · ".join(parts)), screen)
            if source["url"]:
                screen.print(Text(f"  {source['url']}", "dim", whole=True))


def _print_opinion(digits: str, screen: Screen, lang: Language) -> None:
    view = opinion(digits)
    validity = say({True: "valid", False: "invalid", None: "partly-valid"}[view.valid], lang)
    carrier = ", ".join(name or say("unknown", lang) for name in view.carriers) or say("unknown", lang)
    screen.print()
    screen.print(Text(say("opinion", lang, version=view.version, valid=validity, carrier=carrier), "dim"))
