"""``verify``: what a service asks of its vendored copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beian_segments import DATA_VERSION
from beian_segments.cli.app import app
from beian_segments.publish.verification import PACKAGED


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["verify", *arguments])


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


def test_the_answer_is_there_in_chinese(copy: Path) -> None:
    (copy / "segments.csv").write_bytes(b"")
    output = run(str(copy), "--lang", "zh").stdout
    assert "内容不一致" in output
    assert "请从发布版本重新复制" in output


def test_json_lines_have_each_file_and_then_the_whole(copy: Path) -> None:
    (copy / "segments.json").write_bytes(b"{}")
    *files, whole = [json.loads(line) for line in run(str(copy), "--json").stdout.splitlines()]
    assert files == [{"file": "segments.csv", "state": "same"}, {"file": "segments.json", "state": "differs"}]
    assert whole == {"sound": False, "problems": [], "data_version": None, "release": DATA_VERSION}


def test_another_version_is_told_beside_this_releases(copy: Path) -> None:
    document = json.loads((copy / "segments.json").read_bytes())
    (copy / "segments.json").write_text(json.dumps({**document, "data_version": "2020-01-01"}))
    assert f"Data version 2020-01-01; this release has {DATA_VERSION}." in run(str(copy), "--lang", "en").stdout


def test_damaged_checksums_alone_are_a_problem_without_a_table_of_files(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(b"x\n")
    result = run(str(tmp_path), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout.startswith("SHA256SUMS, line 1: ")


@pytest.mark.parametrize(("folder", "said"), [("none", "No such file or directory"), (".", "no file of a release")])
def test_a_folder_that_holds_nothing_of_it_is_misuse(tmp_path: Path, folder: str, said: str) -> None:
    result = run(str(tmp_path / folder))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
