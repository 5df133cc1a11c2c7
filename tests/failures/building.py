"""Cases as the data files write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from beian_segments.failures import Case, Entries, Person

HERE = Path(__file__).parent


def load(name: str) -> list[dict[str, Any]]:
    """The rows of a data file."""
    rows: list[dict[str, Any]] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return rows


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def build(facts: Mapping[str, Any]) -> Case:
    """A Case: each key is a field by name, moments in ISO format, people and entries as objects."""
    made = dict(facts)
    for name in ("submitted_at", "sms_sent_at", "sms_received_at"):
        if isinstance(made.get(name), str):
            made[name] = moment(made[name])
    if "people" in made:
        made["people"] = [Person(**person) for person in made["people"]]
    if "entered" in made:
        made["entered"] = Entries(**made["entered"])
    return Case(**made)
