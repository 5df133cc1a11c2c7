"""What the commands share: tables and JSON Lines on standard output, input, and the rule on old files.

What is said is in ``data/terminal.toml``. Tests replace :func:`today`, so call it through this module.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from beian_segments.cli.layout import Screen, Table, Text
from beian_segments.cli.localized import Refused, error_text, say
from beian_segments.i18n import Language, word
from beian_segments.redact import printable, shown_path

if TYPE_CHECKING:
    from pathlib import Path

    from beian_segments import Segment, SegmentReport
    from beian_segments.list_age import ListAge

__all__ = [
    "console",
    "date_text",
    "json_line",
    "print_notice",
    "read_input",
    "refuse_file",
    "refuse_replacing",
    "segment_fields",
    "segment_table",
    "shown",
    "today",
    "verdict_text",
]

_LONGEST_SHOWN = 40
_MOST_INPUT = 1 << 24


# A folder may have a file that is named like a number.
_FILE_NAME = re.compile(r"[^\n]*\.[A-Za-z]\w*")


def refuse_file(key: str, given: Iterable[str]) -> None:
    """Refuse the name of a file that is there where a text is wanted.

    Args:
        key: what to say.
        given: the texts.

    Raises:
        click.UsageError: one is such a name.
    """
    for text in given:
        if _FILE_NAME.fullmatch(text) and os.path.isfile(text):  # noqa: PTH113 - without pathlib, which takes time
            raise click.UsageError(error_text(key, path=shown_path(text)))


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
            raise Refused(error_text("closed-input"))
        content = sys.stdin.buffer.read(_MOST_INPUT + 1)
    else:
        from pathlib import Path

        path = Path(given)
        if path.exists() and not path.is_file():
            raise Refused(error_text("no-file", path=shown_path(path)))
        with path.open("rb") as file:
            content = file.read(_MOST_INPUT + 1)
    if len(content) > _MOST_INPUT:
        raise Refused(error_text("too-large", path=shown_path(given), size=_MOST_INPUT))
    return content


def console(*, stderr: bool = False) -> Screen:
    """A standard stream, made anew for each command: tests and pipes replace it."""
    return Screen(stderr=stderr)


def shown(text: str) -> str:
    """A text as given, safe for a terminal, and cut where it is long."""
    return printable(text) if len(text) <= _LONGEST_SHOWN else f"{printable(text[:_LONGEST_SHOWN])}…"


def verdict_text(report: SegmentReport, lang: Language) -> Text:
    """The verdict with a mark, in the colour of a yes or a no."""
    name = say(f"verdict-{report.verdict}", lang)
    return Text(f"✓ {name}", "green") if report.supported else Text(f"✗ {name}", "red")


def segment_table(segments: Iterable[Segment], lang: Language, *, decides: Segment | None = None) -> Table:
    """Rows with both layers, and a mark at the one that decides."""
    keys = ("segment", "listed", "label", "carrier", "service", "confidence")
    made = Table(*(say(key, lang) for key in keys), "")
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
    import json

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


def print_notice(age: ListAge, screen: Screen, lang: Language) -> None:
    """Say that a list is stale, if it is."""
    if notice := age.notice(lang):
        screen.print(f"! {notice}", "yellow", hanging=2)


def date_text(date: str, lang: Language) -> str:
    """A date of ``sources.csv``, which is an ISO date, or a phrase with one or two."""
    if date.startswith("after "):
        return say("date-after", lang, date=date.removeprefix("after "))
    if date.endswith(" or later"):
        return say("date-or-later", lang, date=date.removesuffix(" or later"))
    begin, to, end = date.partition(" to ")
    return say("date-to", lang, date=begin, end=end) if to else date
