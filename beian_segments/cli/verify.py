"""``beian-segments verify [DIR]``: is a vendored copy of the data whole, sound and current?"""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from beian_segments.cli import output
from beian_segments.cli.output import console, json_line, lang_option, say, table
from beian_segments.i18n import Language
from beian_segments.list_age import ListAge, list_age
from beian_segments.vendoring import PACKAGED, Verification
from beian_segments.vendoring import verify as verification_of

__all__ = ["verify"]

_STYLES = {"same": "green", "differs": "red", "missing": "red"}


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=PACKAGED)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line instead of a table.")
@lang_option
@click.pass_context
def verify(context: click.Context, folder: Path, as_json: bool, lang: Language) -> None:
    """Check a copy of the data files in DIR, or the packaged ones.

    Checksums are those of its SHA256SUMS, and of this release where the copy says it is of the same version. The exit
    code is 0 if all is well, 1 if a file differs, is missing or holds no table, 2 for misuse. A list that was last
    checked too long ago is told, and is no fault of the files.
    """
    found = verification_of(folder)
    age = None if found.list_checked is None else list_age(output.today(), checked=found.list_checked)
    if as_json:
        _print_json(found, age)
    else:
        _print_table(found, age, lang)
    context.exit(0 if found.sound else 1)


def _print_json(found: Verification, age: ListAge | None) -> None:
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


def _print_table(found: Verification, age: ListAge | None, lang: Language) -> None:
    screen = console()
    rows = table(say("file", lang), say("state", lang))
    for name, state in found.files.items():
        rows.add_row(Text(name), Text(say(f"state-{state}", lang), _STYLES[state]))
    if rows.row_count:
        screen.print(rows)
    for problem in found.problems:
        screen.print(Text(problem, "red"))
    if found.data_version is not None:
        which = "same" if found.data_version == found.release else "other"
        screen.print(say(f"version-{which}", lang, version=found.data_version, release=found.release), style="dim")
    if age is not None:
        output.print_notice(age, screen, lang)
    screen.print(say("sound" if found.sound else "unsound", lang), style="green" if found.sound else "red")
