"""Files: rows unchanged, answers beside them, errors with their place, and a new file that is complete or not there."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import os
import re
import subprocess
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.columns.answers import FIELDS, TRAPS, classified, plain, vectors
from tests.columns.engines import engine

pa = engine("pyarrow")
pq = engine("pyarrow.parquet")
files = engine("beian_segments.columns.files")

ADDED = ("verdict", "damage", *(name for name in FIELDS if name not in ("verdict", "damage")))
TEXTS: list[str | None] = [*dict.fromkeys([*(str(vector["input"]) for vector in vectors()), *TRAPS]), None, None]

Rows = list[dict[str, Any]]

NUMBER = "13912345678"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rows() -> Rows:
    return [
        {"id": f"{at:05}", "phone": text, "note": 'a, "quoted"' if at % 9 == 0 else ""} for at, text in enumerate(TEXTS)
    ]


def answered(given: Rows) -> Rows:
    answers = classified(row["phone"] for row in given)
    return [{**row, **{name: answers[name][at] for name in FIELDS}} for at, row in enumerate(given)]


def write_parquet(path: Path, given: Rows) -> None:
    pq.write_table(pa.Table.from_pylist(given), path, row_group_size=100)


def write_csv(path: Path, given: Rows, encoding: str = "utf-8") -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(given[0]))
    writer.writeheader()
    writer.writerows(given)
    content = text.getvalue().encode(encoding)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def write_json_lines(path: Path, given: Rows) -> None:
    content = "".join(json.dumps(row) + "\r\n" for row in given).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)


def content_of(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")


def read_csv(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(content_of(path), newline="")))


def read_json_lines(path: Path) -> Rows:
    return [json.loads(line) for line in content_of(path).split("\n") if line]


def texts_of_csv(given: Rows) -> Rows:
    """Rows as CSV has them: null and the empty text are the same."""
    return [{name: value or "" for name, value in row.items()} for row in given]


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Any]:
    """Check a file of the test's folder and write ``out`` with the same suffix."""

    def run(name: str, column: str = "phone", **options: Any) -> Any:
        source = tmp_path / name
        return files.check_file(source, column, tmp_path / f"out{''.join(source.suffixes)}", **options)

    return run


