"""What a finding says and holds."""

from __future__ import annotations

import copy
import csv
import pickle
import re
import tomllib
from typing import Any

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError

from beian_segments.failures import (
    CODES,
    Actor,
    Basis,
    Case,
    Entries,
    FilingType,
    Finding,
    Link,
    Person,
    Provider,
    Service,
    Severity,
    Source,
    Status,
    Step,
    _data,
    diagnose,
)
from beian_segments.failures.findings import check, confirmed, info
from tests.failures.building import build, load, moment
from tests.failures.test_codes import found_alone
from tests.reference import DATA

SENTENCES: dict[str, Any] = tomllib.loads(DATA.joinpath("findings.toml").read_text(encoding="utf-8"))
FOUND = [
    found for row in load("codes.json") if (found := found_alone(row["code"], build(row["case"]), moment(row["now"])))
]
EVERY = [
    *(confirmed(code, variant) for code in CODES for variant in _data.FINDINGS[code]),
    *(
        check(code, variant, asks=asks)
        for code, variants in _data.CHECKS.items()
        for variant in variants
        for asks, _ in variants[variant]
    ),
]
CHECKED = [finding for finding in EVERY if finding.status is Status.CHECK]

PARAMS = {
    "segment": "192", "roles": "entity-leader,website-administrator", "deadline": "2026-03-03T10:00:00+08:00",
    "minutes": "65", "again_at": "2026-03-03T12:00:00+08:00", "closest": "portal-wrong-information",
}  # fmt: skip


def name_of(finding: Finding) -> str:
    return " ".join(filter(None, (finding.code, finding.status, finding.params.get("variant"), finding.asks)))


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
                ends = ("。", "？", "。”", "）", "index") if lang == "zh" else (".", "?", "。”", ")", "index")
                assert sentence.endswith(ends)
                # A message of the portal, a document's title and a button are quoted as they are.
                own = re.sub("“.*”|短信核验类|短信核验|短信重发" if lang == "en" else "“.*?”", "", sentence)
                assert bool(re.search(r"[\u4e00-\u9fff]", own)) is (lang == "zh")

    def test_a_check_and_a_confirmed_finding_have_different_sentences(self, lang: str) -> None:
        for code, variants in _data.CHECKS.items():
            for variant in variants:
                assert known(check(code, variant)).cause(lang) != known(confirmed(code, variant)).cause(lang)

    def test_no_sentence_has_digits_that_could_be_personal_data(self, lang: str) -> None:
        for finding in map(known, EVERY):
            assert set(re.findall("[0-9]+", " ".join((finding.cause(lang), *finding.remedy(lang))))) <= {
                "1", "2", "5", "6", "11", "24", "192",  # of the rules
                "106", "12381",  # the sender
                "2019", "2021",  # of the documents
                "2026", "03", "10", "12", "00", "08",  # of the parameters
            }  # fmt: skip


class TestTheData:
    def test_every_entry_has_the_documented_keys(self) -> None:
        for code, entry in SENTENCES.items():
            needed = {"severity", "actor", "basis", "sources", "cause", "steps"}
            assert set(entry) - {"questions", "links", "system_for", "variant"} == needed, code
            for variant in entry.get("variant", {}).values():
                assert set(variant) <= {"basis", "sources", "cause", "questions", "steps"}
            for said in (entry, *entry.get("variant", {}).values()):
                assert set(said.get("cause", {"zh", "en"})) == {"zh", "en"}
                assert all(set(asked) == {"asks", "zh", "en"} for asked in said.get("questions", ()))
                assert all(set(step) - {"source", "needs"} == {"zh", "en"} for step in said.get("steps", ()))
                assert {step["needs"] for step in said.get("steps", ()) if "needs" in step} <= {"resend", "attempt"}

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


