"""``beian-segments check --file``: a whole file, with a bar on the way and a summary at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from beian_segments.cli.output import Refused, console, json_line, table
from beian_segments.cli.target import refuse_replacing
from beian_segments.cli.words import say
from beian_segments.verdicts import Verdict
from beian_segments.wording import Language, word

if TYPE_CHECKING:
    from beian_segments.columns import files

__all__ = ["check_file", "file_options", "refuse_options"]

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
        from beian_segments.columns.extra import needed

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
    screen.quiet = not screen.is_terminal  # rich before 14.3 ends even a disabled bar with an empty line
    columns = (BarColumn(), TextColumn("{task.fields[rows]}"), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=screen.quiet) as bar:
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
