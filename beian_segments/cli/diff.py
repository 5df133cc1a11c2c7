"""``beian-segments diff OLD NEW``: what changed from one table to another."""

from __future__ import annotations

import click

from beian_segments.cli.changes import print_changes
from beian_segments.cli.table_file import read_table
from beian_segments.cli.words import lang_option, say
from beian_segments.wording import Language

__all__ = ["diff"]


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of words.")
@lang_option
@click.pass_context
def diff(context: click.Context, old: str, new: str, as_json: bool, lang: Language) -> None:
    """Say what changed from one table to another.

    Rows are added, withdrawn, newly listed, relabelled, or changed otherwise. A table is a CSV file in the format of
    data/segments.csv, a folder that has segments.csv (the data folder of a release), or - for standard input. The
    exit code is 0 if the tables are the same, 1 if they differ, 2 for misuse.
    """
    before, after = read_table(old), read_table(new)
    differ = print_changes(before, after, as_json=as_json, same=say("tables-same", lang, count=len(after)), lang=lang)
    context.exit(1 if differ else 0)
