"""The interview of ``beian-segments diagnose``: asks on the terminal for what can still change the findings.

First comes what decides most (``opening`` in ``data/questions.toml``), then, after a diagnosis of each answer, the fact
that the first open check asks for. Prompts go to standard error, so that standard output has the findings alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from typing import Any

import click
from attrs import evolve

from beian_segments import Verdict, check_segment
from beian_segments.cli._questions import ANSWERS, CHOICES, HINTS, INSTEAD, OPENING, PROMPTS, QUESTIONS
from beian_segments.cli.facts import FACTS, TRUTH, code_of, folded, moment, parts_of, truth_of
from beian_segments.cli.layout import terminal_width, wrap
from beian_segments.cli.localized import say
from beian_segments.cli.output import console
from beian_segments.failures import (
    Actor,
    Case,
    Finding,
    Severity,
    Status,
    complete,
    diagnose,
    explain_portal,
    parse_portal_message,
)
from beian_segments.failures._data import MESSAGES
from beian_segments.i18n import Language

__all__ = ["interview", "open_facts"]

#: The facts asked for so far, each with its value, or None where it is not known.
Answers = list[tuple[str, Any]]


class _Back(Exception):  # noqa: N818 - an answer, not an error
    """The answer was to go back."""


class _Stop(Exception):  # noqa: N818 - an answer, not an error
    """The answer was to stop, or the input has ended."""


def interview(lang: Language, now: datetime) -> Case:
    """Ask on the terminal until no answer could change the findings any more; the case is what is known then.

    Raises:
        KeyboardInterrupt, SystemExit: Ctrl-C was pressed, or another signal came.
    """
    answers: Answers = []
    told: set[str] = set()
    try:
        _tell(PROMPTS["begin"][lang])
        while fact := next(open_facts(_case(answers), now, [fact for fact, _ in answers]), None):
            try:
                answers.append((fact, _ask(fact, lang)))
            except _Back:
                if answers:
                    answers.pop()
                else:
                    _tell(PROMPTS["first_question"][lang])
            told = _tell_what_is_certain(diagnose(_case(answers), now=now), told, lang)
    except _Stop:
        pass
    except (KeyboardInterrupt, SystemExit):  # how a signal ends it: see signals.py
        _tell(f"\n{PROMPTS['interrupted'][lang]}")
        raise
    _tell("")
    return _case(answers)


def _case(answers: Answers) -> Case:
    return Case(**{"provider": None, **{fact: value for fact, value in answers if value is not None}})


def _tell_what_is_certain(findings: Iterable[Finding], told: set[str], lang: Language) -> set[str]:
    """Say what has become certain; the codes of all that is."""
    certain = [finding for finding in findings if finding.status is Status.CONFIRMED]
    for finding in certain:
        if finding.code not in told:
            _tell(say("part", lang, name=f"→ {say('finding-confirmed', lang)}", content=finding.cause(lang)))
    return {finding.code for finding in certain}


# What to ask next


def open_facts(case: Case, now: datetime, asked: Collection[str] = ()) -> Iterator[str]:
    """The facts to ask for, one after the other, but for those that have been asked for; none if no answer matters."""
    known = complete(case)
    findings = diagnose(case, now=now)
    is_over = any(map(_ends_the_search, findings))

    def is_open(fact: str) -> bool:
        return fact in FACTS and fact not in asked and getattr(known, fact) is None

    for fact, when, unless, always in OPENING:
        if (
            (always or not is_over)
            and is_open(fact)
            and all(getattr(known, other) == value for other, value in when.items())
            and not any(getattr(known, other) for other in unless)
            and _matters(fact, case, findings, now)
        ):
            yield fact
    for finding in findings:
        if finding.status is Status.CHECK and not (is_over and finding.actor is Actor.VERIFIER):
            yield from filter(is_open, (finding.asks or "", INSTEAD.get(finding.asks or "", "")))


def _ends_the_search(finding: Finding) -> bool:
    """Whether there is nothing for the verifier to look for any more.

    The filing cannot go on as it is, the next step is somebody else's or nobody's, or the SMS may still come.
    """
    if finding.code == "sms-on-its-way":
        return "variant" not in finding.params
    return finding.status is Status.CONFIRMED and (
        finding.severity is Severity.BLOCKER or finding.actor is not Actor.VERIFIER
    )


def _matters(fact: str, case: Case, findings: Iterable[Finding], now: datetime) -> bool:
    """Whether one of the values to choose from gives other findings; facts without such values are taken to matter."""
    if fact not in ("filing", "provider"):
        return True
    told = [_essence(finding) for finding in findings]
    choices: Iterable[Any] = ({fact: value} for value in CHOICES[fact])
    return any(
        [_essence(finding) for finding in diagnose(evolve(case, **choice), now=now)] != told for choice in choices
    )


def _essence(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.status, dict(finding.params)


# Asking


def _ask(fact: str, lang: Language) -> Any:
    """Ask for a fact until the answer can be understood; its value, or None where it is not known.

    Raises:
        _Back: the answer is to go back.
        _Stop: it is to stop.
    """
    question, kind = QUESTIONS[fact][lang], FACTS[fact]
    if fact in HINTS:
        question += HINTS[fact][lang]
    if fact == "portal_message":
        return _ask_message(question, lang)
    if fact == "phone":
        return _ask_phone(question, lang)
    if fact in CHOICES:
        return _choose(fact, question, lang)
    if kind == "bool | None":
        return _ask_yes_or_no(fact, question, lang)
    while text := _answer(question, "open", lang):
        try:
            value: Any = moment(text) if kind == "datetime | None" else int(text)
            Case(**{fact: value})
        except ValueError:
            _tell(PROMPTS["again_moment" if kind == "datetime | None" else "again_count"][lang])
        else:
            return value
    return None


def _ask_yes_or_no(fact: str, question: str, lang: Language) -> bool | None:
    while text := _answer(question, "yes_no", lang):
        if meant := truth_of(fact, text):
            return TRUTH[meant]
        _tell(PROMPTS["again_yes_no"][lang])
    return None


def _choose(fact: str, question: str, lang: Language) -> str | list[str] | None:
    """Ask for one of several values, by its number in a list or by a label; for ``changes``, for any of them."""
    choices: Mapping[str, Mapping[str, str]] = CHOICES[fact]
    several = fact == "changes"
    _tell(question)
    for number, words in enumerate(choices.values(), start=1):
        _tell(f"  {number}. {words[lang]}")
    while text := _answer(PROMPTS["choose_several" if several else "choose"][lang], "open", lang):
        chosen = _chosen(fact, [*choices], text, several=several)
        if chosen:
            try:
                return parts_of(chosen) if several else chosen[0]
            except ValueError:
                pass
        label = next(iter(choices.values()))[lang]
        _tell(PROMPTS["again_choice"][lang].format(label=label))
    return None


# A label may have spaces in it.
_SEPARATORS = (r"[,，、;；]", r"[\s,，、;；]+")


def _chosen(fact: str, codes: Sequence[str], text: str, *, several: bool) -> list[str]:
    """The values that an answer names; none if it names something else too."""
    for separator in _SEPARATORS if several else ():
        found = [_one_chosen(fact, codes, part) for part in re.split(separator, text) if part]
        if all(found):
            return [code for code in found if code]
    whole = _one_chosen(fact, codes, text)
    return [whole] if whole else []


def _one_chosen(fact: str, codes: Sequence[str], text: str) -> str | None:
    number = folded(text)
    if number.isdecimal():
        return codes[int(number) - 1] if 1 <= int(number) <= len(codes) else None
    return code_of(fact, text)


# What an applicant may have filed though it is no mainland mobile number: the finding says so.
_OTHER_NUMBERS = (Verdict.NOT_MAINLAND, Verdict.NOT_MOBILE)


def _ask_phone(question: str, lang: Language) -> str | None:
    """Ask for the phone number and say at once what is known of it; another kind of number only if it is repeated."""
    before = None
    while text := _answer(question, "open", lang):
        report = check_segment(text)
        if report.number is not None:
            _tell(report.message(lang))
            return report.number
        is_other = report.verdict in _OTHER_NUMBERS
        if is_other and text == before:
            return text
        before = text
        _tell(report.message(lang))
        if is_other:
            _tell(PROMPTS["again_phone"][lang])
    return None


_MESSAGES = {code: text for _, code, text in MESSAGES}
# A message may have been pasted with line breaks.
_MOST_LINES = 3


def _ask_message(question: str, lang: Language) -> str | None:
    """Ask what the portal says; a text that is not recognised is offered the message that it is closest to."""
    pasted, offered, hint = "", None, "message"
    for _ in range(_MOST_LINES):
        line = _answer(question, hint, lang)
        if not line:
            break
        if offered is not None and folded(line) in ANSWERS["yes"]:
            return offered
        if folded(line) in ANSWERS["no"]:
            return None if offered is None else pasted
        pasted = line if parse_portal_message(line) else pasted + line
        message = parse_portal_message(pasted)
        if message is not None:
            _tell(PROMPTS["recognised"][lang].format(message=message.text))
            return pasted
        unknown = explain_portal(pasted)[0]
        if "closest" in unknown.params:
            offered = _MESSAGES[unknown.params["closest"]]
            question, hint = unknown.cause(lang), "yes_no"
        else:
            _tell(PROMPTS["again_message"][lang])
    return pasted or None


# The terminal

_ROOM_FOR_ANSWER = 4


def _tell(text: str) -> None:
    console(stderr=True).print(text)


def _answer(question: str, hint: str, lang: Language) -> str:
    """The answer to a question, empty for not known.

    Raises:
        _Back: it is to go back.
        _Stop: it is to stop.
    """
    text = _line(f"{question} [{PROMPTS[hint][lang]}]")
    answer = folded(text)
    if answer in ANSWERS["back"]:
        raise _Back
    if answer in ANSWERS["stop"]:
        raise _Stop
    return "" if answer in ANSWERS["unknown"] else text


def _line(prompt: str) -> str:
    """One line from the terminal."""
    lines = "\n".join(prompt[start:end] for start, end in wrap(prompt, terminal_width() - _ROOM_FOR_ANSWER))
    try:
        # Before click 8.4 the last character of the prompt goes to standard output in spite of "err".
        with redirect_stdout(sys.stderr):
            line: str = click.prompt(lines, default="", show_default=False, prompt_suffix=" ", err=True)
    except click.Abort as abort:
        # Click has one exception for both.
        if isinstance(abort.__context__, EOFError):
            raise _Stop from None
        raise KeyboardInterrupt from None
    return line.strip()
