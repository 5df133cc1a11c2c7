"""CSV as spreadsheets write it: delimiter, encoding and header are found out or given, and kept in the new file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.columns.engines import engine

files = engine("beian_segments.columns.files")
csv_format = engine("beian_segments.columns.files.csv_format")

FIELD = Path(__file__).parents[1] / "cases" / "files"
NUMBER = "13912345678"
MARK = "\ufeff"


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[Any, bytes]]:
    """Check bytes as a CSV file; gives the counts and the bytes that were written."""

    def run(content: bytes, column: str = "phone", **options: Any) -> tuple[Any, bytes]:
        tmp_path.joinpath("n.csv").write_bytes(content)
        counts = files.check_file(tmp_path / "n.csv", column, tmp_path / "out.csv", **options)
        return counts, tmp_path.joinpath("out.csv").read_bytes()

    return run


def verdicts(written: bytes, encoding: str, delimiter: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(written.decode(encoding), newline=""), delimiter=delimiter)
    return [row["verdict"] for row in rows]


def without_answers(written: bytes, encoding: str, delimiter: str, count: int = 6) -> bytes:
    """What was written without the columns that were added, where no cell is in quotes."""
    lines = written.decode(encoding).splitlines(keepends=True)
    kept = []
    for line in lines:
        text = line.rstrip("\r\n")
        kept.append(text.rsplit(delimiter, count)[0] + line[len(text) :])
    return "".join(kept).encode(encoding)


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"), [("semi.csv", "utf-8", ";"), ("utf16tab.csv", "utf-16", "\t")]
)
def test_delimiter_and_encoding_are_found_out_and_kept(
    check: Callable[..., tuple[Any, bytes]], name: str, encoding: str, delimiter: str
) -> None:
    content = FIELD.joinpath(name).read_bytes()
    counts, written = check(content, "手机号")
    assert (counts.encoding, counts.delimiter) == (encoding, delimiter)
    assert verdicts(written, encoding, delimiter) == ["supported", "segment-not-listed", "supported"]
    assert without_answers(written, encoding, delimiter) == content


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_file_comes_back_byte_for_byte(
    check: Callable[..., tuple[Any, bytes]], delimiter: str, encoding: str, line_end: str
) -> None:
    lines = [delimiter.join(row) for row in (["姓名", "phone"], ["张三", "13800138000"], ["李四", NUMBER])]
    mark = MARK if encoding.startswith(("utf-16", "utf-32")) else ""
    content = (mark + line_end.join(lines) + line_end).encode(encoding)
    counts, written = check(content)
    assert counts.encoding == (encoding if not mark else encoding[:6])
    assert counts.delimiter == delimiter
    codec = encoding
    assert without_answers(written, codec, delimiter) == content
    # And so does what was written, checked again.
    assert without_answers(check(written, prefix="again_")[1], codec, delimiter) == written


def test_line_ends_in_cells_stay_where_those_of_rows_are_others(check: Callable[..., tuple[Any, bytes]]) -> None:
    given_rows = [["phone", "note"], ["138", 'a\nb "c"\n'], ["139", '"\n"'], ["", "\r\n"]]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(given_rows)
    _, written = check(text.getvalue().encode())
    assert [row[:2] for row in csv.reader(io.StringIO(written.decode(), newline=""))] == given_rows
    assert written.endswith(b"\r\n")
    assert b'"139","""\n"""' in written


@pytest.mark.parametrize("named", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_delimiter_is_believed_and_kept(
    check: Callable[..., tuple[Any, bytes]], named: str
) -> None:
    counts, written = check(f"{named}\r\na,b;phone\r\n1,2;138\r\n".encode())
    assert counts.delimiter == ";"
    assert written.startswith(f"{named}\r\na,b;phone;verdict;".encode())
    assert written.splitlines()[2].startswith(b"1,2;138;too-short;")


def test_a_delimiter_is_found_by_the_column_and_not_by_the_most_cells(
    check: Callable[..., tuple[Any, bytes]],
) -> None:
    counts, _ = check(b"a,b,c;phone\n1,2,3;138\n")
    assert (counts.delimiter, counts.verdicts) == (";", {"too-short": 1})
    counts, _ = check(b"phone\n138\n")
    assert counts.delimiter == ","
    counts, _ = check(b"a b^phone\n1 2^138\n", delimiter="^")
    assert counts.verdicts == {"too-short": 1}


def test_an_error_tells_the_columns_by_the_delimiter_of_most_of_them(
    check: Callable[..., tuple[Any, bytes]],
) -> None:
    with pytest.raises(files.FileError, match="no column 'phone'; its columns are 'a', 'b,c', 'd'; the first line"):
        check(b"a;b,c;d\n1;2;3\n")


def test_a_header_below_other_lines_is_named_in_the_error_and_can_be_given(
    check: Callable[..., tuple[Any, bytes]],
) -> None:
    content = FIELD.joinpath("wechat.csv").read_bytes()
    with pytest.raises(files.FileError, match=r"no column '备注'; line 2 has it: say so with --header-row 2$"):
        check(content, "备注")
    counts, written = check(content, "备注", header_row=2)
    assert counts.verdicts == {"supported": 1}
    above, header, row = written.decode().splitlines()
    assert [above, *(line.rsplit(",", 6)[0] for line in (header, row))] == content.decode().splitlines()
    with pytest.raises(files.FileError, match=r"line 1 has it: say so with --header-row 1$"):
        check(b"phone\n138\n", header_row=2)


@pytest.mark.parametrize("row", [3, 9])
def test_a_header_line_behind_the_last_line_is_refused(check: Callable[..., tuple[Any, bytes]], row: int) -> None:
    with pytest.raises(files.FileError, match="begins with no header"):
        check(b"phone\n138\n", header_row=row)


def test_too_much_above_the_header_is_refused(
    check: Callable[..., tuple[Any, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_format, "_BLOCK", 99)
    with pytest.raises(files.FileError, match="line 4: has more than 99 characters above the header"):
        check(b"above all,\n" * 3 + b"x" * 80 + b"\nphone\n", header_row=5)


def test_a_fault_below_a_given_header_line_is_told_by_its_line_in_the_file(
    check: Callable[..., tuple[Any, bytes]],
) -> None:
    with pytest.raises(files.FileError, match="line 4: has 3 cells, not the header's 2"):
        check(f"a list\nid;phone\n1;138\n2;{NUMBER};x\n".encode(), header_row=2)


def test_bytes_that_are_no_utf8_are_gb18030_and_what_is_neither_is_a_fault_of_utf8(
    check: Callable[..., tuple[Any, bytes]],
) -> None:
    counts, written = check("phone,姓名\n138,张三\n".encode("gbk"))
    assert counts.encoding == "gb18030"
    assert without_answers(written, "gb18030", ",") == "phone,姓名\n138,张三\n".encode("gbk")
    with pytest.raises(files.FileError, match="line 2: is not utf-8; name its own encoding"):
        check(b"phone\n138\xff\n")
    with pytest.raises(files.FileError, match="line 2: is not utf-8; name its own encoding"):
        check("phone\n号\n".encode()[:-3])


@pytest.mark.parametrize(
    ("encoding", "start"),
    [("utf-8", b"phone"), ("utf-8-sig", b"\xef\xbb\xbfp"), ("utf-16", b"\xff\xfep\0"), ("gbk", b"phone")],
)
def test_another_encoding_can_be_written(check: Callable[..., tuple[Any, bytes]], encoding: str, start: bytes) -> None:
    _, written = check("phone,姓名\n138,张三\n".encode("utf-16"), out_encoding=encoding)
    assert written.startswith(start)
    assert written.decode(encoding).startswith("phone,姓名,verdict,")


@pytest.mark.parametrize("encoding", ["hz", "iso2022_jp", "utf-7"])
def test_an_encoding_with_states_is_ended(check: Callable[..., tuple[Any, bytes]], encoding: str) -> None:
    _, written = check("phone,x\n138,日本\n".encode(), out_encoding=encoding)
    assert written.decode(encoding).splitlines()[1].startswith("138,日本,too-short,")


def test_an_encoding_that_lacks_a_character_is_refused(check: Callable[..., tuple[Any, bytes]], tmp_path: Path) -> None:
    with pytest.raises(files.FileError, match=r"out\.csv: cannot be iso8859-1, which lacks a character; name utf-8"):
        check("phone,姓名\n138,张三\n".encode(), out_encoding="latin-1")
    assert [path.name for path in tmp_path.iterdir()] == ["n.csv"]


@pytest.mark.parametrize("wrong", [{"delimiter": "::"}, {"delimiter": "，"}, {"delimiter": '"'}, {"header_row": 0}])
def test_options_that_are_none_are_refused(check: Callable[..., tuple[Any, bytes]], wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{next(iter(wrong))} must be"):
        check(b"phone\n138\n", **wrong)


@pytest.mark.parametrize("options", [{"delimiter": ";"}, {"header_row": 1}, {"out_encoding": "gbk"}])
def test_options_of_csv_are_refused_for_other_formats(tmp_path: Path, options: dict[str, Any]) -> None:
    tmp_path.joinpath("n.jsonl").write_text('{"phone": "138"}', encoding="utf-8")
    with pytest.raises(files.FileError, match=r"only (a CSV file has|that of a CSV file can be named)"):
        files.check_file(tmp_path / "n.jsonl", "phone", tmp_path / "out.jsonl", **options)


def test_damages_of_a_spreadsheet_are_named(check: Callable[..., tuple[Any, bytes]]) -> None:
    counts, written = check(FIELD.joinpath("excel.csv").read_bytes(), "手机号", recover=True)
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert {row["姓名"]: (row["damage"], row["number"]) for row in rows} == {
        "张三": ("text-guard", "13800138000"),
        "李四": ("", "13800138000"),
        "王五": ("scientific", ""),
        "赵六": ("text-guard", "13800138000"),
        "钱七": ("decimal", "13800138000"),
        "孙八": ("decimal", ""),
        "周九": ("several-numbers", ""),
        "吴十": ("several-numbers", ""),
        "郑": ("masked", ""),
        "冯": ("", ""),
        "陈": ("text-around", "13800138000"),
        "褚": ("thousands", "13800138000"),
    }
    assert counts.recovered == 5
    assert written.startswith(b"\xef\xbb\xbf")


def test_floats_of_a_data_frame_are_recovered(check: Callable[..., tuple[Any, bytes]]) -> None:
    content = FIELD.joinpath("float.csv").read_bytes()
    assert check(content)[0].damages == {"decimal": 2}
    _, written = check(content, recover=True)
    rows = list(csv.DictReader(io.StringIO(written.decode(), newline="")))
    assert [row["number"] for row in rows] == ["13800138000", "", "19212345678"]


def test_whole_floats_of_json_lines_are_digits(tmp_path: Path) -> None:
    lines = [f'{{"phone": {value}}}\n' for value in ("13800138000.0", "1.3800138e10", "-1.0", "1e400", "138.0")]
    tmp_path.joinpath("n.jsonl").write_text("".join(lines[:3] + lines[4:]), encoding="utf-8")
    files.check_file(tmp_path / "n.jsonl", "phone", tmp_path / "out.jsonl")
    texts = tmp_path.joinpath("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(text)["verdict"] for text in texts] == ["supported", "supported", "not-a-number", "too-short"]
    assert texts[1].startswith('{"phone": 1.3800138e10, ')
    tmp_path.joinpath("n.jsonl").write_text(lines[3], encoding="utf-8")
    with pytest.raises(files.FileError, match="must be a text or a whole number, not float"):
        files.check_file(tmp_path / "n.jsonl", "phone", tmp_path / "out.jsonl")


cells = st.text(st.sampled_from(list('a号,;\t|"\r\n ')), max_size=4)


@given(
    st.lists(st.tuples(cells, cells), max_size=3),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_every_cell_is_kept_in_every_dialect(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str, line_end: str, encoding: str
) -> None:
    folder = tmp_path_factory.mktemp("n", numbered=True)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(
        [["a号", "phone"], *rows]
    )
    folder.joinpath("n.csv").write_bytes(text.getvalue().encode(encoding))
    counts = files.check_file(folder / "n.csv", "phone", folder / "out.csv")
    assert (counts.encoding, counts.delimiter, counts.rows) == (encoding, delimiter, len(rows))
    written = folder.joinpath("out.csv").read_bytes().decode(encoding)
    found = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    assert [tuple(row[:2]) for row in found[1:]] == rows
