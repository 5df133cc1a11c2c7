"""What a finding says and holds."""

from __future__ import annotations

import copy
import csv
import pickle
import re
import tomllib
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from beian_segments.failures import CODES, Actor, Basis, Case, Finding, Severity, Status, _data, diagnose
from beian_segments.failures.findings import check, confirmed, info
from tests.failures.building import build, load, moment
from tests.reference import DATA

SENTENCES: dict[str, Any] = tomllib.loads(DATA.joinpath("findings.toml").read_text(encoding="utf-8"))
FOUND = [finding for row in load("codes.json") for finding in diagnose(build(row["case"]), now=moment(row["now"]))]
EVERY = [
    *(confirmed(code, variant) for code in CODES for variant in _data.FINDINGS[code]),
    *(check(code, variant) for code in _data.CHECKS for variant in _data.FINDINGS[code]),
]

PARAMS = {
    "segment": "192", "roles": "entity-leader,website-administrator", "deadline": "2026-03-03T10:00:00+08:00",
    "minutes": "65", "again_at": "2026-03-03T12:00:00+08:00", "closest": "portal-wrong-information",
}  # fmt: skip


def known(finding: Finding) -> Finding:
    """With all parameters that any sentence has."""
    return evolve(finding, params={**finding.params, **PARAMS})


@pytest.mark.parametrize("lang", ["zh", "en"])
class TestSentences:
    def test_every_finding_has_a_cause_and_steps(self, lang: str) -> None:
        for finding in map(known, EVERY):
            assert finding.cause(lang).strip()
            assert finding.remedy(lang)
            assert all(step.strip() for step in finding.remedy(lang))

    def test_every_sentence_is_a_sentence_of_its_language(self, lang: str) -> None:
        for finding in map(known, EVERY):
            for sentence in (finding.cause(lang), *finding.remedy(lang)):
                assert not re.search(r"[{}]", sentence)
                assert sentence.endswith(("。", "？", "。”") if lang == "zh" else (".", "?", "。”"))
                own = re.sub("“.*”", "", sentence)  # a message of the portal is quoted as it is
                assert bool(re.search(r"[\u4e00-\u9fff]", own)) is (lang == "zh")

    def test_a_check_and_a_confirmed_finding_have_different_sentences(self, lang: str) -> None:
        for code, variants in _data.CHECKS.items():
            for variant in variants:
                assert known(check(code, variant)).cause(lang) != known(confirmed(code, variant)).cause(lang)

    def test_no_sentence_has_digits_that_could_be_personal_data(self, lang: str) -> None:
        for finding in map(known, EVERY):
            assert set(re.findall("[0-9]+", " ".join((finding.cause(lang), *finding.remedy(lang))))) <= {
                "1", "2", "5", "6", "24", "192", "2026", "03", "10", "12", "00", "08",
            }  # fmt: skip


class TestTheData:
    def test_every_entry_has_the_documented_keys(self) -> None:
        for code, entry in SENTENCES.items():
            assert set(entry) - {"check", "variant"} == {"severity", "actor", "basis", "sources", "cause", "remedy"}, (
                code
            )
            for variant in entry.get("variant", {}).values():
                assert set(variant) <= {"basis", "sources", "cause", "check", "remedy"}
            for said in (entry, *entry.get("variant", {}).values()):
                for words in (said[key] for key in ("cause", "check", "remedy") if key in said):
                    assert set(words) == {"zh", "en"}
                if "remedy" in said:
                    assert len(said["remedy"]["zh"]) == len(said["remedy"]["en"])

    def test_only_an_unknown_message_is_nothing_but_a_check(self) -> None:
        assert [code for code, entry in SENTENCES.items() if entry["severity"] == Severity.CHECK] == [
            "portal-message-unknown"
        ]

    def test_they_name_known_severities_actors_and_bases(self) -> None:
        for entry in SENTENCES.values():
            assert entry["severity"] in set(Severity)
            assert entry["actor"] in set(Actor)
            assert {said["basis"] for said in (entry, *entry.get("variant", {}).values()) if "basis" in said} <= set(
                Basis
            )

    def test_every_document_cited_is_described(self) -> None:
        lines = DATA.joinpath("sources.csv").read_text(encoding="utf-8").splitlines()
        described = {row["id"] for row in csv.DictReader(lines)}
        assert set(_data.DOCUMENTS) <= described
        assert all(source.heading and source.title for finding in EVERY for source in finding.sources)

    def test_every_variant_is_produced(self) -> None:
        produced = {(finding.code, finding.params.get("variant", "")) for finding in FOUND}
        assert produced == {(code, variant) for code in CODES for variant in _data.FINDINGS[code]}


