"""The answer that an expert gives first: cases with what has to be said about them, in ``answers.toml``."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from beian_segments.failures import CODES, Case, Finding, Status, diagnose, parse_portal_message
from tests.failures.building import HERE, build

FILE = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))
NO_SMS_CHECKS = {
    "access-phone-mismatch-change-first", "access-phone-mismatch-cancel-refile", "application-not-submitted",
    "phone-number-wrong", *CODES[CODES.index("phone-gets-no-code") : CODES.index("code-not-six-digits")],
}  # fmt: skip


def said(finding: Finding) -> str:
    return f"{finding.status} {finding.code}"


@pytest.mark.parametrize("answer", FILE["answer"], ids=lambda answer: answer["title"])
def test_a_case_has_the_answer_that_an_expert_gives_first(answer: dict[str, Any]) -> None:
    findings = diagnose(build(answer["case"]), now=answer.get("now"))
    found = [said(finding) for finding in findings]
    if "exactly" in answer:
        assert found == answer["exactly"]
    if "first" in answer:
        assert found[:1] == [answer["first"]]
    assert set(answer.get("contains", ())) <= set(found)
    if "params" in answer:
        told = findings[0].params
        assert {name: told.get(name) for name in answer["params"]} == answer["params"]
    if "says" in answer:
        assert answer["says"] in findings[0].cause("zh")
    asked = {finding.code for finding in findings if finding.status is Status.CHECK}
    for silent in answer.get("silent", ()):
        if silent == "checks":
            assert not asked
        elif silent == "no-sms-checks":
            assert not asked & NO_SMS_CHECKS
        else:
            assert silent in CODES
            assert silent not in {finding.code for finding in findings}


@pytest.mark.parametrize("message", FILE["message"], ids=lambda message: message["text"])
def test_a_pasted_text_is_the_message_that_is_in_it(message: dict[str, str]) -> None:
    found = parse_portal_message(message["text"])
    assert (found and found.code) == message.get("code")
    first = diagnose(Case(portal_message=message["text"]))[0]
    assert first.code == message.get("code", "portal-message-unknown")
