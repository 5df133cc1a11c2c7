"""What other libraries say of the same texts, from ``docs/comparison.csv``; a test asks each of them."""

from __future__ import annotations

import csv
from pathlib import Path

from beian_segments.i18n import Language
from rendering.markdown import code, escape, table

__all__ = ["answers", "comparison"]

_FILE = Path(__file__).parents[1] / "comparison.csv"

_HEADER: dict[Language, list[str]] = {"en": ["input", "what it is"], "zh": ["输入", "说明"]}
# The columns of answers by the name that a reader knows.
_PEERS = {
    "beian_segments": "beian_segments",
    "phonenumbers": "phonenumbers",
    "validator": "validator.js",
    "regex": r"`^1\d{10}$`",
    "phone": "phone",
}
_SHOWN = {"yes": "✓", "no": "–"}


def answers() -> list[dict[str, str]]:
    """The rows of the file; a text that cannot be seen stands there as Python writes it."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def comparison(lang: Language) -> str:
    """The texts, and whether each library accepts them; of this one, the verdict."""
    rows = [
        [
            code(row["input"]),
            escape(row[f"what_{lang}"]),
            *(_SHOWN.get(row[peer], code(row[peer])) for peer in _PEERS),
        ]
        for row in answers()
    ]
    return table([*_HEADER[lang], *_PEERS.values()], rows)