def test_parquet_gets_the_answers_and_they_are_counted(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_parquet(tmp_path / "n.parquet", rows())
    counts = check("n.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.to_pylist() == answered(rows())
    assert pa.types.is_dictionary(table.schema.field("verdict").type)
    assert counts.rows == len(TEXTS)
    assert counts.verdicts[None] == 2
    assert counts.verdicts["supported"] == classified(TEXTS)["verdict"].count("supported")
    assert sum(counts.carriers.values()) == len(TEXTS) - classified(TEXTS)["carrier"].count(None)
    assert None not in counts.segments
    assert 0 not in counts.segments.values()


@pytest.mark.parametrize("kind", ["int64", "large_string", "string_view", "dictionary"])
def test_parquet_columns_of_other_types_keep_their_type(tmp_path: Path, check: Callable[..., Any], kind: str) -> None:
    given: list[Any] = ["13800138000", None, "19212345678"]
    column = pa.array(given).dictionary_encode() if kind == "dictionary" else pa.array(given).cast(getattr(pa, kind)())
    pq.write_table(pa.table({"phone": column}), tmp_path / "n.parquet")
    check("n.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table["phone"].to_pylist() == column.to_pylist()
    assert plain(table["verdict"]) == classified(given)["verdict"]


@pytest.mark.parametrize("codec", ["none", "snappy", "zstd"])
def test_parquet_stays_compressed_as_it_was(tmp_path: Path, check: Callable[..., Any], codec: str) -> None:
    table = pa.table({"phone": ["13800138000"], "tags": [["a", "b"]], "at": [{"city": "x"}]})
    codecs = {"phone": codec, "tags.list.element": "gzip", "at.city": "none"}
    pq.write_table(table, tmp_path / "n.parquet", compression=codecs)
    check("n.parquet")
    group = pq.ParquetFile(tmp_path / "out.parquet").metadata.row_group(0)
    columns = {column.path_in_schema: column for column in map(group.column, range(group.num_columns))}
    named = "UNCOMPRESSED" if codec == "none" else codec.upper()
    assert {path: column.compression for path, column in columns.items()} == {
        "phone": named,
        "tags.list.element": "GZIP",
        "at.city": "UNCOMPRESSED",
        **dict.fromkeys(FIELDS, named),
    }
    assert pq.read_table(tmp_path / "out.parquet").select(table.column_names) == table


def test_parquet_columns_keep_a_dictionary_that_makes_them_small(tmp_path: Path, check: Callable[..., Any]) -> None:
    count = 5_000
    table = pa.table(
        {
            "phone": [f"138{at:08}" for at in range(count)],  # none is repeated
            "city": [f"city number {at % 9}" for at in range(count)],
            "plain": [f"city number {at % 9}" for at in range(count)],
            "at": [{"street": f"street {at % 9}"} for at in range(count)],
        }
    )
    pq.write_table(table, tmp_path / "n.parquet", use_dictionary=["phone", "city", "at.street"])
    check("n.parquet")
    group = pq.ParquetFile(tmp_path / "out.parquet").metadata.row_group(0)
    columns = [group.column(at) for at in range(group.num_columns)]
    kept = {column.path_in_schema for column in columns if column.has_dictionary_page}
    assert kept == {"city", "at.street", *FIELDS} - {"number"}
    assert pq.read_table(tmp_path / "out.parquet").select(table.column_names) == table


@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_csv_gets_the_answers(tmp_path: Path, check: Callable[..., Any], suffix: str) -> None:
    # CSV readers differ on a NUL and a lone carriage return.
    given = [row for row in rows() if row["phone"] is None or not set("\0\r") & set(row["phone"])]
    write_csv(tmp_path / f"n{suffix}", given)
    counts = check(f"n{suffix}")
    wanted = texts_of_csv(answered([{**row, "phone": row["phone"] or ""} for row in given]))
    assert read_csv(tmp_path / f"out{suffix}") == wanted
    assert counts.verdicts[None] == 0  # CSV has no null: an empty cell is an empty text
    assert counts.rows == len(given)


def test_csv_cells_stay_as_they_are(tmp_path: Path, check: Callable[..., Any]) -> None:
    tmp_path.joinpath("n.csv").write_bytes(
        '\ufeffphone,id,号码,id\r\n13800138000,007,NA,1.50\r\n,null,"",é\r\n'.encode()
    )
    check("n.csv")
    assert content_of(tmp_path / "out.csv") == (
        "\ufeffphone,id,号码,id,verdict,damage,number,segment,carrier,service\r\n"
        "13800138000,007,NA,1.50,supported,,13800138000,138,mobile,mobile\r\n"
        ",null,,é,empty,,,,,\r\n"
    )


def test_the_last_cell_of_a_csv_may_span_two_lines(tmp_path: Path, check: Callable[..., Any]) -> None:
    given = [{"phone": "13800138000", "note": 'one\n"two"'}]
    write_csv(tmp_path / "n.csv", given)
    check("n.csv")
    assert read_csv(tmp_path / "out.csv") == texts_of_csv(answered(given))


def test_a_long_cell_is_accepted(tmp_path: Path, check: Callable[..., Any]) -> None:
    limit = csv.field_size_limit()
    given = [{"x" * 150_000: "", "phone": "138", "note": ""}, {"x" * 150_000: "", "phone": "", "note": "y" * 200_000}]
    given.append({**given[0], "note": "two\nlines"})
    write_csv(tmp_path / "n.csv", given)
    check("n.csv")
    assert csv.field_size_limit() == limit
    lines = content_of(tmp_path / "out.csv").splitlines()
    assert len(lines[0]) > 150_000
    assert [line.split(",")[1].strip(chr(34)) for line in lines[1:3]] == ["138", ""]
    tmp_path.joinpath("n.csv").write_text(f"x,phone\n{'x' * 200_000},138\n{NUMBER}\n", encoding="utf-8")
    with pytest.raises(files.FileError, match="line 3: has 1 cells, not the header's 2"):
        check("n.csv")
    assert csv.field_size_limit() == limit


def test_csv_lines_may_end_with_carriage_returns(tmp_path: Path, check: Callable[..., Any]) -> None:
    tmp_path.joinpath("n.csv").write_bytes(b'phone,note\r13800138000,a\r192,"b\rc"\r')
    check("n.csv")
    assert [row["verdict"] for row in read_csv(tmp_path / "out.csv")] == ["supported", "too-short"]


@pytest.mark.parametrize("header", [b"id,phone", b"\xef\xbb\xbfphone", b'"id\n","phone"', b"id,phone\r"])
def test_a_csv_may_end_with_its_header(tmp_path: Path, check: Callable[..., Any], header: bytes) -> None:
    tmp_path.joinpath("n.csv").write_bytes(header)
    assert check("n.csv").rows == 0
    line_end = "\r" if header.endswith(b"\r") else "\n"
    written = tmp_path.joinpath("out.csv").read_bytes().decode()
    assert re.search(f'phone"?,verdict,damage,number,segment,carrier,service{line_end}$', written)


def test_csv_of_one_column_keeps_its_empty_rows(tmp_path: Path, check: Callable[..., Any]) -> None:
    tmp_path.joinpath("n.csv").write_bytes(b"phone\n13800138000\n\n192\n")
    check("n.csv")
    assert [line.split(",")[1] for line in content_of(tmp_path / "out.csv").splitlines()[1:]] == [
        "supported",
        "empty",
        "too-short",
    ]


def test_a_csv_in_another_encoding_is_read(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_csv(tmp_path / "n.csv", [{"姓名": "张三", "phone": "13800138000"}], "gb18030")
    check("n.csv", encoding="gb18030")
    assert "张三" in tmp_path.joinpath("out.csv").read_text(encoding="gb18030")


def test_a_csv_of_several_blocks_is_whole_and_reports_progress(tmp_path: Path, check: Callable[..., Any]) -> None:
    seen: list[Any] = []
    lines = [f'{at:07},13800138000,"two\nlines {at}"' for at in range(150_000)]
    tmp_path.joinpath("n.csv").write_text("\n".join(["id,phone,note", *lines]), encoding="utf-8")
    check("n.csv", progress=seen.append)
    assert len(seen) > 1
    assert [each.rows for each in seen] == sorted({each.rows for each in seen})
    assert seen[-1].rows == 150_000
    assert seen[-1].done == seen[-1].total == tmp_path.joinpath("n.csv").stat().st_size
    assert [row["id"] for row in read_csv(tmp_path / "out.csv")] == [f"{at:07}" for at in range(150_000)]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_json_lines_get_the_answers(tmp_path: Path, check: Callable[..., Any], suffix: str) -> None:
    given = [*rows(), {"phone": 13800138000}, {"phone": -13800138000}]
    write_json_lines(tmp_path / f"n{suffix}", given)
    counts = check(f"n{suffix}")
    texts = answered([*rows(), {"phone": "13800138000"}, {"phone": "?"}])
    assert read_json_lines(tmp_path / f"out{suffix}") == [
        {**wanted, "phone": row["phone"]} for wanted, row in zip(texts, given, strict=True)
    ]
    assert counts.rows == len(given)


def test_a_line_of_json_stays_as_it_is(tmp_path: Path, check: Callable[..., Any]) -> None:
    tmp_path.joinpath("n.jsonl").write_bytes(
        '\ufeff{"x": 1.50, "x": 2e0,"phone":"138" }\n\n  \n{"phone": "\\ud800"}'.encode()
    )
    check("n.jsonl")
    nothing = '"damage": null, "number": null, "segment": null, "carrier": null, "service": null'
    assert content_of(tmp_path / "out.jsonl") == (
        f'{{"x": 1.50, "x": 2e0,"phone":"138", "verdict": "too-short", {nothing}}}\n'
        f'{{"phone": "\\ud800", "verdict": "not-a-number", {nothing}}}\n'
    )


def test_json_lines_of_several_batches_are_whole_and_report_progress(tmp_path: Path, check: Callable[..., Any]) -> None:
    seen: list[Any] = []
    write_json_lines(tmp_path / "n.jsonl", [{"phone": "13800138000"}] * 40_000)
    assert check("n.jsonl", progress=seen.append).verdicts == {"supported": 40_000}
    assert [each.rows for each in seen] == [32_768, 40_000]
    assert len(read_json_lines(tmp_path / "out.jsonl")) == 40_000


def test_files_without_rows_get_the_columns(tmp_path: Path, check: Callable[..., Any]) -> None:
    pq.write_table(pa.table({"phone": pa.array([], pa.string())}), tmp_path / "n.parquet")
    tmp_path.joinpath("n.csv").write_text("phone\n", encoding="utf-8")
    tmp_path.joinpath("n.jsonl").write_text("", encoding="utf-8")
    for name in ("n.parquet", "n.csv", "n.jsonl"):
        assert check(name).rows == 0
    assert pq.read_table(tmp_path / "out.parquet").column_names == ["phone", *ADDED]
    assert content_of(tmp_path / "out.csv") == "phone,verdict,damage,number,segment,carrier,service\n"
    assert content_of(tmp_path / "out.jsonl") == ""
    # Not even a group of none.
    pq.ParquetWriter(tmp_path / "n.parquet", pa.schema([("phone", pa.string())])).close()
    assert check("n.parquet").rows == 0
    assert pq.read_table(tmp_path / "out.parquet").column_names == ["phone", *ADDED]


def test_a_name_that_is_taken_is_refused_and_a_prefix_avoids_it(tmp_path: Path, check: Callable[..., Any]) -> None:
    given = [{"phone": "13800138000", "number": "1"}]
    write_parquet(tmp_path / "n.parquet", given)
    write_csv(tmp_path / "n.csv", given)
    write_json_lines(tmp_path / "n.jsonl", given)
    for name, read in (("n.csv", read_csv), ("n.jsonl", read_json_lines)):
        with pytest.raises(files.FileError, match="'number' already; give the new ones a prefix"):
            check(name)
        check(name, prefix="phone_")
        assert read(tmp_path / f"out{Path(name).suffix}")[0]["phone_number"] == "13800138000"
    check("n.parquet", prefix="phone_")
    assert pq.read_table(tmp_path / "out.parquet")["phone_verdict"].to_pylist() == ["supported"]


READERS: dict[str, Callable[[Path], Rows]] = {
    ".parquet": lambda path: pq.read_table(path).to_pylist(),
    ".csv": read_csv,
    ".jsonl": read_json_lines,
}
WRITERS = {".parquet": write_parquet, ".csv": write_csv, ".jsonl": write_json_lines}


@pytest.mark.parametrize("suffix", READERS)
def test_only_the_columns_that_are_named_are_added_in_their_own_order(
    tmp_path: Path, check: Callable[..., Any], suffix: str
) -> None:
    given = [{"phone": "手机：13800138000", "number": "mine"}, {"phone": "138", "number": ""}]
    WRITERS[suffix](tmp_path / f"n{suffix}", given)
    counts = check(f"n{suffix}", columns=["carrier", "verdict"])
    found = READERS[suffix](tmp_path / f"out{suffix}")
    assert [list(row) for row in found] == [["phone", "number", "verdict", "carrier"]] * 2
    assert [row["verdict"] for row in found] == ["not-a-number", "too-short"]
    assert counts.damages == {"text-around": 1}  # counted, though not written


@pytest.mark.parametrize("suffix", READERS)
def test_recovered_numbers_and_sentences_may_be_added_without_the_verdict(
    tmp_path: Path, check: Callable[..., Any], suffix: str
) -> None:
    WRITERS[suffix](tmp_path / f"n{suffix}", [{"phone": "手机：13800138000"}])
    counts = check(f"n{suffix}", columns={"message", "segment"}, recover=True, lang="en")
    (row,) = READERS[suffix](tmp_path / f"out{suffix}")
    assert list(row) == ["phone", "segment", "message"]
    assert row["segment"] == "138"
    assert "138" in row["message"]
    assert counts.recovered == 1


def test_columns_may_be_all_that_there_are(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "13800138000.0"}])
    check("n.csv", columns=files.ADDED, recover=True, lang="en")
    everything = content_of(tmp_path / "out.csv")
    assert everything.splitlines()[0] == f"phone,{','.join(files.ADDED)}"
    check("n.csv", recover=True, lang="en")
    assert content_of(tmp_path / "out.csv") == everything


@pytest.mark.parametrize("columns", [[], ["verdict", NUMBER], ["recovered"], ["message"], "verdict"])
def test_a_column_that_there_is_not_is_refused_with_those_that_there_are(
    tmp_path: Path, check: Callable[..., Any], columns: Any
) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    with pytest.raises(ValueError, match="some of verdict, damage, number, segment, carrier, service; recov") as caught:
        check("n.csv", columns=columns)
    assert NUMBER not in str(caught.value)
    assert names(tmp_path) == ["n.csv"]


FAULTS: dict[str, tuple[str, bytes, str]] = {
    "csv, ragged": ("n.csv", f"id,phone\n1,138\n2,{NUMBER},x\n".encode(), "line 3: has 3 cells, not the header's 2"),
    "csv, ragged after a cell of two lines": (
        "n.csv",
        f'id,phone\n"1\n2",138\n{NUMBER}\n'.encode(),
        "line 4: has 1 cells",
    ),
    "csv, not UTF-8": (
        "n.csv",
        f"id,phone\n1,138\n2,{NUMBER}\xff\n".encode("latin-1"),
        "line 3: is not utf-8; name its own encoding",
    ),
    "csv, not UTF-8 in the header": ("n.csv", b"id,\xff\n1,138\n", "line 1: is not utf-8"),
    "csv, not UTF-8 far down": ("n.csv", b"phone\n" + b"138\n" * 200_000 + b"\xff\n", "line 200002: is not utf-8"),
    "csv, not UTF-8 behind carriage returns": ("n.csv", b"phone\r138\r\xff\r", "line 3: is not utf-8"),
    "csv, empty": ("n.csv", b"", "line 1: begins with no header"),
    "csv, no column": ("n.csv", b"a,b\n1,2\n", "has no column 'phone'; its columns are 'a', 'b'"),
    "csv, no header": (
        "n.csv",
        f"1,{NUMBER}\n".encode(),
        r"'1', '\*{11}'; the first line must be a header",
    ),
    "csv, no header, and the number among other words": (
        "n.csv",
        f"to {NUMBER[:3]} {NUMBER[3:7]} {NUMBER[7:]},{'x' * 50}\n".encode(),
        r"'to \*{3} \*{4} \*{4}', 'x{40}…';",
    ),
    "csv, no column among many": ("n.csv", b",".join([b"a"] * 13) + b"\n", "'a', 'a' and 3 more; the first line"),
    "csv, the column twice": ("n.csv", b"phone,phone\n1,2\n", "has more than one column 'phone'"),
    "csv, a header without end": ("n.csv", b'"' + b"x" * 200_000, "line 1: opens a quote that is never closed"),
    "csv, a quote without end": (
        "n.csv",
        f'phone,note\n138,"x\ny"\n{NUMBER},"z\n{NUMBER},\n'.encode(),
        "line 4: opens a quote that is never closed",
    ),
    "csv, a quote without end in the only row": ("n.csv", b'phone\n"138\n139\n', "line 2: opens a quote that is never"),
    "csv, a quote without end and much behind it": (
        "n.csv",
        b'phone\n138\n"' + b"139\n" * 50_000,
        "line 3: opens a quote that is never closed",
    ),
    "csv, a quote without end in a file of carriage returns": (
        "n.csv",
        f'id,phone\r1,138\r2,"{NUMBER}\r3,139\r'.encode(),
        "line 3: opens a quote that is never closed",
    ),
    "jsonl, no JSON": ("n.jsonl", f'{{"phone": "138"}}\n{{"phone": {NUMBER}x}}\n'.encode(), "line 2: is no JSON$"),
    "jsonl, too deep": (
        "n.jsonl",
        b'{"phone": "138"}\n{"phone": "138", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
        "line 2: is nested too deeply",
    ),
    "jsonl, no object": ("n.jsonl", f'\n["{NUMBER}"]\n'.encode(), "line 2: is no JSON object"),
    "jsonl, no key": ("n.jsonl", f'{{"id": "{NUMBER}"}}\n'.encode(), "line 1: has no 'phone'"),
    "jsonl, a float": (
        "n.jsonl",
        f'{{"phone": {NUMBER}.5}}\n'.encode(),
        "line 1: 'phone' must be a text or a whole number, not float",
    ),
    "jsonl, not UTF-8": ("n.jsonl", b'{"phone": "1"}\n{"phone": "\xff"}\n', "line 2: is not UTF-8"),
    "gzip, none": ("n.csv.gz", b"id,phone\n", "is no gzip file, or is damaged or cut short"),
    "gzip, cut short": (
        "n.jsonl.gz",
        gzip.compress(b'{"phone": "138"}\n' * 100)[:-10],
        "is no gzip file, or is damaged or cut",
    ),
    "parquet, none": ("n.parquet", b"id,phone\n", "is no Parquet file, or is damaged"),
}


@pytest.mark.parametrize(("name", "content", "said"), FAULTS.values(), ids=FAULTS)
def test_an_error_says_where_and_leaves_no_file(
    tmp_path: Path, check: Callable[..., Any], name: str, content: bytes, said: str
) -> None:
    tmp_path.joinpath(name).write_bytes(content)
    with pytest.raises(files.FileError, match=said) as caught:
        check(name)
    assert NUMBER not in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)
    assert names(tmp_path) == [name]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('138,"' + "\n" * 20_000 + '"', "line 3: has a row of more than 4096 bytes; a quote may never be closed"),
        ('138,"' + "x" * 200_000 + '"', "line 3: has a row of more than 4096 bytes; a quote may never"),
    ],
    ids=["a cell of many lines", "a cell of many characters"],
)
def test_a_row_longer_than_a_block_is_reported(
    tmp_path: Path, check: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, row: str, said: str
) -> None:
    monkeypatch.setattr(engine("beian_segments.columns.files.csv_format"), "_BLOCK", 4096)
    tmp_path.joinpath("n.csv").write_text(f"phone,note\n138,\n{row}\n138,\n", encoding="utf-8")
    with pytest.raises(files.FileError, match=said):
        check("n.csv")


