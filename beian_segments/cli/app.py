"""The program: its commands, imported when they are used, and what all of them do on errors and signals."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from beian_segments.cli._data import HELP
from beian_segments.cli.output import Refused, error_text
from beian_segments.cli.signals import INTERRUPTED, ended_by_signals
from beian_segments.redact import hide_numbers, shown_path

__all__ = ["app"]

# Each is the function of that name in the module of that name.
_COMMANDS = ("check", "diagnose", "diff", "explain", "export", "find", "segments", "verify")

# What a shell reports of a program that a closed pipe has ended.
_BROKEN_PIPE = 141


class _App(click.Group):
    """Says in one line what the system refused; no word on misuse shows a number that was given."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted({*_COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            self.add_command(_imported(cmd_name))
        return super().get_command(ctx, cmd_name)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _numbers_hidden():
            return super().make_context(*args, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(error_text("no-such-command", commands=", ".join(self.list_commands(ctx))))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        if sys.stdout is None:
            raise click.UsageError(error_text("closed", stream="output"))
        try:
            try:
                with ended_by_signals(), _numbers_hidden():
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
            raise Refused(f"{shown_path(error.filename or 'output')}: {error.strerror}") from None


def _imported(name: str) -> click.Command:
    """A command from its module, with the help that ``data/terminal.toml`` has for it and its own options."""
    command: click.Command = getattr(import_module(f"beian_segments.cli.{name}"), name)
    command.help = HELP[name]["command"]
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = HELP[name].get(option.opts[0].removeprefix("--"), option.help)
    return command


@contextmanager
def _numbers_hidden() -> Generator[None]:
    """Click repeats what it cannot read, which may be a phone number: hide what looks like one in its words."""
    try:
        yield
    except click.UsageError as error:
        raise click.UsageError(hide_numbers(error.format_message()), error.ctx) from None


@click.group(cls=_App, help=HELP["program"]["command"], context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="beian-segments", message="%(prog)s %(version)s")
def app() -> None:
    """The command line as a group of click."""
