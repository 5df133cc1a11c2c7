"""Excel workbooks: what is read, what is written, and workbooks that are refused."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from beian_segments import check_segment
from tests.columns.engines import engine
from tests.required import package

files = engine("beian_segments.columns.files")
calamine = package("python_calamine")
xlsxwriter = package("xlsxwriter")
workbook = engine("beian_segments.columns.files.workbook")
xlsx_format = engine("beian_segments.columns.files.xlsx_format")

FIELD = Path(__file__).parents[1] / "cases" / "files"
NUMBER = "13912345678"
ADDED = ["verdict", "damage", "number", "segment", "carrier", "service"]

Rows = Sequence[Sequence[Any]]


def write(path: Path, sheets: Mapping[str, Rows]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        dates = {
            kind: book.add_format({"num_format": form})
            for kind, form in (
                (dt.date, "yyyy-mm-dd"),
                (dt.datetime, "yyyy-mm-dd hh:mm"),
                (dt.time, "hh:mm:ss"),
                (dt.timedelta, "[h]:mm:ss"),
            )
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if type(cell) in dates:
                        sheet.write_datetime(at, place, cell, dates[type(cell)])
                    elif isinstance(cell, tuple):
                        sheet.write_formula(at, place, cell[0], None, cell[1])
                    elif isinstance(cell, str) and cell:
                        sheet.write_string(at, place, cell)
                    else:
                        sheet.write(at, place, cell)
    return path


def read(path: Path, sheet: int = 0) -> list[list[Any]]:
    rows: list[list[Any]] = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python()
    return rows


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def changed(path: Path, name: str, change: Callable[[str], str]) -> Path:
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Any]:
    """Check the rows of a workbook; gives the rows that were written."""

    def run(rows: Any, column: str = "phone", **options: Any) -> list[list[Any]]:
        source = write(tmp_path / "n.xlsx", rows if isinstance(rows, Mapping) else {"numbers": rows})
        files.check_file(source, column, tmp_path / "out.xlsx", **options)
        return read(tmp_path / "out.xlsx")

    return run


def refused(path: Path, column: str = "phone", out: str = "out.xlsx", **options: Any) -> str:
    """Why a workbook is refused, without a file left behind or an exception that holds what was read."""
    with pytest.raises(files.FileError) as caught:
        files.check_file(path, column, path.with_name(out), **options)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert NUMBER not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("columns", [["verdict", "carrier"], ["number", "carrier"]])
def test_only_the_columns_that_are_named_are_added_to_a_workbook(check: Callable[..., Any], columns: list[str]) -> None:
    found = check([["phone"], ["13800138000"], ["138"]], columns=columns)
    assert found[0] == ["phone", *columns]
    of_first = {"verdict": "supported", "number": "13800138000", "carrier": "mobile"}
    assert found[1] == ["13800138000", *map(of_first.get, columns)]
    assert found[2] == ["138", "too-short" if "verdict" in columns else "", ""]


def test_a_workbook_gets_the_answers_beside_cells_that_keep_their_type(check: Callable[..., Any]) -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - sheets have no zones
    rows: list[list[Any]] = [
        ["姓名", "phone", "id", "when", "day", "is", "for"],
        ["张三", "13800138000", 1.5, moment, dt.date(2026, 1, 2), True, dt.timedelta(hours=30)],
        ["李四", "+86 192 1234 5678", 110101199003070000.0, dt.time(1, 2), "=1+1", False, "007"],
    ]
    header, first, second = check(rows)
    assert header == [*rows[0], *ADDED]
    assert first == [*rows[1], "supported", "", "13800138000", "138", "mobile", "mobile"]
    assert second == [*rows[2], "segment-not-listed", "", "19212345678", "192", "broadnet", "mobile"]


def test_numbers_become_digits_that_no_width_of_a_column_shows_in_scientific_notation(
    check: Callable[..., Any], tmp_path: Path
) -> None:
    header, *rows = check([["phone", "other"], [13800138000, 13800138000], [13800138000.5, 123456789012345]])
    assert [row[0] for row in rows] == ["13800138000", "13800138000.5"]
    assert [row[header.index("verdict")] for row in rows] == ["supported", "too-long"]
    assert [row[header.index("damage")] for row in rows] == ["", "decimal"]
    # A format of its own for a number that Excel would show as 1.2E+14.
    assert re.search('<c r="B3" s="[1-9]"><v>123456789012345</v>', part(tmp_path / "out.xlsx", SHEET))
    assert '<c r="A2" t="inlineStr"><is><t>13800138000</t>' in part(tmp_path / "out.xlsx", SHEET)


def test_columns_are_as_wide_as_the_first_rows_need_them(check: Callable[..., Any], tmp_path: Path) -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - sheets have no zones
    check([["phone", "姓名", "when", "备注"], ["13800138000", "张", moment, "长" * 99], ["138", "", "", "一\n二"]])
    widths = re.findall('<col min="[1-4]" max="[1-4]" width="([0-9]+)', part(tmp_path / "out.xlsx", SHEET))
    assert widths == ["13", "9", "21", "40"]


def test_the_verdict_is_coloured_the_header_frozen_and_every_column_filtered(
    check: Callable[..., Any], tmp_path: Path
) -> None:
    check([["phone"], ["13800138000"], ["19212345678"], ["138"]])
    sheet = part(tmp_path / "out.xlsx", SHEET)
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:G4"/>' in sheet
    assert len(set(re.findall('<c r="B[234]" s="([0-9]+)"', sheet))) == 3
    styles = part(tmp_path / "out.xlsx", "xl/styles.xml")
    assert all(colour in styles for colour in ("FFC6EFCE", "FFFFEB9C", "FFFFC7CE"))


def test_what_is_no_number_in_the_column_of_numbers_is_answered_by_its_text(check: Callable[..., Any]) -> None:
    cells = [True, dt.date(2026, 1, 2), ("=NA()", "#N/A"), ("=1/0", "#DIV/0!"), "", ("=A2", 13800138000), 0]
    rows = check([["phone", "x"], *([cell, at] for at, cell in enumerate(cells))])
    assert [row[0] for row in rows[1:]] == ["TRUE", "2026-01-02", "#N/A", "#DIV/0!", "", "13800138000", "0"]
    assert [row[2] for row in rows[1:]] == [
        "not-a-number", "not-mobile", "not-a-number", "not-a-number", "empty", "supported", "too-short",
    ]  # fmt: skip


def test_rows_and_columns_that_are_empty_before_the_cells_do_not_matter(check: Callable[..., Any]) -> None:
    rows: Rows = [[], ["", "phone", "x"], ["", "138", ("=NA()", "#N/A")], [], ["", "", "last"]]
    found = check(rows)
    assert [row[:3] for row in found] == [
        ["phone", "x", "verdict"],
        ["138", "#N/A", "too-short"],
        ["", "", "empty"],
        ["", "last", "empty"],
    ]


def test_hidden_rows_are_rows_and_of_merged_cells_the_first_has_the_value(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "n.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "名单")
        sheet.write_row("A2", ["phone", "x"])
        sheet.merge_range("A3:A4", "13800138000")
        sheet.write_column("B3", ["one", "two"])
        sheet.set_row(2, None, None, {"hidden": True})
    with pytest.raises(files.FileError, match=r"no column 'phone'; row 2 has it: say so with --header-row 2$"):
        files.check_file(tmp_path / "n.xlsx", "phone", tmp_path / "out.xlsx")
    files.check_file(tmp_path / "n.xlsx", "phone", tmp_path / "out.xlsx", header_row=2)
    rows = read(tmp_path / "out.xlsx")
    assert [row[:3] for row in rows] == [
        ["名单", "", ""],
        ["phone", "x", "verdict"],
        ["13800138000", "one", "supported"],
        ["", "two", "empty"],
    ]
    assert '<pane xSplit="1" ySplit="2"' in part(tmp_path / "out.xlsx", SHEET)


def test_the_first_sheet_that_is_not_hidden_is_read_or_the_one_that_is_named(
    check: Callable[..., Any], tmp_path: Path
) -> None:
    sheets = {"a": [["x"]], "b": [["phone"], ["138"]], "c": [["phone"], ["13800138000"]]}
    with pytest.raises(files.FileError, match="a header, the names of the columns, and --sheet names a sheet other"):
        check(sheets)
    assert check(sheets, sheet="c")[1][1] == "supported"
    assert calamine.CalamineWorkbook.from_path(tmp_path / "out.xlsx").sheet_names == ["c"]
    hidden = changed(
        tmp_path / "n.xlsx", "xl/workbook.xml", lambda text: text.replace('name="a"', 'name="a" state="hidden"')
    )
    files.check_file(hidden, "phone", tmp_path / "out.xlsx")
    assert read(tmp_path / "out.xlsx")[1][1] == "too-short"
    with pytest.raises(files.FileError, match="has no sheet 'd'; its sheets are 'a', 'b', 'c'"):
        check(sheets, sheet="d")


@pytest.mark.parametrize("name", ["semi.csv", "utf16tab.csv", "excel.csv"])
def test_csv_becomes_a_workbook_of_texts_and_csv_again(tmp_path: Path, name: str) -> None:
    counts = files.check_file(FIELD / name, "手机号", tmp_path / "one.xlsx")
    files.check_file(FIELD / name, "手机号", tmp_path / "one.csv", out_encoding="utf-8-sig")
    with tmp_path.joinpath("one.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.reader(file, delimiter=counts.delimiter))
    assert read(tmp_path / "one.xlsx") == wanted
    again = files.check_file(tmp_path / "one.xlsx", "手机号", tmp_path / "two.csv", prefix="again_")
    assert (again.verdicts, again.encoding) == (counts.verdicts, None)
    written = tmp_path.joinpath("two.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert [row[: len(wanted[0])] for row in rows] == wanted
    assert all(row[-6:] == row[-12:-6] for row in rows[1:])


def test_lines_above_the_header_are_rows_above_it_and_back(tmp_path: Path) -> None:
    tmp_path.joinpath("n.csv").write_bytes(b'sep=;\r\n"a ""list""";x\r\n\r\nphone;x\r\n138;1\r\n')
    files.check_file(tmp_path / "n.csv", "phone", tmp_path / "one.xlsx", header_row=4)
    assert [row[:2] for row in read(tmp_path / "one.xlsx")] == [
        ['a "list"', "x"],
        ["", ""],
        ["phone", "x"],
        ["138", "1"],
    ]
    files.check_file(
        tmp_path / "one.xlsx", "phone", tmp_path / "two.csv", header_row=3, prefix="again_", out_encoding="gbk"
    )
    lines = tmp_path.joinpath("two.csv").read_bytes().split(b"\r\n")
    assert lines[0] == b'"a ""list""",x,,,,,,'
    assert lines[2].startswith(b"phone,x,verdict,")