class TestQuestions:
    @pytest.mark.parametrize("finding", CHECKED, ids=name_of)
    def test_a_check_asks_one_question_that_a_yes_or_a_fact_answers(self, finding: Finding) -> None:
        chinese, english = (known(finding).question(lang) for lang in ("zh", "en"))
        assert chinese is not None
        assert english is not None
        assert chinese.count("？") == english.count("?") == 1
        assert re.search("是不是|什么|吗？$", chinese)
        assert known(finding).cause("zh") == chinese

    def test_what_is_asked_for_is_a_fact_of_a_case(self) -> None:
        facts = {attribute.name for attribute in fields(Case)}
        assert {finding.asks for finding in CHECKED} <= facts
        with pytest.raises(ValueError, match=r"^asks must be a field of Case or None$"):
            evolve(check("line-suspended"), asks="weather")

    def test_what_is_no_check_asks_nothing(self) -> None:
        for finding in EVERY:
            if finding.status is not Status.CHECK:
                assert finding.question() is None
                assert finding.asks is None

    @pytest.mark.parametrize(
        ("code", "case", "asks"),
        [
            ("access-phone-mismatch-change-first", Case(), "filing"),
            ("access-phone-mismatch-change-first", Case(filing="access"), "phones_equal"),
            ("access-phone-mismatch-change-first", Case(filing="access", phones_equal=False),
             "original_provider_reachable"),
            ("verification-timed-out", Case(), "verified"),
            ("verification-timed-out", Case(verified=True), "people"),
            ("line-suspended", Case(line_suspended=True), "line_suspended"),
            ("wrong-verifier-role", Case(filing="access", people=[Person()]), "entered"),
        ],
    )  # fmt: skip
    def test_the_first_fact_that_is_open_is_asked_for(self, code: str, case: Case, asks: str) -> None:
        assert check(code, case=case).asks == asks

    @pytest.mark.parametrize(
        "entered", [None, Entries(phone="13800138000"), Entries(phone="13800138000", id_suffix="1")]
    )
    @pytest.mark.parametrize("people", [(), (Person(),), (Person(role="entity-leader", phone="13800138000"),)])
    @pytest.mark.parametrize("filing", [None, *FilingType])
    def test_every_check_that_a_refused_entry_leads_to_has_its_question(
        self, filing: FilingType | None, people: tuple[Person, ...], entered: Entries | None
    ) -> None:
        for service in (None, *Service):
            case = Case(filing=filing, service=service, people=people, entered=entered, portal_message=2)
            for finding in diagnose(case):
                if finding.status is Status.CHECK:
                    assert finding.question("zh"), finding
                    assert finding.question("en"), finding

    def test_a_variant_has_a_question_for_every_fact_that_its_rule_may_ask_for(self) -> None:
        for code in ("phone-not-contact-1", "wrong-verifier-role", "entries-do-not-match"):
            for variant in _data.CHECKS[code]:
                for asks in ("entered", "people"):
                    finding = check(code, variant, asks=asks)
                    assert finding.question("zh"), finding
                    assert finding.question("en"), finding

    def test_a_known_filing_is_not_asked_for_again(self) -> None:
        assert "接入备案" in (check("phone-changed-unrecoverable").question() or "")
        assert "接入备案" not in (check("phone-changed-unrecoverable", case=Case(filing="access")).question() or "")


