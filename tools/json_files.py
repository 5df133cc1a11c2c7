"""The generated JSON files of ``data/``: the table, the findings, schemas, the data package; and the checksums.

``datapackage.json`` and ``SHA256SUMS`` are made from the bytes of the other files, so that ``sha256sum -c SHA256SUMS``
checks a release without this library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from attrs import asdict

from beian_segments.parsing import LENGTH
from beian_segments.segment import Confidence, Service
from beian_segments.table import SegmentTable
from tools.canonical import block_counts, cited_in, list_facts, read_toml, sources, steps_of, variants_of, wide_use

__all__ = [
    "checksums",
    "datapackage",
    "findings_json",
    "findings_schema",
    "is_published",
    "json_text",
    "segments_json",
    "segments_schema",
]


# What a reader can see: ASCII, Chinese characters and their punctuation, full-width forms. All else is escaped, by code
# point and not by category, so that the bytes do not depend on the Unicode version of the Python that writes them.
_UNSEEN = re.compile("[^\x20-\x7e‘-”…、-〿一-鿿！-～]")


def json_text(content: Mapping[str, object], *, broken: int = 2) -> str:
    """A JSON document: the first ``broken`` levels have an item a line, what is deeper stands on its item's line."""
    return _value(content, broken, "") + "\n"


def _value(value: object, broken: int, indent: str) -> str:
    if broken and value:
        inner = f"{indent}  "
        if isinstance(value, Mapping):
            items = [f"{_plain(key)}: {_value(item, broken - 1, inner)}" for key, item in value.items()]
            return "{\n" + ",\n".join(inner + item for item in items) + f"\n{indent}}}"
        if isinstance(value, list | tuple):
            items = [_value(item, broken - 1, inner) for item in value]
            return "[\n" + ",\n".join(inner + item for item in items) + f"\n{indent}]"
    return _plain(value)