def test_parquet_columns_of_wrong_types_and_names_are_reported(tmp_path: Path, check: Callable[..., Any]) -> None:
    pq.write_table(pa.table({"phone": [1.5], "other": ["x"]}), tmp_path / "n.parquet")
    with pytest.raises(files.FileError, match=r"column 'phone': .* not double; floats lose"):
        check("n.parquet")
    with pytest.raises(files.FileError, match="no column 'mobile'; its columns are 'phone', 'other'"):
        check("n.parquet", "mobile")


def not_utf8() -> Any:
    """Two rows, the second of which has two bytes behind a number that are no text."""
    content, offsets = f"138{NUMBER}".encode() + b"\xff\xfe", [0, 3, 16]
    return pa.Array.from_buffers(
        pa.string(), 2, [None, *map(pa.py_buffer, (pa.array(offsets, pa.int32()).buffers()[1], content))]
    )


def test_a_parquet_text_that_is_not_utf8_is_reported(tmp_path: Path, check: Callable[..., Any]) -> None:
    pq.write_table(pa.table({"phone": not_utf8()}), tmp_path / "n.parquet")
    with pytest.raises(files.FileError, match=r"column 'phone': .* holds a text that is not UTF-8; decode") as caught:
        check("n.parquet")
    assert NUMBER not in "".join(traceback.format_exception(caught.value))
    assert names(tmp_path) == ["n.parquet"]


