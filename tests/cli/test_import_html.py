"""A provider's page at the command line: what it changes, as words, JSON Lines and CSV."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from beian_segments import DEFAULT_TABLE, SegmentTable
from beian_segments.cli.app import app
from beian_segments.cli.import_html import import_html
from beian_segments.cli.output import Refused
from tests.reference import DATA

PAGE = (Path(__file__).parents[1] / "cases" / "provider-page.html").read_text(encoding="utf-8")
# The page of a new list: 192 is on it, 138 is under another name, 199 is gone.
NEWER = PAGE.replace(
    '<td>移动 </td>\n        <td data-label="号段 > 支持">138</td>', "<td>联通</td><td>138</td>"
).replace("１９９", "192")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "newer.html"
    path.write_bytes(NEWER.replace('charset="utf-8"', 'charset="gbk"').encode("gbk", "xmlcharrefreplace"))
    return path


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["import-html", *map(str, arguments)], input=stdin)


def changes(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestAnswer:
    def test_a_page_that_lists_what_the_table_does_changes_nothing(self, page: Path) -> None:
        result = run(page)
        assert (result.exit_code, result.stdout) == (0, "The page lists what the table does: 49 segments.\n")
        assert run(page, "--lang", "zh").stdout == "网页所列与号段表相同，共 49 个号段。\n"
        assert run(page, "--json").stdout == ""

    def test_a_newer_list_is_told_by_the_rows_that_it_changes(self, newer: Path) -> None:
        result = run(newer)
        assert result.exit_code == 1
        assert result.stdout.splitlines() == [
            "withdrawn (1)",
            "  199: on the list: yes → no; label there: 电信 → –",
            "newly listed (1)",
            "  192: on the list: no → yes; label there: – → 电信",
            "relabelled (1)",
            "  138: label there: 移动 → 联通",
            "rows that differ: 3; rows on the list: 69 before, 69 after",
        ]

    def test_json_has_the_same(self, newer: Path) -> None:
        result = run(newer, "--json")
        assert result.exit_code == 1
        told = [(line["change"], line["segment"], line["new"]) for line in changes(result)]
        assert told == [
            ("withdrawn", "199", {"published": False, "published_carrier": None}),
            ("newly-listed", "192", {"published": True, "published_carrier": "电信"}),
            ("relabelled", "138", {"published_carrier": "联通"}),
        ]

    def test_finer_rows_take_part_in_what_happens_to_their_segment(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(PAGE.replace("&#x31;70", "174"), encoding="utf-8")
        told = changes(run(path, "--json"))
        withdrawn = [line["segment"] for line in told if line["change"] == "withdrawn"]
        listed = [line["segment"] for line in told if line["change"] == "newly-listed"]
        assert withdrawn == [row.prefix for row in DEFAULT_TABLE.under("170")]
        assert listed == [row.prefix for row in DEFAULT_TABLE.under("174")]

    def test_a_dash_is_standard_input(self) -> None:
        assert run("-", stdin=PAGE).exit_code == 0


class TestWriting:
    def test_the_layer_that_follows_is_written_as_csv(self, newer: Path, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        result = run(newer, "--to", written)
        assert result.exit_code == 1
        assert "newly listed (1)" in result.stdout
        assert b"\r" not in written.read_bytes()
        table = SegmentTable.from_csv(written)
        assert [row.prefix for row in table] == [row.prefix for row in DEFAULT_TABLE]
        assert (table["192"].published, table["199"].published, table["138"].published_carrier) == (True, False, "联通")

    def test_with_a_dash_the_csv_is_all_that_is_shown(self, page: Path, newer: Path) -> None:
        result = run(page, "--to", "-")
        lines = DATA.joinpath("segments.csv").read_text(encoding="utf-8").splitlines()
        assert (result.exit_code, result.stdout.splitlines()) == (0, [",".join(line.split(",")[:3]) for line in lines])
        assert run(newer, "--to", "-").exit_code == 1

    def test_csv_and_json_cannot_both_be_shown(self, page: Path) -> None:
        result = run(page, "--to", "-", "--json")
        assert result.exit_code == 2
        assert "--to - and --json both write to standard output; give --to a file" in result.stderr

    def test_a_file_that_is_there_is_replaced_only_by_force(self, page: Path, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        written.write_text("old")
        refused = run(page, "--to", written)
        assert refused.exit_code == 2
        assert "layer.csv is there already; --force replaces it" in refused.stderr
        assert written.read_text() == "old"
        assert run(page, "--to", written, "--force").exit_code == 0
        assert written.read_text(encoding="utf-8").startswith("prefix,published,")

    def test_a_page_that_is_refused_writes_nothing(self, tmp_path: Path) -> None:
        written = tmp_path / "layer.csv"
        assert run("-", "--to", written, stdin="<p>").exit_code == 2
        assert not written.exists()

    def test_a_file_that_cannot_be_written_is_told(self, page: Path, tmp_path: Path) -> None:
        result = run(page, "--to", tmp_path / "none" / "layer.csv")
        assert result.exit_code == 2
        assert result.stderr == f"Error: {tmp_path / 'none' / 'layer.csv'}: No such file or directory\n"


class TestRefusing:
    def test_a_page_that_is_not_understood_is_told_with_its_name_and_the_place(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(PAGE.replace(">138<", ">13B<"), encoding="utf-8")
        result = run(path)
        assert (result.exit_code, result.stdout) == (2, "")
        reason = "“13B” is no segment: looked for 3 to 5 digits that begin with 13 to 19, or a range of them"
        assert result.stderr == f"Error: {path}: table 3, row 10: {reason}\n"

    def test_a_page_without_the_table_is_told_what_it_has(self) -> None:
        result = run("-", stdin="<table><tr><td>状态</table>")
        assert result.exit_code == 2
        assert result.stderr.startswith(
            "Error: <stdin>: has no table of segments: looked for a table with a heading for"
        )
        assert result.stderr.endswith("found other tables: table 1 begins “状态”\n")

    def test_a_page_with_two_such_tables_is_refused(self) -> None:
        result = run("-", stdin=PAGE + PAGE)
        assert result.exit_code == 2
        assert "has 2 tables of segments (tables 3, 6 of 6): looked for one" in result.stderr

    def test_a_file_that_is_no_text_is_refused(self) -> None:
        result = run("-", stdin=b"\xff\xff")
        assert result.exit_code == 2
        assert "is not text in utf-8 or gb18030" in result.stderr

    def test_a_file_without_end_is_refused_by_its_size(self) -> None:
        assert "is larger than 32 MiB" in run("/dev/zero").stderr

    def test_a_closed_standard_input_is_told_within_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(Refused, match="standard input is closed"):
            import_html.main(["-"], standalone_mode=False)

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        result = run(tmp_path / "none.html")
        assert result.exit_code == 2
        assert result.stderr == f"Error: {tmp_path / 'none.html'}: No such file or directory\n"

    def test_a_folder_is_no_page(self, tmp_path: Path) -> None:
        result = run(tmp_path)
        assert result.exit_code == 2
        assert "Is a directory" in result.stderr

    def test_a_closed_standard_input_is_told(self) -> None:
        program = f"{sys.executable} -m beian_segments import-html - <&-"
        done = subprocess.run(["bash", "-c", program], capture_output=True, check=False)  # noqa: S607
        assert done.returncode == 2
        assert done.stderr.decode() == "Error: standard input is closed\n"
