"""The canonical files as Python modules, so that importing the package opens no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import astuple

from beian_segments.publish.python_source import module, read_toml
from beian_segments.segments import SegmentTable

__all__ = ["python_rows", "python_tables", "python_words"]

# What type checkers cannot make out by themselves.
_ANNOTATIONS = {"VERDICTS": "dict[str, dict[str, tuple[str, ...]]]"}


def python_tables(data: Path) -> str:
    """The text of ``beian_segments/_tables.py`` for a data folder: the versions, the grammar and what is listed.

    Raises:
        TableError: ``segments.csv`` is at fault.
    """
    versions, writings = read_toml(data / "versions.toml"), read_toml(data / "writings.toml")
    return module(
        "segments.csv, versions.toml and writings.toml",
        {
            "DATA_VERSION": versions["data_version"],
            "SCHEMA_VERSION": versions["schema_version"],
            "LENGTH": writings["length"],
            "LEADS": tuple(writings["leads"]),
            "SCHEME": writings["scheme"],
            "COUNTRY_CODE": writings["country_code"],
            "INTERNATIONAL_PREFIXES": tuple(writings["international_prefixes"]),
            "TRUNK_PREFIX": writings["trunk_prefix"],
            "SEPARATORS": {name: tuple(_ranges(points)) for name, points in writings["separators"].items()},
            "LISTED": SegmentTable.from_csv(data / "segments.csv").listed.prefixes,
        },
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
