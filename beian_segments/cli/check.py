"""``beian-segments check``"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from beian_segments import SegmentReport, check_segment, mask_number
from beian_segments.cli.output import (
    Refused,
    console,
    json_line,
    lang_option,
    refuse_replacing,
    say,
    segment_fields,
    shown,
    table,
)
from beian_segments.i18n import Language, word
from beian_segments.verdicts import Verdict

if TYPE_CHECKING:
    from beian_segments.columns import files

__all__ = [
    "check",
    "check_file",
    "file_options",
    "refuse_options",
]

C = TypeVar("C", bound=Callable[..., object])

_BAR = 40

# Longer than a name in a network may be.
_TRIAL = "number,name\n" * 8
_ONLY_WITH_FILE = ("column", "out", "prefix", "encoding", "force", "plot")


def file_options(command: C) -> C:
    """Give a command the options of a file."""
    path = click.Path(path_type=Path, dir_okay=False)
    for option in reversed(
        (
            click.option("--file", type=path, help="Check a file: .parquet, .csv, .jsonl, the latter two also .gz."),
            click.option("--column", help="With --file: the column of numbers."),
            click.option("--out", type=path, help="With --file: the file to write, of the same format."),
            click.option("--prefix", help="With --file: put this before the names of the new columns."),
            click.option("--encoding", help="With --file: that of a CSV file, gb18030 say. Default: utf-8."),
            click.option("--force", is_flag=True, help="With --file: replace the file to write if it is there."),
            click.option("--plot", is_flag=True, help="With --file: draw the summary."),
        )
    ):
        command = option(command)
    return command


def refuse_options(options: Mapping[str, Any]) -> None:
    """Refuse the options of a file where there is none."""
    if given := [name for name in _ONLY_WITH_FILE if options[name]]:
        raise click.UsageError(f"--{given[0]} goes with --file")


def check_file(options: Mapping[str, Any], lang: Language, *, as_json: bool) -> None:
    """Check the file of the options of :func:`file_options`, and print what came of it."""
    for name in ("column", "out"):
        if not options[name]:
            raise click.UsageError(f"--file needs --{name}")
    refuse_replacing(options["out"], force=options["force"])
    try:
        from beian_segments._extras import needed

        for package in ("numpy", "pyarrow"):
            needed(package)
    except ImportError as error:
        raise Refused(str(error)) from None
    from beian_segments.columns import files

    try:
        with _bar(lang) as progress:
            counts = files.check_file(
                options["file"],
                options["column"],
                options["out"],
                prefix=options["prefix"] or "",
                encoding=_encoding(options["encoding"] or "utf-8"),
                progress=progress,
            )
    except files.FileError as error:
        raise Refused(str(error)) from None
    if as_json:
        json_line(_summary(counts))
    else:
        _print(counts, lang, plot=options["plot"])


def _encoding(name: str) -> str:
    usual = "utf-8 and gb18030 are the usual ones"
    try:
        twice = (_TRIAL.encode(name) * 2).decode(name)
    except LookupError:
        raise click.UsageError(f"--encoding is not known; {usual}") from None
    except ValueError:
        twice = ""
    # Some are of names in a network, where the whole counts; some begin with a mark, and then there are two.
    if twice.replace("\ufeff", "") != _TRIAL * 2:
        raise click.UsageError(f"--encoding is no encoding of files; {usual}")
    return name


@contextmanager
def _bar(lang: Language) -> Generator[Callable[[files.Progress], object]]:
    """A bar on a terminal's standard error, nothing elsewhere."""
    screen = Console(stderr=True)
    columns = (BarColumn(), TextColumn("{task.fields[rows]}"), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=None, rows="")

        def show(progress: files.Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            speed = int(progress.rows / elapsed) if elapsed else 0
            text = say("progress", lang, rows=f"{progress.rows:,}", speed=f"{speed:,}")
            bar.update(task, total=progress.total, completed=progress.done, rows=text)

        yield show
    sys.stderr.flush()


def _summary(counts: files.Counts) -> dict[str, object]:
    return {
        "rows": counts.rows,
        "null": counts.verdicts[None],
        "verdicts": {verdict: counts.verdicts[verdict] for verdict in Verdict if counts.verdicts[verdict]},
        "carriers": {str(name): count for name, count in counts.carriers.most_common()},
        "segments": {str(name): count for name, count in sorted(counts.segments.items(), key=str)},
    }


def _print(counts: files.Counts, lang: Language, *, plot: bool) -> None:
    summary = _summary(counts)
    screen = console()
    screen.print(say("checked", lang, rows=f"{counts.rows:,}", null=f"{counts.verdicts[None]:,}"))
    names: dict[str, Callable[[str], str]] = {
        "verdict": str,
        "carrier": lambda code: word("carrier", code, lang),
        "segment": str,
    }
    for heading, name in names.items():
        found: Any = summary[f"{heading}s"]
        if not found:
            continue
        most = max(found.values())
        rows = table(say(heading, lang), say("count", lang), *([""] if plot else []))
        for code, count in found.items():
            bar = [Text("█" * round(_BAR * count / most), "green")] if plot else []
            rows.add_row(Text(name(code)), Text(f"{count:,}", justify="right"), *bar)
        screen.print()
        screen.print(rows)


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
