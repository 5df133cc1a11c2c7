"""``verify``: the state of a vendored copy of the data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beian_segments import DATA_VERSION
from beian_segments.cli import output as terminal
from beian_segments.cli.app import app
from beian_segments.list_age import LIST_CHECKED, LIST_TERM
from beian_segments.vendoring import PACKAGED

LAST_DAY = LIST_CHECKED + LIST_TERM


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments])


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets what the command line takes for today; by default the last day of the term."""

    def set_day(today: date) -> None:
        monkeypatch.setattr(terminal, "today", lambda: today)

    set_day(LAST_DAY)
    return set_day


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("segments.csv", "segments.json"):
        (tmp_path / name).write_bytes((PACKAGED / name).read_bytes())
    return tmp_path


def test_the_packaged_files_are_sound() -> None:
    result = run("--lang", "en")
    assert result.exit_code == 0
    assert "All is well." in result.stdout
    assert f"Data version {DATA_VERSION}, that of this release." in result.stdout


def test_a_file_that_differs_is_named_with_exit_code_1(copy: Path) -> None:
    (copy / "segments.csv").write_bytes(b"prefix,published\n138,true\n")
    result = run(str(copy), "--lang", "en")
    assert result.exit_code == 1
    assert [line.split() for line in result.stdout.splitlines()[1:3]] == [
        ["segments.csv", "differs"],
        ["segments.json", "as", "it", "should", "be"],
    ]
    assert "segments.csv and segments.json are different tables" in result.stdout
    assert "Not sound" in result.stdout


def test_the_answer_may_be_chinese(copy: Path) -> None:
    (copy / "segments.csv").write_bytes(b"")
    output = run(str(copy), "--lang", "zh").stdout
    assert "内容不一致" in output
    assert "请从发布版本重新复制" in output


def test_json_has_a_line_for_each_file_and_one_for_the_folder(copy: Path) -> None:
    (copy / "segments.json").write_bytes(b"{}")
    *files, whole = [json.loads(line) for line in run(str(copy), "--json").stdout.splitlines()]
    assert files == [{"file": "segments.csv", "state": "same"}, {"file": "segments.json", "state": "differs"}]
    assert whole == {
        "sound": False,
        "problems": [],
        "data_version": None,
        "release": DATA_VERSION,
        "list_checked": None,
        "list_age_days": None,
        "stale": None,
    }


def test_another_version_is_shown_beside_that_of_this_release(copy: Path) -> None:
    document = json.loads((copy / "segments.json").read_bytes())
    (copy / "segments.json").write_text(json.dumps({**document, "data_version": "2020-01-01"}))
    assert f"Data version 2020-01-01; this release has {DATA_VERSION}." in run(str(copy), "--lang", "en").stdout


def test_damaged_checksums_alone_are_a_problem_without_a_table_of_files(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(b"x\n")
    result = run(str(tmp_path), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout.startswith("SHA256SUMS, line 1: ")


@pytest.mark.parametrize(("folder", "said"), [("none", "No such file or directory"), (".", "no file of a release")])
def test_a_folder_without_any_of_the_files_is_misuse(tmp_path: Path, folder: str, said: str) -> None:
    result = run(str(tmp_path / folder))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_folder_without_any_of_the_files_is_refused_in_chinese_too(tmp_path: Path) -> None:
    result = run(str(tmp_path), "--lang", "zh")
    assert result.exit_code == 2
    assert "这个文件夹里没有发布版本的文件；请指定存放副本的文件夹" in "".join(result.stderr.split())


class TestAge:
    """A list older than its term is reported, but the files are sound."""

    @pytest.mark.parametrize("past", [-1, 0, 1])
    def test_the_notice_appears_from_the_day_after_the_term(self, day: Callable[[date], None], past: int) -> None:
        day(LAST_DAY + timedelta(past))
        result = run("--lang", "en")
        assert result.exit_code == 0
        assert "All is well." in result.stdout
        notice = f"! The list was last checked on {LIST_CHECKED}, {LIST_TERM.days + past} days ago"
        assert (notice in result.stdout) is (past > 0)

    @pytest.mark.parametrize("past", [-1, 0, 1])
    def test_json_has_the_age_and_whether_it_is_stale(self, day: Callable[[date], None], past: int) -> None:
        day(LAST_DAY + timedelta(past))
        whole = json.loads(run("--json").stdout.splitlines()[-1])
        assert whole["sound"] is True
        assert (whole["list_checked"], whole["list_age_days"]) == (str(LIST_CHECKED), LIST_TERM.days + past)
        assert whole["stale"] is (past > 0)

    def test_the_notice_may_be_chinese(self, day: Callable[[date], None]) -> None:
        day(LAST_DAY + timedelta(1))
        assert f"! 号段表上次核对于 {LIST_CHECKED}" in run("--lang", "zh").stdout

    def test_the_age_of_a_copy_is_the_one_it_states(self, copy: Path) -> None:
        document = json.loads((copy / "segments.json").read_bytes())
        document["list"]["checked"] = "2020-01-01"
        (copy / "segments.json").write_text(json.dumps(document), encoding="utf-8")
        assert "! The list was last checked on 2020-01-01" in run(str(copy), "--lang", "en").stdout

    def test_the_age_of_a_copy_that_does_not_state_it_is_unknown(self, copy: Path, day: Callable[[date], None]) -> None:
        day(date(2100, 1, 1))
        (copy / "segments.json").unlink()
        assert json.loads(run(str(copy), "--json").stdout.splitlines()[-1])["stale"] is None
        assert "last checked" not in run(str(copy), "--lang", "en").stdout
