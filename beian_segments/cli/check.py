"""``beian-segments check NUMBER… | - | --file FILE``: the verdict on each number."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click
from rich.text import Text

from beian_segments import SegmentReport, check_segment, mask_number
from beian_segments.cli.file_check import check_file, file_options, refuse_options
from beian_segments.cli.output import console, json_line, segment_fields, shown, table
from beian_segments.cli.words import lang_option, say
from beian_segments.wording import Language, word

__all__ = ["check"]


@click.command()
@click.argument("numbers", metavar="NUMBER… | -", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of a table.")
@click.option("--mask", is_flag=True, help="Show 138****8000 instead of the number given.")
@file_options
@lang_option
@click.pass_context
def check(
    context: click.Context, /, numbers: tuple[str, ...], as_json: bool, mask: bool, lang: Language, **of_file: Any
) -> None:
    """Say of each NUMBER whether its segment is on the published list.

    A - reads numbers from standard input, one a line; a table is shown when all have been read, JSON as it comes. The
    exit code is 0 if all are on the list, 1 if some are not, 2 for misuse.

    With --file a whole file is checked, in constant memory: --out gets its rows with the columns verdict, number,
    segment, carrier and service beside them, and a summary is shown. The exit code is then 0 if the file was written.
    """
    if of_file["file"]:
        if numbers or mask:
            raise click.UsageError("--file goes with neither numbers nor --mask")
        check_file(of_file, lang, as_json=as_json)
        return
    refuse_options(of_file)
    if not numbers:
        raise click.UsageError("give numbers, - or --file")
    answers = ((given, check_segment(given)) for given in _given(numbers))
    show = _print_json if as_json else _print_table
    supported = [*show(answers, mask, lang)]
    if not supported:
        raise click.UsageError("standard input has no numbers; give one a line")
    context.exit(0 if all(supported) else 1)


def _given(numbers: Iterable[str]) -> Iterator[str]:
    for number in numbers:
        if number == "-":
            if sys.stdin is None:
                raise click.UsageError("standard input is closed")
            # As bytes: a line that is no UTF-8 is one more text that is no number.
            yield from (line.decode("utf-8", "surrogateescape").rstrip("\r\n") for line in sys.stdin.buffer)
        else:
            yield number


def _print_json(answers: Iterable[tuple[str, SegmentReport]], mask: bool, lang: Language) -> Iterator[bool]:
    for given, report in answers:
        json_line(
            {
                "input": mask_number(given) if mask else given,
                "verdict": report.verdict,
                "supported": report.supported,
                "number": mask_number(report.number) if mask and report.number else report.number,
                **segment_fields(report.segment),
                "caveats": report.caveats,
                "params": dict(report.params),
                "message": report.message(lang),
            }
        )
        yield report.supported


def _print_table(answers: Iterable[tuple[str, SegmentReport]], mask: bool, lang: Language) -> Iterator[bool]:
    rows = table(*(say(key, lang) for key in ("number", "verdict", "carrier", "why")))
    for given, report in answers:
        carrier = report.segment.carrier if report.segment else None
        rows.add_row(
            Text(mask_number(given) if mask else shown(given)),
            Text(f"✓ {report.verdict}", "green") if report.supported else Text(f"✗ {report.verdict}", "red"),
            Text(word("carrier", carrier, lang) if carrier else "–"),
            Text("\n".join([report.message(lang), *(f"· {note}" for note in report.notes(lang))])),
        )
        yield report.supported
    if rows.row_count:
        console().print(rows)
