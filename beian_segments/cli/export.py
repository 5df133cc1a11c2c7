"""``beian-segments export WHAT --to FILE|-``: a published file, or a text made from it, for another service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import click

from beian_segments import DEFAULT_TABLE
from beian_segments._atomic import atomic_write
from beian_segments.cli.output import force_option, refuse_replacing
from beian_segments.forms.html import input_attributes
from beian_segments.i18n import LANGUAGES, Language
from beian_segments.sql import DIALECTS, sql_check, sql_domain, sql_predicate
from beian_segments.table import SegmentTable
from beian_segments.vendoring import PACKAGED

__all__ = ["export"]

_FILES = {
    "csv": "segments.csv",
    "json": "segments.json",
    "findings": "findings.json",
    "patterns": "patterns.json",
    "vectors": "vectors.json",
    "map": "segment-map.svg",
}
_FORMS: Mapping[str, Callable[[str, SegmentTable, str], str]] = {
    "predicate": sql_predicate,
    "check": sql_check,
    "domain": sql_domain,
}


@click.command()
@click.argument("what", type=click.Choice([*_FILES, "html", "sql"]))
@click.option("--to", "target", type=click.Path(dir_okay=False, allow_dash=True), default="-", show_default=True,
              help="Where to write it; - is standard output.")  # fmt: skip
@click.option("--dialect", type=click.Choice(list(DIALECTS)), help="Of SQL; sql needs it.")
@click.option("--form", type=click.Choice(list(_FORMS)), help="Of SQL: a boolean expression (the default), a "
              "constraint for a table, or a domain.")  # fmt: skip
@click.option("--name", help="Of SQL: the column, or the domain. Default: phone, filing_phone.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Of the element's title. Default: zh.")
@force_option
def export(  # noqa: PLR0913 - one for each option
    *,
    what: str,
    target: str,
    dialect: str | None,
    form: str | None,
    name: str | None,
    lang: Language | None,
    force: bool,
) -> None:
    """Write WHAT for a service that has no use for Python.

    csv, json, findings, patterns, vectors and map are the published files byte for byte, html is an input element, sql
    an expression in a dialect. A file is written whole or not at all, and one that is there replaced only with --force.
    """
    if target != "-":
        refuse_replacing(Path(target), force=force)
    if lang and what != "html":
        raise click.UsageError("--lang goes with html")
    if what == "sql":
        content = _sql(dialect, form or "predicate", name).encode()
    elif dialect or form or name:
        raise click.UsageError("--dialect, --form and --name go with sql")
    else:
        content = _html(lang or "zh").encode() if what == "html" else (PACKAGED / _FILES[what]).read_bytes()
    if target == "-":
        click.echo(content, nl=False)
    else:
        with atomic_write(Path(target)) as file:
            file.write(content)


def _sql(dialect: str | None, form: str, name: str | None) -> str:
    if dialect is None:
        raise click.UsageError(f"sql needs a --dialect: {', '.join(DIALECTS)}")
    try:
        return _FORMS[form](dialect, DEFAULT_TABLE, name or ("filing_phone" if form == "domain" else "phone")) + "\n"
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _html(lang: Language) -> str:
    """An input element for the canonical form, to be copied into a template that no Python fills in."""
    attributes = {"name": "phone", **input_attributes(lang=lang, strict=True), "required": ""}
    written = [f'{name}="{escape(value)}"' if value else name for name, value in attributes.items()]
    return f"<input {' '.join(written)}>\n"
