"""The diagnosis at the command line: from options, from a file, from an interview."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
from attrs import evolve, fields
from click.testing import CliRunner, Result

from beian_segments.cli import _questions as questions
from beian_segments.cli import diagnose as diagnose_command
from beian_segments.cli.app import app
from beian_segments.cli.facts import CHINA, FACTS, CaseFileError, _reason, code_of, folded, moment, read_case, truth_of
from beian_segments.cli.interview import interview
from beian_segments.cli.output import date_text
from beian_segments.failures import (
    Case,
    Entries,
    FilingType,
    IdType,
    Part,
    Person,
    Provider,
    Role,
    Service,
    Source,
    diagnose,
)
from beian_segments.failures._data import CHECKS, MESSAGES, PROVINCES

NUMBER = "13912345678"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["diagnose", *arguments], input=stdin)


def codes(result: Result) -> list[tuple[str, str]]:
    assert result.exit_code == 0, result.stderr
    return [(line["code"], line["status"]) for line in map(json.loads, result.stdout.splitlines())]


class TestOptions:
    def test_options_give_the_facts(self) -> None:
        result = run("--json", "--filing", "access", "--no-sms", "--phone", NUMBER, "--intercepted", "yes")
        wanted = diagnose(Case(filing="access", sms_received=False, phone=NUMBER, intercepted=True))
        assert codes(result) == [(finding.code, finding.status) for finding in wanted]

    def test_no_is_not_unknown(self) -> None:
        base = ["--json", "--no-sms", "--filing", "first", "--phone", NUMBER]
        assert ("sms-intercepted", "check") in codes(run(*base, "--intercepted", "unknown"))
        assert "sms-intercepted" not in dict(codes(run(*base, "--intercepted", "no")))

    def test_every_fact_but_the_people_has_an_option(self) -> None:
        usage = run("--help").stdout
        options = list(FACTS) + [f"entered_{field.name}" for field in fields(Entries)]
        assert {*FACTS, "people", "entered"} == {field.name for field in fields(Case)}
        for name in options:
            assert f"--{name.replace('_', '-')} " in usage

    def test_the_help_has_the_facts_in_groups_each_explained_by_its_question(self) -> None:
        usage = " ".join(run("--help").stdout.split())
        places = [usage.index(f"{words['en']}:") for words, _ in questions.GROUPS]
        assert places == sorted(places)
        assert usage.index("--case") < places[0]
        for words in questions.QUESTIONS.values():
            assert words["en"] in usage

    @pytest.mark.parametrize(
        ("arguments", "same"),
        [
            (("--filing", "接入备案"), ("--filing", "access")),
            (("--provider", "阿里云"), ("--provider", "alibaba")),
            (("--service", "小程序"), ("--service", "mini-program")),
            (("--filing", "转入备案"), ("--filing", "access")),
            (("--filing", "变更备案", "--changes", "主体"), ("--filing", "change", "--changes", "entity")),
            (("--filing", "变更主体"), ("--filing", "change", "--changes", "entity")),
            (("--filing", "变更主体", "--changes", "网站"), ("--filing", "change", "--changes", "website")),
            (
                ("--filing", "变更", "--changes", "主体,网站"),
                ("--filing", "change", "--changes", "entity", "--changes", "website"),
            ),
            (("--application-submitted", "没提交"), ("--application-submitted", "no")),
            (("--verified", "已核验"), ("--verified", "yes")),
            (("--line-suspended", "是"), ("--line-suspended", "yes")),
            (("--line-suspended", "否"), ("--line-suspended", "no")),
            (("--line-suspended", "不清楚"), ("--line-suspended", "unknown")),
        ],
    )
    def test_a_chinese_label_is_taken_for_its_value(self, arguments: Sequence[str], same: Sequence[str]) -> None:
        base = ["--json", "--no-sms", "--returned", "yes"]
        labelled, plain = run(*base, *arguments), run(*base, *same)
        assert labelled.stdout == plain.stdout
        assert codes(labelled)

    def test_an_answer_to_one_fact_is_none_to_another(self) -> None:
        assert codes(run("--json", "--sms-received", "没收到")) == codes(run("--json", "--no-sms"))
        assert run("--verified", "没收到").exit_code == 2

    @pytest.mark.parametrize("province", ["CN-ZJ", "cn-zj", "浙江", "浙江省", "Zhejiang"])
    def test_a_province_is_given_by_its_code_or_its_name(self, province: str) -> None:
        people = {"people": [{"id_type": "港澳居民来往内地通行证"}]}
        case = read_case(json.dumps({**people, "province": province}).encode())
        assert case.province == "CN-ZJ"
        assert run("--province", province, "--portal-message", "2").exit_code == 0

    def test_a_change_of_neither_part_is_told_as_none(self) -> None:
        result = run("--json", "--no-sms", "--filing", "change", "--changes", "none")
        assert codes(result) == [("no-verification-for-filing-type", "confirmed")]

    def test_the_python_types_take_no_labels(self) -> None:
        with pytest.raises(ValueError, match=r"^filing must be one of"):
            Case(filing="接入备案")

    def test_a_provider_that_is_not_told_is_not_known(self) -> None:
        output = run("--returned", "yes", "--modified", "no", "--meets-requirements", "yes").stdout
        assert "Ask the access provider how to submit it again" in output

    def test_counts_moments_parts_and_entries_are_read(self) -> None:
        result = run(
            "--json", "--filing", "change", "--changes", "entity", "--changes", "website", "--wrong-entries", "5",
            "--tried-after-limit", "no", "--sms-received-at", "2026-03-02T10:00:00+08:00", "--verified", "no",
            "--now", "2026-03-03T10:00:01+08:00", "--provider", "huawei",
        )  # fmt: skip
        found = dict(codes(result))
        assert found["verification-timed-out"] == "confirmed"
        assert found["wrong-entries-exhausted"] == "confirmed"
        assert codes(run("--json", "--entered-code", "12345")) == [("code-not-six-digits", "confirmed")]

    @pytest.mark.parametrize(
        "written",
        [
            "2026-03-02T10:00",
            "2026-03-02 10:00",
            "2026-03-02 10:00:00",
            " ２０２６-03-02　10：00 ",
            "2026-3-2 10:00",
            "2026/3/2 10:00",
            "2026/03/02   10:00",
            "2026年3月2日 10:00",
            "2026年3月2日10:00",
            "2026 年 3 月 2 日 10:00",
        ],
    )
    def test_a_moment_without_a_zone_is_one_of_china(self, written: str) -> None:
        assert moment(written) == datetime(2026, 3, 2, 2, tzinfo=UTC)
        assert moment(written).tzinfo is CHINA

    @pytest.mark.parametrize("written", ["2026-03-02T02:00Z", "2026-03-02 10:00 +08:00", "2026-03-02t10:00:00.5+0800"])
    def test_a_moment_with_a_zone_is_that(self, written: str) -> None:
        assert moment(written).replace(microsecond=0) == datetime(2026, 3, 2, 2, tzinfo=UTC)
        assert moment(written).tzinfo is not CHINA

    def test_an_hour_may_have_one_digit(self) -> None:
        assert moment("2026-3-2 9:05") == datetime(2026, 3, 2, 1, 5, tzinfo=UTC)

    @pytest.mark.parametrize("written", ["9999-12-31T23:59-12:00", f"2026-03-02{' ' * 100_000}x"])
    def test_a_moment_that_is_too_late_or_too_long_is_refused(self, written: str) -> None:
        with pytest.raises(ValueError, match="must"):
            moment(written)

    @pytest.mark.parametrize("written", ["2026-03-02 02:00Z", "2026-03-01T21:00-05:00", "2026-03-02 10:00"])
    def test_a_deadline_is_told_in_beijing_time_whatever_zone_was_given(self, written: str) -> None:
        facts = ["--sms-received-at", written, "--verified", "no", "--now", "2026-03-03T01:30Z"]
        assert "请在北京时间 2026-03-03 10:00 之前完成核验，还剩 30 分钟。" in run(*facts, "--lang", "zh").stdout
        (line,) = run(*facts, "--json").stdout.splitlines()
        assert json.loads(line)["params"]["deadline"] == "2026-03-03T10:00:00+08:00"

    @pytest.mark.parametrize(
        "written",
        ["", "2026-03-02", "20260302T1000", "2026-3/2 9:05", "2026年3月 9:05", "3月2日 10:00",
         "02/03/2026 10:00", "2026-W10-1T10:00",
         "2026-13-02 10:00", "2026-03-02 25:00", "2026-03-02T10:00+25:00"],
    )  # fmt: skip
    def test_no_other_form_of_a_moment_is_guessed_at(self, written: str) -> None:
        with pytest.raises(ValueError, match=r"must be|month|hour|offset"):
            moment(written)

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
    def test_times_without_a_zone_do_not_depend_on_the_machine(
        self, zone: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        facts = ["--sms-received", "yes", "--sms-received-at", "2026-03-02T10:00", "--verified", "no"]
        result = run(*facts, "--now", "2026-03-03T11:00+08:00", "--json")
        assert ("verification-timed-out", "confirmed") in codes(result)
        monkeypatch.undo()
        time.tzset()

    @pytest.mark.parametrize(("zone", "said"), [("", 1), ("+08:00", 0)])
    @pytest.mark.parametrize("option", ["--sms-received-at", "--now"])
    def test_it_says_in_one_line_which_zone_was_meant(self, option: str, zone: str, said: int) -> None:
        arguments = ["--intercepted", "yes", option, f"2026-03-02 10:00{zone}"]
        assert run(*arguments).stdout.count("Times without a zone are taken as China Standard Time") == said
        assert run(*arguments, "--json").stderr.count("China Standard Time") == said
        assert run(*arguments, "--lang", "zh").stdout.count("没有写明时区的时间按北京时间") == said

    def test_a_portal_message_may_be_its_number_or_its_text(self) -> None:
        for message in ("21", "您的短信核验失败,请联系接入商查询核验结果。"):
            assert ("portal-failed-ask-provider", "confirmed") in codes(run("--json", "--portal-message", message))

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--filing", "renewal"], "'cancel-access'"),
            (["--intercepted", "maybe"], "'unknown'"),
            (["--wrong-entries", "-1"], "x>=0"),
            (["--sms-received-at", "yesterday"], "must be a moment such as"),
            (["--sms-received-at", "2026-03-02"], "must be a moment such as"),
            (["--province", "ZJ"], "province must be an ISO 3166-2 code"),
            (["--changes", "none", "--changes", "entity"], "changes must be either none or parts"),
            (["--no-sms", "--sms-received", "yes"], "--no-sms contradicts --sms-received"),
            (["--no-sms", "--sms-received", "unknown"], "--no-sms contradicts --sms-received"),
            ([], "an interview needs a terminal"),
            (["--case", "no-such-file.json"], "No such file"),
        ],
    )
    def test_misuse_is_reported_with_exit_code_2(self, arguments: Sequence[str], reason: str) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert reason in result.stderr


class TestRefusalsInChinese:
    def test_a_text_beside_the_options_is_told_where_it_belongs(self) -> None:
        result = run("该条验证库里找不到记录", "--lang", "zh")
        assert result.exit_code == 2
        assert "系统提示用 --portal-message" in result.stderr
        assert "what the portal says by --portal-message TEXT" in " ".join(run("text").stderr.split())

    def test_the_help_shows_the_labels_that_are_accepted(self) -> None:
        shown = run("--help", "--lang", "zh").stdout
        assert "--filing [首次备案|新增网站|" in shown
        assert "--intercepted [是|否|不清楚]" in shown
        assert "[yes|no|unknown]" in run("--help").stdout
        assert "[first|add-website|" in run("--help").stdout

    @pytest.mark.parametrize("fact", ["phone_changed", "sim_moved"])
    def test_a_change_is_denied_in_the_words_of_its_question(self, fact: str) -> None:
        assert (truth_of(fact, "没换"), truth_of(fact, "换过了")) == ("no", "yes")

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--filing", "renewal"], "--filing：可以填写：首次备案、新增网站、接入备案、变更备案、"),
            (["--changes", "备注"], "--changes：可以填写：主体信息、网站信息、"),
            (["--changes", "none", "--changes", "entity"], "--changes：可以填写：主体信息、网站信息、"),
            (["--intercepted", "maybe"], "--intercepted：可以填写：是、否、不清楚"),
            (["--wrong-entries", "-1"], "--wrong-entries：应为 0 到 9999 的整数"),
            (["--wrong-entries", "10000"], "--wrong-entries：应为 0 到 9999 的整数"),
            (["--sms-received-at", "昨天"], "--sms-received-at：应为日期和时间，如 2026-03-02 10:00（北京时间）"),
            (["--now", "昨天"], "--now：应为日期和时间"),
            (["--province", "ZJ"], "--province：可以填写：安徽、北京、"),
            (["--no-sms", "--sms-received", "是"], "--no-sms 与 --sms-received 相互矛盾"),
            (["--case", "-", "--filing", "first"], "请只用文件，或只用选项"),
            ([], "问答需要在终端中进行"),
        ],
    )
    def test_what_is_refused_is_said_with_what_is_taken(self, arguments: Sequence[str], reason: str) -> None:
        for result in (run("--lang", "zh", *arguments), run(*arguments, "--lang", "zh")):
            assert result.exit_code == 2
            assert reason in result.stderr

    def test_a_chinese_locale_is_enough(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        assert "--filing：可以填写" in run("--filing", "renewal").stderr

    def test_a_language_that_is_not_known_is_refused_in_english(self) -> None:
        assert "known languages are zh, en" in run("--lang", "fr", "--filing", "renewal").stderr

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"{", "第 1 行第 2 列：不是 JSON"),
            (b"\xff{}", "不是 UTF-8"),
            (b'{"filing": "renewal"}', "filing：可以填写：首次备案、新增网站、"),
            (b'{"verified": "maybe"}', "verified：可以填写：是、否、不清楚 @ $"),
            (b'{"phone": 1}', "phone：应为文字 @ $"),
            (b'{"sms_sent_at": "x"}', "应为日期和时间，如 2026-03-02T10:00:00+08:00 @ $.sms_sent_at"),
            (b'{"changes": ["none", "entity"]}', "可以填写：主体信息、网站信息、"),
            (b'{"people": [{"role": "boss"}]}', "role：可以填写：主体负责人、互联网信息服务负责人 @ $.people[0]"),
            (b'{"fone": 1}', "没有这些字段：fone @ $"),
        ],
    )
    def test_a_case_file_is_refused_in_chinese_too(self, content: bytes, reason: str) -> None:
        assert reason in run("--lang", "zh", "--case", "-", stdin=content).stderr


class TestList:
    def test_it_says_what_who_steps_and_source(self) -> None:
        output = run("--no-sms", "--filing", "first", "--phone", NUMBER, "--line-suspended", "yes").stdout
        for part in (
            "confirmed: The line is suspended",
            "who acts: the verifier    line-suspended · act-now · stated",
            "1) Pay the bill",
            "source: ",
            "收不到管局发送的核验短信",
        ):
            assert part in output

    def test_a_check_is_a_question_with_its_steps_under_it(self) -> None:
        output = run("--no-sms", "--filing", "first", "--phone", NUMBER).stdout
        assert "check: Is the line suspended for an unpaid bill?\n   If so:\n      who acts: the verifier" in output
        assert (
            "      1) Pay the bill and have the line restored. (inferred)\n      2) Resend the SMS on MIIT's portal.\n"
            in output
        )
        assert "      link: MIIT's filing portal\n        https://beian.miit.gov.cn/" in output

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("after 2021-07-09", "2021-07-09 之后"), ("2020-08 or later", "2020-08 或之后"),
            ("2018 to 2020", "2018 至 2020"), ("2019-09-20", "2019-09-20"),
        ],
    )  # fmt: skip
    def test_a_date_is_told_in_chinese(self, given: str, said: str) -> None:
        assert date_text(given, "zh") == said
        assert date_text(given, "en") == given

    def test_a_source_without_an_address_has_no_line_for_it(self) -> None:
        finding = diagnose(Case(line_suspended=True))[0]
        nowhere = Source(document="letter", heading="", title="A letter")
        lines = diagnose_command._lines(evolve(finding, sources=(nowhere,)), "en", set())
        assert lines[-1][0].plain == "source: A letter"

    def test_the_address_of_a_source_stands_where_it_is_cited_first(self) -> None:
        arguments = ["--no-sms", "--filing", "first", "--phone", NUMBER]
        cited = [
            source for line in run(*arguments, "--json").stdout.splitlines() for source in json.loads(line)["sources"]
        ]
        lines = [unquote(line.strip()) for line in run(*arguments).stdout.splitlines()]
        urls = [source["url"] for source in cited]
        assert len({*urls}) < len(urls)
        assert all(lines.count(url) == 1 for url in {*urls})
        assert sum(line.startswith("source: ") for line in lines) == len(cited)

    @pytest.mark.parametrize("columns", [40, 80, 120])
    def test_addresses_are_whole_and_no_line_ends_in_blanks(
        self, columns: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        arguments = ["--no-sms", "--filing", "access", "--portal-message", "2"]
        for lang in ("zh", "en"):
            lines = run(*arguments, "--lang", lang).stdout.splitlines()
            assert all(line == line.rstrip() for line in lines)
            cited = {json.loads(line)["sources"][0]["url"] for line in run(*arguments, "--json").stdout.splitlines()}
            shown = {line.strip() for line in lines if line.lstrip().startswith("https://")}
            assert cited <= {unquote(address) for address in shown}

    def test_an_address_is_plain_ascii(self) -> None:
        output = run("--line-suspended", "yes").stdout
        addresses = re.findall(r"https://.*", output)
        assert addresses
        assert all(address.isascii() for address in addresses)
        assert any("/product/%E5%9F%9F" in address for address in addresses)

    def test_a_link_has_a_title_in_the_language_of_the_answer(self) -> None:
        for flags in ([], ["--json"]):
            chinese, english = (run(*flags, "--line-suspended", "yes", "--lang", lang).stdout for lang in ("zh", "en"))
            assert "工信部备案管理系统" in chinese
            assert "filing portal" not in chinese
            assert "MIIT's filing portal" in english

    def test_nothing_of_a_chinese_answer_is_a_word_for_programs(self) -> None:
        output = run("--portal-message", "21", "--lang", "zh").stdout
        assert "无法继续" in output
        assert "系统提示" in output
        assert "smsValidate" not in output

    def test_it_speaks_chinese(self) -> None:
        output = run("--no-sms", "--filing", "first", "--phone", "19212345678", "--lang", "zh").stdout
        assert "由谁处理：核验人" in output
        assert "192" in output

    def test_without_a_finding_it_says_what_would_help_and_that_this_is_no_all_clear(self) -> None:
        lines = run("--intercepted", "no", "--filing", "first").stdout.splitlines()
        assert lines == [
            "No finding follows from these facts; that is not an all-clear.",
            "It would help to know:",
            "  - What does MIIT's portal say?",
            "  - Did the SMS come?",
            "  - Was the filing submitted to the bureau?",
        ]

    def test_what_would_help_depends_on_what_is_known(self) -> None:
        output = run("--sms-received", "yes", "--lang", "zh").stdout
        assert output.startswith("以上情况不足以判断原因，这不代表没有问题。\n补充这些情况会有帮助：\n")
        assert "什么时候收到第一条短信？" in output
        assert "提交管局" not in output

    def test_it_asks_for_nothing_where_what_would_help_is_known(self) -> None:
        facts = ["--sms-received", "yes", "--verified", "no", "--returned", "no", "--wrong-entries", "0"]
        facts += ["--link-opens", "yes", "--code-available", "yes", "--filing", "first"]
        times = ["--sms-received-at", "2026-03-02T10:00+08:00", "--now", "2026-03-02T09:00+08:00"]
        output = run(*facts, *times).stdout
        assert "It would help to know:\n  - What does MIIT's portal say?\n" in output
        assert output.count("  - ") == 1

    def test_of_json_without_a_finding_only_standard_error_speaks(self) -> None:
        result = run("--json", "--intercepted", "no")
        assert result.stdout == ""
        assert "that is not an all-clear" in result.stderr

    def test_a_message_that_is_not_recognised_is_said_to_be_with_those_that_are_known(self) -> None:
        result = run("--portal-message", "验证码错误", "--lang", "zh")
        assert result.exit_code == 0
        assert "portal-message-unknown" in result.stdout
        for _, _, text in MESSAGES:
            assert text in result.stdout

    def test_a_message_that_is_not_recognised_has_the_closest_one(self) -> None:
        output = run("--portal-message", "您的短信核验失败，请输入正确信息", "--lang", "zh").stdout
        assert "页面上显示的是不是“您的短信核验失败,请输入正确的信息。”？" in output

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_it_never_shows_the_number(self, lang: str) -> None:
        for flags in ([], ["--json"]):
            output = run(*flags, "--no-sms", "--phone", f"{NUMBER}0", "--entered-code", "123", "--lang", lang).stdout
            assert NUMBER[:8] not in output


CASE = {
    "filing": "change",
    "changes": ["entity", "website"],
    "provider": "alibaba",
    "province": "CN-ZJ",
    "people": [
        {"role": "entity-leader", "phone": NUMBER, "verified": False, "id_type": "passport", "id_suffix": "E12345"}
    ],
    "phone": NUMBER,
    "sms_received": True,
    "sms_received_at": "2026-03-02T10:00:00+08:00",
    "wrong_entries": 2,
    "intercepted": None,
    "portal_message": 2,
    "entered": {"code": "123456", "phone": NUMBER, "id_suffix": "E12345"},
}


class TestFile:
    def test_every_kind_of_field_is_read(self) -> None:
        assert read_case(json.dumps(CASE).encode()) == Case(
            filing=FilingType.CHANGE,
            changes={Part.ENTITY, Part.WEBSITE},
            provider=Provider.ALIBABA,
            province="CN-ZJ",
            people=[
                Person(
                    role=Role.ENTITY_LEADER, phone=NUMBER, verified=False, id_type=IdType.PASSPORT, id_suffix="E12345"
                )
            ],
            phone=NUMBER,
            sms_received=True,
            sms_received_at=datetime(2026, 3, 2, 2, tzinfo=UTC),
            wrong_entries=2,
            portal_message=2,
            entered=Entries(code="123456", phone=NUMBER, id_suffix="E12345"),
        )

    def test_an_empty_object_is_a_case_without_facts(self) -> None:
        assert read_case(b"{}") == Case()
        assert read_case(b"\xef\xbb\xbf{}\r\n") == Case()

    def test_a_file_and_standard_input_give_the_same_findings(self, tmp_path: Path) -> None:
        content = json.dumps({"filing": "first", "sms_received": False, "phone": NUMBER})
        path = tmp_path / "case.json"
        path.write_text(content, encoding="utf-8")
        from_file = codes(run("--case", str(path), "--json"))
        assert from_file == codes(run("--case", "-", "--json", stdin=content))
        assert ("sms-intercepted", "check") in from_file

    def test_enumerations_are_given_by_their_labels_too(self) -> None:
        labels = {
            "filing": "变更备案",
            "changes": ["主体", "网站"],
            "provider": "微信",
            "province": "浙江",
            "service": "小程序",
        }
        person = {"role": "主体负责人", "id_type": "居民身份证"}
        assert read_case(json.dumps({**labels, "people": [person]}).encode()) == Case(
            filing=FilingType.CHANGE,
            changes={Part.ENTITY, Part.WEBSITE},
            provider=Provider.WECHAT,
            province="CN-ZJ",
            service=Service.MINI_PROGRAM,
            people=[Person(role=Role.ENTITY_LEADER, id_type=IdType.ID_CARD)],
        )
        assert read_case('{"changes": ["都没有变更"]}'.encode()).changes == frozenset()

    @pytest.mark.parametrize("written", ["主体,网站", "主体、网站", "变更主体；网站信息", "entity,website"])
    def test_parts_may_be_listed_in_one_text(self, written: str) -> None:
        assert read_case(json.dumps({"changes": written}).encode()) == Case(changes={Part.ENTITY, Part.WEBSITE})

    def test_a_change_filing_may_name_its_part(self) -> None:
        assert read_case('{"filing": "变更网站"}'.encode()) == Case(filing=FilingType.CHANGE, changes={Part.WEBSITE})

    @pytest.mark.parametrize(("written", "meant"), [("是", True), ("已核验", True), ("no", False), ("不清楚", None)])
    def test_yes_and_no_may_be_words(self, written: str, meant: bool | None) -> None:
        case = read_case(json.dumps({"verified": written, "people": [{"verified": written}]}).encode())
        assert case == Case(verified=meant, people=[Person(verified=meant)])

    def test_a_time_without_a_zone_is_one_of_china(self) -> None:
        result = run("--case", "-", stdin='{"sms_received_at": "2026-03-02 10:00", "intercepted": true}')
        assert "China Standard Time" in result.stdout
        case = read_case(b'{"sms_received_at": "2026-03-02T10:00"}')
        assert case.sms_received_at == datetime(2026, 3, 2, 2, tzinfo=UTC)

    def test_a_file_and_facts_as_options_are_misuse(self) -> None:
        result = run("--case", "-", "--phone", NUMBER, stdin="{}")
        assert result.exit_code == 2
        assert "--case has all the facts" in result.stderr

    def test_a_number_as_the_name_of_a_field_is_not_repeated(self, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        path.write_text(json.dumps({NUMBER: 1}), encoding="utf-8")
        result = run("--case", str(path))
        assert result.exit_code == 2
        assert "has no field ***" in result.stderr
        assert NUMBER[:4] not in result.stderr

    @pytest.mark.parametrize(
        ("content", "place", "reason"),
        [
            (b"", "line 1, column 1", "is not JSON"),
            (b'{"filing": "first",\n x}', "line 2, column 2", "is not JSON"),
            (b"\xff{}", "byte 1", "is not UTF-8"),
            (b"[" * 100_000, "", "nested too deep"),
            (b'{"resends": ' + b"9" * 5_000 + b"}", "", "more digits than any fact has"),
            (b'{"13912345678": 1, "fone": 1}', "$", "has no field ***, fone"),
            (b'{"people": [' + b"5, " * 200 + b"5]}", "$.people", "has more than 100 people"),
            (b"[]", "", "must be a JSON object"),
            (b'{"phone": "1", "phone": "2"}', "", "comes twice"),
            (b'{"fone": "1", "extra": 1}', "$", "has no field extra, fone"),
            (b'{"intercepted": "maybe"}', "$", "intercepted must be True, False or None, not str"),
            (b'{"phone": 13912345678}', "$", "phone must be a str, not int"),
            (b'{"wrong_entries": -1}', "$", "wrong_entries must not be negative"),
            (b'{"wrong_entries": true}', "$", "wrong_entries must be an int, not bool"),
            (b'{"filing": "13912345678"}', "$", "filing must be one of first, add-website"),
            (b'{"changes": "remarks"}', "$", "changes must be a collection of Part, not str"),
            (b'{"sms_sent_at": "2026-03-02"}', "$.sms_sent_at", "must be a moment in ISO 8601"),
            (b'{"changes": ["none", "entity"]}', "$.changes", "changes must be either none or parts"),
            (b'{"changes": ["13912345678"]}', "$", "changes must be one of entity, website"),
            (b'{"changes": [5]}', "$", "changes must be a member of Part or its value, not int"),
            (b'{"sms_sent_at": 13912345678}', "$.sms_sent_at", "must be a moment in ISO 8601"),
            (b'{"sms_sent_at": "13912345678"}', "$.sms_sent_at", "must be a moment in ISO 8601"),
            (b'{"people": [{}, {"phone": 13912345678}]}', "$.people[1]", "phone must be a str, not int"),
            (b'{"people": [5]}', "$.people[0]", "must be an object with the fields of Person"),
            (b'{"people": 5}', "$.people", "must be a list"),
            (b'{"people": "13912345678"}', "$.people", "must be a list"),
            (b'{"people": {"13912345678": 1}}', "$.people", "must be a list"),
            (b'{"people": [{"name": 1}]}', "$.people[0]", "has no field name"),
            (b'{"entered": []}', "$.entered", "must be an object with the fields of Entries"),
            (b'{"entered": {"code": 123456}}', "$.entered", "code must be a str, not int"),
        ],
    )  # fmt: skip
    def test_a_bad_file_is_refused_with_place_and_reason(self, content: bytes, place: str, reason: str) -> None:
        with pytest.raises(CaseFileError) as refused:
            read_case(content)
        assert reason in str(refused.value)
        assert place in str(refused.value)
        assert NUMBER not in str(refused.value)
        assert "123456" not in str(refused.value).replace("13912345678", "")

    def test_an_unexpected_error_shows_no_value(self) -> None:
        assert _reason(KeyError(NUMBER), {}, "en") == "is not readable"

    def test_the_command_names_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        path.write_bytes(b"{")
        result = run("--case", str(path))
        assert result.exit_code == 2
        assert f"{path}: line 1" in result.stderr


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

QUESTIONS = questions.QUESTIONS
UNKNOWN = ""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the interview with some answers; gives the case and the facts asked for, and sees that no answer is left."""

    def ask(*answers: str, lang: Any = "en", stop: bool = False) -> tuple[Case, list[str]]:
        left, prompts = [*answers, *(["q"] if stop else [])], []

        def prompt(text: str, **_: object) -> str:
            prompts.append(text)
            return left.pop(0)

        # No prompt is broken.
        monkeypatch.setenv("COLUMNS", "1000")
        monkeypatch.setattr("click.prompt", prompt)
        case = interview(lang, NOW)
        assert left == [], "answers that were not asked for"
        return case, prompts

    return ask


