"""The page that tells what a run came to."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fuzz.growth import SIZES_MB, Growth
from fuzz.running import LOT, Failure

__all__ = ["RESULTS", "Tally", "report"]

RESULTS = Path(__file__).with_name("RESULTS.md")


@dataclass(frozen=True)
class Tally:
    """What came of one reader's examples."""

    name: str
    examples: int
    seconds: float
    first_seed: int
    last_seed: int
    failures: tuple[Failure, ...]


def report(tallies: Sequence[Tally], growths: Sequence[Growth]) -> str:
    """The page: examples by reader, then the times by reader and shape."""
    total = sum(tally.examples for tally in tallies)
    lines = [
        "# Fuzzing",
        "",
        f"Written by `python -m fuzz`, on CPython {platform.python_version()} with Hypothesis {version('hypothesis')}.",
        f"The laws are in [targets.py](targets.py). A lot of {LOT:,} examples has one seed; with the same Hypothesis a",
        "seed gives the same examples.",
        "",
        "| reader | examples | a second | seeds | failures |",
        "|---|--:|--:|---|--:|",
    ]
    for tally in tallies:
        rate, seeds = tally.examples / tally.seconds, f"{tally.first_seed} to {tally.last_seed}"
        lines.append(f"| {tally.name} | {tally.examples:,} | {rate:,.0f} | {seeds} | {len(tally.failures)} |")
    seconds = sum(tally.seconds for tally in tallies)
    failures = sum(len(tally.failures) for tally in tallies)
    sizes = " | ".join(f"{size} MB" for size in SIZES_MB)
    lines += [
        f"| **all** | {total:,} | {total / seconds:,.0f} | | {failures} |",
        "",
        "## Time by size",
        "",
        "Processor time in seconds of reading adversarial texts ([growth.py](growth.py)); the ratio is of the dearest",
        "byte's cost to the cheapest one's, which for a quadratic reader is 10 and more. Times under 20 ms a megabyte",
        "count as that.",
        "",
        f"| reader | text | {sizes} | ratio |",
        f"|---|---|{'--:|' * len(SIZES_MB)}--:|",
    ]
    for growth in growths:
        times = " | ".join(f"{took:.2f}" for took in growth.seconds)
        note = "" if growth.is_linear else " **not linear**"
        lines.append(f"| {growth.target} | {growth.name} | {times} | {growth.ratio:.1f}{note} |")
    return "\n".join(lines) + "\n"