def test_a_parquet_file_with_a_damaged_footer_is_reported(tmp_path: Path, check: Callable[..., Any]) -> None:
    pq.write_table(pa.table({"phone": ["13800138000"]}), tmp_path / "n.parquet")
    content = tmp_path.joinpath("n.parquet").read_bytes()
    footer = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    tmp_path.joinpath("n.parquet").write_bytes(content[:footer] + b"\xff" * 30 + content[footer + 30 :])
    with pytest.raises(files.FileError, match=r"n\.parquet: is no Parquet file, or is damaged"):
        check("n.parquet")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_parquet_file_can_be_written_into_a_pipe(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_parquet(tmp_path / "n.parquet", rows())
    check("n.parquet")
    wanted = tmp_path.joinpath("out.parquet").read_bytes()
    tmp_path.joinpath("out.parquet").unlink()
    os.mkfifo(tmp_path / "out.parquet")
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(tmp_path.joinpath("out.parquet").read_bytes)
        check("n.parquet")
        assert read.result() == wanted


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_device_raises_the_error_of_the_system(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_parquet(tmp_path / "n.parquet", [{"phone": f"138{at:08}"} for at in range(20_000)])
    tmp_path.joinpath("out.parquet").symlink_to("/dev/full")
    with pytest.raises(OSError, match=rf"^\[Errno {errno.ENOSPC}\] {os.strerror(errno.ENOSPC)}$"):
        check("n.parquet")


def test_a_disk_that_fails_at_the_last_moment_is_reported_and_leaves_no_file(
    tmp_path: Path, check: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.EIO, "no luck")

    monkeypatch.setattr(os, "fsync", fsync)
    write_json_lines(tmp_path / "n.jsonl", [{"phone": "13800138000"}] * 40_000)
    with pytest.raises(OSError, match="no luck"):
        check("n.jsonl")
    assert names(tmp_path) == ["n.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", ["n.csv", "n.jsonl", "n.parquet"])
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path, check: Callable[..., Any], name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(files.FileError, match="is no regular file"):
        check(name)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "undefined"])
