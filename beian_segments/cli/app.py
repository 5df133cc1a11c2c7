"""The program: its commands, imported when they are used, and what all of them do on errors and signals."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from beian_segments.cli._data import FRAME
from beian_segments.cli.localized import (
    Command,
    Refused,
    current_language,
    error_text,
    lang_option,
    misuse_of,
    set_language,
    short_help,
    write_list,
)
from beian_segments.cli.signals import INTERRUPTED, ended_by_signals
from beian_segments.i18n import Language
from beian_segments.redact import shown_path

__all__ = ["app"]

# Each is the function of that name in the module of that name.
_COMMANDS = ("check", "diagnose", "diff", "explain", "export", "find", "segments", "verify")

# What a shell reports of a program that a closed pipe has ended.
_BROKEN_PIPE = 141


class _App(Command, click.Group):
    """Says in one line what the system refused; no word on misuse shows a number that was given."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted({*_COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(import_module(f"beian_segments.cli.{cmd_name}"), cmd_name))
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        # From the data: no command is imported to be listed.
        lang = current_language(ctx)
        rows = [(name, short_help(name, lang)) for name in self.list_commands(ctx)]
        write_list(formatter, FRAME["commands"][lang], rows, lang)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        set_language(ctx, args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(error_text("no-such-command", commands=", ".join(self.list_commands(ctx))))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        if sys.stdout is None:
            with misuse_of(ctx):
                ctx.fail(error_text("closed-output"))
        try:
            try:
                with ended_by_signals(), misuse_of(ctx):
                    return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # The reader is gone; what is still buffered must not be written again at exit.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends
            raise click.exceptions.Exit(_BROKEN_PIPE) from None
        except KeyboardInterrupt:
            # By default click exits with 1, which here is an answer.
            raise click.exceptions.Exit(INTERRUPTED) from None
        except OSError as error:
            raise Refused(_refused_by_system(error, current_language(ctx))) from None


def _refused_by_system(error: OSError, lang: Language) -> str:
    """What the system refused, in Chinese as far as there are words for it."""
    place = error_text("output") if error.filename is None else shown_path(error.filename)
    if lang != "zh":
        return f"{place}: {error.strerror}"
    import errno

    from beian_segments.cli._help import PLACE, SYSTEM

    symbol = errno.errorcode.get(error.errno or 0, "")
    if symbol == "ENOENT" and not os.path.isdir(os.path.dirname(os.path.abspath(error.filename or ""))):  # noqa: PTH100, PTH112, PTH120 - the name may be bytes
        symbol = "ENOENT-folder"
    return PLACE["path"].format(path=place, reason=SYSTEM.get(symbol, error.strerror))


def _show_version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"beian-segments {version('beian-segments')}")
        context.exit()


@click.group("program", cls=_App, invoke_without_command=True)
@lang_option
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@click.pass_context
def app(context: click.Context, lang: str) -> None:  # noqa: ARG001 - read by every command
    """The command line as a group of click."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
