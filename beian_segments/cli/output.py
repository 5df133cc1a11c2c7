"""What the commands share: sentences, options, tables and JSON Lines on standard output, and the rule on old files.

What is said is in ``data/terminal.toml``. Tests replace :func:`today`, so call it through this module.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from beian_segments import Segment, SegmentReport
from beian_segments.cli._data import ERRORS, HELP, WORDS
from beian_segments.i18n import LANGUAGES, Language, language, word
from beian_segments.list_age import ListAge
from beian_segments.redact import printable, shown_path

__all__ = [
    "Refused",
    "console",
    "error_text",
    "force_option",
    "json_line",
    "json_option",
    "lang_option",
    "print_notice",
    "read_input",
    "refuse_replacing",
    "say",
    "segment_fields",
    "segment_table",
    "shown",
    "table",
    "today",
    "verdict_text",
]

C = TypeVar("C", bound=Callable[..., object])

# Wide enough for a line of a table that goes into a file.
_FILE_WIDTH = 120
_LONGEST_SHOWN = 40
_MOST_INPUT = 1 << 24


class Refused(click.ClickException):
    """The input is refused, in one line and without the usage; the exit code is that of misuse."""

    exit_code = 2


def say(key: str, lang: Language, **fields: object) -> str:
    """A word or sentence of the terminal, its fields filled in."""
    return WORDS[key][lang].format(**fields)


def error_text(key: str, **fields: object) -> str:
    """Why something is refused, with the fields filled in."""
    return ERRORS[key].format(**fields)


def lang_option(command: C) -> C:
    """Give a command the option ``--lang``; it receives ``lang`` as one of the known languages.

    It is read before the others, which may have to be refused in that language.
    """
    metavar, text = "|".join(LANGUAGES), HELP["shared"]["lang"]
    return click.option("--lang", metavar=metavar, callback=_parse_language, is_eager=True, help=text)(command)


def _parse_language(_context: click.Context, _option: click.Parameter, tag: str | None) -> Language:
    """The language of a tag, or without one of the POSIX locale; English where that is neither (``C``, ``fr_FR``)."""
    if tag is not None:
        try:
            return language(tag)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "en")
    try:
        return language(locale)
    except ValueError:
        return "en"


def json_option(command: C) -> C:
    """Give a command the option ``--json``; it receives ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help=HELP["shared"]["json"])(command)


def force_option(command: C) -> C:
    """Give a command the option ``--force``; it receives ``force``."""
    return click.option("--force", is_flag=True, help=HELP["shared"]["force"])(command)


def refuse_replacing(path: Path, *, force: bool) -> None:
    """Refuse to write where a file or a link is already, a link to nothing included.

    A device or a pipe is not replaced but written to, so it is not refused.

    Raises:
        click.UsageError: there is one, and no ``force``.
    """
    if not force and (path.is_file() or (path.is_symlink() and not path.exists())):
        raise click.UsageError(error_text("file-exists", path=shown_path(path)))


def read_input(given: str) -> bytes:
    """The content of a file, or of standard input for ``-``.

    Raises:
        Refused: it is not a regular file, which may have no end, or is larger than anything a person would give.
        OSError: the file system's.
    """
    if given == "-":
        if sys.stdin is None:
            raise Refused(error_text("closed", stream="input"))
        content = sys.stdin.buffer.read(_MOST_INPUT + 1)
    else:
        path = Path(given)
        if path.exists() and not path.is_file():
            raise Refused(error_text("no-file", path=shown_path(path)))
        with path.open("rb") as file:
            content = file.read(_MOST_INPUT + 1)
    if len(content) > _MOST_INPUT:
        raise Refused(error_text("too-large", path=shown_path(given), size=_MOST_INPUT))
    return content


def console(*, stderr: bool = False) -> Console:
    """The console of a standard stream, made anew for each command: tests and pipes replace the stream."""
    terminal = Console(stderr=stderr, highlight=False)
    return terminal if terminal.is_terminal else Console(stderr=stderr, highlight=False, width=_FILE_WIDTH)


def shown(text: str) -> str:
    """A text as given, safe for a terminal, and cut where it is long."""
    return printable(text) if len(text) <= _LONGEST_SHOWN else f"{printable(text[:_LONGEST_SHOWN])}…"


def table(*headings: str) -> Table:
    """An empty table with these headings."""
    columns = (Column(heading, overflow="fold") for heading in headings)
    return Table(*columns, box=None, pad_edge=False, header_style="bold")


def verdict_text(report: SegmentReport) -> Text:
    """The verdict with a mark, in the colour of a yes or a no."""
    return Text(f"✓ {report.verdict}", "green") if report.supported else Text(f"✗ {report.verdict}", "red")


def segment_table(segments: Iterable[Segment], lang: Language, *, decides: Segment | None = None) -> Table:
    """Rows with both layers, and a mark at the one that decides."""
    keys = ("segment", "listed", "label", "carrier", "service", "confidence")
    made = table(*(say(key, lang) for key in keys), "")
    for row in segments:
        made.add_row(
            Text(row.prefix),
            Text(say("yes", lang), "green") if row.published else Text(say("no", lang), "yellow"),
            Text(row.published_carrier or "–"),
            Text(word("carrier", row.carrier, lang) if row.carrier else "–"),
            Text(word("service", row.service, lang)),
            Text(word("confidence", row.confidence, lang)),
            Text(say("decides", lang) if row == decides else ""),
        )
    return made


def json_line(answer: Mapping[str, object]) -> None:
    """Print one JSON object on a line; in plain characters where the stream takes them, else escaped."""
    unicode_stream = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    line = json.dumps(answer, ensure_ascii=not unicode_stream)
    # A lone surrogate has no UTF-8 form; as an escape it is still JSON.
    click.echo(line.encode("utf-8", "backslashreplace").decode())


def segment_fields(segment: Segment | None) -> dict[str, object]:
    """The columns of a row that every JSON answer has; all None without a row."""
    return {
        "segment": segment and segment.prefix,
        "published_carrier": segment and segment.published_carrier,
        "carrier": segment and segment.carrier,
        "service": segment and segment.service,
        "confidence": segment and segment.confidence,
    }


def today() -> date:
    """The date by the clock and time zone of this machine."""
    return datetime.now().astimezone().date()


def print_notice(age: ListAge, screen: Console, lang: Language) -> None:
    """Say that a list is stale, if it is."""
    if notice := age.notice(lang):
        screen.print(Text(f"! {notice}", "yellow"), soft_wrap=True)
