"""``beian-segments check --file``: the file it writes, its summary, and what it refuses."""

from __future__ import annotations

import ast
import csv
import errno
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from beian_segments import check_segment
from beian_segments.cli.app import app
from beian_segments.cli.check import _in_chinese as in_chinese
from beian_segments.cli.layout import Screen
from beian_segments.columns import files
from tests.required import package

NUMBERS = "id,phone\n1,13800138000\n2,+86 138 0013 8000\n3,19212345678\n4,138\n5,\n"


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.csv"
    path.write_text(NUMBERS, encoding="utf-8")
    return path


def run(numbers: Path, *options: str, column: str = "phone") -> Result:
    out = str(numbers.with_name("out.csv"))
    return CliRunner().invoke(app, ["check", "--file", str(numbers), "--column", column, "--out", out, *options])


def test_the_file_is_written_and_a_summary_printed(numbers: Path) -> None:
    result = run(numbers)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "5 rows checked",
        "",
        "verdict             rows",
        "empty                  1",
        "too-short              1",
        "segment-not-listed     1",
        "supported              2",
        "",
        "allocated to    rows",
        "China Mobile       2",
        "China Broadnet     1",
        "",
        "segment  rows",
        "138         2",
        "192         1",
        "",
        f"written: {numbers.with_name('out.csv')}",
    ]
    assert numbers.with_name("out.csv").read_text(encoding="utf-8").splitlines()[:2] == [
        '"id","phone","verdict","damage","number","segment","carrier","service","message"'.replace('"', ""),
        f'"1","13800138000","supported",,"13800138000","138","mobile","mobile","{message("13800138000", "en")}"',
    ]


