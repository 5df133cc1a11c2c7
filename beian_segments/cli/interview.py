"""A short interview: asks what still matters, one question at a time, and makes a case of the answers.

What to ask, and which answers decide a finding that is still open, is ``data/questions.toml``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import datetime
from typing import Any

import click

from beian_segments.cli._questions import CHOICES, DECIDED_BY, PROMPTS, QUESTIONS, SYMPTOMS
from beian_segments.cli.facts import KINDS, moment
from beian_segments.failures import Case, Status, diagnose
from beian_segments.wording import Language

__all__ = ["interview"]

_YES = ("y", "yes", "是", "对", "有")
_NO = ("n", "no", "否", "不", "没有")


def interview(lang: Language, now: datetime) -> Case:
    """Ask on the terminal until no answer could change the findings any more."""
    symptom = _choose(PROMPTS["symptom"][lang], [words[lang] for words, _, _ in SYMPTOMS], lang)
    _, facts, asks = SYMPTOMS[symptom or 0]
    answers: dict[str, Any] = dict(facts)
    asked = set(answers)
    for fact, unless in asks:
        if unless is None or answers.get(unless) is not True:
            _ask(fact, answers, asked, lang)
    while fact_ := _next_fact(Case(**answers), asked, now):
        _ask(fact_, answers, asked, lang)
    return Case(**answers)


def _next_fact(case: Case, asked: set[str], now: datetime) -> str | None:
    """The first fact not asked for that decides the first finding still open."""
    for finding in diagnose(case, now=now):
        if finding.status is Status.CHECK:
            for fact in DECIDED_BY[finding.code]:
                if fact not in asked:
                    return fact
    return None


def _ask(fact: str, answers: dict[str, Any], asked: set[str], lang: Language) -> None:
    """Ask for a fact until the answer can be understood; an empty one leaves it unknown."""
    asked.add(fact)
    kind = KINDS[fact]
    if fact in CHOICES:
        values = list(CHOICES[fact])
        chosen = _choose(QUESTIONS[fact][lang], [CHOICES[fact][value][lang] for value in values], lang, optional=True)
        if chosen is not None:
            answers[fact] = values[chosen]
        return
    hint = PROMPTS["yes_no" if kind == "bool | None" else "open"][lang]
    while text := _line(f"{QUESTIONS[fact][lang]} [{hint}]"):
        try:
            value = _value(text, kind)
            Case(**{fact: value})
        except (TypeError, ValueError, OverflowError):
            click.echo(PROMPTS["again"][lang], err=True)
        else:
            answers[fact] = value
            return


def _value(text: str, kind: str) -> Any:
    """An answer as the value of a fact; ``ValueError`` for one that cannot be understood."""
    if kind == "bool | None":
        if text.lower() not in (*_YES, *_NO):
            raise ValueError(text)
        return text.lower() in _YES
    if kind == "int | None":
        return int(text)
    if kind == "datetime | None":
        return moment(text)
    return text


def _choose(question: str, choices: Sequence[str], lang: Language, *, optional: bool = False) -> int | None:
    """Ask for one of several choices by its number; the index, or None for an empty answer if that is ``optional``."""
    click.echo(question, err=True)
    for number, choice in enumerate(choices, start=1):
        click.echo(f"  {number}. {choice}", err=True)
    hint = f"{PROMPTS['choose'][lang]} [{PROMPTS['open'][lang]}]" if optional else PROMPTS["choose"][lang]
    while True:
        text = _line(hint)
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            return int(text) - 1
        if optional and not text:
            return None
        click.echo(PROMPTS["again"][lang], err=True)


def _line(prompt: str) -> str:
    """One line from the terminal; prompts go to standard error, so that standard output has the findings alone."""
    with redirect_stdout(sys.stderr):  # before click 8.4, "err" leaves the prompt's last character on standard output
        answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()
