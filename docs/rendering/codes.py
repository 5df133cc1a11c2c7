"""Verdicts, caveats, the portal's messages, the interview, and the words for every other code."""

from __future__ import annotations

from typing import Any

from beian_segments import _data
from beian_segments.cli.localized import say
from beian_segments.failures import Actor, Basis, Status
from beian_segments.i18n import LANGUAGES
from rendering.facts import facts
from rendering.markdown import bullets, code, escape, link, table

__all__ = ["caveats", "damages", "interview", "portal", "verdicts", "vocabulary"]


def verdicts() -> str:
    """Every verdict with its sentences in both languages, the most telling first."""
    entries = []
    for name, sentences in _data.VERDICTS.items():
        told = bullets(f"{lang}: {escape(sentence)}" for lang in LANGUAGES for sentence in sentences[lang])
        entries.append(f"### {code(name)}\n\n{told}")
    return "\n\n".join(entries) + "\n"


def damages() -> str:
    """Every damage of a refused text with its sentence in both languages, in the order in which they are tried."""
    entries = []
    for name, sentence in _data.DAMAGES.items():
        entries.append(f"### {code(name)}\n\n{bullets(f'{lang}: {escape(sentence[lang])}' for lang in LANGUAGES)}")
    return "\n\n".join(entries) + "\n"


def caveats() -> str:
    """Every caveat with its sentence in both languages."""
    entries = []
    for name, sentence in _data.CAVEATS.items():
        entries.append(f"### {code(name)}\n\n{bullets(f'{lang}: {escape(sentence[lang])}' for lang in LANGUAGES)}")
    return "\n\n".join(entries) + "\n"


def portal() -> str:
    """What the portal says, with the finding that each message is."""
    rows = [
        [str(message["status"]), escape(message["text"]), link(code(message["code"]), "/causes.md", message["code"])]
        for message in facts("portal")["message"]
    ]
    return table(["status", "the portal's words", "finding"], rows)


def interview() -> str:
    """What ``beian-segments diagnose`` asks first, then the question for each fact, by group."""
    asked = facts("questions")
    first = bullets(
        f"{code(fact)}: {escape(asked['question'][fact]['en'])}"
        for fact in (entry["fact"] for entry in asked["opening"] if not entry.get("when"))
    )
    groups = [
        f"**{escape(group['words']['en'])}** ({escape(group['words']['zh'])})\n\n"
        + table(
            ["fact of a `Case`", "question", "in Chinese"],
            ([code(fact), *_both(asked["question"][fact])] for fact in group["facts"]),
        )
        for group in asked["group"]
    ]
    return "\n\n".join([first, *groups])


def vocabulary() -> str:
    """The words for the codes of carriers, services, filings and so on."""
    groups: dict[str, dict[str, Any]] = {
        "Carriers": _data.CARRIERS,
        "Services": _data.SERVICES,
        "Confidence": _data.CONFIDENCES,
        "Kinds of numbers that are not mobile": _data.KINDS,
        "Kinds of filing": facts("questions")["choice"]["filing"],
        "Providers": facts("questions")["choice"]["provider"],
        "Status of a finding": {each: _said(f"finding-{each}") for each in Status},
        "Who acts": {each: _said(f"actor-{each}") for each in Actor},
        "Basis of a finding": {each: _said(f"basis-{each}") for each in Basis},
    }
    return "\n\n".join(
        f"### {title}\n\n"
        + table(["code", "English", "Chinese"], ([code(name), *_both(words)] for name, words in group.items()))
        for title, group in groups.items()
    )


def _said(key: str) -> dict[str, str]:
    return {lang: say(key, lang) for lang in LANGUAGES}


def _both(words: dict[str, str]) -> list[str]:
    return [escape(words["en"]), escape(words["zh"])]
