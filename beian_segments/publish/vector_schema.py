"""The schema of the conformance vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from beian_segments.grammar import LENGTH
from beian_segments.publish.json_schema import DIALECT, an_object, versions
from beian_segments.publish.json_text import json_text
from beian_segments.publish.vectors import FLAGS
from beian_segments.verdicts import Caveat, PrefixStatus, Verdict

__all__ = ["vectors_schema"]

_PREFIX = {"type": ["string", "null"], "pattern": f"^1[0-9]{{0,{LENGTH - 1}}}$"}


def vectors_schema(data: Path) -> str:
    """The text of ``vectors.schema.json``."""
    flags = {"type": "array", "items": {"enum": list(FLAGS)}, "uniqueItems": True}
    every = {"tcId": {"type": "integer", "minimum": 1}, "comment": {"type": "string", "minLength": 1}, "flags": flags}
    number = {
        **every,
        "input": {"type": "string"},
        "verdict": {"enum": [str(verdict) for verdict in Verdict]},
        "number": {"type": ["string", "null"], "pattern": f"^1[3-9][0-9]{{{LENGTH - 2}}}$"},
        "segment": _PREFIX,
        "published": {"type": ["boolean", "null"]},
        "caveats": {"type": "array", "items": {"enum": list(get_args(Caveat))}, "uniqueItems": True},
    }
    typed = {
        **every,
        "input": {"type": "string"},
        "status": {"enum": [str(status) for status in PrefixStatus]},
        "segment": _PREFIX,
    }
    message = {
        **every,
        "input": {"type": ["string", "integer"]},
        "status": {"type": ["integer", "null"]},
        "code": {"type": ["string", "null"]},
    }
    notes = {"additionalProperties": an_object({"description": {"type": "string"}})}
    document = {
        **versions(data),
        "numberOfTests": {"type": "integer", "minimum": 400},
        "header": {"type": "array", "items": {"type": "string"}},
        "notes": {"type": "object", **notes},
        "testGroups": {
            "type": "array",
            "items": {
                "oneOf": [_group("number", number), _group("as_you_type", typed), _group("portal_message", message)]
            },
        },
    }
    return json_text(
        {"$schema": DIALECT, "title": "Conformance vectors for mobile number segments", **an_object(document)}, broken=5
    )


def _group(kind: str, test: dict[str, Any]) -> dict[str, Any]:
    tests = {"type": "array", "minItems": 1, "items": an_object(test)}
    return an_object({"type": {"const": kind}, "source": {"type": "string"}, "tests": tests})
