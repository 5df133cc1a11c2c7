"""What ``beian-segments COMMAND --help`` says."""

from __future__ import annotations

import click
from click.testing import CliRunner

from beian_segments.cli.app import app
from beian_segments.i18n import Language
from rendering.markdown import code

__all__ = ["commands"]

_WIDTH = "80"


def commands(lang: Language) -> str:
    """The help of every command, a heading each."""
    names = app.list_commands(click.Context(app))
    return "\n\n".join(f"## {code(name)}\n\n```text\n{_help(name, lang)}\n```" for name in names) + "\n"


def _help(name: str, lang: Language) -> str:
    runner = CliRunner(env={"COLUMNS": _WIDTH})
    asked = [name, "--lang", lang, "--help"]
    return runner.invoke(
        app, asked, prog_name="beian-segments", terminal_width=int(_WIDTH), catch_exceptions=False
    ).output.rstrip()
