"""The diagnosis at the command line: from options, from a file, from an interview."""

from __future__ import annotations

import json
import os
import pty
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from click.testing import CliRunner, Result

from beian_segments.cli import _data as questions
from beian_segments.cli import diagnose as diagnose_command
from beian_segments.cli.app import app
from beian_segments.cli.diagnose import CaseFileError, _reason, interview, read_case
from beian_segments.failures import (
    CODES,
    Case,
    Entries,
    FilingType,
    IdType,
    Part,
    Person,
    Provider,
    Role,
    diagnose,
)
from beian_segments.failures import _data as findings_data

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
        options = list(diagnose_command.FACTS) + [f"entered_{field.name}" for field in fields(Entries)]
        assert {*diagnose_command.FACTS, "people", "entered"} == {field.name for field in fields(Case)}
        for name in options:
            assert f"--{name.replace('_', '-')}" in usage

    def test_counts_moments_parts_and_entries_are_read(self) -> None:
        result = run(
            "--json", "--filing", "change", "--changes", "entity", "--changes", "website", "--wrong-entries", "5",
            "--tried-after-limit", "no", "--sms-received-at", "2026-03-02T10:00:00+08:00", "--verified", "no",
            "--now", "2026-03-03T10:00:01+08:00", "--entered-code", "12345", "--provider", "huawei",
        )  # fmt: skip
        found = dict(codes(result))
        assert found["verification-timed-out"] == "confirmed"
        assert found["wrong-entries-exhausted"] == "confirmed"
        assert found["code-not-six-digits"] == "confirmed"

    def test_a_moment_without_a_zone_is_that_of_this_machine(self) -> None:
        assert diagnose_command.moment("2026-03-02 10:00").utcoffset() is not None

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
            (["--province", "ZJ"], "province must be an ISO 3166-2 code"),
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

    def test_it_speaks_chinese(self) -> None:
        output = run("--no-sms", "--filing", "first", "--phone", "19212345678", "--lang", "zh").stdout
        assert "由谁处理：核验人" in output
        assert "192" in output

    def test_it_says_when_nothing_is_found(self) -> None:
        assert run("--intercepted", "no").stdout == "From what is known, nothing is wrong.\n"

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
        assert from_file[0] == ("sms-intercepted", "check")

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
            (b'{"intercepted": "no"}', "$", "intercepted must be True, False or None, not str"),
            (b'{"phone": 13912345678}', "$", "phone must be a str, not int"),
            (b'{"wrong_entries": -1}', "$", "wrong_entries must not be negative"),
            (b'{"wrong_entries": true}', "$", "wrong_entries must be an int, not bool"),
            (b'{"filing": "13912345678"}', "$", "filing must be one of first, add-website"),
            (b'{"changes": "entity"}', "$", "changes must be a collection of Part, not str"),
            (b'{"sms_sent_at": "2026-03-02T10:00:00"}', "$", "sms_sent_at must have a time zone"),
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
        assert _reason(KeyError(NUMBER)) == "is not readable"

    def test_the_command_names_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "case.json"
        path.write_bytes(b"{")
        result = run("--case", str(path))
        assert result.exit_code == 2
        assert f"{path}: line 1" in result.stderr


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the interview with some answers; gives the case, the questions and the answers left."""

    def ask(*answers: str, lang: Any = "en") -> tuple[Case, list[str]]:
        left, questions = list(answers), []

        def prompt(text: str, **_: object) -> str:
            questions.append(text)
            return left.pop(0)

        monkeypatch.setattr("click.prompt", prompt)
        case = interview(lang, datetime(2026, 3, 4, tzinfo=UTC))
        assert left == [], "answers that were not asked for"
        return case, questions

    return ask


class TestInterview:
    def test_it_asks_until_nothing_is_open(self, asked: Any) -> None:
        case, _ = asked("1", NUMBER, "1", "n", "y", "n", "n", "y")
        assert case == Case(
            sms_received=False, phone=NUMBER, filing="first", intercepted=False, receives_other_sms=True,
            line_suspended=False, sim_moved=False, phone_correct=True,
        )  # fmt: skip

    def test_it_does_not_ask_what_no_longer_matters(self, asked: Any) -> None:
        """The resend after moving the SIM matters only if it was moved."""
        _, moved = asked("1", NUMBER, "1", "n", "y", "n", "y", "y", "y")
        _, unmoved = asked("1", NUMBER, "1", "n", "y", "n", "n", "y")
        question = questions.QUESTIONS["resent_since_move"]["en"]
        assert any(question in text for text in moved)
        assert not any(question in text for text in unmoved)

    def test_what_is_not_known_is_asked_once_and_stays_open(self, asked: Any) -> None:
        case, _ = asked("1", "", "", *[""] * 9)
        assert case == Case(sms_received=False)
        assert {finding.status for finding in diagnose(case)} == {"check"}

    def test_a_returned_filing_is_asked_about_without_its_times(self, asked: Any) -> None:
        case, questions = asked("2", "y", "1", "n", "y")
        assert case == Case(
            sms_received=True, returned=True, provider="tencent", modified=False, meets_requirements=True
        )
        assert not any("wrong" in question for question in questions)

    def test_times_and_counts_are_read(self, asked: Any) -> None:
        case, _ = asked("2", "n", "5", "2026-03-02 10:00", "1", "n", "", "n", "y")
        assert case == Case(
            sms_received=True, returned=False, wrong_entries=5,
            sms_received_at=diagnose_command.moment("2026-03-02 10:00"),
            provider="tencent", verified=False, modified=False, meets_requirements=True,
        )  # fmt: skip

    def test_a_portal_message_is_pasted(self, asked: Any) -> None:
        case, _ = asked("3", "您的短信核验完成,请等待其他核验人进行短信核验。", "1")
        assert "other-verifier-pending" in [finding.code for finding in diagnose(case)]

    @pytest.mark.parametrize(("symptom", "code"), [("4", "open-portal-directly"), ("5", "code-lost-resend")])
    def test_a_dead_link_and_a_lost_code_have_their_findings(self, asked: Any, symptom: str, code: str) -> None:
        case, _ = asked(symptom, *(["", ""] if symptom == "5" else []))
        assert code in [finding.code for finding in diagnose(case)]

    def test_an_answer_that_cannot_be_understood_is_asked_for_again(
        self, asked: Any, capsys: pytest.CaptureFixture[str]
    ) -> None:
        case, _ = asked("", "9", "x", "5", "often", "-1", "2", "0", "1")
        assert (case.resends, case.provider) == (2, "tencent")
        assert capsys.readouterr().err.count("was not understood") == 6

    def test_yes_and_no_may_be_chinese(self, asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
        case, _ = asked("1", NUMBER, "1", "是", "maybe", "否", "不", "没有", "对", lang="zh")
        assert (case.intercepted, case.receives_other_sms, case.line_suspended) == (True, False, False)
        assert "没有看懂" in capsys.readouterr().err

    def test_the_command_starts_it_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(diagnose_command, "_is_on_terminal", lambda: True)
        result = run("--json", stdin="4\n")
        assert codes(result) == [("open-portal-directly", "confirmed")]
        assert "What happened?" in result.stderr


class TestQuestions:
    def test_every_finding_that_can_be_open_has_the_facts_that_decide_it(self) -> None:
        assert set(questions.DECIDED_BY) == set(findings_data.CHECKS)
        assert list(questions.DECIDED_BY) == [code for code in CODES if code in questions.DECIDED_BY]

    def test_every_fact_asked_for_has_a_question_and_every_question_a_fact(self) -> None:
        asked = {fact for decisive in questions.DECIDED_BY.values() for fact in decisive}
        asked |= {fact for _, _, asks in questions.SYMPTOMS for fact, _ in asks}
        assert asked == set(questions.QUESTIONS)
        assert asked <= set(diagnose_command.FACTS)

    def test_choices_are_the_values_of_their_fact(self) -> None:
        assert list(questions.CHOICES["filing"]) == list(FilingType)
        assert list(questions.CHOICES["provider"]) == list(Provider)

    def test_every_question_is_in_both_languages(self) -> None:
        words = [
            *questions.PROMPTS.values(),
            *questions.QUESTIONS.values(),
            *(each for each, _, _ in questions.SYMPTOMS),
        ]
        words += [names for choice in questions.CHOICES.values() for names in choice.values()]
        assert all(set(each) == {"zh", "en"} and all(each.values()) for each in words)


def test_on_a_real_terminal_the_interview_starts_and_prints_its_findings() -> None:
    """Questions to standard error, findings to standard output; both are this terminal."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        os.environ.update(LC_ALL="C.UTF-8", COLUMNS="100", TERM="dumb")
        os.execv(sys.executable, [sys.executable, "-m", "beian_segments", "diagnose", "--lang", "en"])
    screen = b""
    for answer in (b"4\n",):
        while b"Enter the number" not in screen:
            screen += os.read(terminal, 1024)
        os.write(terminal, answer)
    try:
        while chunk := os.read(terminal, 1024):
            screen += chunk
    except OSError:
        pass  # how a terminal ends on Linux
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert "open-portal-directly" in screen.decode()
