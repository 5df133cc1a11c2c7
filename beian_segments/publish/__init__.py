"""What is derived from the canonical files in ``data/``, byte for byte.

``python -m beian_segments.publish`` writes every generated file of a checkout anew; with ``--check`` it writes
nothing and names the files that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from beian_segments.publish.failure_tables import failure_findings, failure_rules
from beian_segments.publish.python_tables import python_tables, python_words
from beian_segments.publish.question_tables import questions
from beian_segments.publish.segment_map import segment_map

__all__ = ["GENERATED", "differing", "generate", "stale"]

#: Every generated file of a checkout, by path from its top, and what makes it from the data folder.
GENERATED: Mapping[str, Callable[[Path], str]] = {
    "beian_segments/_tables.py": python_tables,
    "beian_segments/_words.py": python_words,
    "beian_segments/failures/_findings.py": failure_findings,
    "beian_segments/failures/_rules.py": failure_rules,
    "beian_segments/cli/_questions.py": questions,
    "data/segment-map.svg": segment_map,
}


def generate(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout as they should be: path to content. Writes nothing.

    Raises:
        FileNotFoundError: the folder is no checkout of this project.
        TableError: ``data/segments.csv`` is at fault.
    """
    return {checkout / path: make(checkout / "data").encode() for path, make in GENERATED.items()}


def stale(checkout: Path) -> dict[Path, bytes]:
    """The generated files of a checkout that are missing or not what the data say: path to right content."""
    return {
        path: content
        for path, content in generate(checkout).items()
        if not path.is_file() or path.read_bytes() != content
    }


def differing(checkout: Path) -> list[Path]:
    """The paths of :func:`stale`."""
    return list(stale(checkout))