class TestSteps:
    def test_a_step_is_stated_in_a_place_or_inferred(self) -> None:
        steps = [step for finding in map(known, EVERY) for step in finding.steps()]
        for step in steps:
            assert (step.basis is Basis.STATED) is isinstance(step.source, Source)
        assert {step.basis for step in steps} == set(Basis)

    def test_the_remedy_is_the_texts_of_the_steps(self) -> None:
        for finding in map(known, EVERY):
            assert finding.remedy("en") == tuple(step.text for step in finding.steps("en"))

    def test_a_step_names_its_source(self) -> None:
        pay, resend = confirmed("line-suspended").steps("en")
        assert pay == Step(text="Pay the bill and have the line restored.", basis=Basis.INFERRED, source=None)
        assert resend.source == confirmed("line-suspended").sources[0]

    @pytest.mark.parametrize(("lang", "words"), [("zh", "重发"), ("en", "[Rr]esend")])
    def test_no_step_says_resend_once_no_resend_is_left(self, lang: str, words: str) -> None:
        for finding in map(known, EVERY):
            left = finding.lacking("resend").remedy(lang)
            assert left
            assert not [
                step for step in left if re.search(words, step) and "limited" not in step and "有限" not in step
            ]

    @pytest.mark.parametrize(
        ("lang", "words"), [("zh", "重新核验|重新填写"), ("en", "[Vv]erify again|nter (it|them) again")]
    )
    def test_no_step_says_try_again_once_no_attempt_is_left(self, lang: str, words: str) -> None:
        for finding in map(known, EVERY):
            left = finding.lacking("attempt").remedy(lang)
            assert left
            assert not [step for step in left if re.search(words, step)]

    @pytest.mark.parametrize("variant", ["damaged", "unreadable"])
    def test_giving_the_number_again_to_be_diagnosed_takes_no_attempt(self, variant: str) -> None:
        finding = confirmed("phone-number-wrong", variant)
        assert finding.lacking("attempt").remedy() == finding.remedy()

    def test_a_filing_that_is_back_is_not_waited_for(self) -> None:
        (running,) = diagnose(Case(wrong_entries=5, tried_after_limit=False))
        (back,) = (each for each in diagnose(Case(wrong_entries=5, tried_after_limit=False, returned=True))
                   if each.code == running.code)  # fmt: skip
        assert any("24 小时" in step for step in running.remedy())
        assert not any("24 小时" in step for step in back.remedy())

    def test_where_any_entry_may_be_wrong_all_three_are_compared_first(self) -> None:
        question = next(each for each in diagnose(Case(portal_message=2)) if each.code == "entry-wrong")
        assert question.status is Status.CHECK
        assert question.remedy()[0] == "逐项核对验证码、联系方式1的手机号码和证件号码后 6 位。"

    def test_what_is_used_up_is_kept_with_new_parameters(self) -> None:
        finding = confirmed("line-suspended").lacking("resend").with_params({"segment": "192"})
        assert finding.lacks == {"resend"}
        assert finding.lacking("attempt").lacks == {"resend", "attempt"}

    def test_a_step_does_not_ask_the_person_to_do_what_another_does(self) -> None:
        for code in ("access-phone-mismatch-change-first", "phone-changed-unrecoverable"):
            assert confirmed(code).actor is Actor.APPLICANT
            assert "原接入商" in confirmed(code).remedy()[0]

    def test_the_sender_is_named_by_source(self) -> None:
        steps = {step.text: step.source for step in confirmed("sms-intercepted").steps("en") if step.source}
        assert {source.document for text, source in steps.items() if "12381" in text} == {"tencent-13435", "huawei"}

    def test_the_portal_is_opened_by_its_address(self) -> None:
        assert confirmed("open-portal-directly").remedy()[0].endswith("https://beian.miit.gov.cn/#/Integrated/index")


class TestLinks:
    def test_the_filing_system_and_the_guide_are_those_of_the_provider(self) -> None:
        def urls(provider: str | None) -> list[str]:
            return [link.url for link in confirmed("verification-timed-out", case=Case(provider=provider)).links]

        guide = "https://cloud.tencent.com/document/product/243/13435#resend"
        assert urls("tencent") == ["https://cloud.tencent.com/product/ba", guide]
        assert urls("alibaba")[0] == "https://beian.aliyun.com"
        assert urls(None) == urls("other") == [guide]

    def test_a_resend_comes_with_the_portal_and_the_guide(self) -> None:
        for code in ("sms-intercepted", "line-suspended", "resend-after-sim-move", "code-lost-resend"):
            assert [link.url.partition("//")[2].partition("/")[0] for link in confirmed(code).links] == [
                "beian.miit.gov.cn", "cloud.tencent.com",
            ]  # fmt: skip

    def test_every_link_and_every_source_of_a_finding_has_an_address(self) -> None:
        for finding in EVERY:
            sources = [*finding.sources, *(step.source for step in known(finding).steps() if step.source)]
            addresses = [*(link.url for link in finding.links), *(source.url or "" for source in sources)]
            assert all(address.startswith("https://") for address in addresses)

    def test_providers_are_known_ones(self) -> None:
        known_links = {provider for kind in _data.ADDRESSES.values() for provider in kind}
        assert known_links - {"any", "wechat", "douyin"} <= set(Provider)

    def test_a_link_has_a_title_in_both_languages(self) -> None:
        for kind in _data.ADDRESSES.values():
            for title, _ in kind.values():
                assert re.search("[\u4e00-\u9fff]", title["zh"])
                assert re.fullmatch("[ -~]+", title["en"])

    def test_a_link_without_an_english_title_has_the_chinese_one(self) -> None:
        assert Link(title="备案系统", url="https://beian.example").title_en == "备案系统"

    def test_a_filing_system_next_to_the_original_provider_s_says_what_it_is_for(self) -> None:
        (link,) = confirmed("access-phone-mismatch-change-first", case=Case(provider="tencent")).links
        assert link.title == "腾讯云备案系统（用于提交接入备案）"
        assert link.title_en == "Tencent Cloud's filing system (to submit the access filing)"
        (link,) = confirmed("line-suspended", case=Case(provider="tencent")).links[:1]
        assert "（" not in link.title


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
        finding = confirmed("line-suspended")
        for say in (finding.cause, finding.question, finding.steps, finding.remedy):
            with pytest.raises(ValueError, match=r"^lang: unknown language fr; known languages are zh, en$"):
                say("fr")
            with pytest.raises(TypeError, match=r"^lang must be a str, not int$"):
                say(1)  # type: ignore[arg-type]


