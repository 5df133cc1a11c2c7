"""What is derived from the canonical files in ``data/``, byte for byte.

``python -m beian_segments.publish`` writes every generated file of a checkout anew; with ``--check`` it writes
nothing and names the files that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from beian_segments.publish.failure_tables import failure_findings, failure_rules
from beian_segments.publish.finding_files import findings_json
from beian_segments.publish.patterns import patterns_json
from beian_segments.publish.python_tables import python_rows, python_tables, python_words
from beian_segments.publish.question_tables import questions
from beian_segments.publish.seals import CHECKSUMS, checksums, datapackage, is_published
from beian_segments.publish.segment_files import segments_json, segments_schema
from beian_segments.publish.vector_schema import vectors_schema
from beian_segments.publish.vectors import vectors_json

__all__ = ["GENERATED", "SEALED", "generate", "stale"]


def segment_map(data: Path) -> str:
    """The text of ``data/segment-map.svg`` for a data folder."""
    # The tools are only in a checkout, and commands import this package elsewhere too.
    from tools import segment_map as tool

    return tool.segment_map(data)


#: Every generated file of a checkout, by path from its top, and what makes it from the data folder.
GENERATED: Mapping[str, Callable[[Path], str]] = {
    "beian_segments/_rows.py": python_rows,
    "beian_segments/_tables.py": python_tables,
    "beian_segments/_words.py": python_words,
    "beian_segments/failures/_findings.py": failure_findings,
    "beian_segments/failures/_rules.py": failure_rules,
    "beian_segments/cli/_questions.py": questions,
    "data/findings.json": findings_json,
    "data/patterns.json": patterns_json,
    "data/segment-map.svg": segment_map,
    "data/segments.json": segments_json,
    "data/segments.schema.json": segments_schema,
    "data/vectors.json": vectors_json,
    "data/vectors.schema.json": vectors_schema,
}


#: The files that are made last, each from the data folder and the bytes of all files in it but those that follow here.
SEALED: Mapping[str, Callable[[Path, Mapping[str, bytes]], str]] = {
    "data/datapackage.json": datapackage,
    f"data/{CHECKSUMS}": lambda _, files: checksums(files),
}


def generate(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout as they should be: path to content. Writes nothing.

    Raises:
        FileNotFoundError: the folder is no checkout of this project.
        TableError: ``data/segments.csv`` is at fault.
        ValueError: another canonical file is.
    """
    data = checkout / "data"
    made = {checkout / path: make(data).encode() for path, make in GENERATED.items()}
    sealed = {checkout / path for path in SEALED}
    lying = {path: path.read_bytes() for path in data.iterdir() if is_published(path) and path not in sealed}
    files = {path.name: content for path, content in {**lying, **made}.items() if path.parent == data}
    for path, seal in SEALED.items():
        made[checkout / path] = seal(data, files).encode()
        files[Path(path).name] = made[checkout / path]
    return made


def stale(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout that are missing or not what the data say: path to right content."""
    return {
        path: content
        for path, content in generate(checkout).items()
        if not path.is_file() or path.read_bytes() != content
    }
