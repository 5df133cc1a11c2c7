"""``python -m fuzz``: a million examples over all readers, then adversarial texts of up to 10 MB; writes RESULTS.md.

Failures are written to ``build/fuzz/failures.txt``, each with the command that has it again and no full number, and
the exit code is then 1. With ``--target`` or ``--examples`` nothing is written but the failures.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fuzz.growth import GROWTHS, SIZES_MB, Growth, measured
from fuzz.results import RESULTS, Tally, report
from fuzz.running import Failure, lots
from fuzz.targets import TARGETS, Target

_MILLION = 1_000_000
_MOST_FAILURES = 5
_FAILURES = Path(__file__).parents[1] / "build" / "fuzz" / "failures.txt"


def main() -> int:
    """Run from the command line."""
    names = [target.name for target in TARGETS]
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--target", choices=names, help="this reader alone")
    parser.add_argument("--examples", type=int, default=_MILLION, metavar="N", help="so many in all, not a million")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the first lot's seed; the next ones count on")
    options = parser.parse_args()

    chosen = [target for target in TARGETS if options.target in (None, target.name)]
    whole = sum(target.share for target in chosen)
    tallies = [_tally(target, round(options.examples * target.share / whole), options.seed) for target in chosen]
    failures = [failure for tally in tallies for failure in tally.failures]
    if failures:
        _FAILURES.parent.mkdir(parents=True, exist_ok=True)
        _FAILURES.write_text("\n".join(map(str, failures)), encoding="utf-8")
        print(_FAILURES.read_text(encoding="utf-8"))
    if options.target or options.examples < _MILLION:
        return 1 if failures else 0
    growths = [_told(measured(shape)) for shape in GROWTHS]
    RESULTS.write_text(report(tallies, growths), encoding="utf-8", newline="\n")
    return 1 if failures or not all(growth.is_linear for growth in growths) else 0


def _tally(target: Target, examples: int, first_seed: int) -> Tally:
    count, seconds, last_seed = 0, 0.0, first_seed
    failures: list[Failure] = []
    for number, lot in enumerate(lots(target, examples, first_seed), start=first_seed):
        count, seconds, last_seed = count + lot.examples, seconds + lot.seconds, number
        if lot.failure:
            failures.append(lot.failure)
            if len(failures) == _MOST_FAILURES:
                break
    tally = Tally(target.name, count, seconds, first_seed, last_seed, tuple(failures))
    print(f"{tally.name}: {count:,} examples, {count / seconds:,.0f} a second, {len(failures)} failures", flush=True)
    return tally


def _told(growth: Growth) -> Growth:
    times = ", ".join(f"{size} MB {took:.2f} s" for size, took in zip(SIZES_MB, growth.seconds, strict=True))
    print(f"{growth.target}: {growth.name}: {times}", flush=True)
    return growth


if __name__ == "__main__":
    sys.exit(main())
