"""The facts about the published list as a whole: which source it is, when it was last read, how long that is good."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from beian_segments.publish.python_source import read_toml

__all__ = ["list_facts"]


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
