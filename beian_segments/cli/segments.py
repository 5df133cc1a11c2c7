"""``beian-segments segments``: the table, filtered."""

from __future__ import annotations

import click

from beian_segments import DATA_VERSION, DEFAULT_TABLE, Segment
from beian_segments._data import SERVICES
from beian_segments.cli.output import console, json_line, lang_option, say, segment_fields, segment_table
from beian_segments.i18n import Language

__all__ = ["segments"]

_CARRIERS = sorted({row.carrier for row in DEFAULT_TABLE if row.carrier})


@click.command()
@click.option("--carrier", type=click.Choice(_CARRIERS), help="Only blocks allocated to this carrier.")
@click.option("--service", type=click.Choice(list(SERVICES)), help="Only blocks of this service.")
@click.option("--published/--unpublished", default=None, help="Only rows that the published list has, or has not.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of a table.")
@lang_option
def segments(carrier: str | None, service: str | None, published: bool | None, as_json: bool, lang: Language) -> None:
    """Show the table: what the published list says, and who each block was allocated to."""
    rows = [
        row
        for row in DEFAULT_TABLE
        if carrier in (None, row.carrier) and service in (None, row.service) and published in (None, row.published)
    ]
    if as_json:
        for row in rows:
            json_line(_fields(row))
        return
    screen = console()
    if rows:
        screen.print(segment_table(rows, lang))
    listed = sum(row.published for row in rows)
    screen.print(say("rows", lang, count=len(rows), listed=listed, version=DATA_VERSION), style="dim")


def _fields(row: Segment) -> dict[str, object]:
    return {**segment_fields(row), "published": row.published, "sources": row.sources, "note": row.note}