def test_values_of_a_sheet_are_texts_in_csv(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - sheets have no zones
    row = ["138", True, 2, 2.5, moment, dt.date(2026, 1, 2), dt.time(1, 2), ("=NA()", "#N/A")]
    source = write(tmp_path / "n.xlsx", {"a": [["phone", *"abcdefg"], row]})
    files.check_file(source, "phone", tmp_path / "out.csv", out_encoding="utf-8")
    assert tmp_path.joinpath("out.csv").read_text(encoding="utf-8").splitlines()[1] == (
        "138,TRUE,2,2.5,2026-01-02 03:04:05,2026-01-02,01:02:00,#N/A,too-short,,,,,"
    )


def test_rows_of_several_batches_are_whole_and_report_progress(
    check: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_format, "_ROWS", 2)
    seen: list[Any] = []
    rows = check([["phone"], *(["138"] for _ in range(5))], recover=True, progress=seen.append)
    assert [(each.rows, each.done, each.total) for each in seen] == [(2, 2, 5), (4, 4, 5), (5, 5, 5)]
    assert [row[1] for row in rows[1:]] == ["too-short"] * 5
    assert rows[1][-1] is False


def test_a_sheet_with_a_header_alone_gets_the_columns(check: Callable[..., Any]) -> None:
    assert check([["phone"]]) == [["phone", *ADDED]]


# What is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"phone\n138\n", "is no .xlsx workbook, or is damaged or cut short"),
        (b"", "is no .xlsx workbook, or is damaged or cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "is protected by a password, or is an .xls file; save it"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    tmp_path.joinpath("n.xlsx").write_bytes(content)
    assert said in refused(tmp_path / "n.xlsx")


def test_a_workbook_that_is_cut_short_or_damaged_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    content = path.read_bytes()
    for damaged in (content[:-100], content[: len(content) // 2], content.replace(b"PK\3\4", b"PK\3\5")):
        path.write_bytes(damaged)
        assert "is damaged" in refused(path)


DAMAGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "no xml": (SHEET, lambda text: text[:-20]),
    "no sheet": ("xl/_rels/workbook.xml.rels", lambda text: text.replace("worksheets/sheet1", "worksheets/sheet9")),
    "a text that is not there": (SHEET, lambda text: text.replace("<v>0</v>", "<v>99</v>")),
    "a reference that is none": (SHEET, lambda text: text.replace('r="A2"', 'r="2A"')),
    "a document type": (
        SHEET,
        lambda text: text.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1),
    ),
    "no identifier": ("xl/workbook.xml", lambda text: text.replace("r:id=", "r:no=")),
}


@pytest.mark.parametrize(("name", "change"), DAMAGES.values(), ids=DAMAGES)
def test_a_workbook_with_a_damaged_part_is_refused(tmp_path: Path, name: str, change: Callable[[str], str]) -> None:
    path = changed(write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]}), name, change)
    assert "is no .xlsx workbook, or is damaged" in refused(path)


