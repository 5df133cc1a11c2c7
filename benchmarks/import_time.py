"""What ``import beian_segments`` costs beside ``import attrs``, and a command beside Python and what it imports."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import attrs

import beian_segments
from benchmarks.results import Table, Target
from benchmarks.timing import Spread

__all__ = ["HEAVY", "Import", "fresh_import", "tables"]

#: What the predicate alone must not import.
HEAVY = ("phonenumbers", "numpy", "hypothesis", "click", "csv", "importlib.metadata")

_ROUNDS = 40
_TRIES = 3  # of which the quickest counts: what else the machine does only ever adds
_LIMIT_MS = 6

_PROGRAM = """
import sys
from time import process_time_ns
start = process_time_ns()
import {module}
taken = process_time_ns() - start
print("[%d, %s]" % (taken, str(sorted(sys.modules)).replace("'", '"')))
"""


class Import:
    """Fresh interpreters that import something, with its byte code already written."""

    def __init__(self, byte_code: str) -> None:
        places = {str(Path(str(module.__file__)).parents[1]) for module in (beian_segments, attrs)}
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": os.pathsep.join(places),
            "PYTHONPYCACHEPREFIX": byte_code,
        }

    def __call__(self, module: str) -> tuple[float, list[str]]:
        """Milliseconds of processor time for the import statement, and all modules that are then there."""
        # Without site: the .pth files of an environment import what they like.
        command = [sys.executable, "-S", "-P", "-c", _PROGRAM.format(module=module)]
        done = subprocess.run(command, env=self._environment, check=True, capture_output=True, text=True)
        taken, modules = json.loads(done.stdout)
        return taken / 1e6, modules


def fresh_import(module: str) -> list[str]:
    """The modules that an import leaves behind."""
    with TemporaryDirectory() as byte_code:
        return Import(byte_code)(module)[1]


def tables() -> list[Table]:
    """Measure in rounds, what is compared in turns."""
    return [_imports(), _commands()]


def _imports() -> Table:
    with TemporaryDirectory() as byte_code:
        run = Import(byte_code)
        loaded: list[str] = []
        for module in ("attrs", "beian_segments") * 2:
            _, loaded = run(module)
        base: list[float] = []
        ours: list[float] = []
        for _ in range(_ROUNDS):
            tries = [(run("attrs")[0], run("beian_segments")[0]) for _ in range(_TRIES)]
            base.append(min(attrs_alone for attrs_alone, _ in tries))
            ours.append(min(with_ours for _, with_ours in tries))
    more = _spread([mine - other for mine, other in zip(ours, base, strict=True)])
    times = _spread([mine / other for mine, other in zip(ours, base, strict=True)])
    heavy = [name for name in HEAVY if name in loaded]
    return Table(
        "Import",
        ("import", "ms", "x import attrs", "package"),
        [
            ("attrs", f"{median(base):.2f}", "1.000", f"attrs {version('attrs')}"),
            ("beian_segments", f"{median(ours):.2f}", str(times), f"beian-segments {version('beian-segments')}"),
            ("beian_segments beyond attrs", str(more), "", ""),
        ],
        f"The import statement alone, its processor time, in fresh interpreters, byte code written beforehand: "
        f"{_ROUNDS} rounds, in each the quickest of {_TRIES}. "
        f"Loaded of {', '.join(HEAVY)}: {', '.join(heavy) or 'none'}.",
        [
            Target(
                "import beian_segments beyond import attrs",
                f"at most {_LIMIT_MS} ms",
                f"{more} ms",
                more.median <= _LIMIT_MS,
            ),
            Target("heavy modules after it", "none", ", ".join(heavy) or "none", not heavy),
        ],
    )


#: What is run, by what stands in the table: Python alone, the packages that every command imports, and a command.
_RUNS = {
    "python -c pass": ("-c", "pass"),
    "import click, attrs": ("-c", "import click, attrs"),
    "check 13800138000": ("-m", "beian_segments", "check", "13800138000"),
}
_MOST_TIMES = 5.5


def _commands() -> Table:
    times: dict[str, list[float]] = {name: [] for name in _RUNS}
    for _ in range(_ROUNDS):
        for name, arguments in _RUNS.items():
            times[name].append(min(_processor_time(arguments) for _ in range(_TRIES)))
    base, *others = times
    ratios = {
        name: _spread([mine / alone for mine, alone in zip(times[name], times[base], strict=True)]) for name in others
    }
    command = ratios[others[-1]]
    return Table(
        "Start",
        ("run", "ms", "x python -c pass"),
        [
            (base, f"{median(times[base]):.1f}", "1.000"),
            *((name, f"{median(times[name]):.1f}", str(ratios[name])) for name in others),
        ],
        f"Processor time of a whole process, its children's user and system time: {_ROUNDS} rounds, in each the "
        f"quickest of {_TRIES}.",
        [
            Target(
                f"{others[-1]} beside {base}",
                f"at most {_MOST_TIMES} times",
                str(command),
                command.median <= _MOST_TIMES,
            )
        ],
    )


def _processor_time(arguments: tuple[str, ...]) -> float:
    """Milliseconds that a process of Python takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _spread(values: list[float]) -> Spread:
    low, middle, high = quantiles(values, n=4)
    return Spread(middle, low, high)
