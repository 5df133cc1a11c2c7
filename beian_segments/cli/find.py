"""``beian-segments find``: the numbers inside texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from beian_segments import find_numbers, mask_number
from beian_segments.cli.localized import Command, error_text, json_option, lang_option
from beian_segments.cli.output import json_line, refuse_file
from beian_segments.i18n import Language

__all__ = ["find"]


@click.command(cls=Command)
@click.argument("texts", metavar="TEXT… | -", nargs=-1, required=True)
@json_option
@click.option("--mask", is_flag=True)
@lang_option
@click.pass_context
def find(context: click.Context, /, texts: tuple[str, ...], as_json: bool, mask: bool, lang: Language) -> None:  # noqa: ARG001 - of errors
    """``beian-segments find TEXT… | -``."""
    refuse_file("is-file-of-texts", texts)
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
                raise click.UsageError(error_text("closed-input"))
            # As bytes: what is no UTF-8 stands beside the numbers like any other character.
            yield sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
        else:
            yield text
