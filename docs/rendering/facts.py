"""The canonical files of ``data/``, as the package ships them."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from beian_segments.cli.output import date_text
from beian_segments.i18n import Language

__all__ = ["dated", "document_row", "documents", "facts"]


@cache
def facts(name: str) -> dict[str, Any]:
    """What a TOML file says."""
    return tomllib.loads(_text(f"{name}.toml"))


@cache
def documents() -> dict[str, dict[str, str]]:
    """The rows of ``sources.csv`` by id."""
    return {row["id"]: row for row in csv.DictReader(_text("sources.csv").splitlines())}


def document_row(source: str) -> tuple[dict[str, str], str]:
    """The document of a ``id#heading``, and the heading."""
    name, _, heading = source.partition("#")
    return documents()[name], heading


def dated(document: dict[str, str], lang: Language) -> str:
    """The date of a document: an ISO date, or a phrase with one or two."""
    return date_text(document["dated"], lang)


def _text(name: str) -> str:
    return files("beian_segments.data").joinpath(name).read_text(encoding="utf-8")
