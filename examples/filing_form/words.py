"""The texts of the pages in Chinese and English: ``words.toml`` here, and the questions of the library."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

__all__ = ["CAVEATS", "FILINGS", "LANGUAGES", "QUESTIONS", "WORDS", "Lang"]

Lang = str
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def _read(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


#: Language, key: text.
WORDS: dict[Lang, dict[str, str]] = {
    lang: {key: texts[lang] for key, texts in _read("examples.filing_form", "words.toml").items()} for lang in LANGUAGES
}

#: Caveat, language: its sentence.
CAVEATS: dict[str, dict[Lang, str]] = _read("beian_segments.data", "verdicts.toml")["caveat"]

_INTERVIEW = _read("beian_segments.data", "questions.toml")

#: Fact, language: the question.
QUESTIONS: dict[str, dict[Lang, str]] = _INTERVIEW["question"]

#: Kind of filing, language: its name.
FILINGS: dict[str, dict[Lang, str]] = _INTERVIEW["choice"]["filing"]