class TestLanguages:
    @pytest.mark.parametrize(("tag", "lang"), [("zh-CN", "zh"), ("zh_Hans", "zh"), ("en_US.UTF-8", "en"), ("EN", "en")])
    def test_tags_of_either_kind_are_understood(self, tag: str, lang: str) -> None:
        finding = confirmed("line-suspended")
        assert finding.cause(tag) == finding.cause(lang)
        assert finding.remedy(tag) == finding.remedy(lang)

    def test_sentences_are_chinese_by_default(self) -> None:
        assert confirmed("line-suspended").cause() == "手机号码已欠费停机，收不到短信。"
        assert confirmed("line-suspended").remedy()[0] == "缴清费用，恢复通信。"

    def test_an_unknown_language_is_answered_with_the_known_ones(self) -> None:
        for say in (confirmed("line-suspended").cause, confirmed("line-suspended").remedy):
            with pytest.raises(ValueError, match=r"^lang: unknown language fr; known languages are zh, en$"):
                say("fr")
            with pytest.raises(TypeError, match=r"^lang must be a str, not int$"):
                say(1)  # type: ignore[arg-type]


class TestValues:
    @pytest.mark.parametrize("finding", EVERY, ids=lambda finding: f"{finding.code} {finding.status} {finding.params}")
    def test_findings_are_equal_by_content_hash_copy_and_pickle(self, finding: Finding) -> None:
        for other in (evolve(finding), copy.deepcopy(finding), pickle.loads(pickle.dumps(finding))):  # noqa: S301
            assert other == finding
            assert hash(other) == hash(finding)

    def test_a_finding_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            confirmed("line-suspended").code = "x"  # type: ignore[misc]

    def test_a_finding_is_made_of_members_or_their_values(self) -> None:
        made = Finding(code="line-suspended", status="check", severity="check", actor="verifier", basis="stated",
                       sources=check("line-suspended").sources)  # fmt: skip
        assert made == check("line-suspended")
        assert type(made.status) is Status
        assert made.cause("en") == check("line-suspended").cause("en")

    def test_an_unknown_code_or_member_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^code must be one of CODES$"):
            evolve(confirmed("line-suspended"), code="no-such-code")
        for name in ("status", "severity", "actor", "basis"):
            with pytest.raises(ValueError, match=f"^{name} must be one of "):
                evolve(confirmed("line-suspended"), **{name: "x"})  # type: ignore[arg-type]
            with pytest.raises(TypeError, match=f"^{name} must be a member of [A-Z][a-z]+ or its value, not None$"):
                evolve(confirmed("line-suspended"), **{name: None})  # type: ignore[arg-type]

    def test_a_check_of_what_is_never_one_says_the_cause(self) -> None:
        made = evolve(confirmed("code-lost-resend"), status=Status.CHECK)
        assert made.cause() == confirmed("code-lost-resend").cause()

    def test_severity_follows_the_status(self) -> None:
        assert confirmed("line-suspended").severity is Severity.ACT_NOW
        assert check("line-suspended").severity is Severity.CHECK
        assert info("new-phone-allowed").severity is Severity.INFO


class TestParams:
    @pytest.mark.parametrize(
        ("phone", "segment"), [("19212345678", "192"), ("+86 (0)192 1234 5678", "192"), ("17401234567", "174")]
    )
    def test_an_unlisted_segment_is_named_and_nothing_more_of_the_number(self, phone: str, segment: str) -> None:
        (finding,) = diagnose(Case(phone=phone))
        assert finding.params == {"segment": segment}
        assert f"号段 {segment} " in finding.cause("zh")
        assert f"Segment {segment} " in finding.cause("en")

    @pytest.mark.parametrize(
        ("phone", "verdict"),
        [("", "empty"), ("x", "not-a-number"), ("+852 5123 4567", "not-mainland"), ("10086", "not-mobile"),
         ("1391234567", "too-short"), ("139123456789", "too-long")],
    )  # fmt: skip
    def test_what_is_no_mobile_number_is_inferred_to_be_wrong(self, phone: str, verdict: str) -> None:
        (finding,) = diagnose(Case(phone=phone))
        assert (finding.code, finding.basis) == ("phone-number-wrong", Basis.INFERRED)
        assert finding.params == {"verdict": verdict, "variant": "no-mobile-number"}

    @pytest.mark.parametrize(
        ("provider", "basis", "document"),
        [("tencent", "stated", "tencent-faq-a"), ("alibaba", "stated", "alibaba-icp-2019"),
         ("volcengine", "stated", "volcengine-faq"), ("huawei", "inferred", "tencent-faq-a"),
         ("other", "inferred", "tencent-faq-a"), (None, "inferred", "tencent-faq-a")],
    )  # fmt: skip
    def test_resubmitting_is_said_and_cited_by_provider(self, provider: str | None, basis: str, document: str) -> None:
        found = diagnose(Case(returned=True, modified=False, meets_requirements=True, provider=provider))
        assert (found[0].code, found[0].basis) == ("resubmit-unchanged", basis)
        assert [source.document for source in found[0].sources] == [document]
        assert [finding.code for finding in found[1:]] == (["documents-disagree"] if provider == "tencent" else [])


def test_parameters_may_be_any_mapping_and_cannot_change_afterwards() -> None:
    finding = info("new-phone-allowed")
    given = {"segment": "192"}
    changed = evolve(finding, params=given)
    given["segment"] = "193"
    assert changed.params["segment"] == "192"
    assert hash(changed) == hash(evolve(finding, params=changed.params))


def test_a_repr_has_no_sources_for_they_are_long() -> None:
    assert "sources" not in repr(info("new-phone-allowed"))