def test_a_part_that_only_calamine_finds_damaged_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    changed(path, "xl/styles.xml", lambda text: text[:-300])
    assert "is no .xlsx workbook, or is damaged" in refused(path)


@pytest.mark.parametrize(("place", "pane"), [(2, 'xSplit="3" ySplit="1"'), (3, 'ySplit="1"')])
def test_columns_stay_in_sight_up_to_the_numbers_if_they_are_among_the_first(
    check: Callable[..., Any], tmp_path: Path, place: int, pane: str
) -> None:
    names = ["a", "b", "c"]
    names.insert(place, "phone")
    check([names, ["138"] * 4])
    assert f"<pane {pane} topLeftCell" in part(tmp_path / "out.xlsx", SHEET)


@pytest.mark.parametrize("name", ["n.xlsx", "n.csv"])
def test_a_workbook_prints_as_wide_as_a_page_with_its_header_and_wrapped_messages(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    if name == "n.csv":
        source.write_text("phone\n138\n", encoding="utf-8")
    else:
        write(source, {"Sheet1": [["phone"], ["138"]]})
    files.check_file(source, "phone", tmp_path / "out.xlsx", lang="zh", columns=["carrier", "message"])
    sheet, styles = (part(tmp_path / "out.xlsx", each) for each in (SHEET, "xl/styles.xml"))
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "Sheet1!$1:$1</definedName>" in part(tmp_path / "out.xlsx", "xl/workbook.xml")
    (style,) = re.findall('<c r="C2" s="([0-9]+)"', sheet)
    forms = re.findall(r"<xf .*?(?:/>|</xf>)", styles.partition("<cellXfs")[2])
    assert '<alignment vertical="top" wrapText="1"/>' in forms[int(style)]
    assert read(tmp_path / "out.xlsx")[1][0::2] == ["138", check_segment("138").message("zh")]


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    assert "is no .xlsx workbook, or is damaged" in refused(path)


def test_a_workbook_without_a_visible_sheet_or_with_an_empty_one_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": []})
    assert refused(path).endswith("has no header in row 1")
    changed(path, "xl/workbook.xml", lambda text: text.replace('name="a"', 'name="a" state="veryHidden"'))
    assert refused(path).endswith("has no sheet of cells that is not hidden")


def test_a_header_row_behind_the_last_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    assert refused(path, header_row=3).endswith("has no header in row 3")
    assert refused(path, "x").endswith(
        "its columns are 'phone'; the first row must be a header, the names of the columns"
    )
    assert refused(path, "x", header_row=1).endswith("; row 1 must be a header, the names of the columns")


def test_the_closest_name_of_a_column_is_told_and_blanks_around_it_do_not_matter(check: Callable[..., Any]) -> None:
    rows = [[" 手机号 ", "备注"], [NUMBER, ""]]
    assert check(rows, "手机号", columns=["verdict"])[0] == [" 手机号 ", "备注", "verdict"]
    with pytest.raises(files.FileError, match=r"its columns are ' 手机号 ', '备注'; the closest is '手机号'$"):
        check(rows, "手机号码")


TOO_LARGE = "unfolds to more than a sheet of a million rows may; save the sheet as CSV"


def test_two_cells_far_apart_take_no_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    changed(path, SHEET, lambda text: text.replace('r="A2"', 'r="XFD1048576"'))
    assert TOO_LARGE in refused(path)


def test_cells_without_a_value_do_not_count(tmp_path: Path) -> None:
    """A format of whole columns reaches down to the last row."""
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    changed(path, SHEET, lambda text: text.replace("</row>", '</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert files.check_file(path, "phone", tmp_path / "out.xlsx").rows == 1


def test_white_space_between_elements_does_not_matter(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], ["138"]]})
    changed(path, "xl/sharedStrings.xml", lambda text: text.replace("><", ">\n<"))
    assert files.check_file(path, "phone", tmp_path / "out.xlsx").verdicts == {"too-short": 1}


