"""Signals that end a command are raised as exceptions, so that it removes the file that it has half written."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

__all__ = ["INTERRUPTED", "ended_by_signals"]

# What a shell reports of a program that a signal has ended is 128 and the number of the signal.
_SIGNALLED = 128
INTERRUPTED = _SIGNALLED + signal.SIGINT

# Windows has no SIGHUP.
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_by_signals() -> Generator[None]:
    """Within the block, SIGTERM and SIGHUP raise ``SystemExit`` with 143 and 129, once.

    A signal that is ignored (``nohup``) or has a handler is left as it is; so are all in a thread other than the
    main one, where Python sets no handlers.
    """
    ours = []
    if threading.current_thread() is threading.main_thread():
        ours = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, _frame: FrameType | None) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(_SIGNALLED + number)

    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
