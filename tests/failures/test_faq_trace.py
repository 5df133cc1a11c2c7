"""Every sentence of the two FAQ documents that states a rule, and the codes that stand for it.

The table of segments at the end of document B is ``data/segments.csv`` and has tests of its own.
"""

from __future__ import annotations

import csv
from functools import cache

import pytest

from beian_segments.failures import CODES, Case, Source, Status, diagnose, explain_portal
from tests.failures.building import HERE, build, load, moment

with (HERE / "faq_trace.csv").open(encoding="utf-8", newline="") as _file:
    TRACE = list(csv.DictReader(_file))

# What belongs to neither document: the portal's own messages, and what other documents say.
ELSEWHERE = {
    "portal-failed-retry",
    "portal-all-verified",
    "portal-already-verified",
    "portal-failed-ask-provider",
    "portal-resend-ok",
    "portal-resend-limit",
    "no-verification-for-filing-type",
    "resend-limit-reached",
    "id-suffix-zhejiang-back",
    "portal-message-unknown",
    "phone-gets-no-code",
    "sms-on-its-way",
    "replace-phone-and-resubmit",
}


@cache
def cited() -> dict[str, set[tuple[str, str]]]:
    """The places that the findings of all our cases cite, by code."""
    places: dict[str, set[tuple[str, str]]] = {}
    for row in load("codes.json"):
        for finding in diagnose(build(row["case"]), now=moment(row["now"])):
            if finding.status is not Status.CHECK:
                found = places.setdefault(finding.code, set())
                found |= {(source.document, source.heading) for source in finding.sources}
    return places


@pytest.mark.parametrize("row", TRACE, ids=lambda row: f"{row['document']} {row['heading']} {row['place']}")
def test_every_rule_has_a_finding_that_cites_its_place(row: dict[str, str]) -> None:
    places = cited()
    for code in row["codes"].split():
        assert (row["document"], row["heading"]) in places[code], code


def test_every_code_is_a_rule_of_the_faqs_or_known_to_be_from_elsewhere() -> None:
    traced = {code for row in TRACE for code in row["codes"].split()}
    assert traced | ELSEWHERE == set(CODES)
    assert traced & ELSEWHERE == set()


def test_every_heading_of_the_faqs_is_traced() -> None:
    headings = {(row["document"], row["heading"]) for row in TRACE}
    assert {document for document, _ in headings} == {"tencent-faq-a", "tencent-faq-b"}
    assert len(headings) == 7 + 2


def test_the_disagreement_cites_both_documents_and_says_the_other_way() -> None:
    *_, finding = diagnose(Case(failed=True, modified=False, meets_requirements=True))
    assert [source.document for source in finding.sources] == ["tencent-faq-a", "tencent-faq-b"]
    assert finding.params["alternative"] == "provider-resubmits-unchanged"


def test_a_source_has_document_heading_url_and_date() -> None:
    (finding,) = explain_portal(0)
    assert finding.sources == (
        Source(
            document="miit-portal",
            heading="smsValidate",
            title="ICP/IP地址/域名信息备案管理系统 · 工业和信息化部 (MIIT)",
            url="https://beian.miit.gov.cn/#/Integrated/index",
            date="2020-08 or later",
        ),
    )