def test_cells_without_references_follow_each_other(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone", "x"], ["138", ("=NA()", "#N/A")]]})
    changed(path, SHEET, lambda text: re.sub(' r="[A-Z]*[0-9]+"', "", text))
    files.check_file(path, "phone", tmp_path / "out.xlsx")
    assert read(tmp_path / "out.xlsx")[1][:3] == ["138", "#N/A", "too-short"]


@pytest.mark.parametrize(
    ("limit", "value"),
    [("_MOST_CELLS", 2), ("_MOST_CHARACTERS", 20), ("_LARGEST_SHEET", 99), ("_LARGEST_PART", 99)],
)
def test_a_workbook_that_unfolds_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    """A text that all cells share counts for each of them."""
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], *([NUMBER] for _ in range(3))]})
    monkeypatch.setattr(workbook, limit, value)
    assert TOO_LARGE in refused(path)


def test_cells_that_stand_in_one_place_count_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [1], [2], [3]]})
    changed(path, SHEET, lambda text: re.sub('r="A[34]"', 'r="A2"', text))
    monkeypatch.setattr(workbook, "_MOST_CELLS", 3)
    assert TOO_LARGE in refused(path)


def test_texts_in_cells_themselves_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with xlsxwriter.Workbook(tmp_path / "n.xlsx", {"constant_memory": True}) as book:
        book.add_worksheet().write_column(0, 0, ["phone", "x" * 99])
    files.check_file(tmp_path / "n.xlsx", "phone", tmp_path / "out.csv")
    tmp_path.joinpath("out.csv").unlink()
    monkeypatch.setattr(workbook, "_MOST_CHARACTERS", 99)
    assert TOO_LARGE in refused(tmp_path / "n.xlsx")


