"""Examples by the thousand: in lots, each with a seed of its own, so that any of them can be had again."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.targets import Target

__all__ = ["LOT", "Failure", "Lot", "lots"]

#: How many examples have one seed.
LOT = 2_000
# Of so many lots one is made with care.
_CAREFUL = 50

ROOT = Path(__file__).parents[1]

_SETTINGS = settings(
    database=None, deadline=None, phases=[Phase.generate, Phase.shrink], print_blob=False,
    # Of a page with a hundred tags some examples are slow to make, and some too large; that is no fault of a test.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip


@dataclass(frozen=True)
class Failure:
    """An input for which a law does not hold, without a digit too many."""

    target: str
    seed: int
    examples: int
    error: str
    place: str
    shown: str

    def __str__(self) -> str:
        """What to run to have it again, and what was seen."""
        again = f"python -m fuzz --target {self.target!r} --seed {self.seed} --examples {self.examples}"
        return f"{again}\n  {self.error}\n  at {self.place}\n  for {self.shown}\n"


@dataclass(frozen=True)
class Lot:
    """Some examples of one seed: how many were tried, in what time, and what came of them."""

    examples: int
    seconds: float
    failure: Failure | None


def lots(target: Target, examples: int, first_seed: int) -> Iterator[Lot]:
    """Try a law with so many examples, lot by lot; the seeds are numbered on from the first."""
    left, number = examples, first_seed
    while left > 0:
        size = min(left, LOT)
        lot = _lot(target, size, number)
        yield lot
        # An unlucky lot has fewer: where there are no more, and where many have been thrown away.
        left -= max(lot.examples, 1)
        number += 1


def _lot(target: Target, examples: int, number: int) -> Lot:
    count = 0
    last: Any = None

    def law(example: Any) -> None:
        nonlocal count, last
        count, last = count + 1, example
        target.law(example)

    @seed(number)
    @settings(_SETTINGS, max_examples=examples)
    @given(target.inputs)
    def careful(example: Any) -> None:
        law(example)

    started = time.perf_counter()
    failure = None
    try:
        if number % _CAREFUL == 0:
            careful()
        else:
            for place in range(examples):
                law(target.damaged(f"{target.name} {number} {place}"))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        what = _masked(f"{type(error).__name__}: {error}")
        failure = Failure(target.name, number, examples, what, _place(error), _shown(last))
    return Lot(count, time.perf_counter() - started, failure)


def _place(error: Exception) -> str:
    ours = [
        f"{Path(frame.filename).resolve().relative_to(ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).resolve().is_relative_to(ROOT)
    ]
    return " <- ".join(reversed(ours[-4:]))


def _shown(value: Any) -> str:
    text = ascii(value)
    return _masked(text if len(text) <= 2_000 else f"{text[:2_000]}… ({len(text)} characters)")


def _masked(text: str) -> str:
    """A text with no more than seven digits in a row, and at most so many with whatever stands between them."""
    return re.sub(r"(?:[0-9０-９][^0-9A-Za-z０-９]{0,3}){8,}", lambda run: f"{run[0][:3]}<{len(run[0])}>", text)
