"""``beian-segments export``: a published file, an HTML element or SQL, for a service in any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import click

from beian_segments import DEFAULT_TABLE
from beian_segments._atomic import atomic_write
from beian_segments.cli.localized import Command, error_text, force_option
from beian_segments.cli.output import refuse_replacing
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
    "js": "js/beian-segments.mjs",
    "js-types": "js/beian-segments.d.ts",
}
_FORMS: Mapping[str, Callable[[str, SegmentTable, str], str]] = {
    "predicate": sql_predicate,
    "check": sql_check,
    "domain": sql_domain,
}


@click.command(cls=Command)
@click.argument("what", type=click.Choice([*_FILES, "html", "sql"]))
@click.option("--to", type=click.Path(dir_okay=False, allow_dash=True), default="-")
@click.option("--dialect", type=click.Choice(list(DIALECTS)))
@click.option("--form", type=click.Choice(list(_FORMS)))
@click.option("--name")
@click.option("--lang", type=click.Choice(LANGUAGES))
@force_option
def export(what: str, to: str, lang: Language | None, *, force: bool, **of_sql: str | None) -> None:
    """Write a file or a text to a place or to standard output."""
    if to != "-":
        refuse_replacing(Path(to), force=force)
    if lang and what != "html":
        raise click.UsageError(error_text("goes-with", option="--lang", other="html"))
    if what == "sql":
        content = _sql(**of_sql).encode()
    elif any(of_sql.values()):
        raise click.UsageError(error_text("sql-options"))
    else:
        content = _html(lang or "zh").encode() if what == "html" else (PACKAGED / _FILES[what]).read_bytes()
    if to == "-":
        click.echo(content, nl=False)
    else:
        with atomic_write(Path(to)) as file:
            file.write(content)


def _sql(dialect: str | None, form: str | None, name: str | None) -> str:
    if dialect is None:
        raise click.UsageError(error_text("sql-needs-dialect", dialects=", ".join(DIALECTS)))
    try:
        name = name or ("filing_phone" if form == "domain" else "phone")
        return _FORMS[form or "predicate"](dialect, DEFAULT_TABLE, name) + "\n"
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _html(lang: Language) -> str:
    """An input element for the canonical form, to be copied into a template."""
    attributes = {"name": "phone", **input_attributes(lang=lang, strict=True, html_pattern=True), "required": ""}
    written = [f'{name}="{escape(value)}"' if value else name for name, value in attributes.items()]
    return f"<input {' '.join(written)}>\n"
