"""``beian-segments find``: the numbers inside texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from beian_segments import find_numbers, mask_number
from beian_segments.cli.output import json_line

__all__ = ["find"]


@click.command()
@click.argument("texts", metavar="TEXT… | -", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line: start, end, number, damage.")
@click.option("--mask", is_flag=True, help="Show 138****8000 instead of the numbers.")
@click.pass_context
def find(context: click.Context, /, texts: tuple[str, ...], as_json: bool, mask: bool) -> None:
    """Print the mobile numbers inside each TEXT, one a line.

    A - reads a text from standard input. In JSON, start and end count code points; of several texts, each object says
    which, from 0.
    The exit code is 0 if something was found, 1 if nothing was, 2 for misuse.
    """
    found = False
    for place, text in enumerate(_given(texts)):
        for match in find_numbers(text):
            number = mask_number(match.number) if mask else match.number
            if as_json:
                where = {"text": place} if len(texts) > 1 else {}
                json_line({**where, "start": match.start, "end": match.end, "number": number, "damage": match.damage})
            else:
                click.echo(number)
            found = True
    context.exit(0 if found else 1)


def _given(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            if sys.stdin is None:
                raise click.UsageError("standard input is closed")
            # As bytes: what is no UTF-8 stands beside the numbers like any other character.
            yield sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
        else:
            yield text