class TestValues:
    @pytest.mark.parametrize("finding", EVERY, ids=name_of)
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
        assert made.question() is None

    def test_severity_follows_the_status(self) -> None:
        assert confirmed("line-suspended").severity is Severity.ACT_NOW
        assert check("line-suspended").severity is Severity.CHECK
        assert info("new-phone-allowed").severity is Severity.INFO


class TestTimes:
    @pytest.mark.parametrize(
        ("minutes", "chinese", "english"),
        [
            ("0", "还剩不到 1 分钟。", "less than a minute left."), ("1", "还剩 1 分钟。", "1 min left."),
            ("60", "还剩 1 小时。", "1 h left."), ("61", "还剩 1 小时 1 分钟。", "1 h 1 min left."),
        ],
    )  # fmt: skip
    def test_the_time_that_is_left_is_said_without_what_is_zero(self, minutes: str, chinese: str, english: str) -> None:
        finding = evolve(confirmed("deadline-running"), params={**PARAMS, "minutes": minutes})
        assert finding.cause("zh").endswith(chinese)
        assert finding.cause("en").endswith(english)

    @pytest.mark.parametrize(
        ("deadline", "chinese", "english"),
        [
            ("2026-03-03T10:00:00+08:00", "请在北京时间 2026-03-03 10:00 之前", "by 2026-03-03 10:00 (UTC+08:00);"),
            ("2026-03-03T02:00:00+00:00", "请在 2026-03-03 02:00（UTC+00:00）之前", "by 2026-03-03 02:00 (UTC+00:00);"),
        ],
    )
    def test_a_deadline_is_one_of_beijing_or_has_its_zone(self, deadline: str, chinese: str, english: str) -> None:
        finding = evolve(confirmed("deadline-running"), params={**PARAMS, "deadline": deadline})
        assert chinese in finding.cause("zh")
        assert english in finding.cause("en")


class TestParams:
    @pytest.mark.parametrize(
        ("phone", "segment"), [("19212345678", "192"), ("+86 (0)192 1234 5678", "192"), ("17401234567", "174")]
    )
    def test_an_unlisted_segment_is_named_and_nothing_more_of_the_number(self, phone: str, segment: str) -> None:
        (finding,) = diagnose(Case(phone=phone))
        # The variant says that the segment is in wide use.
        assert finding.params == {"segment": segment, **({} if segment == "174" else {"variant": "wide-use"})}
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
        variants = {"empty": "unreadable", "not-a-number": "unreadable", "too-short": "digits", "too-long": "digits"}
        variant = variants.get(verdict, "no-mobile-number")
        assert finding.params == {"verdict": verdict, "variant": variant}
        assert ("中国大陆" in finding.cause()) is (variant == "no-mobile-number")

    def test_a_phone_that_cannot_be_read_is_not_foreign_but_damaged_and_its_damage_is_said(self) -> None:
        (finding,) = diagnose(Case(phone="手机：13800138000"))
        assert finding.code == "phone-number-wrong"
        assert finding.params == {"verdict": "not-a-number", "damage": "text-around", "variant": "damaged"}
        assert "前后有其他文字" in finding.cause("zh")
        assert "other characters around the number" in finding.cause("en")
        assert "1380013" not in repr(finding)

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
