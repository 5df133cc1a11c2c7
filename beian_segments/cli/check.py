"""``beian-segments check``: numbers given or read from standard input, or a column of a file."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from beian_segments import SegmentReport, check_segment, mask_number
from beian_segments._extras import needed
from beian_segments.cli.layout import Table, Text
from beian_segments.cli.localized import Command, Refused, error_text, json_option, lang_option, say
from beian_segments.cli.output import (
    console,
    json_line,
    refuse_file,
    refuse_replacing,
    segment_fields,
    shown,
    verdict_text,
)
from beian_segments.i18n import Language, word
from beian_segments.redact import shown_path
from beian_segments.verdicts import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from beian_segments.columns import files

    _TextType = click.ParamType[str]
else:
    _TextType = click.ParamType  # cannot be subscripted before click 8.4

__all__ = ["check"]


class _File(_TextType):
    """The path of a file. Click's own type looks on the disk for translations of its name."""

    name = "file"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if os.path.isdir(value):  # noqa: PTH112 - the command that needs no file does without pathlib
            self.fail(error_text("directory", path=shown_path(value)), param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


_FILE = _File()


def _complete_columns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's
    """What has commas between its names, with the last name completed."""
    try:
        from beian_segments.columns.files import ADDED
    except ImportError:
        return []
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in ADDED if name.startswith(last)]


@click.command(cls=Command)
@click.argument("numbers", metavar="NUMBER… | -", nargs=-1)
@json_option
@click.option("--mask", is_flag=True)
@click.option("--file", type=_FILE)
@click.option("--column")
@click.option("--out", type=_FILE)
@click.option("--prefix")
@click.option("--encoding", metavar="NAME")
@click.option("--out-encoding", metavar="NAME")
@click.option("--delimiter", metavar="CHARACTER")
@click.option("--header-row", metavar="N", type=click.IntRange(min=1))
@click.option("--sheet", metavar="NAME")
@click.option("--recover", is_flag=True)
@click.option("--no-message", is_flag=True)
@click.option("--columns", metavar="NAME,…", shell_complete=_complete_columns)
@click.option("--force", is_flag=True)
@click.option("--plot", is_flag=True)
@lang_option
@click.pass_context
def check(
    context: click.Context, /, numbers: tuple[str, ...], as_json: bool, mask: bool, lang: Language, **of_file: Any
) -> None:
    """Check numbers or, with ``--file``, a file of them."""
    if numbers:
        refuse_file("is-file", numbers)
    if of_file["file"]:
        if numbers or mask:
            raise click.UsageError(error_text("file-goes-alone"))
        _check_file(of_file, lang, as_json=as_json)
        return
    if given := [name.replace("_", "-") for name, value in of_file.items() if value]:
        raise click.UsageError(error_text("goes-with", option=f"--{given[0]}", other="--file"))
    if not numbers:
        raise click.UsageError(error_text("no-numbers"))
    answers = ((number, check_segment(number)) for number in _read_numbers(numbers))
    supported = [*(_print_json if as_json else _print_table)(answers, mask, lang)]
    if not supported:
        raise click.UsageError(error_text("no-lines"))
    context.exit(0 if all(supported) else 1)


# Single numbers


