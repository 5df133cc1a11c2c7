"""How answers reach the terminal: tables for people, JSON Lines for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from beian_segments import Segment
from beian_segments.cli.words import say
from beian_segments.wording import Language, word

__all__ = ["Refused", "console", "json_line", "printable", "segment_fields", "segment_table", "shown", "table"]

# Wide enough for a line of a table that goes into a file.
_FILE_WIDTH = 120
_LONGEST_SHOWN = 40


class Refused(click.ClickException):
    """What was given is refused, in one line; misuse, as far as the exit code goes."""

    exit_code = 2


def console() -> Console:
    """The console of standard output, made anew for each command: tests and pipes replace the stream."""
    terminal = Console(highlight=False)
    return terminal if terminal.is_terminal else Console(highlight=False, width=_FILE_WIDTH)


def printable(text: str) -> str:
    """A text as given, safe for a terminal: what does not print becomes an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(text: str) -> str:
    """A text as given, safe for a terminal, and cut where it is long."""
    return printable(text) if len(text) <= _LONGEST_SHOWN else f"{printable(text[:_LONGEST_SHOWN])}…"


def json_line(answer: Mapping[str, object]) -> None:
    """Print one JSON object on a line; in plain characters where the stream takes them, else escaped."""
    unicode_stream = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    line = json.dumps(answer, ensure_ascii=not unicode_stream)
    # A lone surrogate has no UTF-8 form; as an escape it is still JSON.
    click.echo(line.encode("utf-8", "backslashreplace").decode())


def table(*headings: str) -> Table:
    """An empty table with these headings."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def segment_fields(segment: Segment | None) -> dict[str, object]:
    """What a program wants to know of a row."""
    return {
        "segment": segment and segment.prefix,
        "published_carrier": segment and segment.published_carrier,
        "carrier": segment and segment.carrier,
        "service": segment and segment.service,
        "confidence": segment and segment.confidence,
    }


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
