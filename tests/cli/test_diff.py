"""What changed from one table to another, at the command line: words, JSON Lines, exit codes, what is refused."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentTable, cli
from beian_segments.cli.app import app
from beian_segments.cli.localized import say
from beian_segments.i18n import Language
from beian_segments.strategies import tables
from tests.generators import prefixes
from tests.reference import DATA

PACKAGED = DATA.joinpath("segments.csv").read_text(encoding="utf-8")

OLD = """\
prefix,published,published_carrier,carrier,service,sources,note,seen
133,true,联通,telecom,mobile,a,,
138,true,移动,mobile,mobile,a,,
170,true,联通,,mvno,a,,
1709,true,联通,unicom,mvno,a,,
192,false,,broadnet,mobile,a,,
"""
NEW = """\
prefix,published,published_carrier,carrier,service,sources,note,seen
133,true,电信,telecom,mobile,a;b,,
138,true,移动,newnet,iot,a,Remark.,2026-11
162,true,电信,telecom,mvno,a,,
170,false,,,mvno,a,,
192,true,广电,broadnet,mobile,a,,
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two tables that differ in every way in which rows can differ."""
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return str(old), str(new)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments], input=stdin)


def changes(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestAnswer:
    def test_words_name_every_row_that_differs_by_what_happened_to_it(self, files: tuple[str, str]) -> None:
        result = run(*files)
        assert result.exit_code == 1
        rest, unknown = "service: MVNO; confidence: high; sources: a", "note: – → Remark.; seen: – → 2026-11"
        assert result.stdout.splitlines() == [
            "added (1)",
            f"  162: on the list: yes; label there: 电信; allocated to: China Telecom; {rest}",
            "withdrawn (2)",
            "  170: on the list: yes → no; label there: 联通 → –",
            f"  1709: row removed; on the list: yes; label there: 联通; allocated to: China Unicom; {rest}",
            "newly listed (1)",
            "  192: on the list: no → yes; label there: – → 广电",
            "relabelled (1)",
            "  133: label there: 联通 → 电信; sources: a → a;b",
            "changed otherwise (1)",
            f"  138: allocated to: China Mobile → newnet; service: mobile → Internet of Things; {unknown}",
            "rows that differ: 6; rows on the list: 4 before, 4 after",
        ]

    def test_words_may_be_chinese(self, files: tuple[str, str]) -> None:
        output = run("--lang", "zh", *files).stdout
        for line in (
            "移出号段表 (2)",
            "  170：号段表：在表内 → 不在表内；表中运营商：联通 → –",
            "新列入号段表 (1)",
            "不同的行：6；在表内的行：原来 4，现在 4",
        ):
            assert line in output.splitlines()
        assert "  1709：整行已删除；号段表：在表内；" in output

    def test_json_lines_have_the_columns_that_differ(self, files: tuple[str, str]) -> None:
        result = run("--json", *files)
        assert result.exit_code == 1
        found = {line.pop("segment"): line for line in changes(result)}
        assert [line["change"] for line in found.values()] == [
            *("added", "withdrawn", "withdrawn", "newly-listed", "relabelled", "changed")
        ]
        row = {"published": True, "service": "mvno", "confidence": "high", "sources": ["a"]}
        assert (found["162"]["old"], found["162"]["new"]) == (
            None,
            {**row, "published_carrier": "电信", "carrier": "telecom"},
        )
        assert (found["1709"]["old"], found["1709"]["new"]) == (
            {**row, "published_carrier": "联通", "carrier": "unicom"},
            None,
        )
        assert found["133"] == {
            "change": "relabelled",
            "old": {"published_carrier": "联通", "sources": ["a"]},
            "new": {"published_carrier": "电信", "sources": ["a", "b"]},
            "message": "133: label there: 联通 → 电信; sources: a → a;b",
        }
        assert found["138"]["old"] == {"carrier": "mobile", "service": "mobile", "note": None, "seen": None}

    @pytest.mark.parametrize(("flags", "output"), [([], "The tables are the same, with 5 rows.\n"), (["--json"], "")])
    def test_a_table_and_itself_are_the_same(self, files: tuple[str, str], flags: list[str], output: str) -> None:
        result = run(*flags, files[0], files[0])
        assert (result.exit_code, result.stdout) == (0, output)

    def test_the_order_of_rows_and_columns_and_empty_columns_are_no_difference(
        self, files: tuple[str, str], tmp_path: Path
    ) -> None:
        header, *lines = OLD.splitlines()
        other = tmp_path / "other.csv"
        turned = [",".join([*reversed(line.split(",")), ""]) for line in (header, *reversed(lines))]
        other.write_text("\n".join([turned[0] + "new", *turned[1:]]), encoding="utf-8")
        assert run(files[0], str(other)).exit_code == 0

    def test_what_a_file_says_cannot_act_on_the_terminal(self, tmp_path: Path) -> None:
        old, new = tmp_path / "old.csv", tmp_path / "new.csv"
        old.write_text("prefix,published,note,\x1b[2J\n138,true,a,b\n", encoding="utf-8")
        new.write_text("prefix,published,note,\x1b[2J\n138,true,[red]\x1b[31m,c\n", encoding="utf-8")
        output = run(str(old), str(new)).stdout
        assert r"note: a → [red]\x1b[31m; \x1b[2J: b → c" in output
        assert "\x1b" not in output

    def test_no_sentence_shows_a_whole_number(self, tmp_path: Path) -> None:
        new = tmp_path / "new.csv"
        new.write_text(OLD + "13800138000,true,,,,,,\n", encoding="utf-8")
        old = tmp_path / "old.csv"
        old.write_text(OLD, encoding="utf-8")
        assert "  1380013…: on the list: yes" in run(str(old), str(new)).stdout
        assert "13800138" not in changes(run("--json", str(old), str(new)))[0]["message"]


COLUMNS = ("published", "published_carrier", "carrier", "service", "confidence", "sources", "note", "seen")
LABELS = st.sampled_from(["", "联通", "移动", "a b"])
ROWS = st.tuples(
    st.sampled_from(["true", "false"]),
    LABELS,
    st.sampled_from(["", "unicom", "newnet"]),
    st.sampled_from(["", "mobile", "iot"]),
    st.sampled_from(["", "low"]),
    st.sampled_from(["", "a", "a;b"]),
    LABELS,
    LABELS,
)
Lines = dict[str, tuple[str, ...]]
LINES = st.dictionaries(prefixes.filter(lambda prefix: len(prefix) < 8), ROWS, min_size=1, max_size=8)


def as_file(path: Path, lines: Lines) -> str:
    table = [("prefix", *COLUMNS), *((prefix, *cells) for prefix, cells in lines.items())]
    path.write_text("".join(",".join(cells) + "\n" for cells in table), encoding="utf-8")
    return str(path)


def meaning(cells: tuple[str, ...]) -> dict[str, str]:
    """A line by columns, with what stands for an empty cell."""
    empty = {"service": "mobile", "confidence": "high"}
    return {column: cell or empty.get(column, "") for column, cell in zip(COLUMNS, cells, strict=True)}


def kind(old: dict[str, str] | None, new: dict[str, str] | None) -> str:
    """What happened to a row, by its two lines."""
    if old is None or new is None:
        return "added" if old is None else "withdrawn"
    if old["published"] != new["published"]:
        return "newly-listed" if new["published"] == "true" else "withdrawn"
    return "relabelled" if old["published_carrier"] != new["published_carrier"] else "changed"


class TestLaws:
    @given(LINES, LINES, st.sampled_from(["zh", "en"]))
    def test_words_and_json_say_the_same_and_what_the_files_say(
        self, tmp_path_factory: pytest.TempPathFactory, old: Lines, new: Lines, lang: Language
    ) -> None:
        # With lines in common, or most changes would be rows on one side.
        new = {**new, **dict(list(old.items())[::3])}
        folder = tmp_path_factory.mktemp("tables")
        paths = [as_file(folder / "old.csv", old), as_file(folder / "new.csv", new)]
        found, words = changes(run("--json", "--lang", lang, *paths)), run("--lang", lang, *paths)

        before, after = ({prefix: meaning(cells) for prefix, cells in lines.items()} for lines in (old, new))
        differing = [prefix for prefix in {**before, **after} if before.get(prefix) != after.get(prefix)]
        assert sorted(line["segment"] for line in found) == sorted(differing)
        for line in found:
            row, now = before.get(line["segment"]), after.get(line["segment"])
            assert line["change"] == kind(row, now)
            if row and now:
                assert list(line["old"]) == list(line["new"])
                assert set(line["old"]) == {column for column in COLUMNS if row[column] != now[column]}

        *lines, summary = words.stdout.splitlines()
        assert words.exit_code == bool(found)
        assert [line.removeprefix("  ") for line in lines if line.startswith("  ")] == [
            line["message"] for line in found
        ]
        counts = Counter(line["change"] for line in found)
        headings = [f"{say(f'change-{change}', lang)} ({count})" for change, count in counts.items()]
        assert [line for line in lines if not line.startswith("  ")] == headings
        assert str(len(found) or len(old)) in summary

    @given(tables())
    def test_a_table_and_itself_never_differ(self, table: SegmentTable) -> None:
        assert table.diff(SegmentTable(table)).by_kind() == ()


class TestTables:
    def test_a_folder_with_segments_csv_is_a_table(self, tmp_path: Path) -> None:
        (tmp_path / "segments.csv").write_text(PACKAGED, encoding="utf-8")
        (tmp_path / "new.csv").write_text(PACKAGED.replace("192,false,", "192,true,"), encoding="utf-8")
        result = run("--json", str(tmp_path), str(tmp_path / "new.csv"))
        assert [(line["change"], line["segment"]) for line in changes(result)] == [("newly-listed", "192")]

    def test_a_dash_is_standard_input(self, tmp_path: Path) -> None:
        (tmp_path / "segments.csv").write_text(PACKAGED, encoding="utf-8")
        assert run("-", str(tmp_path), stdin=PACKAGED).exit_code == 0
        result = run("--json", str(tmp_path), "-", stdin=PACKAGED.replace("192,false,", "192,true,"))
        assert [line["change"] for line in changes(result)] == ["newly-listed"]

    @pytest.mark.parametrize("place", [0, 1])
    def test_a_missing_file_is_reported(self, tmp_path: Path, place: int) -> None:
        (tmp_path / "segments.csv").write_text(PACKAGED, encoding="utf-8")
        given = [str(tmp_path), str(tmp_path)]
        given[place] = str(tmp_path / "none.csv")
        result = run(*given)
        assert result.exit_code == 2
        assert result.stderr == f"Error: {tmp_path / 'none.csv'}: No such file or directory\n"

    def test_a_folder_without_a_table_is_reported(self, tmp_path: Path) -> None:
        result = run(str(tmp_path), str(tmp_path))
        assert result.exit_code == 2
        reason = "has no segments.csv; give a table, or the data folder of a release"
        assert result.stderr == f"Error: {tmp_path}: {reason}\n"

    def test_a_bad_row_is_reported_with_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "bad.csv"
        path.write_text("prefix,published\n138,yes\n", encoding="utf-8")
        result = run(str(path), str(path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"Error: {path}, line 2, column published: must be true or false\n"

    @pytest.mark.parametrize("arguments", [[], ["one"], ["one", "two", "three"]])
    def test_other_than_two_tables_is_misuse(self, arguments: list[str]) -> None:
        assert run(*arguments).exit_code == 2

    def test_a_closed_standard_input_is_reported(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        monkeypatch.setattr(sys, "argv", ["beian-segments", "diff", "-", "-"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 2
        assert capsys.readouterr().err == "Error: standard input is closed\n"

    def test_the_packaged_table_is_the_one_of_the_file(self) -> None:
        assert SegmentTable.from_csv(io.StringIO(PACKAGED)).diff(DEFAULT_TABLE).by_kind() == ()
