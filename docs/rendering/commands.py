"""What ``beian-segments COMMAND --help`` says."""

from __future__ import annotations

from beian_segments.cli.app import app
from beian_segments.cli.localized import set_language
from rendering.markdown import code

__all__ = ["commands"]

_WIDTH = 80


def commands() -> str:
    """The help of every command, a heading each."""
    above = app.context_class(app, info_name="beian-segments")
    set_language(above, ["--lang", "en"])
    entries = []
    for name in app.list_commands(above):
        command = app.get_command(above, name)
        assert command  # noqa: S101 - it is listed
        context = command.context_class(command, info_name=name, parent=above, terminal_width=_WIDTH)
        entries.append(f"## {code(name)}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(entries) + "\n"
