"""Reading the canonical files of ``data/``. Imports nothing of the package, which is made from them."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

__all__ = [
    "block_counts",
    "cited_in",
    "list_dated",
    "list_facts",
    "place",
    "read_toml",
    "sources",
    "steps_of",
    "variants_of",
    "wide_use",
]


def read_toml(path: Path) -> dict[str, Any]:
    """A canonical file."""
    with path.open("rb") as file:
        return tomllib.load(file)


def list_facts(data: Path) -> dict[str, Any]:
    """What ``list.toml`` of a data folder says: ``source``, ``checked``, ``term_days``, ``wide_use_blocks``, ``read``.

    Raises:
        ValueError: a date is no ISO date, or a number no whole number above 0; the notice would never come.
    """
    facts = read_toml(data / "list.toml")
    for name, day in (("checked", facts["checked"]), ("read.on", facts["read"]["on"])):
        try:
            written = date.fromisoformat(day).isoformat() == day
        except (TypeError, ValueError):
            written = False
        if not written:
            raise ValueError(f"list.toml: {name} must be a date such as '2026-01-31', not {day!r}")
    for name in ("term_days", "wide_use_blocks"):
        if type(facts[name]) is not int or facts[name] < 1:
            raise ValueError(f"list.toml: {name} must be a whole number above 0, not {facts[name]!r}")
    return facts


def list_dated(data: Path) -> dict[str, str]:
    """What is known of the date of the published list, by language: ``after 2021-07-09``.

    Raises:
        ValueError: ``sources.csv`` has no such source, or no date of it.
    """
    id_ = list_facts(data)["source"]
    dated = next((source["dated"] for source in sources(data) if source["id"] == id_), None)
    if dated is None:
        raise ValueError(f"list.toml: sources.csv says of no source {id_!r} how it is dated")
    words = read_toml(data / "terminal.toml")["words"]
    for key, pattern in _DATES.items():
        if found := re.fullmatch(pattern, dated):
            return {lang: text.format(**found.groupdict()) for lang, text in words[key].items()}
    return {"zh": dated, "en": dated}


# A date that is a phrase, by the key of its words in terminal.toml.
_DATES = {
    "date-after": r"after (?P<date>.+)",
    "date-or-later": r"(?P<date>.+) or later",
    "date-to": r"(?P<date>.+?) to (?P<end>.+)",
}


def block_counts(data: Path) -> list[dict[str, Any]]:
    """The lines of ``blocks.csv``: how many blocks of a segment were in use when, and by which source.

    Raises:
        ValueError: a month is no ``YYYY-MM``, a count no whole number, or a source not in ``sources.csv``.
    """
    known = {source["id"] for source in sources(data)}
    with (data / "blocks.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        if not (re.fullmatch("[0-9]{4}-[0-9]{2}", line["date"]) and re.fullmatch("[0-9]+", line["blocks"])):
            raise ValueError(f"blocks.csv: {line['prefix']} needs a month such as 2026-01 and a number of blocks")
        if line["source"] not in known:
            raise ValueError(f"blocks.csv: sources.csv has no source {line['source']!r}")
    return [{**line, "blocks": int(line["blocks"])} for line in lines]


def wide_use(data: Path) -> dict[str, dict[str, Any]]:
    """The latest count of each segment that came into wide use after the list and is not on it.

    A segment that was in wide use by the month of ``checked`` is none: that list could have named it. The rule is in
    ``list.toml``, at ``wide_use_blocks``.

    Returns:
        Prefix to ``date``, ``blocks`` and ``source``, in prefix order.
    """
    facts = list_facts(data)
    least, month = facts["wide_use_blocks"], facts["checked"][: len("2026-01")]
    with (data / "segments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["published"] == "false" and row["service"] == "mobile"]
    unlisted = {row["prefix"] for row in rows}
    wide: dict[str, dict[str, Any]] = {}
    for prefix, group in groupby(sorted(block_counts(data), key=_prefix_and_month), key=itemgetter("prefix")):
        counts = list(group)
        earlier = [count for count in counts if count["date"] <= month and count["blocks"] >= least]
        latest = counts[-1]
        if prefix in unlisted and not earlier and latest["date"] > month and latest["blocks"] >= least:
            wide[prefix] = {key: latest[key] for key in ("date", "blocks", "source")}
    return wide


def _prefix_and_month(count: dict[str, Any]) -> tuple[str, str]:
    return count["prefix"], count["date"]


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
