"""Reading the canonical files of ``data/``. Imports nothing of the package, which is made from them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["cited_in", "list_facts", "place", "read_toml", "sources", "steps_of", "variants_of"]


def read_toml(path: Path) -> dict[str, Any]:
    """A canonical file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def list_facts(data: Path) -> dict[str, Any]:
    """What ``list.toml`` of a data folder says: ``source``, ``checked`` and ``term_days``.

    Raises:
        ValueError: the date is no ISO date, or the term no whole number of days above 0; the notice would never come.
    """
    facts = read_toml(data / "list.toml")
    checked, term = facts["checked"], facts["term_days"]
    try:
        written = date.fromisoformat(checked).isoformat() == checked
    except (TypeError, ValueError):
        written = False
    if not written:
        raise ValueError(f"list.toml: checked must be a date such as '2026-01-31', not {checked!r}")
    if type(term) is not int or term < 1:
        raise ValueError(f"list.toml: term_days must be a whole number of days above 0, not {term!r}")
    return facts


def sources(data: Path) -> list[dict[str, str | None]]:
    """The lines of ``sources.csv``; an empty cell is None."""
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in line.items()} for line in csv.DictReader(file)]


def variants_of(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A finding's variants by name, whole; the plain one first.

    A variant that takes over the plain steps takes over what they cite, whatever its own sources are.
    """
    plain = {key: value for key, value in entry.items() if key != "variant"}
    plain["steps"] = [{**step, **({"source": "#".join(where)} if where else {})} for step, where in steps_of(plain)]
    yield "", plain
    for name, differing in entry.get("variant", {}).items():
        yield name, {**plain, **differing}


def cited_in(entry: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The sources of an entry, as pairs of id and heading."""
    return tuple(map(place, entry["sources"]))


def place(source: str) -> tuple[str, str]:
    """A source ``id#heading`` as a pair."""
    id_, _, heading = source.partition("#")
    return id_, heading


def steps_of(entry: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str, str] | None]]:
    """The steps of an entry, each with the place that states it, or None for a step that is inferred.

    A source that is an id alone is the first place in that document which the entry cites.

    Raises:
        ValueError: a step names a document that its entry does not cite.
    """
    cited = dict(reversed(cited_in(entry)))
    for step in entry["steps"]:
        source = step.get("source")
        if source is None or "#" in source:
            yield step, source and place(source)
        elif source in cited:
            yield step, (source, cited[source])
        else:
            raise ValueError(f"findings.toml: a step cites {source}, which is not among the sources of its entry")