def _plain(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: What a code looks like.
CODE = "^[a-z][a-z0-9-]*$"

#: What the id of a source looks like; it may hold a version.
SOURCE_ID = "^[a-z][a-z0-9.-]*$"

#: What a month looks like.
MONTH = "^[0-9]{4}-[0-9]{2}$"

#: The schema of a date.
ISO_DATE: dict[str, Any] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def an_object(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all these properties, and perhaps more."""
    return {"type": "object", "required": list(properties), "properties": properties}


def version_properties(data: Path) -> dict[str, Any]:
    """The schemas of the properties that every file begins with; a later major version has another schema."""
    major = read_toml(data / "versions.toml")["schema_version"].split(".")[0]
    return {
        "license": {"const": "CC0-1.0"},
        "data_version": ISO_DATE,
        "schema_version": {"type": "string", "pattern": rf"^{major}\.[0-9]+\.[0-9]+$"},
    }


def segments_json(data: Path) -> str:
    """The text of ``segments.json`` for a data folder.

    It has the versions, what of the list was read and when, the rows, how many blocks of a segment are in use, the
    sources and what the codes mean.

    Raises:
        TableError: ``segments.csv`` is at fault.
        ValueError: ``list.toml`` or ``blocks.csv`` is.
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
            "blocks": block_counts(data),
            "wide_use": wide_use(data),
            "sources": sources(data),
            "verdicts": words["verdict"],
            "damages": words["damage"],
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
    text = {"type": "string", "minLength": 1}
    whole, natural = ({"type": "integer", "minimum": least} for least in (1, 0))
    count = {"date": {"type": "string", "pattern": MONTH}, "blocks": natural, "source": source_id}
    source: dict[str, Any] = {column: {"type": ["string", "null"], "minLength": 1} for column in sources(data)[0]}
    source["id"] = source_id
    source["title"] = {"type": "string", "minLength": 1}
    document = {
        **version_properties(data),
        "list": an_object(
            {
                "source": source_id,
                "checked": ISO_DATE,
                "term_days": whole,
                "wide_use_blocks": whole,
                "read": an_object({"page": text, "on": ISO_DATE}),
            }
        ),
        "number_length": {"const": writings["length"]},
        "segments": {"type": "array", "minItems": 1, "items": an_object(row)},
        "blocks": {"type": "array", "items": an_object({"prefix": row["prefix"], **count})},
        "wide_use": {"type": "object", "additionalProperties": an_object(count)},
        "sources": {"type": "array", "items": an_object(source)},
        "verdicts": sentences,
        "damages": words,
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


def findings_json(data: Path) -> str:
    """The text of ``findings.json`` for a data folder.

    Findings stand in the documented order. A variant has all entries of its finding, its own in the place of others.
    """
    return json_text(
        {
            "$schema": "findings.schema.json",
            "license": "CC0-1.0",
            **read_toml(data / "versions.toml"),
            "findings": [_finding(code, entry) for code, entry in read_toml(data / "findings.toml").items()],
            "filing": read_toml(data / "filing.toml"),
            "rules": read_toml(data / "rules.toml"),
            "portal": read_toml(data / "portal.toml"),
            "sources": sources(data),
        },
        broken=5,
    )


def _finding(code: str, entry: dict[str, Any]) -> dict[str, object]:
    (_, plain), *others = variants_of(entry)
    return {"code": code, **_entries(plain), "variants": {name: _entries(variant) for name, variant in others}}


def _entries(entry: dict[str, Any]) -> dict[str, object]:
    return {
        "severity": entry["severity"],
        "actor": entry["actor"],
        "basis": entry["basis"],
        "sources": [_place(place) for place in cited_in(entry)],
        "links": entry.get("links", []),
        **{key: entry[key] for key in ("system_for",) if key in entry},
        "cause": entry["cause"],
        "questions": entry.get("questions", []),
        "steps": [
            {
                "zh": step["zh"],
                "en": step["en"],
                "basis": "stated" if where else "inferred",
                "source": where and _place(where),
                "needs": step.get("needs"),
            }
            for step, where in steps_of(entry)
        ],
    }


def _place(place: tuple[str, str]) -> dict[str, str]:
    id_, heading = place
    return {"id": id_, "heading": heading}


def findings_schema(data: Path) -> str:
    """The text of ``findings.schema.json``: what every ``findings.json`` with the same major version keeps to.

    New codes, variants, links, parts and keys are allowed.
    """
    code, text = {"type": "string", "pattern": CODE}, {"type": "string", "minLength": 1}
    place = an_object({"id": {"type": "string", "pattern": SOURCE_ID}, "heading": text})
    entries = {
        "severity": {"enum": ["blocker", "act-now", "check", "info"]},
        "actor": {"enum": ["verifier", "other-verifier", "applicant", "original-provider", "provider", "nobody"]},
        "basis": {"$ref": "#/$defs/basis"},
        "sources": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/place"}},
        "links": {"type": "array", "items": code},
        "cause": _in_every_language(text),
        "questions": {
            "type": "array",
            "items": an_object({"asks": {"type": "string", "pattern": "^[a-z][a-z_0-9]*$"}, "zh": text, "en": text}),
        },
        "steps": {
            "type": "array",
            "minItems": 1,
            "items": an_object(
                {
                    "zh": text,
                    "en": text,
                    "basis": {"$ref": "#/$defs/basis"},
                    "source": {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]},
                    "needs": {"type": ["string", "null"], "pattern": CODE},
                }
            ),
        },
    }
    document = {
        **version_properties(data),
        "findings": {
            "type": "array",
            "minItems": 1,
            "items": {"allOf": [{"$ref": "#/$defs/entries"}, {"$ref": "#/$defs/coded"}]},
        },
        "filing": {"type": "object"},
        "rules": {"type": "object"},
        "portal": {"type": "object"},
        "sources": {"type": "array", "items": an_object({"id": {"type": "string", "pattern": SOURCE_ID}})},
    }
    variants = {"type": "object", "additionalProperties": {"$ref": "#/$defs/entries"}}
    return json_text(
        {
            "$schema": DIALECT,
            "title": "Why the code of the ICP filing SMS did not come or was refused",
            "description": "Findings in the documented order. Further codes, variants and keys may appear in a minor "
            "version and must be tolerated.",
            **an_object(document),
            "$defs": {
                "entries": an_object(entries),
                "coded": an_object({"code": code, "variants": variants}),
                "basis": {"enum": ["stated", "inferred"]},
                "place": place,
            },
        },
        broken=3,
    )


_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".ts": "text/x-typescript",
}
_TITLES = {
    "segments.csv": "The table of mobile number segments",
    "sources.csv": "Where each claim comes from",
    "blocks.csv": "How many blocks of a segment were in use when",
    "segments.json": "The table, its sources and words as JSON",
    "findings.json": "Why a code did not come or was refused, and what to do",
    "patterns.json": "Regular expressions and SQL predicates",
    "segment-map.svg": "A picture of the table",
    "js/beian-segments.mjs": "What the table says of a number, for JavaScript",
    "js/beian-segments.d.ts": "The types of the JavaScript module",
}
_PREFIX = f"1([3-9][0-9]{{0,{LENGTH - 2}}})?"
# Tools take these for descriptors of their own, by a key or a name; SHA256SUMS has them too.
_LEFT_OUT = {"findings.schema.json", "segments.schema.json", "vectors.json", "vectors.schema.json"}


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
        "name": name.replace("/", "-").replace(".", "-"),
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
        resource["schema"] = _TABLES[name](data)
    return resource


def _segments_table(data: Path) -> dict[str, Any]:  # noqa: ARG001 - called as the others are
    text, code = {"type": "string"}, {"type": "string", "constraints": {"pattern": CODE.strip("^$")}}
    columns: dict[str, dict[str, Any]] = {
        "prefix": _required(unique=True, pattern=_PREFIX),
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
    return _table_schema(columns, "prefix")


def _sources_table(data: Path) -> dict[str, Any]:
    columns: dict[str, dict[str, Any]] = {column: {"type": "string"} for column in sources(data)[0]}
    columns["id"] = _required(unique=True, pattern=SOURCE_ID.strip("^$"))
    columns["title"] = _required()
    return _table_schema(columns, "id")


def _blocks_table(data: Path) -> dict[str, Any]:  # noqa: ARG001 - called as the others are
    columns: dict[str, dict[str, Any]] = {
        "prefix": _required(pattern=_PREFIX),
        "date": _required(pattern=MONTH.strip("^$")),
        "blocks": {"type": "integer", "constraints": {"required": True, "minimum": 0}},
        "source": _required(pattern=SOURCE_ID.strip("^$")),
    }
    return _table_schema(columns, "prefix", "date")


def _required(**constraints: object) -> dict[str, Any]:
    return {"type": "string", "constraints": {"required": True, **constraints}}


def _table_schema(columns: Mapping[str, Mapping[str, Any]], *key: str) -> dict[str, Any]:
    return {
        "fields": [{"name": name, **column} for name, column in columns.items()],
        "primaryKey": list(key),
        "missingValues": [""],
    }


_TABLES = {"segments.csv": _segments_table, "sources.csv": _sources_table, "blocks.csv": _blocks_table}
