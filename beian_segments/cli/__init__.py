"""The command line: ``beian-segments`` and ``python -m beian_segments``.

``app`` gathers the commands, one a module; ``output`` has what they share. The extra ``cli`` (click and rich) is
needed; :func:`main` says so where it is missing.
"""

from __future__ import annotations

import gc
import os
import sys

from beian_segments._extras import missing_package
from beian_segments.cli.signals import INTERRUPTED, end_at_once, ended_by_signals

__all__ = ["main"]


def main() -> int:
    """Run the command line and return or exit with its code: 0, 1, or 2 for misuse and for a missing extra.

    A signal that ends it has the exit code that shells give it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP.
    """
    # All that is imported stays: looking for garbage in it would take a twentieth of the time of a short command.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        with ended_by_signals(end_at_once):
            return _run()
    finally:
        gc.unfreeze()
        if was_collecting:
            gc.enable()


def _run() -> int:
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its escape instead of a traceback.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        from beian_segments.cli.app import app
        from beian_segments.cli.localized import STARTED_BY_MAIN
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing != "click":
            raise
        advice = missing_package(missing, "cli")
        print(f"beian-segments: {advice}", file=sys.stderr)  # noqa: T201 - there is no click to echo with
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    try:
        app.main(prog_name="beian-segments", obj=STARTED_BY_MAIN)
    except OSError:
        # What was refused could not be said on standard error, and would be tried again at the end of the process.
        sys.stderr = None
        return 2
    return 0  # pragma: no cover - click exits by itself
