"""The table as JSON, and the schema of that."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, get_args

from attrs import asdict

from beian_segments.publish.json_schema import CODE, DIALECT, ISO_DATE, SOURCE_ID, an_object, versions
from beian_segments.publish.json_text import json_text
from beian_segments.publish.list_file import list_facts
from beian_segments.publish.python_source import read_toml
from beian_segments.segment import Confidence, Service
from beian_segments.segments import SegmentTable

__all__ = ["segments_json", "segments_schema", "sources"]


def sources(data: Path) -> list[dict[str, str | None]]:
    """The lines of ``sources.csv``; an empty cell is None."""
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        return [{column: cell or None for column, cell in line.items()} for line in csv.DictReader(file)]


def segments_json(data: Path) -> str:
    """The text of ``segments.json`` for a data folder.

    It has the versions, when the list was read, the rows, their sources and what the codes mean.

    Raises:
        TableError: ``segments.csv`` is at fault.
        ValueError: ``list.toml`` is.
    """
    words = read_toml(data / "verdicts.toml")
    return json_text(
        {
            "$schema": "segments.schema.json",
            "license": "CC0-1.0",
            **read_toml(data / "versions.toml"),
            "list": list_facts(data),
            "number_length": read_toml(data / "writings.toml")["length"],
            "segments": [
                asdict(row, filter=lambda column, _: column.name != "extra")
                for row in SegmentTable.from_csv(data / "segments.csv")
            ],
            "sources": sources(data),
            "verdicts": words["verdict"],
            "carriers": words["carrier"],
            "services": words["service"],
            "confidences": words["confidence"],
            "caveats": words["caveat"],
        }
    )


def segments_schema(data: Path) -> str:
    """The text of ``segments.schema.json``: what every version of ``segments.json`` with the same major one keeps to.

    Carriers are an open vocabulary and further columns are allowed, as the promise in ``data/README.md`` says.
    """
    writings = read_toml(data / "writings.toml")
    source_id = {"type": "string", "pattern": SOURCE_ID}
    words, sentences = (
        {"type": "object", "propertyNames": {"pattern": CODE}, "additionalProperties": {"$ref": f"#/$defs/{kind}"}}
        for kind in ("words", "sentences")
    )
    row = {
        "prefix": {"type": "string", "pattern": f"^1([3-9][0-9]{{0,{writings['length'] - 2}}})?$"},
        "published": {"type": "boolean"},
        "published_carrier": {"type": ["string", "null"], "minLength": 1},
        "carrier": {"type": ["string", "null"], "pattern": CODE},
        "service": {"enum": list(get_args(Service))},
        "confidence": {"enum": list(get_args(Confidence))},
        "sources": {"type": "array", "items": source_id, "uniqueItems": True},
        "note": {"type": ["string", "null"], "minLength": 1},
    }
    source: dict[str, Any] = {column: {"type": ["string", "null"], "minLength": 1} for column in sources(data)[0]}
    source["id"] = source_id
    source["title"] = {"type": "string", "minLength": 1}
    document = {
        **versions(data),
        "list": an_object({"source": source_id, "checked": ISO_DATE, "term_days": {"type": "integer", "minimum": 1}}),
        "number_length": {"const": writings["length"]},
        "segments": {"type": "array", "minItems": 1, "items": an_object(row)},
        "sources": {"type": "array", "items": an_object(source)},
        "verdicts": sentences,
        "carriers": words,
        "services": words,
        "confidences": words,
        "caveats": words,
    }
    return json_text(
        {
            "$schema": DIALECT,
            "title": "Mobile number segments and the ICP filing SMS",
            "description": "The longest prefix that a number begins with decides. Unknown carriers and further "
            "columns may appear in a minor version and must be tolerated.",
            **an_object(document),
            "$defs": {
                "words": _in_every_language({"type": "string", "minLength": 1}),
                "sentences": _in_every_language({"type": "array", "minItems": 1, "items": {"type": "string"}}),
            },
        },
        broken=3,
    )


def _in_every_language(said: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": ["zh", "en"], "additionalProperties": said}