def about(fact: str, prompts: Sequence[str], lang: str = "en") -> bool:
    return any(QUESTIONS[fact][lang] in prompt for prompt in prompts)


#: To the questions that come first: no message of the portal, no SMS, submitted, not known when, a first filing.
NO_SMS = ("n", "n", "y", UNKNOWN, "1")
#: No message of the portal, the SMS came, a first filing, not verified.
CAME = ("n", "y", "1", "n")


class TestInterview:
    def test_it_asks_first_what_decides_most(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        _, prompts = asked(UNKNOWN, UNKNOWN, UNKNOWN, stop=True)
        for fact, prompt in zip(("portal_message", "sms_received", "application_submitted"), prompts, strict=False):
            assert prompt.startswith(QUESTIONS[fact]["en"])
        assert QUESTIONS["filing"]["en"] in capsys.readouterr().err

    def test_it_asks_until_nothing_is_open(self, asked: Any) -> None:
        case, _ = asked(*NO_SMS, NUMBER, "n", "y", "n", "n", "y")
        assert case == Case(
            sms_received=False, application_submitted=True, phone=NUMBER, filing="first", provider=None,
            intercepted=False, receives_other_sms=True, line_suspended=False, sim_moved=False, phone_correct=True,
        )  # fmt: skip
        assert [finding.code for finding in diagnose(case, now=NOW)] == ["move-sim-and-resend"]

    def test_it_does_not_ask_what_no_longer_matters(self, asked: Any) -> None:
        """The resend after moving the SIM matters only if it was moved."""
        _, moved = asked(*NO_SMS, NUMBER, "n", "y", "n", "y", "y", "y")
        _, unmoved = asked(*NO_SMS, NUMBER, "n", "y", "n", "n", "y")
        assert about("resent_since_move", moved)
        assert not about("resent_since_move", unmoved)

    def test_it_does_not_ask_what_follows_from_what_was_said(self, asked: Any) -> None:
        _, prompts = asked(*CAME, stop=True)
        assert not about("application_submitted", prompts)

    @pytest.mark.parametrize("answers", [("3",), ("31",), ("100",), ("n", "n", "n")])
    def test_it_stops_when_what_is_certain_ends_the_search(self, asked: Any, answers: Sequence[str]) -> None:
        asked(*answers)

    def test_a_filing_that_nobody_verifies_ends_the_search(self, asked: Any) -> None:
        asked("n", "n", UNKNOWN, "取消接入")
        case, _ = asked("n", "n", UNKNOWN, "变更备案", "都没有变更")
        assert case.changes == frozenset()

    def test_what_is_not_known_is_asked_once_and_stays_open(self, asked: Any) -> None:
        case, prompts = asked("?", "n", "不清楚", UNKNOWN, *["?"] * 6)
        assert case == Case(sms_received=False, provider=None)
        assert {finding.status for finding in diagnose(case)} == {"check"}
        assert not about("phones_equal", prompts)
        assert len(prompts) == len({*prompts})

    def test_a_returned_filing_is_asked_about_without_its_times(self, asked: Any) -> None:
        case, prompts = asked(*CAME, "y", "1", "n", "y")
        assert case == Case(
            filing="first", sms_received=True, verified=False, returned=True, provider="tencent", modified=False,
            meets_requirements=True,
        )  # fmt: skip
        assert not about("wrong_entries", prompts)
        assert not about("sms_received_at", prompts)

    def test_where_a_change_is_not_known_the_requirements_may_be(self, asked: Any) -> None:
        case, _ = asked(*CAME, "y", "1", UNKNOWN, "n")
        assert ("reapply-after-rejection", "confirmed") in [(each.code, each.status) for each in diagnose(case)]

    def test_times_and_counts_are_read(self, asked: Any) -> None:
        case, _ = asked(*CAME, "n", "2026-03-02 10:00", "5", "n")
        assert case == Case(
            filing="first", sms_received=True, verified=False, returned=False, wrong_entries=5,
            sms_received_at=moment("2026-03-02 10:00"), tried_after_limit=False, provider=None,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("answers", "code"),
        [
            ((*CAME, "n", "", "0", "n", "y"), "open-portal-directly"),
            ((*CAME, "n", "", "0", "y", "n", "0"), "code-lost-resend"),
        ],
    )
    def test_a_dead_link_and_a_lost_code_have_their_findings(
        self, asked: Any, answers: Sequence[str], code: str
    ) -> None:
        case, _ = asked(*answers)
        assert code in [finding.code for finding in diagnose(case)]

    def test_several_values_are_chosen_by_number_and_by_label(self, asked: Any) -> None:
        for answer in ("1,2", "1、网站信息", "entity website", "the entity，the website"):
            case, _ = asked("n", UNKNOWN, UNKNOWN, "变更备案", answer)
            assert case.changes == {Part.ENTITY, Part.WEBSITE}
        case, _ = asked("n", UNKNOWN, UNKNOWN, "4", "1,9", "1,3", "2")
        assert case.changes == {Part.WEBSITE}

    def test_an_answer_that_cannot_be_understood_is_asked_for_again(
        self, asked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        case, _ = asked(
            "n", "maybe", "y", "0", "9", "x", "first filing", "n", "n", "March", UNKNOWN, "-1", "often", "5", "n"
        )
        assert (case.filing, case.wrong_entries) == ("first", 5)
        said = capsys.readouterr().err
        assert said.count("was not understood") == 7
        for example in ("Enter yes or no", "such as 1 or first filing", "such as 2"):
            assert example in said
        assert said.count("Write it as 2026-03-02 10:00") == 1

    def test_yes_and_no_may_be_chinese(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        case, _ = asked(
            "没有", "否", "是", UNKNOWN, "首次备案", NUMBER, "是", "maybe", "不", "没有", "ｎ", "对", lang="zh"
        )
        assert (case.intercepted, case.receives_other_sms, case.line_suspended) == (True, False, False)
        assert "无法识别。请输入 是 或 否，或直接回车（不清楚）。" in capsys.readouterr().err

    def test_the_command_starts_it_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(diagnose_command, "_is_on_terminal", lambda: True)
        result = run("--json", stdin="n\nn\nn\n")
        assert codes(result) == [("application-not-submitted", "confirmed")]
        assert "What does MIIT's portal say?" in result.stderr

    def test_ctrl_c_at_a_question_ends_it_in_the_language_of_the_interview(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object, **__: object) -> str:
            abort = click.Abort()
            abort.__context__ = KeyboardInterrupt()
            raise abort

        monkeypatch.setattr(diagnose_command, "_is_on_terminal", lambda: True)
        monkeypatch.setattr("click.prompt", interrupted)
        result = run("--lang", "zh")
        assert result.exit_code == 130
        assert result.stderr.endswith("\n已中断。\n")
        assert result.stdout == ""

    def test_the_end_of_the_input_is_the_end_of_the_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(diagnose_command, "_is_on_terminal", lambda: True)
        result = run(stdin="")
        assert result.exit_code == 0
        assert "that is not an all-clear" in result.stdout


class TestGoingBackAndStopping:
    def test_b_asks_the_question_before_once_more(self, asked: Any) -> None:
        case, prompts = asked("n", "y", "b", "n", "返回", "n", "n")
        assert case == Case(sms_received=False, application_submitted=False, provider=None)
        assert [prompt.split("?")[0] for prompt in prompts].count("Did the SMS come") == 3

    def test_before_the_first_question_there_is_none(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        asked("b", "3")
        assert "there is none to go back to" in capsys.readouterr().err

    @pytest.mark.parametrize("place", [(), ("n", "n", "y", UNKNOWN), NO_SMS, (*NO_SMS, NUMBER), CAME, (*CAME, "n")])
    @pytest.mark.parametrize("word", ["q", "Q", "退出"])
    def test_q_stops_at_any_question(self, asked: Any, place: Sequence[str], word: str) -> None:
        asked(*place, word)

    def test_what_was_taken_back_is_told_again_once_it_is_certain_again(
        self, asked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked(*NO_SMS, NUMBER, "y", "b", "n", "b", "y", stop=True)
        assert capsys.readouterr().err.count("confirmed: A spam filter on the phone has blocked the SMS.") == 2


class TestWhatIsCertain:
    def test_it_is_said_as_soon_as_it_is(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        asked(*CAME, "n", "2026-03-02 19:30", stop=True)
        said = capsys.readouterr().err
        assert "→ confirmed: The 24 hours are not over" in said
        asked(*CAME, "n", "2026-03-02 19:30", stop=True, lang="zh")
        assert "→ 确认：核验期限还没有过" in capsys.readouterr().err

    def test_it_is_said_once(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        asked("2", "y", "1", "n", "n", UNKNOWN, "0", stop=True)
        assert capsys.readouterr().err.count("→ confirmed: ") == 1

    def test_what_was_just_submitted_is_waited_for(self, asked: Any) -> None:
        case, _ = asked("n", "n", "y", "2026-03-02 19:57")
        assert [finding.code for finding in diagnose(case, now=NOW)] == ["sms-on-its-way"]


class TestPortalMessage:
    def test_it_is_recognised_at_once(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        case, _ = asked("系统提示：短信核验完成,请等待其他核验人进行短信核验")
        assert "Recognised: 您的短信核验完成,请等待其他核验人进行短信核验。" in capsys.readouterr().err
        assert [finding.code for finding in diagnose(case)] == ["portal-other-verifier-pending"]

    def test_the_closest_one_is_offered(self, asked: Any) -> None:
        case, prompts = asked("您的短信核验失败，请输入正确信息", "y", stop=True)
        assert "“您的短信核验失败,请输入正确的信息。”" in prompts[1]
        assert case.portal is not None
        assert case.portal.status == 2

    def test_without_it_the_text_stays_unknown(self, asked: Any) -> None:
        case, _ = asked("您的短信核验失败，请输入正确信息", "n", stop=True)
        assert [finding.code for finding in diagnose(case)] == ["portal-message-unknown"]

    def test_a_text_like_none_is_asked_for_again_and_then_taken_as_it_is(
        self, asked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        case, _ = asked("验证码错误", UNKNOWN, stop=True)
        assert case.portal_message == "验证码错误"
        assert "none of the known messages" in capsys.readouterr().err
        assert asked("验证码错误", "n", stop=True)[0].portal_message is None
        assert asked("甲", "乙", "丙", stop=True)[0].portal_message == "甲乙丙"

    def test_lines_pasted_one_after_the_other_are_one_message(self, asked: Any) -> None:
        case, _ = asked("温馨提示", "该条验证库里找不到记", "录", stop=True)
        assert case.portal is not None
        assert case.portal.status == 4

    def test_the_offer_may_be_taken_back(self, asked: Any) -> None:
        case, _ = asked("n", "b", "您的短信核验失败，请输入正确信息", "b", "3")
        assert case.portal_message == "3"


class TestPhone:
    def test_it_is_checked_at_once_with_a_sentence(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        case, _ = asked(*NO_SMS, "x", "1391234567", "+86 139 1234 5678", stop=True)
        said = capsys.readouterr().err
        for sentence in ("This is not a phone number", "Too few digits", "Segment 139 is covered"):
            assert said.count(sentence) == 1
        assert case.phone == NUMBER

    def test_a_number_that_is_not_listed_is_taken(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        case, _ = asked(*NO_SMS, "19212345678", stop=True)
        assert case.phone == "19212345678"
        assert "号段 192 不在" not in capsys.readouterr().err
        asked(*NO_SMS, "19212345678", stop=True, lang="zh")
        assert "号段 192 不在" in capsys.readouterr().err

    def test_a_number_of_another_kind_is_taken_if_it_is_repeated(
        self, asked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        case, _ = asked(*NO_SMS, "010-65529988", "010-65529988")
        assert diagnose(case)[0].code == "phone-number-wrong"
        assert "Enter the number again" in capsys.readouterr().err

    def test_what_is_no_number_is_not_taken_however_often_it_is_repeated(self, asked: Any) -> None:
        assert asked(*NO_SMS, "x", "x", "x", UNKNOWN, stop=True)[0].phone is None

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("number", [NUMBER, "+852 5123 4567", f"{NUMBER}0", "19212345678"])
    def test_nothing_that_is_printed_shows_it(self, monkeypatch: pytest.MonkeyPatch, lang: str, number: str) -> None:
        """Click's runner echoes the answer itself, once for each time that it is given."""
        monkeypatch.setattr(diagnose_command, "_is_on_terminal", lambda: True)
        result = run("--lang", lang, stdin="\n".join([*NO_SMS, number, number, "", "q", ""]))
        assert result.exit_code == 0
        digits = "".join(filter(str.isdigit, number))
        assert digits[:8] not in "".join(filter(str.isalnum, result.stdout))
        assert result.stderr.count(number) <= 2
        assert digits not in result.stderr.replace(f" {number}\n", "")


class TestQuestions:
    def test_every_fact_that_an_open_finding_asks_for_has_a_question(self) -> None:
        asked = {fact for variants in CHECKS.values() for asks in variants.values() for fact, _ in asks}
        assert asked - {"people", "entered"} <= {*QUESTIONS}

    def test_every_fact_has_one_question_and_stands_in_one_group(self) -> None:
        entries = {f"entered_{field.name}" for field in fields(Entries)}
        assert {*QUESTIONS} == {*FACTS} | entries
        grouped = [fact for _, facts in questions.GROUPS for fact in facts]
        assert sorted(grouped) == sorted(QUESTIONS)
        assert {*questions.HINTS} <= {*QUESTIONS}

    def test_what_is_asked_first_and_under_which_facts_are_facts(self) -> None:
        for fact, when, unless, _ in questions.OPENING:
            assert {fact, *when, *unless} <= {*FACTS}
            Case(**when)  # type: ignore[arg-type]  # of those facts

    @pytest.mark.parametrize(
        ("fact", "values"),
        [
            ("filing", [*FilingType]), ("provider", [*Provider]), ("service", [*Service]), ("role", [*Role]),
            ("id_type", [*IdType]), ("changes", [*Part, "none"]), ("province", [*PROVINCES]),
        ],
    )  # fmt: skip
    def test_choices_are_the_values_of_their_fact(self, fact: str, values: Sequence[str]) -> None:
        assert list(questions.CHOICES[fact]) == list(values)
        assert list(questions.LABELS[fact]) == list(values)

    @pytest.mark.parametrize("fact", sorted(questions.LABELS))
    def test_a_label_stands_for_one_value(self, fact: str) -> None:
        labels = [label for each in questions.LABELS[fact].values() for label in {folded(label) for label in each}]
        assert len(labels) == len({*labels})
        for value, those in questions.LABELS[fact].items():
            assert {code_of(fact, label) for label in (value, *those)} == {value}

    def test_an_answer_means_one_thing(self) -> None:
        anywhere = [answer for each in questions.ANSWERS.values() for answer in each]
        for kinds in ({}, *questions.ANSWERS_OF.values()):
            answers = [*anywhere, *(answer for each in kinds.values() for answer in each)]
            assert len(answers) == len({*answers})
            assert all(folded(answer) == answer for answer in answers)
        assert all(FACTS[fact] == "bool | None" for fact in questions.ANSWERS_OF)

    def test_every_question_is_in_both_languages(self) -> None:
        words = [*questions.PROMPTS.values(), *QUESTIONS.values(), *questions.HINTS.values()]
        words += [names for names, _ in questions.GROUPS]
        words += [names for choice in questions.CHOICES.values() for names in choice.values()]
        assert all(set(each) == {"zh", "en"} and all(each.values()) for each in words)


class Terminal:
    """The command on a pseudo-terminal of its own."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._output = b""
        self._child, self._terminal = pty.fork()
        if self._child == 0:  # pragma: no cover - the other process
            # A shell starts what runs in the background with Ctrl-C ignored, and its children inherit that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.environ.update({"LC_ALL": "C.UTF-8", "COLUMNS": "100", "TERM": "dumb", **environment})
            os.execv(sys.executable, [sys.executable, "-m", "beian_segments", "diagnose", *arguments])

    @property
    def screen(self) -> str:
        """What came since the last answer; a chunk may end within a character."""
        return self._output.decode(errors="replace")

    def answer(self, prompt: str, answer: bytes) -> None:
        """Wait for a prompt, then type."""
        while prompt not in self.screen:
            self._output += os.read(self._terminal, 1024)
        self._output = b""
        os.write(self._terminal, answer)

    def interrupt(self, said: str) -> None:
        """Press Ctrl-C until this is said: Python loses one that comes while it begins to read a line."""
        while said not in self.screen:
            os.write(self._terminal, b"\x03")
            while said not in self.screen and select.select([self._terminal], [], [], 0.5)[0]:
                self._output += os.read(self._terminal, 1024)

    def end(self) -> int:
        """Read to the end; the exit code."""
        try:
            while chunk := os.read(self._terminal, 1024):
                self._output += chunk
        except OSError:
            pass  # how a terminal ends on Linux
        os.close(self._terminal)
        _, status = os.waitpid(self._child, 0)
        return os.waitstatus_to_exitcode(status)


def test_on_a_real_terminal_the_interview_starts_and_prints_its_findings() -> None:
    """Questions to standard error, findings to standard output; both are this terminal."""
    terminal = Terminal("--lang", "en")
    terminal.answer("portal say", b"100\n")
    assert terminal.end() == 0
    assert "portal-no-pending-application" in terminal.screen


def test_a_chinese_locale_makes_the_interview_chinese_to_its_end() -> None:
    terminal = Terminal(LC_ALL="", LANG="zh_CN.UTF-8", PYTHONUTF8="1")
    terminal.answer("提示全文", b"n\n")
    terminal.answer("收到核验短信", "什么\n".encode())
    terminal.answer("无法识别", b"q\n")
    assert terminal.end() == 0
    assert "这不代表没有问题" in terminal.screen


@pytest.mark.parametrize(("lang", "said"), [("zh", "已中断。"), ("en", "Interrupted.")])
def test_ctrl_c_ends_the_interview_with_130_and_one_line(lang: str, said: str) -> None:
    terminal = Terminal("--lang", lang)
    terminal.answer({"zh": "显示了什么提示", "en": "portal say"}[lang], b"")
    terminal.interrupt(said)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.screen
    assert "Aborted" not in terminal.screen