def _read_numbers(arguments: Iterable[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "-":
            if sys.stdin is None:
                raise click.UsageError(error_text("closed-input"))
            # As bytes: a line that is not UTF-8 is a text that is not a number.
            yield from (line.decode("utf-8", "surrogateescape").rstrip("\r\n") for line in sys.stdin.buffer)
        else:
            yield argument


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
    rows = Table(*(say(key, lang) for key in ("number", "verdict", "carrier", "why")))
    for given, report in answers:
        carrier = report.segment.carrier if report.segment else None
        rows.add_row(
            Text(mask_number(given) if mask else shown(given)),
            verdict_text(report, lang),
            Text(word("carrier", carrier, lang) if carrier else "–"),
            Text("\n".join([report.message(lang), *(f"· {note}" for note in report.notes(lang))])),
        )
        yield report.supported
    if rows.row_count:
        console().print_table(rows)


# Files

_BAR_WIDTH = 40

# How most files are read, and those of formats that have neither.
_NOT_WORTH_SAYING = (("utf-8", ","), (None, None))

# Longer than a host name may be: "idna" and "punycode" are of names, and must not pass.
_SAMPLE = "number,name\n" * 8


def _check_file(options: Mapping[str, Any], lang: Language, *, as_json: bool) -> None:
    for name in ("column", "out"):
        if not options[name]:
            raise click.UsageError(error_text("file-needs", option=name))
    from pathlib import Path

    source, out = Path(options["file"]), Path(options["out"])
    refuse_replacing(out, force=options["force"])
    _import_packages(source, out)
    import pyarrow as pa

    from beian_segments.columns import files

    # Its handlers would take the place of this program's.
    pa.enable_signal_handlers(False)
    try:
        with _progress_bar(lang) as progress:
            counts = files.check_file(
                source,
                options["column"],
                out,
                prefix=options["prefix"] or "",
                encoding=_encoding("encoding", options["encoding"]),
                out_encoding=_encoding("out-encoding", options["out_encoding"]),
                delimiter=_delimiter(options["delimiter"]),
                header_row=options["header_row"],
                sheet=options["sheet"],
                recover=options["recover"],
                lang=None if options["no_message"] else lang,
                columns=_columns(options),
                progress=progress,
            )
    except files.FileError as error:
        raise Refused(_in_chinese(error) if lang == "zh" else str(error)) from None
    except ImportError as error:
        raise _missing(error) from None
    summary = _summary(counts)
    if as_json:
        json_line(summary)
    else:
        _print_summary(summary, lang, plot=options["plot"])
        console().print()
        console().print(Text(say("written", lang, path=shown_path(out)), whole=True))


_PACKAGES = {"columns": ("numpy", "pyarrow"), "excel": ("numpy", "pyarrow", "python_calamine", "xlsxwriter")}


def _import_packages(source: Path, out: Path) -> None:
    """Import what the formats need, so that one extra with all of it is named if something is missing."""
    extra = "excel" if ".xlsx" in (source.suffix.lower(), out.suffix.lower()) else "columns"
    try:
        for package in _PACKAGES[extra]:
            needed(package, extra)
    except ImportError as error:
        # A file that is not there is told first.
        source.stat()
        raise _missing(error) from None


def _missing(error: ImportError) -> Refused:
    if extra := re.search(r"beian-segments\[(\w+)\]", str(error)):
        return Refused(error_text("no-package", package=error.name, extra=extra[1]))
    return Refused(str(error))


def _in_chinese(error: files.FileError) -> str:
    """What is wrong with a file in Chinese, but for a reason that has no Chinese."""
    from beian_segments.cli._help import PLACE, REASONS

    reason = error.reason
    for english, chinese in REASONS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(english))
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            reason = chinese.format(**found.groupdict())
            break
    place = PLACE["path" if error.line is None else "line"]
    return place.format(path=shown_path(error.path), line=error.line, reason=reason)


def _columns(options: Mapping[str, Any]) -> list[str] | None:
    """The columns to add; None is all."""
    if options["columns"] is None:
        return None
    from beian_segments.columns.files.checking import ADDED, present_columns

    names = [name.strip() for name in options["columns"].split(",")]
    if not {*names} <= {*present_columns(recover=options["recover"], has_message=not options["no_message"])}:
        raise click.UsageError(error_text("columns", names=", ".join(ADDED)))
    return names


def _delimiter(given: str | None) -> str | None:
    """One character; a tab may be written as a word, since a shell makes typing one hard."""
    delimiter = "\t" if given in ("tab", "\\t") else given
    if delimiter and (len(delimiter) > 1 or not delimiter.isascii() or delimiter in '"\r\n\0'):
        raise click.UsageError(error_text("delimiter"))
    return delimiter or None


def _encoding(option: str, name: str | None) -> str | None:
    """The name of an encoding, if texts in it can be joined as the chunks of a file are."""
    if not name:
        return None
    try:
        twice = (_SAMPLE.encode(name) * 2).decode(name)
    except LookupError:
        raise click.UsageError(error_text("encoding-unknown", option=option)) from None
    except ValueError:
        twice = ""
    # An encoding that begins with a mark has two marks now.
    if twice.replace("\ufeff", "") != _SAMPLE * 2:
        raise click.UsageError(error_text("encoding-unsuitable", option=option))
    return name


@contextmanager
def _progress_bar(lang: Language) -> Generator[Callable[[files.Progress], object]]:
    """A bar on standard error if that is a terminal, else nothing."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    needed("rich", "cli")
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.fields[rows]}"), TimeRemainingColumn())
    place = Console(stderr=True, force_terminal=True, width=screen.width)
    with Progress(*columns, console=place, transient=True) as bar:
        task = bar.add_task("", total=None, rows="")

        def show(progress: files.Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            speed = int(progress.rows / elapsed) if elapsed else 0
            text = say("progress", lang, rows=progress.rows, speed=speed)
            bar.update(task, total=progress.total, completed=progress.done, rows=text)

        yield show
    sys.stderr.flush()


def _summary(counts: files.Counts) -> dict[str, Any]:
    return {
        "rows": counts.rows,
        "null": counts.verdicts[None],
        "verdicts": {verdict: counts.verdicts[verdict] for verdict in Verdict if counts.verdicts[verdict]},
        "carriers": {str(name): count for name, count in counts.carriers.most_common()},
        "segments": {str(name): count for name, count in sorted(counts.segments.items(), key=str)},
        "damages": {str(name): count for name, count in counts.damages.items()},
        "recovered": counts.recovered,
        "encoding": counts.encoding,
        "delimiter": counts.delimiter,
    }


def _print_summary(summary: Mapping[str, Any], lang: Language, *, plot: bool) -> None:
    screen = console()
    nulls = say("of-them-null", lang, null=summary["null"]) if summary["null"] else ""
    screen.print(say("checked", lang, count=summary["rows"]) + nulls)
    if (read_as := (summary["encoding"], summary["delimiter"])) not in _NOT_WORTH_SAYING:
        encoding, delimiter = read_as
        delimiter = say("tab", lang) if delimiter == "\t" else delimiter
        screen.print(say("read-as", lang, encoding=encoding, delimiter=delimiter))
    if summary["recovered"]:
        screen.print(say("recovered", lang, count=summary["recovered"]))
    for heading in ("verdict", "carrier", "segment", "damage"):
        found: Mapping[str, int] = summary[f"{heading}s"]
        if not found:
            continue
        most = max(found.values())
        rows = Table(say(heading, lang), say("count", lang), *([""] if plot else []), right=(1,))
        for code, count in found.items():
            bar = [Text("█" * round(_BAR_WIDTH * count / most), "green")] if plot else []
            rows.add_row(Text(_name(heading, code, lang)), Text(f"{count:,}"), *bar)
        screen.print()
        screen.print_table(rows)


def _name(heading: str, code: str, lang: Language) -> str:
    if heading == "carrier":
        return word("carrier", code, lang)
    return code if heading == "segment" else say(f"{heading}-{code}", lang)
