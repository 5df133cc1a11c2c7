"""What vouches for the other files of the data folder: the data package's descriptor and the checksums.

Both are made from the bytes of the files, so that ``sha256sum -c SHA256SUMS`` checks a release without this library.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from beian_segments.grammar import LENGTH
from beian_segments.publish.json_schema import CODE, SOURCE_ID
from beian_segments.publish.json_text import json_text
from beian_segments.publish.python_source import read_toml
from beian_segments.publish.segment_files import sources
from beian_segments.segment import Confidence, Service

__all__ = ["CHECKSUMS", "checksums", "datapackage", "is_published"]

#: The file with a checksum of every other one.
CHECKSUMS = "SHA256SUMS"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
}
_TITLES = {
    "segments.csv": "The table of mobile number segments",
    "sources.csv": "Where each claim comes from",
    "segments.json": "The table, its sources and words as JSON",
    "findings.json": "Why a code did not come or was refused, and what to do",
    "patterns.json": "Regular expressions and SQL predicates",
    "segment-map.svg": "A picture of the table",
}
# Tools take these for descriptors of their own, by a key or a name; SHA256SUMS has them too.
_LEFT_OUT = {"segments.schema.json", "vectors.json", "vectors.schema.json"}
_TABLES = {"segments.csv": "segments", "sources.csv": "sources"}


def is_published(path: Path) -> bool:
    """Whether a file of the data folder goes out with a release; Python's own do not."""
    return path.is_file() and (path.suffix in {*_MEDIA_TYPES, ".md"} or path.name == "LICENSE")


def checksums(files: Mapping[str, bytes]) -> str:
    """The text of ``SHA256SUMS`` for files by name, as ``sha256sum`` prints and checks it."""
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def datapackage(data: Path, files: Mapping[str, bytes]) -> str:
    """The text of ``datapackage.json``, a Data Package of version 2, for files by name."""
    versions = read_toml(data / "versions.toml")
    return json_text(
        {
            "$schema": _PROFILE,
            "name": "beian-segments",
            "title": "Mobile number segments that receive MIIT's ICP filing SMS",
            "description": "The published list of segments and the allocation of all mobile number blocks of mainland "
            "China. Not an official list of MIIT.",
            # The format's version, and the data's as build metadata, which SemVer does not compare.
            "version": f"{versions['schema_version']}+{versions['data_version']}",
            "licenses": [{"name": "CC0-1.0", "path": _CC0, "title": "CC0 1.0 Universal"}],
            "sources": [
                {key: value for key, value in (("title", source["title"]), ("path", source["url"])) if value}
                for source in sources(data)
            ],
            "resources": [
                _resource(name, files[name], data)
                # What a consumer takes along first, then what it is made of.
                for name in (*filter(files.__contains__, _TITLES), *sorted(files.keys() - _TITLES))
                if Path(name).suffix in _MEDIA_TYPES and name not in _LEFT_OUT
            ],
        },
        broken=4,
    )


def _resource(name: str, content: bytes, data: Path) -> dict[str, Any]:
    suffix = Path(name).suffix
    resource: dict[str, Any] = {
        "name": name.replace(".", "-"),
        "path": name,
        "title": _TITLES.get(name, "Canonical: what the other files are made from"),
        "format": suffix[1:],
        "mediatype": _MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
    if name in _TABLES:
        resource["type"] = "table"
        resource["schema"] = _segments() if name == "segments.csv" else _sources(data)
    return resource


def _segments() -> dict[str, Any]:
    text, code = {"type": "string"}, {"type": "string", "constraints": {"pattern": CODE.strip("^$")}}
    columns: dict[str, dict[str, Any]] = {
        "prefix": _required(unique=True, pattern=f"1([3-9][0-9]{{0,{LENGTH - 2}}})?"),
        "published": {
            "type": "boolean",
            "trueValues": ["true"],
            "falseValues": ["false"],
            "constraints": {"required": True},
        },
        "published_carrier": text,
        "carrier": code,
        "service": _required(enum=list(get_args(Service))),
        "confidence": _required(enum=list(get_args(Confidence))),
        "sources": {"type": "list", "delimiter": ";", "itemType": "string"},
        "note": text,
    }
    return _schema(columns, "prefix")


def _sources(data: Path) -> dict[str, Any]:
    columns: dict[str, dict[str, Any]] = {column: {"type": "string"} for column in sources(data)[0]}
    columns["id"] = _required(unique=True, pattern=SOURCE_ID.strip("^$"))
    columns["title"] = _required()
    return _schema(columns, "id")


def _required(**constraints: object) -> dict[str, Any]:
    return {"type": "string", "constraints": {"required": True, **constraints}}


def _schema(columns: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, Any]:
    return {
        "fields": [{"name": name, **column} for name, column in columns.items()],
        "primaryKey": [key],
        "missingValues": [""],
    }
