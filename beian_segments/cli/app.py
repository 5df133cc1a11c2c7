"""The command line's commands, gathered."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import click

from beian_segments.cli.check import check
from beian_segments.cli.diagnose import diagnose
from beian_segments.cli.diff import diff
from beian_segments.cli.explain import explain
from beian_segments.cli.export import export
from beian_segments.cli.find import find
from beian_segments.cli.output import Refused
from beian_segments.cli.segments import segments
from beian_segments.cli.signals import INTERRUPTED, ended_by_signals
from beian_segments.cli.verify import verify
from beian_segments.redact import hide_numbers

__all__ = ["app"]

# What a shell reports of a program that a closed pipe has ended.
_BROKEN_PIPE = 141


class _App(click.Group):
    """Says in one line what the system refused; no word on misuse shows a number that was given."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _numbers_hidden():
            return super().make_context(*args, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"no such command; the commands are {', '.join(self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        if sys.stdout is None:
            raise click.UsageError("standard output is closed")
        try:
            try:
                with ended_by_signals(), _numbers_hidden():
                    return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the output has read enough; what is left must not be tried again at exit.
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends
            raise click.exceptions.Exit(_BROKEN_PIPE) from None
        except KeyboardInterrupt:
            # Of its own accord click exits with 1, which here is an answer.
            raise click.exceptions.Exit(INTERRUPTED) from None
        except OSError as error:
            raise Refused(f"{error.filename or 'output'}: {error.strerror}") from None


@contextmanager
def _numbers_hidden() -> Generator[None]:
    """Click repeats what it cannot read, which may be a phone number: hide what looks like one in its words."""
    try:
        yield
    except click.UsageError as error:
        raise click.UsageError(hide_numbers(error.format_message()), error.ctx) from None


@click.group(cls=_App, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="beian-segments", message="%(prog)s %(version)s")
def app() -> None:
    """Which mainland China mobile numbers receive MIIT's ICP filing SMS.

    工信部 ICP 备案短信核验：手机号段是否在可接收短信的号段表内。
    """


for _command in (check, segments, explain, diagnose, export, find, verify, diff):
    app.add_command(_command)
