"""``beian-segments import-html FILE | -``: what a provider's help page changes in the published list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from beian_segments import DEFAULT_TABLE
from beian_segments._atomic import atomic_write
from beian_segments.cli.diff import print_changes
from beian_segments.cli.output import Refused, force_option, lang_option, refuse_replacing, say
from beian_segments.i18n import Language
from tools.page_text import LARGEST
from tools.provider_page import PageError, read_page
from tools.published_layer import published_layer_csv, with_published_layer

__all__ = ["import_html"]


@click.command("import-html")
@click.argument("page", metavar="FILE | -")
@click.option("--to", metavar="FILE | -", help="Write the published layer that follows as CSV; - shows nothing else.")
@force_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of words.")
@lang_option
@click.pass_context
def import_html(  # noqa: PLR0913 - one for each option
    context: click.Context, *, page: str, to: str | None, force: bool, as_json: bool, lang: Language
) -> None:
    """Read the table of segments in a provider's help page and say what it changes in the published list.

    FILE is the page as saved, in UTF-8 or GBK. The table needs a heading for carriers and one for segments. The
    exit code is 0 if the page lists what the packaged table does, 1 if it does not, 2 for misuse and for a page that
    is not understood. The packaged table stays as it is.
    """
    if to == "-" and as_json:
        raise click.UsageError("--to - and --json both write to standard output; give --to a file")
    if to not in (None, "-"):
        refuse_replacing(Path(to), force=force)
    try:
        listed = read_page(_content(page))
    except PageError as error:
        raise Refused(f"{'<stdin>' if page == '-' else page}: {error}") from None
    after = with_published_layer(DEFAULT_TABLE, listed)
    if to == "-":
        click.echo(published_layer_csv(after), nl=False)
        context.exit(1 if after != DEFAULT_TABLE else 0)
    if to:
        with atomic_write(Path(to)) as file:
            file.write(published_layer_csv(after).encode())
    same = say("page-same", lang, count=sum(row.published for row in listed))
    differ = print_changes(DEFAULT_TABLE, after, as_json=as_json, same=same, lang=lang)
    context.exit(1 if differ else 0)


def _content(page: str) -> bytes:
    # Not without end: what is too large is refused by its size.
    if page != "-":
        with Path(page).open("rb") as file:
            return file.read(LARGEST + 1)
    if sys.stdin is None:
        raise Refused("standard input is closed")
    return sys.stdin.buffer.read(LARGEST + 1)
