"""The findings, the rules and the portal's messages as one JSON file, for services in other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beian_segments.publish.failure_tables import cited_in, variants_of
from beian_segments.publish.json_text import json_text
from beian_segments.publish.python_source import read_toml
from beian_segments.publish.segment_files import sources

__all__ = ["findings_json"]


def findings_json(data: Path) -> str:
    """The text of ``findings.json`` for a data folder.

    Findings stand in the order in which ``diagnose`` reports them. A variant replaces its finding's entries by its own.
    """
    return json_text(
        {
            "license": "CC0-1.0",
            **read_toml(data / "versions.toml"),
            "findings": [_finding(code, entry) for code, entry in read_toml(data / "findings.toml").items()],
            "rules": read_toml(data / "rules.toml"),
            "portal": read_toml(data / "portal.toml"),
            "sources": sources(data),
        },
        broken=4,
    )


def _finding(code: str, entry: dict[str, Any]) -> dict[str, object]:
    (_, plain), *others = variants_of(entry)
    return {"code": code, **_entries(plain), "variants": {name: _entries(variant) for name, variant in others}}


def _entries(entry: dict[str, Any]) -> dict[str, object]:
    return {
        "severity": entry["severity"],
        "actor": entry["actor"],
        "basis": entry["basis"],
        "sources": [{"id": id_, "heading": heading} for id_, heading in cited_in(entry)],
        "cause": entry["cause"],
        "check": entry.get("check"),
        "remedy": entry["remedy"],
    }