def test_a_wrong_encoding_is_reported(tmp_path: Path, check: Callable[..., Any], encoding: str) -> None:
    tmp_path.joinpath("n.csv").write_text(f"phone,{'x' * 99}\n{NUMBER},号\n", encoding="utf-8")
    with pytest.raises(files.FileError, match=f"line 1: is not {encoding}; name its own encoding"):
        check("n.csv", encoding=encoding)


@pytest.mark.parametrize("name", ["n.jsonl", "n.jsonl.gz", "n.parquet"])
def test_only_a_csv_takes_an_encoding(tmp_path: Path, check: Callable[..., Any], name: str) -> None:
    with pytest.raises(files.FileError, match="only that of a CSV file can be named"):
        check(name, encoding="gb18030")
    writers = {".parquet": write_parquet, ".gz": write_json_lines, ".jsonl": write_json_lines}
    writers[Path(name).suffix](tmp_path / name, rows())
    assert check(name, encoding="UTF_8").rows == len(TEXTS)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "gb18030"])
def test_a_csv_may_begin_with_a_byte_order_mark(tmp_path: Path, check: Callable[..., Any], encoding: str) -> None:
    tmp_path.joinpath("n.csv").write_text("phone,姓名\n13800138000,张三\n", encoding=encoding)
    check("n.csv", encoding=encoding)
    assert tmp_path.joinpath("out.csv").read_text(encoding=encoding).splitlines()[1].startswith("13800138000,张三,supp")