def test_a_zip_bomb_is_refused_by_the_size_that_it_tells(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in parts.items():
            if each != "xl/sharedStrings.xml":
                archive.writestr(each, content)
        with archive.open("xl/sharedStrings.xml", "w") as file:
            for _ in range(257):
                file.write(b" " * (1 << 20))
    assert TOO_LARGE in refused(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"phone,x\n138," + b"y" * 32_768 + b"\n", "cannot have a cell of more than 32767 characters"),
        (b"phone," + b"y" * 32_768 + b"\n138,\n", "cannot have a cell of more than 32767 characters"),
        (b"phone" + b",x" * 16_380 + b"\n", "cannot have 16387 columns; a sheet has at most 16384"),
    ],
)
def test_what_no_sheet_can_hold_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    tmp_path.joinpath("n.csv").write_bytes(content)
    assert said in refused(tmp_path / "n.csv")


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_format, "_MOST_ROWS", 3)
    tmp_path.joinpath("n.csv").write_bytes(b"phone\n1\n2\n3\n")
    assert "cannot have more than 3 rows, as a sheet has; write a .csv file" in refused(tmp_path / "n.csv")


def test_a_name_of_a_sheet_that_excel_would_not_take_is_another(tmp_path: Path) -> None:
    path = write(tmp_path / "n.xlsx", {"a": [["phone"], [NUMBER]]})
    changed(path, "xl/workbook.xml", lambda text: text.replace('name="a"', 'name="a/b"'))
    files.check_file(path, "phone", tmp_path / "out.xlsx")
    assert calamine.CalamineWorkbook.from_path(tmp_path / "out.xlsx").sheet_names == ["Sheet1"]


