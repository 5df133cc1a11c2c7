"""``python -m mutation``: try every mutant, write RESULTS.md. With ``--sample N``: try some, write nothing.

What was tried is kept in ``build/mutation``, so that a run that was stopped goes on: a mutant that was killed is tried
anew only when its module has changed, or with ``--fresh``. Survivors are tried in every run.

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
from pathlib import Path

from mutation.judges import summoned
from mutation.memory import keep, kept
from mutation.mutants import Key, Mutant, mutants, sampled
from mutation.results import MODULES, RESULTS, complaints, reasons, report
from mutation.trial import Outcome, copied, tried

ROOT = Path(__file__).parents[1]

# What every trial needs and no mutant is part of: imported here once, and not in each trial.
_SHARED = ("attrs", "cattrs", "click", "hypothesis", "phonenumbers", "pytest")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants, the same ones until their lines change")
    parser.add_argument("--seed", default="1", help="with --sample: choose others")
    parser.add_argument("--only", metavar="TEXT", help="try the mutants whose line in the report has TEXT in it")
    parser.add_argument("--fresh", action="store_true", help="also try what an earlier run has killed")
    parser.add_argument(
        "--unexplained", action="store_true", help="try those that are neither killed nor have a reason"
    )
    parser.add_argument("--report", action="store_true", help="try nothing, and write RESULTS.md of what was tried")
    options = parser.parse_args()

    sources = {module: (ROOT / module).read_text(encoding="utf-8") for module in MODULES}
    every = [mutant for module, source in sources.items() for mutant in mutants(module, source)]
    chosen = [mutant for mutant in every if options.only in str(mutant)] if options.only else every
    if options.sample:
        chosen = sampled(chosen, options.sample, options.seed)
        print(f"{len(chosen)} of {len(every)} mutants, seed {options.seed}")
    known = {} if options.fresh or options.sample else kept(sources)
    if options.unexplained:
        done = {key for key, outcome in known.items() if outcome.killed_by is not None} | set(reasons())
        chosen = [mutant for mutant in chosen if mutant.key not in done]
    if options.report:
        RESULTS.write_text(report(every, known), encoding="utf-8", newline="\n")
        return 0

    started = time.monotonic()
    outcomes = _tried(chosen, sources, known)
    took = time.monotonic() - started
    survived = [outcome for outcome in outcomes if outcome.killed_by is None]
    for outcome in survived:
        print(f"survived {outcome.tests} tests: {outcome.mutant}")
    print(f"{len(outcomes) - len(survived)} of {len(outcomes)} mutants killed, in {took:.0f} s")
    is_whole = len(chosen) == len(every)
    problems = complaints(outcomes, every if is_whole else None)
    print(*problems, sep="\n")
    if is_whole:
        found = {outcome.mutant.key: outcome for outcome in outcomes}
        RESULTS.write_text(report(every, found), encoding="utf-8", newline="\n")
    return 1 if problems else 0


def _tried(chosen: list[Mutant], sources: dict[str, str], known: dict[Key, Outcome]) -> list[Outcome]:
    # Without its entry points, one of which would bring the package itself.
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
    for module in _SHARED:
        importlib.import_module(module)
    outcomes = []
    with copied(ROOT) as work:
        judges = summoned(work, MODULES)
        if killer := tried(work, replace(chosen[0], source=sources[chosen[0].module]), judges).killed_by:
            raise RuntimeError(f"a trial without a mutant fails: {killer}")
        # Those that were never tried come first, in any order, so that a run that is stopped has a fair sample of them.
        untried = [mutant for mutant in chosen if mutant.key not in known]
        random.Random(0).shuffle(untried)  # noqa: S311 - no secret
        untried.sort(key=lambda mutant: "/failures/" not in mutant.module)
        for mutant in [*untried, *(mutant for mutant in chosen if mutant.key in known)]:
            outcome = known.get(mutant.key)
            if outcome is None or outcome.killed_by is None:
                outcome = tried(work, mutant, judges, again=outcome is not None)
                keep(outcome, sources[mutant.module])
            outcomes.append(replace(outcome, mutant=mutant))
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
