"""Verdicts, caveats, the portal's messages, the interview, and the words for every other code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beian_segments import _data
from beian_segments.cli.localized import say
from beian_segments.failures import Actor, Basis, Status
from beian_segments.i18n import LANGUAGES, Language
from rendering.facts import facts
from rendering.markdown import bullets, code, escape, link, table

__all__ = ["caveats", "column_words", "damages", "interview", "portal", "verdicts", "vocabulary"]

# What these pages say besides, in both languages.
_WORDS: dict[str, dict[Language, str]] = {
    "code": {"en": "code", "zh": "代码"},
    "column": {"en": "column", "zh": "列"},
    "meaning": {"en": "what it means", "zh": "含义"},
    "status": {"en": "status", "zh": "编号"},
    "words": {"en": "the portal's words", "zh": "系统提示"},
    "finding": {"en": "finding", "zh": "结论代码"},
    "fact": {"en": "fact of a `Case`", "zh": "`Case` 的字段"},
    "question": {"en": "question", "zh": "问题"},
    "carriers": {"en": "Carriers", "zh": "运营商"},
    "services": {"en": "Services", "zh": "用途"},
    "confidences": {"en": "Confidence", "zh": "可信度"},
    "kinds": {"en": "Kinds of numbers that are not mobile", "zh": "非手机号码的种类"},
    "filings": {"en": "Kinds of filing", "zh": "备案类型"},
    "providers": {"en": "Providers", "zh": "接入商"},
    "statuses": {"en": "Status of a finding", "zh": "结论的状态"},
    "actors": {"en": "Who acts", "zh": "由谁处理"},
    "bases": {"en": "Basis of a finding", "zh": "结论的依据"},
}

# What stands before a sentence on a page of each language.
_LANGUAGES: dict[Language, dict[Language, str]] = {
    "en": {"en": "English: ", "zh": "英文："},
    "zh": {"en": "Chinese: ", "zh": "中文："},
}


def verdicts(lang: Language) -> str:
    """Every verdict with its sentences in both languages, the most telling first."""
    return _told(_data.VERDICTS, lang)


def damages(lang: Language) -> str:
    """Every damage of a refused text with its sentence in both languages, in the order in which they are tried."""
    return _told({name: _listed(words) for name, words in _data.DAMAGES.items()}, lang)


def caveats(lang: Language) -> str:
    """Every caveat with its sentence in both languages."""
    return _told({name: _listed(words) for name, words in _data.CAVEATS.items()}, lang)


def _listed(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {lang: (sentence,) for lang, sentence in words.items()}


def _told(codes: Mapping[str, Mapping[str, Sequence[str]]], lang: Language) -> str:
    """A heading for every code, with its sentences, those in the language of the page first."""
    order = sorted(LANGUAGES, key=lambda each: each != lang)
    return "".join(
        f"### {code(name)}\n\n"
        + bullets(f"{_LANGUAGES[each][lang]}{escape(sentence)}" for each in order for sentence in sentences[each])
        + "\n\n"
        for name, sentences in codes.items()
    )


def portal(lang: Language) -> str:
    """What the portal says, with the finding that each message is."""
    rows = [
        [str(message["status"]), escape(message["text"]), link(code(message["code"]), "/causes.md", message["code"])]
        for message in facts("portal")["message"]
    ]
    return table([_WORDS[each][lang] for each in ("status", "words", "finding")], rows)


def interview(lang: Language) -> str:
    """What ``beian-segments diagnose`` asks first, then the question for each fact, by group."""
    asked = facts("questions")
    first = bullets(
        say("part", lang, name=code(fact), content=escape(asked["question"][fact][lang]))
        for fact in (entry["fact"] for entry in asked["opening"] if not entry.get("when"))
    )
    groups = [
        f"**{escape(group['words'][lang])}**\n\n"
        + table(
            [_WORDS["fact"][lang], _WORDS["question"][lang]],
            ([code(fact), escape(asked["question"][fact][lang])] for fact in group["facts"]),
        )
        for group in asked["group"]
    ]
    return "\n\n".join([first, *groups])


def vocabulary(lang: Language) -> str:
    """The words for the codes of carriers, services, filings and so on."""
    groups: dict[str, dict[str, Any]] = {
        "carriers": _data.CARRIERS,
        "services": _data.SERVICES,
        "confidences": _data.CONFIDENCES,
        "kinds": _data.KINDS,
        "filings": facts("questions")["choice"]["filing"],
        "providers": facts("questions")["choice"]["provider"],
        "statuses": {each: _said(f"finding-{each}") for each in Status},
        "actors": {each: _said(f"actor-{each}") for each in Actor},
        "bases": {each: _said(f"basis-{each}") for each in Basis},
    }
    return "\n\n".join(
        f"### {_WORDS[title][lang]}\n\n"
        + table(
            [_WORDS["code"][lang], "English", "中文"], ([code(name), *_both(words)] for name, words in group.items())
        )
        for title, group in groups.items()
    )


def column_words(lang: Language) -> str:
    """The codes in the columns that a file gets, each with its word, or with what is said of it in general."""
    columns = {
        # The last sentence is the one that needs no facts.
        "verdict": {name: sentences[lang][-1] for name, sentences in _data.VERDICTS.items()},
        "carrier": {name: words[lang] for name, words in _data.CARRIERS.items()},
        "service": {name: words[lang] for name, words in _data.SERVICES.items()},
    }
    return table(
        [_WORDS[each][lang] for each in ("column", "code", "meaning")],
        ([code(column), code(name), escape(text)] for column, words in columns.items() for name, text in words.items()),
    )


def _said(key: str) -> dict[str, str]:
    return {lang: say(key, lang) for lang in LANGUAGES}


def _both(words: dict[str, str]) -> list[str]:
    return [escape(words["en"]), escape(words["zh"])]
