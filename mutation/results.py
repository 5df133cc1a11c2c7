"""What the trials came to: the modules, the reasons why some mutants may survive, and the page that tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mutation.mutants import Key, Mutant
from mutation.trial import Outcome

__all__ = ["MODULES", "RESULTS", "complaints", "reasons", "report"]

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("RESULTS.md")
SURVIVORS = Path(__file__).with_name("survivors.toml")

_ROOMS = ("trie", "numbers", "segments", "validator", "prefixset", "segment", "predicate", "grammar", "report")

#: The modules whose lines are changed, by their paths below the checkout. Generated ones follow from the data.
MODULES = (
    *(f"beian_segments/{name}.py" for name in _ROOMS),
    *(
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "beian_segments" / "failures").glob("*.py"))
        if not path.name.startswith("_")
    ),
)


def reasons() -> dict[Key, str]:
    """Why each of the known survivors may survive.

    Raises:
        ValueError: one is listed twice, or has no reason.
    """
    found: dict[Key, str] = {}
    for module, entries in tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).items():
        for entry in entries:
            key = (module, entry["where"], entry["before"], entry["after"], entry.get("number", 1))
            reason = entry["reason"].strip()
            if key in found or not reason:
                raise ValueError(f"{SURVIVORS.name}: {' '.join(map(str, key))} is listed twice, or without a reason")
            found[key] = reason
    return found


def complaints(outcomes: Iterable[Outcome], every: Iterable[Mutant] | None) -> list[str]:
    """What is wrong: survivors without a reason, reasons of mutants that were killed, and of none that there is.

    The last only with all the mutants that there are.
    """
    known = reasons()
    found = []
    for outcome in outcomes:
        mutant = outcome.mutant
        if outcome.killed_by is None and mutant.key not in known:
            found.append(f"no reason: {mutant} ({mutant.number})")
        if outcome.killed_by is not None and mutant.key in known:
            found.append(f"no survivor: {mutant} ({mutant.number}), killed by {outcome.killed_by}")
    if every is not None:
        keys = {mutant.key for mutant in every}
        found += [f"no such mutant: {' '.join(map(str, key))}" for key in known if key not in keys]
    return found


def report(every: Sequence[Mutant], outcomes: Mapping[Key, Outcome]) -> str:
    """The page: counts by module, then the survivors with their reasons."""
    known = reasons()
    lines = [
        "# Mutation testing",
        "",
        "Written by `python -m mutation`. Each mutant is a small change of one line, killed when a test that runs",
        "the line fails. Survivors have their reasons in [survivors.toml](survivors.toml).",
        "",
        "| module | mutants | tried | killed | survived | killed of tried |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    rows = [(module, [mutant for mutant in every if mutant.module == module]) for module in MODULES]
    for name, there in [*rows, ("**all**", list(every))]:
        tried = [outcomes[mutant.key] for mutant in there if mutant.key in outcomes]
        killed = sum(outcome.killed_by is not None for outcome in tried)
        share = f"{killed / len(tried):.1%}" if tried else ""
        shown = name.removeprefix("beian_segments/")
        lines.append(f"| {shown} | {len(there)} | {len(tried)} | {killed} | {len(tried) - killed} | {share} |")
    found = [outcomes[mutant.key] for mutant in every if mutant.key in outcomes]
    killed = sum(outcome.killed_by is not None for outcome in found)
    same = sum(
        outcome.killed_by is None and known.get(outcome.mutant.key, "").startswith("Equivalent") for outcome in found
    )
    if len(found) > same:
        share = f"{killed / (len(found) - same):.1%}"
        lines += [
            "",
            f"{same} survivors are equivalent: they do the same as the original. Of the others {share} are killed.",
        ]
    lines += ["", "## Survivors", ""]
    for mutant in every:
        if mutant.key in outcomes and outcomes[mutant.key].killed_by is None:
            lines += [
                f"- **{mutant.module}:{mutant.line}** {mutant.where}",
                f"  `` {mutant.before} ``",
                f"  becomes `` {mutant.after} ``.",
                f"  {known.get(mutant.key, 'NO REASON')}",
            ]
    return "\n".join(lines) + "\n"