def message(number: str, lang: str) -> str:
    return check_segment(number).message(lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_stands_beside_the_codes_in_the_language_asked_for(numbers: Path, lang: str) -> None:
    assert run(numbers, "--lang", lang).exit_code == 0
    with numbers.with_name("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["message"] for row in rows] == [message(row["phone"], lang) for row in rows]


def test_the_sentence_may_be_left_out(numbers: Path) -> None:
    assert run(numbers, "--no-message").exit_code == 0
    assert numbers.with_name("out.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "1,13800138000,supported,,13800138000,138,mobile,mobile"
    )


def test_only_the_columns_that_are_named_are_added(numbers: Path) -> None:
    assert run(numbers, "--columns", "carrier, verdict").exit_code == 0
    assert numbers.with_name("out.csv").read_text(encoding="utf-8").splitlines()[:2] == [
        "id,phone,verdict,carrier",
        "1,13800138000,supported,mobile",
    ]


@pytest.mark.parametrize(
    "options",
    [["verdict,13912345678"], [""], ["recovered"], ["verdict,message", "--no-message"]],
    ids=["no name", "nothing", "without --recover", "with --no-message"],
)
def test_a_column_that_there_is_not_is_refused_with_all_names(numbers: Path, options: list[str]) -> None:
    result = run(numbers, "--columns", *options)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "--columns takes some of verdict, damage, number, segment, carrier, service, recovered, message," in said
    assert "13912345678" not in result.stderr
    assert not numbers.with_name("out.csv").exists()


def test_the_shell_completes_the_last_of_the_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(app)
    command = app.get_command(context, "check")
    assert command is not None
    (option,) = (each for each in command.params if each.name == "columns")

    def completed(typed: str) -> list[str]:
        return [item.value for item in option.shell_complete(context, typed)]

    assert completed("") == ["verdict", "damage", "number", "segment", "carrier", "service", "recovered", "message"]
    assert completed("verdict,s") == ["verdict,segment", "verdict,service"]
    monkeypatch.setitem(sys.modules, "beian_segments.columns.files", None)
    assert completed("") == []


def test_plot_draws_the_summary(numbers: Path) -> None:
    bars = [line.count("█") for line in run(numbers, "--plot").stdout.splitlines() if "█" in line]
    assert bars == [20, 20, 20, 40, 40, 20, 40, 20]


def test_the_summary_may_be_json(numbers: Path) -> None:
    assert json.loads(run(numbers, "--json").stdout) == {
        "rows": 5,
        "null": 0,
        "verdicts": {"empty": 1, "too-short": 1, "segment-not-listed": 1, "supported": 2},
        "carriers": {"mobile": 2, "broadnet": 1},
        "segments": {"138": 2, "192": 1},
        "damages": {},
        "recovered": 0,
        "encoding": "utf-8",
        "delimiter": ",",
    }


def test_a_count_without_entries_is_left_out_of_the_summary(numbers: Path) -> None:
    numbers.write_text("phone\n138\n", encoding="utf-8")
    assert "segment " not in run(numbers).stdout


def test_the_summary_may_be_chinese(numbers: Path) -> None:
    output = run(numbers, "--lang", "zh").stdout
    assert output.startswith("已检查 5 行\n")
    assert "中国移动" in output
    assert output.endswith(f"\n已写入 {numbers.with_name('out.csv')}\n")


def test_null_rows_are_counted_in_the_summary_if_there_are_any(tmp_path: Path) -> None:
    source = tmp_path / "numbers.jsonl"
    source.write_text('{"phone": null}\n{"phone": "138"}\n', encoding="utf-8")
    out = str(tmp_path / "out.jsonl")
    arguments = ["check", "--file", str(source), "--column", "phone", "--out", out]
    assert CliRunner().invoke(app, arguments).stdout.startswith("2 rows checked, 1 of them null\n")
    assert "已检查 2 行，其中 1 行为空值\n" in CliRunner().invoke(app, [*arguments, "--force", "--lang", "zh"]).stdout


def terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the standard streams for a terminal."""

    def made(self: Screen, *, stderr: bool = False) -> None:
        make(self, stderr=stderr)
        self.is_terminal = True

    make = Screen.__init__
    monkeypatch.setattr(Screen, "__init__", made)


def test_a_terminal_shows_a_progress_bar(numbers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal_only(monkeypatch)
    result = run(numbers)
    assert result.exit_code == 0
    assert "━" in result.stderr
    assert "rows/s" in result.stderr
    assert "rows/s" not in result.stdout


def literals(path: Path) -> Iterator[str]:
    """The reasons of a module's ``FileError``, with an x for what is filled in."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "FileError":
            reason = call.args[1]
            if isinstance(reason, ast.Constant):
                yield str(reason.value)
            elif isinstance(reason, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in reason.values)


def test_every_reason_why_a_file_is_refused_is_known_in_chinese() -> None:
    folder = Path(str(files.__file__)).parent
    reasons = {reason for path in folder.glob("*.py") for reason in literals(path)}
    assert len(reasons) > 30
    unknown = {reason for reason in reasons if in_chinese(files.FileError(Path("n.csv"), reason)).endswith(reason)}
    # What Arrow says.
    assert unknown == {"column x: x", "column x x"}


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        ("名单\n编号,手机\n1,138\n", "手机", "没有 '手机' 列；第 2 行有这一列，请加 --header-row 2"),
        ("编号,手机号\n1,138\n", "手机号码", "没有 '手机号码' 列；现有的列：'编号', '手机号'；最接近的是 '手机号'"),
        ("编号\n1\n", "手机", "没有 '手机' 列；现有的列：'编号'；第一行应为表头，即各列的列名"),
        ("a,a\n1,2\n", "a", "'a' 列不止一个；现有的列：'a', 'a'"),
        ("a\n1,2\n", "a", "numbers.csv，第 2 行：有 2 个单元格，而表头有 1 个"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_chinese(numbers: Path, content: str, column: str, said: str) -> None:
    numbers.write_text(content, encoding="utf-8")
    result = run(numbers, "--lang", "zh", column=column)
    assert result.exit_code == 2
    assert f"{said}\n" in result.stderr


def test_the_row_that_was_named_as_the_header_is_named_in_chinese(numbers: Path) -> None:
    numbers.write_text("名单\n编号\n1\n", encoding="utf-8")
    result = run(numbers, "--lang", "zh", "--header-row", "2", column="手机")
    assert "没有 '手机' 列；现有的列：'编号'；第 2 行应为表头，即各列的列名\n" in result.stderr


def test_cells_of_a_row_that_is_no_header_are_not_shown_if_another_has_the_column(numbers: Path) -> None:
    numbers.write_text("名单,\n姓名, 手机 \n张三,138\n李四,139\n", encoding="utf-8")
    result = run(numbers, "--lang", "zh", "--header-row", "4", column="手机")
    assert "numbers.csv：没有 '手机' 列；第 2 行有这一列，请加 --header-row 2\n" in result.stderr
    assert "李四" not in result.stderr


@pytest.mark.parametrize("column", ["phone", " phone\u3000"])
def test_blanks_around_the_name_of_a_column_do_not_matter_and_are_kept(numbers: Path, column: str) -> None:
    numbers.write_text("id, phone \n1,13800138000\n", encoding="utf-8")
    assert run(numbers, "--columns", "verdict", column=column).exit_code == 0
    assert numbers.with_name("out.csv").read_text(encoding="utf-8").splitlines() == [
        "id, phone ,verdict",
        "1,13800138000,supported",
    ]


def test_of_names_that_differ_in_blanks_the_same_is_taken(numbers: Path) -> None:
    numbers.write_text(" phone,phone\n1,13800138000\n", encoding="utf-8")
    assert run(numbers, "--columns", "verdict").exit_code == 0
    assert "1,13800138000,supported" in numbers.with_name("out.csv").read_text(encoding="utf-8")
    refused = run(numbers, "--force", column="phone ")
    assert "has more than one column 'phone '; its columns are ' phone', 'phone'" in refused.stderr


def test_a_progress_bar_needs_rich(numbers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal_only(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich", None)
    result = run(numbers)
    assert result.exit_code == 2
    assert "rich is not installed; run: pip install 'beian-segments[cli]'" in result.stderr
    assert not numbers.with_name("out.csv").exists()


def test_an_existing_file_is_replaced_only_by_force(numbers: Path) -> None:
    assert run(numbers).exit_code == 0
    again = run(numbers)
    assert again.exit_code == 2
    assert "out.csv is there already; --force replaces it" in again.stderr
    assert run(numbers, "--force").exit_code == 0


def test_a_dangling_link_is_replaced_only_by_force(numbers: Path) -> None:
    link, target = numbers.with_name("out.csv"), numbers.with_name("elsewhere.csv")
    link.symlink_to(target)
    refused = run(numbers)
    assert refused.exit_code == 2
    assert "out.csv is there already; --force replaces it" in refused.stderr
    assert run(numbers, "--force").exit_code == 0
    assert link.is_symlink()
    assert target.exists()


def test_a_bad_line_is_reported_in_one_line(numbers: Path) -> None:
    numbers.write_text("id,phone\n1,13912345678,x\n", encoding="utf-8")
    result = run(numbers)
    assert result.exit_code == 2
    assert result.stderr.endswith("numbers.csv, line 2: has 3 cells, not the header's 2\n")
    assert "13912345678" not in result.stderr
    assert [path.name for path in numbers.parent.iterdir()] == ["numbers.csv"]


def test_a_missing_file_is_reported(numbers: Path) -> None:
    numbers.unlink()
    result = run(numbers)
    assert result.exit_code == 2
    assert "numbers.csv: No such file or directory" in result.stderr
    assert f"错误：{numbers}：找不到文件\n" in run(numbers, "--lang", "zh").stderr


def test_a_missing_folder_is_reported_in_chinese(numbers: Path) -> None:
    out = str(numbers.parent / "none" / "out.csv")
    arguments = ["check", "--lang", "zh", "--file", str(numbers), "--column", "phone", "--out", out]
    assert CliRunner().invoke(app, arguments).stderr == f"错误：{out}：文件夹不存在\n"


@pytest.mark.parametrize(
    ("code", "said"), [(errno.EACCES, "没有权限"), (errno.EMFILE, os.strerror(errno.EMFILE))], ids=["known", "unknown"]
)
def test_what_the_system_refuses_is_told_in_chinese_if_there_are_words_for_it(
    numbers: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(numbers))

    monkeypatch.setattr(files, "check_file", refused)
    assert run(numbers, "--lang", "zh").stderr == f"错误：{numbers}：{said}\n"


def test_the_name_of_a_file_in_place_of_a_number_is_refused_with_how_to_check_it(numbers: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--lang", "zh", str(numbers)])
    assert result.exit_code == 2
    assert f"{numbers} 是一个文件；请用 --file {numbers} --column" in result.stderr
    numbers.unlink()
    assert CliRunner().invoke(app, ["check", str(numbers)]).exit_code == 1


COMPLETE = ["--file", "n.csv", "--column", "phone", "--out", "o.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--file", "n.csv", "--out", "out.csv"], "--file needs --column"),
        (["--file", "n.csv", "--column", "phone"], "--file needs --out"),
        (["--file", "n.csv", "--column", "phone", "--out", "o.csv", "138"], "neither numbers nor --mask"),
        (["--file", "n.csv", "--column", "phone", "--out", "o.csv", "--mask"], "neither numbers nor --mask"),
        (["--file", "n.csv", "--column", "phone", "--out", "o.csv", "--encoding", "x"], "--encoding is not known"),
        *(
            (["--file", "n.csv", "--column", "phone", "--out", "o.csv", "--encoding", name], "is no encoding of files")
            for name in ("undefined", "punycode", "idna", "utf-8\0")
        ),
        (["--column", "phone", "138"], "--column goes with --file"),
        (["--header-row", "2", "138"], "--header-row goes with --file"),
        *(([*COMPLETE, "--delimiter", given], "--delimiter must be one") for given in ("::", "，", '"', "\n")),
        ([*COMPLETE, "--out-encoding", "x"], "--out-encoding is not known"),
        (["--force", "138"], "--force goes with --file"),
        ([], "give numbers, - or --file"),
    ],
)
def test_misuse_is_reported(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["check", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_missing_extra_is_named(numbers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(numbers)
    assert result.exit_code == 2
    assert "pip install 'beian-segments[columns]'" in result.stderr


@pytest.mark.parametrize(("file", "out"), [("numbers.xlsx", "out.xlsx"), ("numbers.csv", "out.XLSX")])
def test_the_extra_of_workbooks_is_named_at_once_where_one_is_read_or_written(
    numbers: Path, monkeypatch: pytest.MonkeyPatch, file: str, out: str
) -> None:
    source = numbers.rename(numbers.with_name(file))
    monkeypatch.setitem(sys.modules, "numpy", None)
    arguments = ["--file", str(source), "--column", "phone", "--out", str(numbers.with_name(out)), "--lang", "zh"]
    assert CliRunner().invoke(app, ["check", *arguments]).stderr == (
        "错误：未安装 numpy；请运行：pip install 'beian-segments[excel]'\n"
    )


def test_a_package_that_is_installed_and_cannot_be_imported_is_told_as_python_tells_it(
    numbers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'pyarrow._csv'")

    monkeypatch.setattr(files, "check_file", broken)
    assert run(numbers).stderr == "Error: No module named 'pyarrow._csv'\n"


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32", "utf-7", "latin-1", "hz", "iso2022_jp", "cp037"])
def test_every_encoding_of_files_is_accepted(numbers: Path, name: str) -> None:
    numbers.write_text(NUMBERS, encoding=name, newline="")
    assert run(numbers, "--encoding", name, "--lang", "en").exit_code == 0
    assert (
        numbers.with_name("out.csv")
        .read_text(encoding=name)
        .splitlines()[1]
        .replace('"', "")
        .startswith("1,13800138000,supp")
    )


def test_the_encoding_of_a_file_can_be_given(numbers: Path) -> None:
    numbers.write_bytes("姓名,phone\n张三,13800138000\n".encode("gb18030"))
    assert "is not utf-8" in run(numbers, "--encoding", "utf-8").stderr
    assert run(numbers, "--encoding", "gb18030", "--prefix", "p_").exit_code == 0
    assert numbers.with_name("out.csv").read_text(encoding="gb18030").startswith("姓名,phone,p_verdict,")


def test_what_was_found_out_about_a_file_is_said(numbers: Path) -> None:
    numbers.write_bytes("姓名;phone\n张三;13800138000\n".encode("gb18030"))
    assert "read as gb18030, delimiter ;" in run(numbers).stdout
    numbers.write_text("id\tphone\n1\t13800138000\n", encoding="utf-16")
    assert "按编码 utf-16、分隔符 制表符（Tab） 读取" in run(numbers, "--lang", "zh", "--force").stdout


def test_a_delimiter_a_header_line_and_the_encoding_to_write_can_be_given(numbers: Path) -> None:
    numbers.write_text("a list;\nid\tx;phone\n1\t2;13800138000\n", encoding="utf-8")
    done = run(numbers, "--delimiter", ";", "--header-row", "2", "--out-encoding", "utf-8-sig")
    assert done.exit_code == 0
    written = numbers.with_name("out.csv").read_bytes().decode()
    assert written.startswith("\ufeffa list;\nid\tx;phone;verdict;")
    numbers.write_text("id\tx;phone\n1\t138;2\n", encoding="utf-8")
    assert run(numbers, "--delimiter", "tab", "--force", column="id").exit_code == 0


def test_a_sheet_of_a_workbook_is_checked(numbers: Path) -> None:
    xlsxwriter = package("xlsxwriter")
    book = numbers.with_name("numbers.xlsx")
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet("one")
        made.add_worksheet("two").write_column(0, 0, ["phone", 13800138000])
    assert "numbers.xlsx: has no header in row 1" in run(book).stderr
    assert "1 row checked\n" in run(book, "--sheet", "two", "--no-message").stdout
    assert b"\r\n13800138000,supported," in numbers.with_name("out.csv").read_bytes()


def test_the_missing_extra_of_workbooks_is_named(numbers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.delitem(sys.modules, "beian_segments.columns.files.xlsx_format", raising=False)
    result = run(numbers.with_name("numbers.xlsx"))
    assert result.exit_code == 2
    assert "No such file" in result.stderr
    numbers.rename(numbers.with_name("numbers.xlsx"))
    result = run(numbers.with_name("numbers.xlsx"))
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "Error: python_calamine is not installed; run: pip install 'beian-segments[excel]'"
    )


def test_recovered_numbers_are_counted_in_the_summary(tmp_path: Path) -> None:
    source = tmp_path / "numbers.csv"
    source.write_text("phone\n13800138000.0\n138****8000\n", encoding="utf-8")
    done = run(source, "--recover")
    assert "1 number recovered from a refused cell" in done.stdout
    assert [line.split() for line in done.stdout.splitlines() if line.startswith(("decimal", "masked"))] == [
        ["masked", "1"],
        ["decimal", "1"],
    ]