@pytest.mark.parametrize("name", ["n.csv", "n.jsonl", "n.parquet"])
def test_a_prefix_that_is_no_utf8_is_reported(tmp_path: Path, check: Callable[..., Any], name: str) -> None:
    tmp_path.joinpath(name).write_bytes(b"phone\n")
    with pytest.raises(files.FileError, match="cannot have the prefix before names"):
        check(name, prefix="\udcff")


def test_a_damaged_parquet_file_is_reported(tmp_path: Path, check: Callable[..., Any]) -> None:
    pq.write_table(pa.table({"phone": [f"1380013{at:04}" for at in range(9_999)]}), tmp_path / "n.parquet")
    content = bytearray(tmp_path.joinpath("n.parquet").read_bytes())
    content[4:20_000] = bytes(19_996)
    tmp_path.joinpath("n.parquet").write_bytes(content)
    with pytest.raises(files.FileError, match=r"n\.parquet: is damaged"):
        check("n.parquet")
    assert names(tmp_path) == ["n.parquet"]


@pytest.mark.parametrize(
    ("source", "out", "said"),
    [
        ("n.txt", "out.csv", r"n\.txt: is of no known format; names end with \.parquet, \.csv, \.jsonl, \.xlsx, \.csv"),
        ("n.parquet.gz", "out.parquet", "is of no known format"),
        ("n.csv", "out.parquet", r"out\.parquet: must be of the same format as .*n\.csv: the name must end with \.csv"),
    ],
)
def test_unknown_formats_and_a_change_of_format_are_refused(tmp_path: Path, source: str, out: str, said: str) -> None:
    with pytest.raises(files.FileError, match=said):
        files.check_file(tmp_path / source, "phone", tmp_path / out)


