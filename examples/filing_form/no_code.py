"""No code came: which questions to ask, and the findings from the answers."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import fields, frozen

from beian_segments.failures import Case, Finding, Status, diagnose
from examples.filing_form.words import QUESTIONS

__all__ = ["ANSWERS", "Help", "help_with"]

#: The answers to a question, and the value that each gives the fact.
ANSWERS = {"yes": True, "no": False, "unknown": None}

_YES_OR_NO = {fact.name for fact in fields(Case) if str(fact.type) == "bool | None"}


@frozen
class Help:
    """A page of help.

    Attributes:
        questions: the facts to ask about, in order, each with the answer given so far, or None.
        findings: what is wrong or has to be checked, in order.
    """

    questions: Mapping[str, str | None]
    findings: tuple[Finding, ...]


def help_with(phone: str, filing: str, form: Mapping[str, str]) -> Help:
    """Diagnose a missing SMS from a number, a kind of filing and the answers of a form so far.

    Raises:
        ValueError: there is no such kind of filing.
    """
    answers = {fact: form[fact] for fact in QUESTIONS if fact in _YES_OR_NO and form.get(fact) in ANSWERS}
    facts = {fact: ANSWERS[answer] for fact, answer in answers.items()}
    case = Case(phone=phone or None, filing=filing, provider=None, sms_received=False, **facts)  # type: ignore[arg-type]  # facts of one kind
    findings = diagnose(case)
    asked = {*answers, *(finding.asks for finding in findings if finding.status is Status.CHECK)} & _YES_OR_NO
    return Help({fact: answers.get(fact) for fact in QUESTIONS if fact in asked}, findings)
