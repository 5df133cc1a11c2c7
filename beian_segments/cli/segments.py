"""``beian-segments segments``: the packaged table, filtered."""

from __future__ import annotations

import click

from beian_segments import DATA_VERSION, DEFAULT_TABLE
from beian_segments._data import SERVICES
from beian_segments.cli.localized import Command, json_option, lang_option, say
from beian_segments.cli.output import console, json_line, segment_fields, segment_table
from beian_segments.i18n import Language
from beian_segments.segment import SEGMENT_DIGITS

__all__ = ["segments"]

_CARRIERS = sorted({row.carrier for row in DEFAULT_TABLE if row.carrier})


@click.command(cls=Command)
@click.option("--carrier", type=click.Choice(_CARRIERS))
@click.option("--service", type=click.Choice(list(SERVICES)))
@click.option("--published/--unpublished", default=None)
@json_option
@lang_option
def segments(carrier: str | None, service: str | None, published: bool | None, as_json: bool, lang: Language) -> None:
    """Print the rows of the packaged table that pass the filters."""
    rows = [
        row
        for row in DEFAULT_TABLE
        if carrier in (None, row.carrier) and service in (None, row.service) and published in (None, row.published)
    ]
    if as_json:
        for row in rows:
            json_line({**segment_fields(row), "published": row.published, "sources": row.sources, "note": row.note})
        return
    screen = console()
    if rows:
        screen.print_table(segment_table(rows, lang))
    listed = [row.prefix for row in rows if row.published]
    counts = {"count": len(rows), "listed": len(listed), "segments": len({row[:SEGMENT_DIGITS] for row in listed})}
    form = "rows" if len(rows) == 1 or counts["segments"] == len(listed) else "rows-finer"
    screen.print(say(form, lang, **counts, version=DATA_VERSION), "dim")
