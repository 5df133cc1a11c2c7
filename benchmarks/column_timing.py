"""Calls that take a column at once, timed in turns, and the promises that the times decide.

Engines of several threads are held to one, and times are processor times of all threads, so that a busy machine does
not look like a slow candidate. Engines in processes of their own are timed on the wall.
"""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from importlib.metadata import version
from statistics import median
from typing import NamedTuple

from benchmarks.candidates import REQUIRE_ENGINES
from benchmarks.results import Table, Target
from benchmarks.timing import Samples, ratio

__all__ = ["Available", "Call", "Engine", "Promise", "available", "in_turns", "left_out", "one_thread", "table_of"]

Call = Callable[[], object]


class Promise(NamedTuple):
    """At most ``limit`` times as long as the base; with ``least``, the base takes at least so many times as long."""

    what: str
    candidate: str
    base: str
    limit: float
    least: bool = False


class Engine(NamedTuple):
    """A package, and how its candidates are made of a column."""

    package: str
    make: Callable[[object], Mapping[str, Call]]


class Available(NamedTuple):
    """Calls by candidate, the package and its version of each, and why packages that are missing are."""

    calls: dict[str, Call]
    packages: dict[str, str]
    left_out: dict[str, str]


def one_thread(environment: MutableMapping[str, str]) -> None:
    """Hold the engines that ask the environment to one thread; before they are imported."""
    environment.setdefault("POLARS_MAX_THREADS", "1")


def available(engines: Iterable[Engine], column: object) -> Available:
    """The candidates of the engines that are installed.

    Raises:
        RuntimeError: an engine is missing, and the environment asks for all.
    """
    found = Available({}, {}, {})
    for package, make in engines:
        try:
            calls = make(column)
        except ImportError as error:
            found.left_out[package] = left_out(package, error)
            continue
        found.calls.update(calls)
        found.packages.update(dict.fromkeys(calls, f"{package} {version(package)}"))
    return found


def left_out(package: str | None, error: ImportError) -> str:
    """Why a package has no candidates.

    Raises:
        RuntimeError: the environment asks for all engines.
    """
    if os.environ.get(REQUIRE_ENGINES) == "1":
        raise RuntimeError(f"{REQUIRE_ENGINES}=1, but {package} is not installed") from error
    return f"{package} is not installed here"


def in_turns(calls: Mapping[str, Call], rounds: int, rows: int, clock: Callable[[], int]) -> Samples:
    """Nanoseconds a row, the candidates in turns, in a new order each round."""
    samples: Samples = {name: [] for name in calls}
    order = list(calls)
    shuffle = random.Random(0).shuffle  # noqa: S311 - any order will do
    for call in calls.values():
        call()
    gc.collect()
    for _ in range(rounds):
        shuffle(order)
        for name in order:
            start = clock()
            calls[name]()
            samples[name].append((clock() - start) / rows)
    return samples


def table_of(title: str, samples: Samples, found: Available, promises: Iterable[Promise], note: str) -> Table:
    """What was measured, and the promises that it decides."""
    base = next(iter(samples))
    rows = [
        (name, f"{median(each):.1f}", str(ratio(samples, name, base)), found.packages[name])
        for name, each in samples.items()
    ]
    said = " ".join([note, *(f"Left out: {reason}." for reason in found.left_out.values())])
    targets = [_target(title, samples, promise) for promise in promises if {*promise[1:3]} <= samples.keys()]
    return Table(title, ("candidate", "ns per row", f"x {base}", "package"), rows, said, targets)


def _target(title: str, samples: Samples, promise: Promise) -> Target:
    what, candidate, base, limit, least = promise
    if least:
        times = ratio(samples, base, candidate)
        said, met = f"{base} at least {limit} x", times.median >= limit
    else:
        times = ratio(samples, candidate, base)
        said, met = f"at most {limit} x {base}", times.median <= limit
    return Target(f"{title}: {what}", said, f"{times} x", met)
