"""What earlier runs came to, in ``build/mutation``: a line of JSON for each trial, the last one counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from mutation.mutants import Key, Mutant
from mutation.trial import Outcome

__all__ = ["keep", "kept"]

_FILE = Path(__file__).parents[1] / "build" / "mutation" / "outcomes.jsonl"


def keep(outcome: Outcome, source: str) -> None:
    """Put down an outcome, with the source of the module that was changed."""
    _FILE.parent.mkdir(parents=True, exist_ok=True)
    mutant = outcome.mutant
    entry = {"key": mutant.key, "source": _digest(source), "killed_by": outcome.killed_by, "tests": outcome.tests}
    with _FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**entry, "line": mutant.line}, ensure_ascii=False) + "\n")


def kept(sources: Mapping[str, str]) -> dict[Key, Outcome]:
    """The outcomes for modules that are what they were."""
    if not _FILE.exists():
        return {}
    digests = {module: _digest(source) for module, source in sources.items()}
    found = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        module, where, before, after, number = entry["key"]
        if entry["source"] == digests.get(module):
            mutant = Mutant(module, entry["line"], where, before, after, number, in_function=True, source="")
            found[mutant.key] = Outcome(mutant, entry["killed_by"], entry["tests"])
    return found


def _digest(source: str) -> str:
    return sha256(source.encode()).hexdigest()
