"""``python -m mutation``: try every mutant, write RESULTS.md. With ``--sample N``: try some, write nothing.

The exit code is 0 if every survivor has a reason in ``survivors.toml`` and every reason a survivor, else 1.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from mutation.judges import summoned
from mutation.mutants import Mutant, mutants
from mutation.results import MODULES, RESULTS, Outcome, complaints, reasons, report
from mutation.trial import copied, tried

ROOT = Path(__file__).parents[1]

# What every trial needs and no mutant is part of: imported here once, and not in each trial.
_SHARED = ("attrs", "cattrs", "click", "hypothesis", "phonenumbers", "pytest")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants, chosen by the content of the modules")
    parser.add_argument("--seed", help="with --sample: choose others")
    parser.add_argument("--only", metavar="TEXT", help="try the mutants whose line in the report has TEXT in it")
    parser.add_argument("--survivors", action="store_true", help="try those that survivors.toml has again")
    parser.add_argument("--log", type=Path, metavar="FILE", help="also write each outcome to FILE, as it comes")
    options = parser.parse_args()

    sources = {module: (ROOT / module).read_text(encoding="utf-8") for module in MODULES}
    every = [mutant for module, source in sources.items() for mutant in mutants(module, source)]
    chosen = every
    if options.survivors:
        listed = reasons()
        chosen = [mutant for mutant in every if mutant.key in listed]
    if options.only:
        chosen = [mutant for mutant in chosen if options.only in str(mutant)]
    if options.sample:
        seed = options.seed or sha256("".join(sources.values()).encode()).hexdigest()
        chosen = random.Random(seed).sample(chosen, min(options.sample, len(chosen)))  # noqa: S311 - no secret
        print(f"{len(chosen)} of {len(every)} mutants, seed {seed[:16]}")
    is_whole = len(chosen) == len(every)

    started = time.monotonic()
    outcomes = _tried(chosen, options.log)
    took = time.monotonic() - started
    survived = [outcome for outcome in outcomes if outcome.verdict.killed_by is None]
    for outcome in survived:
        print(f"survived: {outcome.mutant} (shown to {outcome.verdict.tests} tests)")
    print(f"{len(outcomes) - len(survived)} of {len(outcomes)} mutants killed in {took:.0f} s")
    problems = complaints(outcomes, every if is_whole or options.survivors else None)
    print(*problems, sep="\n")
    if is_whole:
        RESULTS.write_text(report(outcomes), encoding="utf-8", newline="\n")
    return 1 if problems else 0


def _tried(chosen: list[Mutant], log: Path | None) -> list[Outcome]:
    # Without its entry points, one of which would bring the package itself.
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
    for module in _SHARED:
        importlib.import_module(module)
    outcomes = []
    with copied(ROOT) as work:
        judges = summoned(work, MODULES)
        unchanged = replace(chosen[0], source=(ROOT / chosen[0].module).read_text(encoding="utf-8"))
        if killer := tried(work, unchanged, judges).killed_by:
            raise RuntimeError(f"a trial without a mutant fails: {killer}")
        for mutant in chosen:
            began = time.monotonic()
            outcome = Outcome(mutant, tried(work, mutant, judges))
            outcomes.append(outcome)
            if log:
                with log.open("a", encoding="utf-8") as file:
                    took = time.monotonic() - began
                    file.write(f"{outcome.verdict.killed_by or 'SURVIVED'}\t{took:.2f}\t{mutant.number}\t{mutant}\n")
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
