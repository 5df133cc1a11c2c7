"""How long Hypothesis takes for examples of the strategies, beside a regular expression of the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE
from beian_segments.parsing import LENGTH
from beian_segments.prefixes import number_pattern
from beian_segments.strategies import (
    cases,
    malformed_numbers,
    supported_numbers,
    unlisted_numbers,
    writings,
)
from beian_segments.strategies import (
    tables as any_tables,
)
from benchmarks.results import Table, Target
from benchmarks.timing import Call, Entry, Samples, in_fresh_processes, in_turns, pooled, ratio

__all__ = ["EXAMPLES", "LIMIT", "REGEX", "STRATEGIES", "SUPPORTED", "tables", "test_of"]

#: As many examples are drawn in a run, by a test that does nothing with them.
EXAMPLES = 300
#: What is promised: how many times as long as for the regular expression it may take.
LIMIT = 1.5

_PROCESSES = 2
_ROUNDS = 6

SUPPORTED = "supported_numbers()"
REGEX = "from_regex(strict pattern, fullmatch=True)"

_STRICT_PATTERN = number_pattern(DEFAULT_TABLE.listed, LENGTH)

#: What is drawn from, by name.
STRATEGIES: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
    REGEX: lambda: st.from_regex(_STRICT_PATTERN, fullmatch=True),
    SUPPORTED: supported_numbers,
    "unlisted_numbers()": unlisted_numbers,
    "writings()": writings,
    "malformed_numbers()": malformed_numbers,
    "tables()": any_tables,
    "cases()": cases,
}


def tables() -> list[Table]:
    """Measure in fresh processes, the strategies in turns."""
    samples = pooled(in_fresh_processes(_measure, _PROCESSES))
    beside = ratio(samples, SUPPORTED, REGEX)
    rows = [(name, f"{median(samples[name]) / 1e6:.0f}", str(ratio(samples, name, REGEX))) for name in STRATEGIES]
    return [
        Table(
            "Hypothesis strategies",
            (f"{EXAMPLES} examples of", "ms", "x from_regex of the strict pattern"),
            rows,
            "A test that does nothing is run on the examples; what Hypothesis needs for a test is in every row. "
            f"Hypothesis {version('hypothesis')}.",
            [
                Target(
                    f"{EXAMPLES} examples of supported_numbers() beside from_regex",
                    f"at most {LIMIT} x",
                    f"{beside} x",
                    beside.median <= LIMIT,
                )
            ],
        )
    ]


def _measure() -> Samples:
    return in_turns({name: Entry(test_of(make()), [name], 1) for name, make in STRATEGIES.items()}, _ROUNDS)


def test_of(strategy: st.SearchStrategy[Any]) -> Call:
    """A call that runs a test on the examples of a strategy, which does nothing with them."""

    @settings(max_examples=EXAMPLES, database=None, deadline=None)
    @given(strategy)
    def test(_value: object) -> None:
        pass

    def run(_name: str) -> None:
        test()

    return run