@pytest.mark.parametrize(
    ("source", "out", "options", "said"),
    [
        ("n.xlsx", "out.jsonl", {}, "the name must end with .csv or .xlsx"),
        ("n.xlsx", "out.parquet", {}, "the name must end with .csv or .xlsx"),
        ("n.xlsm", "out.xlsx", {}, "is of no known format"),
        ("n.xlsm", "out.xlsx", {}, "; save the workbook as .xlsx"),
        ("n.xlsx.gz", "out.xlsx", {}, "is of no known format"),
        ("n.xlsx", "out.xlsx", {"delimiter": ";"}, "has no delimiter"),
        ("n.xlsx", "out.csv", {"encoding": "gbk"}, "has an encoding by its format"),
        ("n.csv", "out.xlsx", {"out_encoding": "gbk"}, "has an encoding by its format"),
        ("n.csv", "out.csv", {"sheet": "a"}, "has no sheets; only a workbook has"),
    ],
)
def test_formats_and_options_that_do_not_fit_are_refused(
    tmp_path: Path, source: str, out: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(files.FileError, match=re.escape(said)):
        files.check_file(tmp_path / source, "phone", tmp_path / out, **options)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_device_raises_the_error_of_the_system(tmp_path: Path) -> None:
    tmp_path.joinpath("n.csv").write_bytes(b"phone\n138\n")
    tmp_path.joinpath("out.xlsx").symlink_to("/dev/full")
    with pytest.raises(OSError, match=rf"^\[Errno {errno.ENOSPC}\] {os.strerror(errno.ENOSPC)}$"):
        files.check_file(tmp_path / "n.csv", "phone", tmp_path / "out.xlsx")


def test_an_interruption_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    tmp_path.joinpath("n.csv").write_bytes(b"phone\n138\n")

    def interrupt(_: object) -> None:
        assert [*temporary.iterdir()]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.check_file(tmp_path / "n.csv", "phone", tmp_path / "out.xlsx", progress=interrupt)
    assert [*temporary.iterdir()] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n.csv", "temporary"]


@pytest.mark.parametrize("missing", ["python_calamine", "xlsxwriter"])
def test_without_the_extra_the_error_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    tmp_path.joinpath("n.csv").write_bytes(b"phone\n138\n")
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, "beian_segments.columns.files.xlsx_format", raising=False)
    with pytest.raises(ImportError, match=rf"^{missing} is not installed; run: pip install 'beian-segments\[excel\]'$"):
        files.check_file(tmp_path / "n.csv", "phone", tmp_path / "out.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["n.csv"]
