"""``beian-segments find``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beian_segments.cli.app import app

TEXT = "张三 13800138000，李四 139-0013-9000转8001"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["find", *arguments], input=stdin)


def test_the_numbers_of_the_texts_are_printed_one_a_line() -> None:
    result = run(TEXT, "手机：15012345678")
    assert result.exit_code == 0
    assert result.stdout == "13800138000\n13900139000\n15012345678\n"


def test_a_text_without_a_number_is_an_answer_and_not_misuse() -> None:
    assert (run("卡号 6222 0138 0013 8000").exit_code, run("卡号 6222 0138 0013 8000").stdout) == (1, "")
    assert run("-", stdin="").exit_code == 1
    assert run().exit_code == 2


def test_the_name_of_a_file_in_place_of_a_text_is_refused_with_how_to_check_it(tmp_path: Path) -> None:
    file = tmp_path / "numbers.txt"
    file.write_text("13800138000", encoding="utf-8")
    result = run(str(file), "--lang", "zh")
    assert result.exit_code == 2
    assert "是一个文件；请用 beian-segments check --file" in result.stderr


def test_json_says_where_each_number_stands() -> None:
    found = [json.loads(line) for line in run("--json", TEXT).stdout.splitlines()]
    assert found == [
        {"start": 3, "end": 14, "number": "13800138000", "damage": None},
        {"start": 18, "end": 36, "number": "13900139000", "damage": "extension"},
    ]


def test_json_of_several_texts_says_which() -> None:
    found = [json.loads(line) for line in run("--json", "13800138000", "无", "13900139000").stdout.splitlines()]
    assert [(each["text"], each["number"]) for each in found] == [(0, "13800138000"), (2, "13900139000")]


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_masked_output_has_no_number(options: list[str]) -> None:
    output = run("--mask", *options, TEXT).stdout
    assert "138****8000" in output
    assert "13800138000" not in output


def test_standard_input_is_one_text_in_any_bytes() -> None:
    result = run("--json", "-", stdin=b"\xff13800138000\n\x0013900139000")
    assert [json.loads(line)["start"] for line in result.stdout.splitlines()] == [1, 14]


def test_closed_standard_input_is_misuse(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("beian_segments.cli.find.sys.stdin", None)
        with pytest.raises(SystemExit) as left:
            app(["find", "-"])
    assert left.value.code == 2
