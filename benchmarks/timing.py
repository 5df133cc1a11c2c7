"""Timing several callables side by side on a machine that does other things too.

A slow second on a shared machine must hit all candidates alike, so they take turns: many short rounds, a new order in
each, and only ratios within a round are compared. The median then drops the rounds that something broke into. A
process has luck of its own (where its objects lie, how its strings hash), so rounds are pooled from several.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median, quantiles
from types import FunctionType
from typing import NamedTuple, TypeVar

__all__ = ["Call", "Entry", "Samples", "Spread", "in_fresh_processes", "in_turns", "nanoseconds", "pooled", "ratio"]

Call = Callable[[str], object]

#: Nanoseconds per call, for each candidate, round by round.
Samples = dict[str, list[float]]

R = TypeVar("R")

# Where the processor time of a thread is counted in ticks of a scheduler, the clock on the wall is the better one.
_clock = time.thread_time_ns if time.get_clock_info("thread_time").resolution < 1e-6 else time.perf_counter_ns

# What is slower than this per call is timed on one block of its texts at a time, or a round would not be short.
_SLOW_NS = 3_000


class Entry(NamedTuple):
    """A candidate: what to call, with which texts. Every ``block`` texts in a row have the shares of the whole.

    With None the loop is timed alone.
    """

    call: Call | None
    texts: Sequence[str]
    block: int


class Spread(NamedTuple):
    """A median with the quartiles around it."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        digits = 3 if self.median < 2 else 2 if self.median < 20 else 1
        return f"{self.median:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


def in_turns(entries: Mapping[str, Entry], rounds: int, *, seed: int = 0) -> Samples:
    """Time the candidates in turns, in a new order each round."""
    runners = {name: _Runner(entry) for name, entry in entries.items()}
    samples: Samples = {name: [] for name in entries}
    order = list(entries)
    shuffle = random.Random(seed).shuffle  # noqa: S311 - any order will do
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            shuffle(order)
            for name in order:
                samples[name].append(runners[name](number))
    finally:
        gc.enable()
    return samples


class _Runner:
    """A candidate's own loop over its texts."""

    def __init__(self, entry: Entry) -> None:
        loop = _loop if entry.call else _bare_loop
        # Code adapts to what it has called. A copy for each candidate, or they would spoil it for one another.
        self._loop = FunctionType(loop.__code__.replace(), loop.__globals__)
        self._call = entry.call
        texts, block = list(entry.texts), entry.block
        one_block = texts[:block]
        self._loop(self._call, one_block)
        if self._loop(self._call, one_block) / len(one_block) > _SLOW_NS:
            self._windows = [texts[start : start + block] for start in range(0, len(texts), block)]
            self._warmups = 0
        else:
            self._windows = [texts]
            self._warmups = 1
            for _ in range(20):
                self._loop(self._call, texts)

    def __call__(self, number: int) -> float:
        texts = self._windows[number % len(self._windows)]
        # The candidate before has filled the processor's caches with things of its own, a big one with more of them:
        # for a small one's time in the round that is a matter of who was before it.
        for _ in range(self._warmups):
            self._loop(self._call, texts)
        return float(self._loop(self._call, texts) / len(texts))


def _loop(call: Call, texts: list[str]) -> int:
    start = _clock()
    for text in texts:
        call(text)
    return _clock() - start


def _bare_loop(_: None, texts: list[str]) -> int:
    start = _clock()
    for _text in texts:
        pass
    return _clock() - start


def in_fresh_processes(function: Callable[[], R], count: int) -> list[R]:
    """A function's results from fresh interpreters, one after the other."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        return [pool.submit(function).result() for _ in range(count)]


def pooled(runs: Sequence[Samples]) -> Samples:
    """The rounds of several runs as one."""
    return {name: [sample for run in runs for sample in run[name]] for name in runs[0]}


def nanoseconds(samples: Samples, name: str) -> str:
    """The median time of a call, as text."""
    value = median(samples[name])
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}".replace(",", " ")


def ratio(samples: Samples, name: str, base: str) -> Spread:
    """How many times as long as ``base`` a candidate takes."""
    ratios = [mine / other for mine, other in zip(samples[name], samples[base], strict=True)]
    low, middle, high = quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return Spread(middle, low, high)