def test_a_csv_may_be_written_gzipped(tmp_path: Path) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    files.check_file(tmp_path / "n.csv", "phone", tmp_path / "out.CSV.gz")
    assert read_csv(tmp_path / "out.CSV.gz")[0]["verdict"] == "too-short"


def test_an_existing_file_stays_until_the_new_one_is_complete(tmp_path: Path, check: Callable[..., Any]) -> None:
    tmp_path.joinpath("out.csv").write_text("old", encoding="utf-8")
    tmp_path.joinpath("n.csv").write_bytes(b"id,phone\n1,138\n2\n")
    with pytest.raises(files.FileError):
        check("n.csv")
    assert content_of(tmp_path / "out.csv") == "old"
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    check("n.csv")
    assert "too-short" in content_of(tmp_path / "out.csv")
    assert names(tmp_path) == ["n.csv", "out.csv"]


def test_a_file_may_be_checked_in_place(tmp_path: Path) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    files.check_file(tmp_path / "n.csv", "phone", tmp_path / "n.csv")
    assert read_csv(tmp_path / "n.csv")[0]["verdict"] == "too-short"


def test_an_interruption_leaves_no_file(tmp_path: Path, check: Callable[..., Any]) -> None:
    def interrupt(_: object) -> None:
        assert len(names(tmp_path)) == 2
        raise KeyboardInterrupt

    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    with pytest.raises(KeyboardInterrupt):
        check("n.csv", progress=interrupt)
    assert names(tmp_path) == ["n.csv"]


