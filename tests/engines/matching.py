"""How the tests talk to an engine of regular expressions that is a program of its own.

The programs in ``programs/`` read lines from standard input: ``p`` and a pattern, or ``t`` and a text, both in base64
of UTF-8, so that no line end, NUL or shell is in the way. For each text they print a line: a 0 or 1 for each pattern.
"""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["PROGRAMS", "run"]

PROGRAMS = Path(__file__).parent / "programs"

# Long enough for a virtual machine to start on a busy computer.
_PATIENCE_S = 120


def run(
    command: Sequence[str], patterns: Sequence[str], texts: Iterable[str], *, patience_s: float = _PATIENCE_S
) -> list[list[bool]]:
    """For each text, whether each pattern matches it.

    Raises:
        subprocess.TimeoutExpired: the engine did not finish; it has been stopped.
        RuntimeError: the engine failed; says what it wrote.
    """
    lines = [_line("p", pattern) for pattern in patterns] + [_line("t", text) for text in texts]
    done = subprocess.run(
        command, input="".join(lines), capture_output=True, text=True, timeout=patience_s, check=False
    )
    if done.returncode or done.stderr:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    answers = [[mark == "1" for mark in line] for line in done.stdout.splitlines()]
    assert len(answers) == len(lines) - len(patterns)
    assert {len(answer) for answer in answers} == {len(patterns)}
    return answers


def _line(kind: str, text: str) -> str:
    return f"{kind} {b64encode(text.encode()).decode()}\n"
