"""The canonical files as Python modules, so that importing the package opens no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import astuple

from beian_segments.publish.list_file import list_facts
from beian_segments.publish.python_source import module, read_toml
from beian_segments.publish.segment_files import sources
from beian_segments.segments import SegmentTable

__all__ = ["python_rows", "python_tables", "python_words"]

# What type checkers cannot make out by themselves.
_ANNOTATIONS = {"VERDICTS": "dict[str, dict[str, tuple[str, ...]]]"}
# What changes with the data, and is no constant to whoever compares with it.
_VERSIONS = {"DATA_VERSION": "str", "SCHEMA_VERSION": "str"}


def python_tables(data: Path) -> str:
    """The text of ``beian_segments/_tables.py`` for a data folder.

    It has the versions, when and where the list was read, the grammar and what is listed.

    Raises:
        TableError: ``segments.csv`` is at fault.
        ValueError: ``list.toml`` is, or names no source.
    """
    versions, writings = read_toml(data / "versions.toml"), read_toml(data / "writings.toml")
    about = list_facts(data)
    pages = [source["url"] for source in sources(data) if source["id"] == about["source"]]
    if not all(pages) or len(pages) != 1:
        raise ValueError(f"list.toml: sources.csv has no source {about['source']!r} with an address")
    return module(
        "segments.csv, list.toml, versions.toml and writings.toml",
        {
            "DATA_VERSION": versions["data_version"],
            "SCHEMA_VERSION": versions["schema_version"],
            "LIST_CHECKED": about["checked"],
            "LIST_TERM_DAYS": about["term_days"],
            "LIST_PAGE": pages[0],
            "LENGTH": writings["length"],
            "LEADS": tuple(writings["leads"]),
            "SCHEME": writings["scheme"],
            "COUNTRY_CODE": writings["country_code"],
            "INTERNATIONAL_PREFIXES": tuple(writings["international_prefixes"]),
            "TRUNK_PREFIX": writings["trunk_prefix"],
            "SEPARATORS": {name: tuple(_ranges(points)) for name, points in writings["separators"].items()},
            "LISTED": SegmentTable.from_csv(data / "segments.csv").listed.prefixes,
        },
        _VERSIONS,
    )


def python_rows(data: Path) -> str:
    """The text of ``beian_segments/_rows.py`` for a data folder: the rows, apart, because the predicate needs none.

    Raises:
        TableError: ``segments.csv`` is at fault.
    """
    table = SegmentTable.from_csv(data / "segments.csv")
    return module("segments.csv", {"ROWS": [astuple(segment, recurse=False)[:-1] for segment in table]})


def python_words(data: Path) -> str:
    """The text of ``beian_segments/_words.py`` for a data folder: what codes are called and what is said of them."""
    words = read_toml(data / "verdicts.toml")
    return module(
        "verdicts.toml",
        {
            "VERDICTS": {
                code: {lang: tuple(sentences) for lang, sentences in by_language.items()}
                for code, by_language in words["verdict"].items()
            },
            "FORM": words["form"],
            "CAVEATS": words["caveat"],
            "NOTICES": words["notice"],
            "CARRIERS": words["carrier"],
            "SERVICES": words["service"],
            "CONFIDENCES": words["confidence"],
            "KINDS": words["kind"],
        },
        _ANNOTATIONS,
    )


def _ranges(points: str) -> Iterator[tuple[int, int]]:
    """``0009-000D 0020`` as pairs of first and last code point."""
    for part in points.split():
        low, _, high = part.partition("-")
        yield int(low, 16), int(high or low, 16)