def test_the_new_file_has_the_usual_permissions(tmp_path: Path, check: Callable[..., Any]) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    check("n.csv")
    assert tmp_path.joinpath("out.csv").stat().st_mode == tmp_path.joinpath("n.csv").stat().st_mode


def test_a_missing_file_or_folder_is_reported_by_the_given_name(tmp_path: Path) -> None:
    write_csv(tmp_path / "n.csv", [{"phone": "138"}])
    with pytest.raises(FileNotFoundError) as caught:
        files.check_file(tmp_path / "n.csv", "phone", tmp_path / "nowhere" / "out.csv")
    assert caught.value.filename == str(tmp_path / "nowhere" / "out.csv")
    with pytest.raises(FileNotFoundError) as caught:
        files.check_file(tmp_path / "none.csv", "phone", tmp_path / "out.csv")
    assert str(caught.value.filename) == str(tmp_path / "none.csv")


LIMITED = """
import resource, sys
from pathlib import Path
from beian_segments.columns.files import check_file
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
source, out = map(Path, sys.argv[1:])
try:
    check_file(source, "phone", out)
except OSError as error:
    print(type(error).__name__, error.filename, error.strerror)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on a file's size")
@pytest.mark.parametrize("name", ["n.parquet", "n.csv", "n.csv.gz", "n.jsonl"])
def test_a_full_disk_is_reported_and_leaves_no_file(tmp_path: Path, name: str) -> None:
    """With a limit on file size, a write fails within the file, as on a full disk."""
    given = [{"phone": f"138{at * 7919 % 10**8:08}"} for at in range(20_000)]
    writers = {".parquet": write_parquet, ".csv": write_csv, ".gz": write_csv, ".jsonl": write_json_lines}
    writers[Path(name).suffix](tmp_path / name, given)
    out = tmp_path / f"out{''.join(Path(name).suffixes)}"
    command = [sys.executable, "-c", LIMITED, str(tmp_path / name), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"OSError {out} File too large"
    assert names(tmp_path) == [name]


MEASURED = """
import re, sys
from pathlib import Path
from beian_segments.columns.files import check_file
counts = check_file(Path(sys.argv[1]), "phone", Path(sys.argv[2]))
print(counts.rows, int(re.search("VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its peak of memory")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    np = engine("numpy")
    numbers = np.random.default_rng(1).integers(13 * 10**9, 20 * 10**9, 2_000_000)
    # A single row group, which must not be read as a whole.
    table = pa.table({"phone": pa.array(numbers).cast(pa.string())})
    pq.write_table(table, tmp_path / "n.parquet", row_group_size=len(table))
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "n.parquet"), str(tmp_path / "out.parquet")]
    count, megabytes = map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert count == len(table)
    assert megabytes < 400
