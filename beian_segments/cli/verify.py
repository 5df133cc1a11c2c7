"""``beian-segments verify``: whether a copy of the data files is complete, unchanged and current."""

from __future__ import annotations

from pathlib import Path

import click

from beian_segments import vendoring
from beian_segments.cli import output
from beian_segments.cli.layout import Table, Text
from beian_segments.cli.localized import Command, Refused, error_text, json_option, lang_option, say
from beian_segments.cli.output import console, json_line
from beian_segments.i18n import Language
from beian_segments.list_age import ListAge, list_age
from beian_segments.redact import printable, shown_path

__all__ = ["verify"]

_COLOURS = {"same": "green", "differs": "red", "missing": "red"}


@click.command(cls=Command)
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), required=False)
@json_option
@lang_option
@click.pass_context
def verify(context: click.Context, folder: Path | None, as_json: bool, lang: Language) -> None:
    """Verify a folder of data files, by default the packaged ones."""
    try:
        found = vendoring.verify(folder or vendoring.PACKAGED)
    except FileNotFoundError:
        if folder is not None and folder.is_dir():
            raise Refused(error_text("no-release-file", folder=shown_path(folder))) from None
        raise
    age = None if found.list_checked is None else list_age(output.today(), checked=found.list_checked)
    if as_json:
        _print_json(found, age)
    else:
        _print_table(found, age, lang)
    context.exit(0 if found.sound else 1)


def _print_json(found: vendoring.Verification, age: ListAge | None) -> None:
    for name, state in found.files.items():
        json_line({"file": name, "state": state})
    json_line(
        {
            "sound": found.sound,
            "problems": found.problems,
            "data_version": found.data_version,
            "release": found.release,
            "list_checked": age and str(age.checked),
            "list_age_days": age and age.days,
            "stale": age and age.stale,
        }
    )


def _print_table(found: vendoring.Verification, age: ListAge | None, lang: Language) -> None:
    screen = console()
    rows = Table(say("file", lang), say("state", lang))
    for name, state in found.files.items():
        rows.add_row(Text(name), Text(say(f"state-{state}", lang), _COLOURS[state]))
    if rows.row_count:
        screen.print_table(rows)
    for problem in found.problems:
        screen.print(Text(printable(problem), "red"))
    if found.data_version is not None:
        key = "version-same" if found.data_version == found.release else "version-other"
        version = printable(found.data_version)
        screen.print(Text(say(key, lang, version=version, release=found.release), "dim"))
    if age is not None:
        output.print_notice(age, screen, lang)
    screen.print(say("sound" if found.sound else "unsound", lang), "green" if found.sound else "red")
