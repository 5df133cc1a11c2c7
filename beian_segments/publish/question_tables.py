"""The interview of the command line as a Python module."""

from __future__ import annotations

from pathlib import Path

from beian_segments.publish.python_source import module, read_toml

__all__ = ["questions"]


def questions(data: Path) -> str:
    """The text of ``beian_segments/cli/_questions.py`` for a data folder."""
    content = read_toml(data / "questions.toml")
    return module(
        "questions.toml",
        {
            "PROMPTS": content["prompts"],
            "SYMPTOMS": [
                (symptom["words"], symptom["facts"], tuple((ask["fact"], ask.get("unless")) for ask in symptom["asks"]))
                for symptom in content["symptom"]
            ],
            "QUESTIONS": content["question"],
            "DECIDED_BY": {code: tuple(facts) for code, facts in content["decided_by"].items()},
            "CHOICES": content["choice"],
        },
        {
            "SYMPTOMS": "tuple[tuple[dict[str, str], dict[str, bool], tuple[tuple[str, str | None], ...]], ...]",
            "DECIDED_BY": "dict[str, tuple[str, ...]]",
        },
    )
