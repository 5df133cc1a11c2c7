"""What the schemas of the published JSON files have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from beian_segments.publish.python_source import read_toml

__all__ = ["CODE", "DIALECT", "ISO_DATE", "SOURCE_ID", "an_object", "versions"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: What a code looks like.
CODE = "^[a-z][a-z0-9-]*$"

#: What the id of a source looks like; it may hold a version.
SOURCE_ID = "^[a-z][a-z0-9.-]*$"

#: The schema of a date.
ISO_DATE: dict[str, Any] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def an_object(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all these properties, and perhaps more."""
    return {"type": "object", "required": list(properties), "properties": properties}


def versions(data: Path) -> dict[str, Any]:
    """The schemas of the properties that every file begins with; a later major version has another schema."""
    major = read_toml(data / "versions.toml")["schema_version"].split(".")[0]
    return {
        "license": {"const": "CC0-1.0"},
        "data_version": ISO_DATE,
        "schema_version": {"type": "string", "pattern": rf"^{major}\.[0-9]+\.[0-9]+$"},
    }
