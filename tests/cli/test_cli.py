"""The command line, called in process and as a process of its own."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import runpy
import subprocess
import sys
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from click import Context, Option, UsageError
from click.testing import CliRunner, Result

from beian_segments import DATA_VERSION, DEFAULT_TABLE, __version__, cli
from beian_segments._phonenumbers import opinion
from beian_segments.cli import output as terminal
from beian_segments.cli._data import ERRORS, FRAME, WORDS
from beian_segments.cli._help import HELP, NOTES, REASONS
from beian_segments.cli.app import app
from beian_segments.cli.layout import width_of
from beian_segments.cli.localized import Misuse, misuse_of
from beian_segments.list_age import LIST_CHECKED, LIST_TERM
from tests.reference import published, rows


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestCheck:
    def test_the_exit_code_is_0_if_all_numbers_are_listed(self) -> None:
        result = run("check", "13800138000", "+86 170 3123 4567")
        assert result.exit_code == 0
        assert result.stdout.count("✓ supported") == 2

    def test_the_exit_code_is_1_if_some_number_is_not(self) -> None:
        result = run("check", "13800138000", "19212345678")
        assert result.exit_code == 1
        assert "✗ segment-not-listed" in result.stdout

    def test_a_table_shows_number_verdict_carrier_sentence_and_caveats(self) -> None:
        output = run("check", "17031234567").stdout
        for part in ("17031234567", "supported", "China Mobile", "Segment 1703 is covered", "(MVNO)"):
            assert part in output

    def test_json_lines_have_the_whole_answer(self) -> None:
        result = run("check", "--json", "+86 134 9123 4567", "010-65529988")
        first, second = lines(result)
        assert result.exit_code == 1
        assert first == {
            "input": "+86 134 9123 4567",
            "verdict": "supported",
            "supported": True,
            "number": "13491234567",
            "segment": "1349",
            "published_carrier": "联通",
            "carrier": "telecom",
            "service": "satellite",
            "confidence": "medium",
            "caveats": ["carrier-label-differs", "satellite", "extrapolated"],
            "params": {"segment": "1349"},
            "message": "Segment 1349 is covered by the published list of segments that receive the filing SMS.",
        }
        assert (second["verdict"], second["number"], second["segment"]) == ("not-mobile", None, None)
        assert second["params"] == {"kind": "landline"}

    @pytest.mark.parametrize("flags", [[], ["--json"]])
    def test_mask_hides_the_numbers(self, flags: list[str]) -> None:
        output = run("check", "--mask", *flags, "+86 13800138000", "1380013800x").stdout
        assert "138****8000" in output
        assert "***" in output
        assert "13800138" not in output

    def test_a_dash_reads_numbers_from_standard_input_line_by_line(self) -> None:
        result = run("check", "--json", "-", "15012345678", stdin="13800138000\r\n\n192 1234 5678")
        assert [(line["input"], line["verdict"]) for line in lines(result)] == [
            ("13800138000", "supported"),
            ("", "empty"),
            ("192 1234 5678", "segment-not-listed"),
            ("15012345678", "supported"),
        ]

    def test_a_byte_order_mark_before_the_first_line_does_no_harm(self) -> None:
        assert run("check", "-", stdin=b"\xef\xbb\xbf13800138000\n").exit_code == 0

    def test_bytes_that_are_not_utf_8_get_a_verdict_and_valid_json(self) -> None:
        result = run("check", "--json", "-", stdin=b"\xff138\n")
        assert lines(result)[0]["verdict"] == "not-a-number"

    def test_empty_standard_input_is_misuse(self) -> None:
        result = run("check", "-", stdin="")
        assert result.exit_code == 2
        assert "standard input has no numbers" in result.stderr

    def test_no_number_is_misuse(self) -> None:
        assert run("check").exit_code == 2

    def test_unprintable_characters_are_escaped_and_long_texts_are_cut(self) -> None:
        output = run("check", "\x1b[31m\u202d1", "9" * 100).stdout
        assert r"\x1b[31m\u202d1" in output
        assert "\x1b" not in output
        assert "9" * 40 + "…" in output
        assert "9" * 41 not in output

    def test_markup_in_a_number_is_text(self) -> None:
        assert "[red]1[/red]" in run("check", "[red]1[/red]").stdout

    def test_an_unknown_command_is_not_repeated(self) -> None:
        result = run("13800138000")
        assert result.exit_code == 2
        assert f"no such command; the commands are {', '.join(app.list_commands(Context(app)))}" in result.stderr
        assert "138" not in result.stderr

    @pytest.mark.parametrize("number", ["13912345678", "１３９１２３４５６７８", "139 1234 5678", "139-1234-5678"])
    @pytest.mark.parametrize(
        "arguments",
        [
            ("explain", "138", "{}"),
            ("segments", "{}"),
            ("segments", "--carrier", "{}"),
            ("diagnose", "{}"),
            ("diagnose", "--filing", "{}"),
            ("diagnose", "--wrong-entries", "{}x"),
            ("diagnose", "--{}"),
            ("check", "--json={}"),
            ("--{}",),
        ],
    )
    def test_no_error_message_repeats_a_number(self, arguments: tuple[str, ...], number: str) -> None:
        result = run(*(argument.format(number) for argument in arguments))
        assert result.exit_code == 2
        assert "***" in result.stderr or "does not take a value" in result.stderr
        assert not {number, number[:4], number[-4:]} & {*re.findall(r"\d{4,}", result.stderr)}
        assert number not in result.stderr

    def test_error_messages_show_dates_and_short_digits(self) -> None:
        assert "such as 2026-03-02T10:00+08:00" in run("diagnose", "--sms-received-at", "now").stderr
        assert "(138001)" in run("explain", "138", "138001").stderr


class TestLanguage:
    @pytest.mark.parametrize(
        ("environment", "chinese"),
        [
            ({}, False),
            ({"LANG": "zh_CN.UTF-8"}, True),
            ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, False),
            ({"LANG": "en_US", "LC_MESSAGES": "zh_TW"}, True),
            ({"LANG": "C.UTF-8"}, False),
            ({"LANG": "fr_FR.UTF-8"}, False),
            ({"LC_ALL": "", "LANG": "zh_CN"}, True),
            ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, True),
            ({"LANGUAGE": "fr:zh", "LANG": "en_US.UTF-8"}, True),
            ({"LANGUAGE": "en:zh", "LANG": "zh_CN.UTF-8"}, False),
            ({"LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"}, False),
            ({"LANGUAGE": "zh", "LANG": "C"}, False),
            ({"LANGUAGE": "zh", "LC_ALL": "POSIX"}, False),
            ({"LANGUAGE": "zh"}, True),
        ],
    )
    def test_the_locale_sets_it(
        self, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, chinese: bool
    ) -> None:
        for variable, value in environment.items():
            monkeypatch.setenv(variable, value)
        assert ("号段 138" in run("check", "13800138000").stdout) is chinese

    def test_the_option_overrides_the_locale(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANG", "en_US.UTF-8")
        assert "号段 138" in run("check", "--lang", "zh-CN", "13800138000").stdout

    @pytest.mark.parametrize(
        "arguments",
        [("--lang", "zh", "--help"), ("--help", "--lang=zh"), ("check", "-h", "--lang", "zh"), ("--lang=zh",)],
    )
    def test_the_option_may_stand_anywhere(self, arguments: tuple[str, ...]) -> None:
        result = run(*arguments)
        assert result.exit_code == 0
        assert result.stdout.startswith("用法：")
        assert "选项：\n" in result.stdout

    def test_the_option_before_the_command_is_that_of_the_command(self) -> None:
        assert "号段 138" in run("--lang", "zh", "check", "13800138000").stdout

    def test_after_two_dashes_it_is_no_option(self) -> None:
        assert "not a phone number" in run("check", "--", "--lang", "zh").stdout

    def test_without_arguments_the_help_is_shown(self) -> None:
        result = run()
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == run("--help").stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nope",), "没有这个命令；可用的命令：check, "),
            (("check", "--nope-at-all"), "没有选项 --nope-at-all\n"),
            (("find", "--maks"), "没有选项 --maks；是否要用 --mask？"),
            (("check",), "请给出号码、- 或 --file"),
            (("check", "--file"), "选项 --file 需要一个值"),
            (("check", "--json=1"), "选项 --json 不带值"),
            (("check", "--file", "."), "--file：. 是目录，不是文件"),
            (("check", "--header-row", "0"), "--header-row：应为不小于 1 的整数"),
            (("find",), "缺少参数 文字… | -"),
            (("explain",), "缺少参数 号码或开头几位"),
            (("explain", "138", "139"), "参数过多：139"),
            (("segments", "--carrier", "x"), "--carrier：应为 broadnet、"),
            (("diagnose", "--now", "x"), "--now：应为日期和时间"),
            (("diagnose", "--filing", "x"), "--filing：可以填写：首次备案、"),
            (("diagnose", "--no-sms", "--sms-received", "yes"), "--no-sms 与 --sms-received 相互矛盾"),
            (("export", "x"), "应为 csv、"),
            (("diff", "nowhere.csv", "x"), "nowhere.csv"),
            (("export", "csv", "--to", "."), "--to：应为文件或目录的路径"),
        ],
    )
    def test_misuse_is_told_in_chinese(self, arguments: tuple[str, ...], said: str) -> None:
        result = CliRunner(env={"LANG": "zh_CN.UTF-8"}).invoke(app, arguments)
        assert result.exit_code == 2
        assert f"错误：{said}" in result.stderr or said in result.stderr.splitlines()[-1]
        assert "Error" not in result.stderr

    def test_misuse_without_a_command_is_a_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        Misuse("give numbers").show()
        assert capsys.readouterr().err == "Error: give numbers\n"

    @pytest.mark.parametrize(("locale", "said"), [("zh_CN.UTF-8", "检查每个号码的号段"), ("C", "Say of each NUMBER")])
    def test_a_shell_completes_commands_with_what_they_are_for(self, locale: str, said: str) -> None:
        asked = {"_BEIAN_SEGMENTS_COMPLETE": "zsh_complete", "COMP_WORDS": "beian-segments ch", "COMP_CWORD": "1"}
        result = CliRunner(env={**asked, "LANG": locale}).invoke(app, prog_name="beian-segments")
        kind, name, told = result.stdout.splitlines()
        assert (kind, name) == ("plain", "check")
        assert told.startswith(said)

    def test_a_shell_completes_names_of_files(self) -> None:
        asked = {
            "_BEIAN_SEGMENTS_COMPLETE": "zsh_complete",
            "COMP_WORDS": "beian-segments check --file n",
            "COMP_CWORD": "3",
        }
        result = CliRunner(env=asked).invoke(app, prog_name="beian-segments")
        assert result.stdout.splitlines() == ["file", "n", "_"]

    def test_the_language_of_an_error_that_has_no_parameter_is_known(self) -> None:
        with pytest.raises(Misuse, match="something else"), misuse_of(Context(app)):
            raise UsageError("something else")

    def test_an_unknown_language_is_misuse_in_chinese(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        assert "错误：--lang：应为 zh、en 之一" in run("check", "--lang", "fr", "138").stderr

    def test_an_unknown_language_is_misuse(self) -> None:
        result = run("check", "--lang", "fr", "13800138000")
        assert result.exit_code == 2
        assert "known languages are zh, en" in result.stderr


class TestSegments:
    def test_it_shows_every_row_and_counts_them(self) -> None:
        output = run("segments").stdout
        assert all(row.prefix in output for row in DEFAULT_TABLE)
        listed = sum(row["published"] == "true" for row in rows())
        of_them = f"{len(published())} published segments and their finer blocks"
        assert f"{len(rows())} rows, {listed} on the list ({of_them}); data version {DATA_VERSION}" in output

    def test_it_filters_by_carrier_service_and_list(self) -> None:
        chosen = lines(run("segments", "--json", "--carrier", "mobile", "--service", "mvno", "--published"))
        assert [row["segment"] for row in chosen] == ["165", "1703", "1705", "1706"]
        unpublished = lines(run("segments", "--json", "--unpublished", "--service", "mobile"))
        ordinary = [row["prefix"] for row in rows() if (row["published"], row["service"]) == ("false", "mobile")]
        assert [row["segment"] for row in unpublished] == ordinary
        assert unpublished[0]["sources"] == ["libphonenumber-9.0.43", "baike-2026"]

    def test_it_says_when_nothing_is_left(self) -> None:
        assert run("segments", "--carrier", "satnet", "--published").stdout.startswith("0 rows, 0 on the list; ")

    def test_one_row_is_one(self) -> None:
        assert "\n1 row, 0 on the list; " in run("segments", "--carrier", "satnet").stdout

    def test_an_unknown_carrier_is_misuse_that_names_the_known_ones(self) -> None:
        result = run("segments", "--carrier", "移动")
        assert result.exit_code == 2
        assert "'unicom'" in result.stderr


class TestExplain:
    def test_a_number_is_explained_with_rows_sources_and_libphonenumber(self) -> None:
        output = run("explain", "13491234567").stdout
        for part in (
            "✓ supported",
            "134 ",
            "1349 ",
            "◀ decides",
            "satellite:",
            "miit-2023-03 (134, 1349)",
            "libphonenumber (phonenumbers ",
        ):
            assert part in output

    def test_a_segment_in_wide_use_is_told_with_its_counts_and_their_sources(self) -> None:
        output = run("explain", "192").stdout
        assert "· wide-use: " in output
        assert "· blocks of 192 in use: 4357 in 2023-12 (phone-dat-2312)" in output
        assert "· blocks of 192 in use: 9388 in 2025-02 (phone2region-2025-02)" in output
        assert "· phone-dat-2312 (192): " in output

    def test_an_unlisted_number_is_explained(self) -> None:
        output = run("explain", "192 1234 5678").stdout
        assert "✗ segment-not-listed" in output
        assert f"carrier: {', '.join(opinion('192').carriers)}" in output

    def test_a_listed_number_that_libphonenumber_calls_invalid_stays_listed(self) -> None:
        output = run("explain", "14612345678").stdout
        assert "✓ supported" in output
        assert ("invalid (for information; it decides nothing)" in output) is (opinion("14612345678").valid is False)

    def test_it_says_that_libphonenumber_knows_a_prefix_in_part(self) -> None:
        assert opinion("174").valid is None
        assert "valid in part" in run("explain", "174").stdout

    def test_a_prefix_is_explained_with_the_finer_rows(self) -> None:
        output = run("explain", "170", "--lang", "zh").stdout
        for part in ("以此开头的号码都在表内", "更细的行", "1709"):
            assert part in output
        assert sum(line.startswith("170 ") for line in output.splitlines()) == 1

    def test_a_prefix_above_all_rows_has_no_row_of_its_own(self) -> None:
        output = run("explain", "+86 15").stdout
        assert "The table has no row for it." in output
        assert "153" in output
        assert "libphonenumber (" not in output

    def test_a_foreign_number_is_explained_by_its_country(self) -> None:
        output = run("explain", "+852 5123 4567").stdout
        assert "✗ not-mainland" in output
        assert "country_code 852, region HK" in output
        output = run("explain", "+852 5123 4567", "--lang", "zh").stdout
        assert "国家（地区）代码 852、国家（地区） 中国香港" in output

    def test_a_landline_is_explained_by_its_kind(self) -> None:
        assert "种类 固定电话" in run("explain", "010-65529988", "--lang", "zh").stdout

    @pytest.mark.parametrize("text", ["+999 1", "22345678901"])
    def test_it_says_what_libphonenumber_does_not_know(self, text: str) -> None:
        assert "not known" in run("explain", text).stdout

    @pytest.mark.parametrize("past", [-1, 0, 1])
    @pytest.mark.parametrize("text", ["13491234567", "170", "+86 15"])
    def test_a_stale_list_is_reported_from_the_day_after_its_term(
        self, monkeypatch: pytest.MonkeyPatch, text: str, past: int
    ) -> None:
        monkeypatch.setattr(terminal, "today", lambda: LIST_CHECKED + LIST_TERM + timedelta(past))
        output = run("explain", text).stdout
        notice = f"! The list was last checked on {LIST_CHECKED}, {LIST_TERM.days + past} days ago"
        assert (notice in output) is (past > 0)
        assert ("! 号段表上次核对于" in run("explain", text, "--lang", "zh").stdout) is (past > 0)

    def test_the_age_of_the_list_is_not_reported_for_a_foreign_number(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(terminal, "today", lambda: date(2100, 1, 1))
        assert "last checked" not in run("explain", "+852 5123 4567").stdout

    def test_today_is_the_date_of_the_clock_of_this_machine(self) -> None:
        before = datetime.now().astimezone().date()
        assert before <= terminal.today() <= datetime.now().astimezone().date()

    def test_a_prefix_that_is_not_listed_has_the_verdict_of_its_numbers(self) -> None:
        assert run("explain", "142").stdout.splitlines()[1] == "segment-not-listed"
        assert run("explain", "142", "--lang", "zh").stdout.splitlines()[1] == "号段不在表内"

    def test_the_notes_and_dates_are_chinese_for_chinese(self) -> None:
        output = run("explain", "133", "--lang", "zh").stdout
        assert "· 133：表中写的是联通；该号段分配给中国电信。" in output
        assert "2021-07-09 之后" in output
        assert "The list prints" not in output

    def test_every_note_is_there_in_chinese_with_its_digits(self) -> None:
        assert {*NOTES} == {row.note for row in DEFAULT_TABLE if row.note}
        for note, chinese in NOTES.items():
            assert sorted(re.findall(r"\d{3,}", note)) == sorted(re.findall(r"\d{3,}", chinese))

    def test_a_text_that_is_not_a_number_is_refused_in_a_sentence(self) -> None:
        result = run("explain", "hello")
        output = result.stdout
        assert result.exit_code == 2
        assert "✗ not-a-number" in output
        assert "libphonenumber" not in output


class TestHelp:
    def test_every_command_and_option_of_the_data_is_there(self) -> None:
        context = Context(app)
        assert {*HELP} - {"program", "shared"} == {*app.list_commands(context)}
        for name in app.list_commands(context):
            command = app.get_command(context, name)
            assert command
            options = {option.opts[0].removeprefix("--") for option in command.params if isinstance(option, Option)}
            assert {*HELP[name]} <= {"command", *options}

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("columns", ["80", "120"])
    def test_every_option_is_explained(self, lang: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        context = Context(app)
        for name in app.list_commands(context):
            command = app.get_command(context, name)
            assert command
            shown = run(name, "--help", "--lang", lang).stdout
            assert max(map(width_of, shown.splitlines())) <= int(columns)
            for option in command.params:
                if isinstance(option, Option):
                    (told,) = re.findall(rf"^  {option.opts[0]}[ /].*(?:\n {{4,}}.*)*", shown, re.MULTILINE)
                    assert re.search(r"[。.？?)）]$", told.strip()), f"{name} {option.opts}"

    def test_words_are_in_both_languages_with_the_same_fields(self) -> None:
        helped = [text for texts in HELP.values() for text in texts.values()]
        for word in [*WORDS.values(), *ERRORS.values(), *FRAME.values(), *helped]:
            assert list(word) == ["zh", "en"]
            assert all(word.values())
            assert len({frozenset(re.findall(r"{(\w+)", text)) for text in word.values()}) == 1

    def test_a_word_for_one_alone_is_beside_that_for_several(self) -> None:
        ones = {key.removesuffix("-one") for key in WORDS if key.endswith("-one")}
        assert ones <= {*WORDS}
        assert all(WORDS[key]["zh"] == WORDS[f"{key}-one"]["zh"] for key in ones)


class TestProgram:
    """The program as a process of its own."""

    @staticmethod
    def process(*arguments: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = ["-c", code] if code else ["-m", "beian_segments"]
        return subprocess.run(
            [sys.executable, *command, *arguments],
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        )

    def test_python_m_runs_it(self) -> None:
        done = self.process("check", "13800138000")
        assert (done.returncode, b"supported" in done.stdout) == (0, True)

    def test_it_is_run_as_a_module(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr(sys, "argv", ["beian-segments", "check", "13800138000"])
        with pytest.raises(SystemExit) as stopped:
            runpy.run_module("beian_segments", run_name="__main__")
        assert stopped.value.code == 0
        assert "supported" in capsys.readouterr().out

    def test_importing_the_module_runs_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        runpy.run_module("beian_segments.__main__", run_name="imported")
        assert capsys.readouterr() == ("", "")

    def test_the_version_is_that_of_the_package(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["beian-segments", "--version"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 0
        assert capsys.readouterr().out.strip() == f"beian-segments {__version__}"

    def test_a_command_imports_only_what_it_uses(self) -> None:
        code = (
            "import sys; from beian_segments.cli.app import app\n"
            "app.main(['check', '13800138000'], standalone_mode=False)\n"
            "print(*sys.modules, file=sys.stderr)"
        )
        loaded = set(self.process(code=code).stderr.decode().split())
        assert "beian_segments.cli.check" in loaded
        unused = {"diagnose", "diff", "explain", "export", "segments", "verify"}
        assert not loaded & {f"beian_segments.cli.{name}" for name in unused}
        assert not loaded & {"beian_segments.failures", "beian_segments.vendoring", "rich", "tomllib"}
        assert not loaded & {f"beian_segments.{name}" for name in ("cli._help", "cli._questions", "_atomic")}
        assert not loaded & {"beian_segments._phonenumbers", "json", "secrets", "shutil"}

    def test_a_terminal_without_unicode_gets_escapes(self) -> None:
        done = self.process("check", "--lang", "zh", "13800138000", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert done.returncode == 0
        assert b"\\u53f7" in done.stdout

    def test_json_for_a_stream_without_unicode_is_escaped_json(self) -> None:
        done = self.process("check", "--json", "--lang", "zh", "13800138000", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert json.loads(done.stdout)["message"].startswith("号段 138")

    def test_a_closed_pipe_ends_it_quietly(self) -> None:
        lines = "".join("13800138000\n" for _ in range(5_000))
        program = f"'{sys.executable}' -m beian_segments check --json - | head -1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", program], input=lines.encode(), capture_output=True, check=False)  # noqa: S607
        assert done.stderr == b""
        assert done.returncode == 141

    @pytest.mark.parametrize("flags", [[], ["--json"]])
    def test_a_full_disk_is_reported_in_one_line(self, flags: list[str]) -> None:
        program = f"'{sys.executable}' -m beian_segments check {' '.join(flags)} 13800138000 > /dev/full"
        done = subprocess.run(["bash", "-c", program], capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 2
        assert done.stderr.decode().strip() == "Error: output: No space left on device"

    @pytest.mark.parametrize(("redirection", "stream"), [("13800138000 >&-", "output"), ("- <&-", "input")])
    def test_a_closed_stream_is_misuse(self, redirection: str, stream: str) -> None:
        program = f"'{sys.executable}' -m beian_segments check {redirection}"
        done = subprocess.run(["bash", "-c", program], capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 2
        assert f"standard {stream} is closed" in done.stderr.decode()

    def test_without_the_extra_one_line_says_what_to_install(self) -> None:
        code = "import sys; sys.modules['click'] = None; from beian_segments.cli import main; sys.exit(main())"
        done = self.process("check", "13800138000", code=code)
        assert done.returncode == 2
        assert (
            done.stderr.decode() == "beian-segments: click is not installed; run: pip install 'beian-segments[cli]'\n"
        )

    def test_another_missing_module_is_not_reported_as_a_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "beian_segments.cli.app", None)
        with pytest.raises(ModuleNotFoundError):
            cli.main()

    def test_a_missing_extra_is_reported_without_a_traceback(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for module in [name for name in sys.modules if name.startswith("beian_segments.cli.")]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.setitem(sys.modules, "click", None)
        assert cli.main() == 2
        assert "pip install 'beian-segments[cli]'" in capsys.readouterr().err

    def test_main_takes_streams_that_cannot_be_reconfigured(self, monkeypatch: pytest.MonkeyPatch) -> None:
        output = io.StringIO()
        monkeypatch.setattr(sys, "stdout", output)
        monkeypatch.setattr(sys, "argv", ["beian-segments", "check", "13800138000"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 0
        assert "supported" in output.getvalue()

    @pytest.mark.parametrize(
        ("error", "code", "said"),
        [
            (OSError(28, "No space left on device"), 2, "Error: output: No space left on device\n"),
            (BrokenPipeError(), 141, ""),
        ],
    )
    def test_an_output_that_fails_has_its_exit_code(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        error: OSError,
        code: int,
        said: str,
    ) -> None:
        class Failing(io.StringIO):
            def flush(self) -> None:
                raise error

        monkeypatch.setattr(sys, "stdout", Failing())
        monkeypatch.setattr(sys, "argv", ["beian-segments", "check", "13800138000"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == code
        assert capsys.readouterr().err == said
        if not isinstance(sys.stdout, Failing):
            sys.stdout.close()

    @pytest.mark.parametrize("stream", ["input", "output"])
    def test_a_closed_stream_is_reported(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stream: str
    ) -> None:
        monkeypatch.setattr(sys, {"input": "stdin", "output": "stdout"}[stream], None)
        monkeypatch.setattr(sys, "argv", ["beian-segments", "check", "-"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 2
        assert f"standard {stream} is closed" in capsys.readouterr().err

    def test_a_terminal_gets_its_own_width(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "50")
        assert terminal.console().width == 50


def test_a_program_that_runs_a_command_keeps_its_garbage_collector() -> None:
    was_collecting, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    try:
        assert CliRunner().invoke(app, ["check", "13800138000"]).exit_code == 0
        assert not gc.isenabled()
        assert gc.get_freeze_count() == frozen
    finally:
        if was_collecting:
            gc.enable()


@pytest.mark.parametrize("english", [english for english, _ in REASONS])
def test_a_reason_is_put_into_chinese_as_what_it_is_and_not_as_a_shorter_one(english: str) -> None:
    patterns = {each: re.sub(r"\\{\w+\\}", ".+?", re.escape(each)) for each, _ in REASONS}
    assert next(each for each, pattern in patterns.items() if re.fullmatch(pattern, english)) == english
