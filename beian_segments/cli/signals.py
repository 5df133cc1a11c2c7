"""Signals that end a command are raised as exceptions, so that it removes the file that it has half written."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType

__all__ = ["INTERRUPTED", "end_at_once", "ended_by_signals"]

# What a shell reports of a program that a signal has ended is 128 and the number of the signal.
_SIGNALLED = 128
INTERRUPTED = _SIGNALLED + signal.SIGINT

# Seconds that a program has for ending in order; then it ends where it is, such as before a pipe that nobody reads.
_PATIENCE = 3.0

# Windows has neither SIGHUP nor timers.
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_HAS_TIMERS = hasattr(signal, "setitimer")

_DEFAULT = (signal.SIG_DFL, signal.default_int_handler)


def end_at_once(code: int) -> None:
    """End the process without running any more of its code, but for removing the files that are half written."""
    # Imported by what writes files; a command that writes none does without.
    if atomic := sys.modules.get("beian_segments._atomic"):
        atomic.remove_parts()
    os._exit(code)


def _say_nothing(_: object) -> None:
    pass


@contextmanager
def ended_by_signals(end: Callable[[int], None] | None = None) -> Generator[None]:
    """Within the block, SIGINT, SIGTERM and SIGHUP raise ``SystemExit`` with 130, 143 and 129, once.

    A second one could interrupt what the first has begun to tidy up, and is ignored. Or it calls ``end`` with the exit
    code, which is to end the process; so does the end of the block after a signal, or three seconds if that is sooner.

    A signal that is ignored (``nohup``) or has a handler is left as it is; so are all in a thread other than the
    main one, where Python sets no handlers.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDING)}
        before = {number: handler for number, handler in before.items() if handler in _DEFAULT}
    code, hook = 0, sys.unraisablehook

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal code
        if not code:
            code = _SIGNALLED + number
            # Where Python cannot raise, it would print that; the end comes all the same.
            sys.unraisablehook = _say_nothing if end else sys.unraisablehook
            if end and _HAS_TIMERS:
                signal.signal(signal.SIGALRM, handle)
                signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
            sys.exit(code)
        if end:
            end(code)

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        if code and end:
            end(code)
            sys.unraisablehook = hook
            if _HAS_TIMERS:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for number, handler in before.items():
            signal.signal(number, handler)
