"""Files that are too large in some way, or change while they are read, are refused in bounded memory."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.columns.engines import engine
from tests.conftest import is_thorough

pa = engine("pyarrow")
pq = engine("pyarrow.parquet")
files = engine("beian_segments.columns.files")
csv_format = engine("beian_segments.columns.files.csv_format")
jsonl_format = engine("beian_segments.columns.files.jsonl_format")
parquet_format = engine("beian_segments.columns.files.parquet_format")
schema_of = engine("beian_segments.columns.classification").schema_of

NUMBER = "13912345678"


def check(source: Path, **options: Any) -> Any:
    return files.check_file(source, "phone", source.with_name(f"out-{source.name}"), **options)


def refused(source: Path, **options: Any) -> str:
    """Why a file is refused, without a file left behind or an exception that holds what was read."""
    with pytest.raises(files.FileError) as caught:
        check(source, **options)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert [path.name for path in source.parent.iterdir()] == [source.name]
    assert NUMBER not in str(caught.value)
    return str(caught.value).partition(source.name)[2]


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content, 1) if path.suffix == ".gz" else content)
    return path


# Sizes

MEGABYTE = 1 << 20

MEASURED = """
import re, resource, sys
from pathlib import Path
from beian_segments.columns.files import FileError, check_file
def peak():
    return int(re.search("VmHWM:\\\\s*([0-9]+)", Path("/proc/self/status").read_text())[1]) // 1024
before = peak()
source = Path(sys.argv[1])
try:
    said = check_file(source, "phone", source.with_name(f"out-{source.name}")).rows
except FileError as error:
    said = error.reason
print(peak() - before, said)
"""


def megabytes_for(source: Path) -> tuple[int, str]:
    """What a check of a file takes of memory, and how many rows it had or why it was refused."""
    command = [sys.executable, "-c", MEASURED, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    megabytes, _, said = done.stdout.strip().partition(" ")
    return int(megabytes), said


def zeros(path: Path, head: bytes, megabytes: int, each: bytes = bytes(1)) -> Path:
    """A gzipped file of a head and the same bytes over and over."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(head)
        for _ in range(megabytes):
            file.write(each * (MEGABYTE // len(each)))
    return path


SIZE = 400 if is_thorough() else 24

# Megabytes of empty lines, each of which is looked at.
LINES = 4 if is_thorough() else 1

BOMBS: dict[str, tuple[str, bytes, bytes, str]] = {
    "csv, a header without end": ("n.csv.gz", b"phone", b"\0", "has a row of more than 4194304 bytes"),
    "csv, a cell without end": ("n.csv.gz", b"phone,x\n138,", b"0", "has a row of more than 4194304 bytes"),
    "csv, a quote without end": (
        "n.csv.gz",
        b'phone,x\n138,1\n138,"',
        b"0,\n1",
        "has a row of more than 4194304 bytes",
    ),
    "csv, columns without end": ("n.csv.gz", b"phone", b",", "has a row of more than 4194304 bytes"),
    "csv, empty lines": ("n.csv.gz", b"phone,x\n138,", b"\r\n", "1"),
    "json lines, a line without end": ("n.jsonl.gz", b"", b"\0", "has more than 4194304 bytes; one JSON object a line"),
    "json lines, empty lines": ("n.jsonl.gz", b'{"phone": "138"}', b"\n", "1"),
    "json lines, a text without end": ("n.jsonl.gz", b'{"phone": "', b"1", "has more than 4194304 bytes"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its peak of memory")
@pytest.mark.parametrize(("name", "head", "each", "said"), BOMBS.values(), ids=BOMBS)
def test_what_has_no_end_takes_little_memory(tmp_path: Path, name: str, head: bytes, each: bytes, said: str) -> None:
    megabytes, found = megabytes_for(zeros(tmp_path / name, head, LINES if each == b"\n" else SIZE, each))
    assert found.startswith(said)
    assert megabytes < 350


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its peak of memory")
@pytest.mark.parametrize("kind", ["once for all rows", "in lists", "for every row", "in JSON Lines", "in CSV"])
def test_long_cells_take_little_memory(tmp_path: Path, kind: str) -> None:
    rows = 70_000 if is_thorough() else 6_000
    numbers = pa.array([NUMBER] * rows)
    cell = "x" * 10_000
    path = tmp_path / "n.parquet"
    if kind == "in JSON Lines":
        path = zeros(tmp_path / "n.jsonl.gz", b"", rows // 100, f'{{"phone": "{NUMBER}", "x": "{cell}"}}\n'.encode())
    elif kind == "in CSV":
        path = zeros(tmp_path / "n.csv.gz", b"phone,x\n", rows // 100, f'{NUMBER},"{cell},"\n'.encode())
    elif kind == "for every row":
        pq.write_table(pa.table({"phone": numbers, "x": [cell] * rows}), path, use_dictionary=False, compression="zstd")
    else:
        words = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [cell])
        column = pa.ListArray.from_arrays(pa.array(range(rows + 1), pa.int32()), words) if kind == "in lists" else words
        pq.write_table(pa.table({"phone": numbers, "x": column, "y": [{"z": "w"}] * rows}), path, store_schema=False)
    megabytes, said = megabytes_for(path)
    assert int(said) >= rows // 2
    assert megabytes < 600


def test_a_row_that_is_larger_than_memory_should_be_is_refused(tmp_path: Path) -> None:
    column = pa.array([[None] * 40_000_000])
    pq.write_table(pa.table({"phone": [NUMBER], "x": column}), tmp_path / "n.parquet")
    assert "has rows of about 3" in refused(tmp_path / "n.parquet")


@pytest.mark.parametrize("name", ["n.csv", "n.csv.gz", "n.parquet"])
def test_a_file_of_more_columns_than_a_spreadsheet_has_is_refused(tmp_path: Path, name: str) -> None:
    def write(count: int) -> Path:
        names = ["phone", *(f"c{at}" for at in range(count - 1))]
        if name == "n.parquet":
            pq.write_table(pa.table({each: [NUMBER] for each in names}), tmp_path / name)
            return tmp_path / name
        return put(tmp_path / name, f"{','.join(names)}\n{','.join([NUMBER] * count)}\n".encode())

    assert ": has 16385 columns, more than 16384; leave some out" in refused(write(16_385))
    assert check(write(10_000 if is_thorough() else 2_000)).rows == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("n.csv", ", line 1: has a row of more than 4194304 bytes"), ("n.jsonl", ", line 1: has more than 4194304 bytes")],
)
def test_a_first_line_that_is_too_long_is_named(tmp_path: Path, name: str, said: str) -> None:
    assert refused(put(tmp_path / name, b"phone," + b"x" * (5 * MEGABYTE))).startswith(said)


@pytest.mark.parametrize("content", [b'phone\n"138', b'phone,x\n138,"', b'phone,x\n"138,1', b'phone\n"138\r\n"\n"'])
def test_a_quote_that_the_last_line_opens_must_be_closed(tmp_path: Path, content: bytes) -> None:
    assert "opens a quote that is never closed" in refused(put(tmp_path / "n.csv", content))


def test_an_integer_of_thousands_of_digits_is_json(tmp_path: Path) -> None:
    line = f'{{"phone": "138", "x": {"9" * 9000}, "y": -{"1" * 5000}}}'
    check(put(tmp_path / "n.jsonl", line.encode()))
    assert (tmp_path / "out-n.jsonl").read_text(encoding="utf-8").startswith(line[:-1])
    check(put(tmp_path / "n.jsonl", f'{{"phone": {"9" * 9000}}}'.encode()))
    assert '"verdict": "not-mobile"' in (tmp_path / "out-n.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("compressed", [True, False])
def test_a_batch_of_parquet_has_as_many_rows_as_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, compressed: bool
) -> None:
    """Be a long text stored in each row or once for all, in a column, a list or a struct."""
    monkeypatch.setattr(parquet_format, "_BATCH", 10_000)
    word = ["x" * 200] * 500
    table = pa.table(
        {
            "phone": ["138"] * 500,
            "a": word,
            "b": [[each] for each in word],
            "c": [{"d": each} for each in word],
            "e": pa.nulls(500, pa.string()),
        }
    )
    pq.write_table(table, tmp_path / "n.parquet", use_dictionary=compressed, store_schema=False)
    assert check(tmp_path / "n.parquet").rows == 500
    groups = pq.ParquetFile(tmp_path / "out-n.parquet").metadata
    assert 10 <= groups.row_group(0).num_rows <= 20
    assert pq.read_table(tmp_path / "out-n.parquet").select(table.column_names) == table


def test_a_batch_of_json_lines_has_as_many_rows_as_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl_format, "_BYTES", 50)
    seen: list[int] = []
    check(put(tmp_path / "n.jsonl", b'{"phone": "138"}\n' * 7), progress=lambda progress: seen.append(progress.rows))
    assert seen == [3, 6, 7]


def test_a_batch_of_csv_has_as_many_rows_as_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_format, "MOST_ROWS", 3)
    seen: list[int] = []
    check(put(tmp_path / "n.csv", b"phone\n" + b"138\n" * 7), progress=lambda progress: seen.append(progress.rows))
    assert seen == [3, 6, 7]


# Changes

ROW = {".csv": b"138," + b"x" * 95 + b"\n", ".jsonl": b'{"phone": "138", "x": "' + b"y" * 900 + b'"}\n'}
ROWS = 9 * MEGABYTE // 100


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4)


def added_to(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"138")


def rewritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"phonf")


@pytest.mark.parametrize("change", [emptied, cut, added_to, rewritten])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, suffix: str, change: Callable[[Path], None]
) -> None:
    path = tmp_path / f"n{suffix}"
    if suffix == ".parquet":
        pq.write_table(pa.table({"phone": [NUMBER, "138"] * 300_000}), path, row_group_size=1000)
    else:
        path.write_bytes(b"phone,x\n" * (suffix == ".csv") + ROW[suffix] * (9 * MEGABYTE // len(ROW[suffix])))
    changes = iter([change])

    def changed(_: object) -> None:
        for each in changes:
            each(path)

    said = refused(path, progress=changed)
    assert any(part in said for part in ("was changed while it was read", "is damaged", "has 1 cells", "is no JSON"))


class Repaired(io.BytesIO):
    """A file with a fault that is no more when it is read again after its header was."""

    reads = 0

    def seek(self, to: int, whence: int = 0, /) -> int:
        self.reads += 1
        if self.reads == 2:
            self.getbuffer()[-4:] = b"1,2\n"
        return super().seek(to, whence)


def test_a_fault_that_is_not_found_again_is_a_change() -> None:
    source = Repaired(b"phone,x\n1,2\n123\n")
    source.reads = -99
    form = csv_format.CsvFormat(Path("n.csv"), source, "phone", schema_of([]), "utf-8")
    source.reads = 0
    with pytest.raises(files.FileError, match="was changed while it was read"):
        [*form.batches()]


def test_a_file_that_is_removed_while_it_is_read_is_checked_to_its_end(tmp_path: Path) -> None:
    path = put(tmp_path / "n.csv", b"phone,x\n" + ROW[".csv"] * ROWS)
    assert check(path, progress=lambda _: path.unlink(missing_ok=True)).rows == ROWS


def test_a_fault_is_looked_for_in_the_file_that_was_opened(tmp_path: Path) -> None:
    path = put(tmp_path / "n.csv", b"phone,x\n" + ROW[".csv"] * ROWS + b"138\n")
    with pytest.raises(files.FileError, match=f"line {ROWS + 2}: has 1 cells"):
        check(path, progress=lambda _: path.unlink(missing_ok=True))


# The process


def test_the_settings_of_the_process_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another thread's too, so not even for a moment."""

    def untouched(*_: object) -> int:
        raise AssertionError

    path = put(tmp_path / "n.csv", b'phone,x\n138,"' + b"y" * 200_000 + b'"\n')
    with monkeypatch.context() as patch:
        patch.setattr(os, "umask", untouched)
        patch.setattr(csv, "field_size_limit", untouched)
        check(path)
        put(path, b"phone,x\n138,1\n138\n")
        with pytest.raises(files.FileError, match="line 3: has 1 cells"):
            check(path)


@pytest.mark.parametrize("name", [f"{NUMBER}.csv", f"kunde-{NUMBER[:3]}-{NUMBER[3:7]}-{NUMBER[7:]}.csv"])
def test_a_number_in_the_name_of_a_file_is_not_shown(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, b"mobile\n138\n")
    with pytest.raises(files.FileError, match=r"\*\*\*\.csv: has no column") as caught:
        check(path)
    assert not any(NUMBER in text for text in (str(caught.value), repr(caught.value)))
    assert caught.value.path == path


# Types of Parquet

KEPT = {
    "nested": pa.array(
        [{"a": [1, None], "b": [("k", "v")]}],
        pa.struct([("a", pa.list_(pa.int8())), ("b", pa.map_(pa.string(), pa.string()))]),
    ),
    "decimal": pa.array(["-12345678901234567890.1234567890"]).cast(pa.decimal128(38, 10)),
    "large decimal": pa.array(["1." + "7" * 40]).cast(pa.decimal256(60, 40)),
    "moment in a zone": pa.array([1_700_000_000_123_456], pa.timestamp("us", "Asia/Shanghai")),
    "moment in nanoseconds": pa.array([-1_700_000_000_123_456_789], pa.timestamp("ns")),
    "local time": pa.array([-62_135_596_800_000], pa.timestamp("ms")),
    "day": pa.array([-719_162], pa.date32()),
    "time": pa.array([86_399_999_999_999], pa.time64("ns")),
    "category": pa.array(["b", None, "a", "b"]).dictionary_encode(),
    "ordered category": pa.DictionaryArray.from_arrays(pa.array([1, 0], pa.int8()), ["x", "y"], ordered=True),
    "unsigned": pa.array([2**64 - 1], pa.uint64()),
    "half float": pa.array([1.5], pa.float16()),
    "float": pa.array([float("nan"), -0.0, float("-inf"), 5e-324]),
    "bytes": pa.array([b"\0\xff"]),
    "bytes of a length": pa.array([b"\0\xff"], pa.binary(2)),
    "text": pa.array(["", " 007 ", "NULL", "NaN", "-0", None, "\0", "😀"]),
    "truth": pa.array([True, None]),
    "null": pa.nulls(1),
    "duration": pa.array([-1], pa.duration("ns")),
    "uuid": pa.array([bytes(range(16))], pa.uuid()),
    "json": pa.array(['{"a": 1}'], pa.json_()),
}


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("has_schema", [True, False], ids=["with Arrow's schema", "without it"])
def test_a_parquet_column_keeps_its_type_and_its_values(tmp_path: Path, kind: str, has_schema: bool) -> None:
    path, column = tmp_path / "n.parquet", KEPT[kind]
    table = pa.table({"x": column, "phone": [NUMBER] * len(column)})
    table = table.replace_schema_metadata({"owner": "me", "pandas": "{}"})
    pq.write_table(table, path, store_schema=has_schema)
    check(path)
    before, after = pq.ParquetFile(path), pq.ParquetFile(tmp_path / "out-n.parquet")
    assert after.schema_arrow.metadata == before.schema_arrow.metadata
    assert after.schema_arrow.field("x") == before.schema_arrow.field("x")
    for at in range(len(before.schema) - 1):
        assert str(after.schema.column(at)) == str(before.schema.column(at))
    kept = after.read(["x", "phone"])
    assert kept.schema == before.read().schema
    # A NaN equals none.
    assert str(kept["x"].to_pylist()) == str(before.read()["x"].to_pylist())


def test_a_column_that_must_have_values_stays_one(tmp_path: Path) -> None:
    schema = pa.schema([pa.field("phone", pa.string(), nullable=False, metadata={"of": "people"})])
    pq.write_table(pa.table({"phone": [NUMBER]}, schema), tmp_path / "n.parquet")
    check(tmp_path / "n.parquet")
    found = pq.ParquetFile(tmp_path / "out-n.parquet").schema_arrow.field("phone")
    assert (found.nullable, found.metadata[b"of"]) == (False, b"people")


def test_a_type_that_arrow_changes_is_refused(tmp_path: Path) -> None:
    table = pa.table({"phone": [NUMBER], "at": [{"x": pa.scalar(1, pa.timestamp("ns"))}]})
    pq.write_table(table, tmp_path / "n.parquet", use_deprecated_int96_timestamps=True)
    said = refused(tmp_path / "n.parquet")
    assert said == ": column 'at.x' is of the type INT96, which would be changed; convert it to another type first"


# Random columns of a CSV


def test_what_looks_like_another_type_stays_a_text(tmp_path: Path) -> None:
    rng = random.Random(1)  # noqa: S311 - not for secrets
    words = [
        "007",
        " x ",
        "NULL",
        "NaN",
        "nan",
        "-0",
        "1.10",
        "1e5",
        "true",
        "2026-01-02",
        "2026-01-02T00:00:00Z",
        "0x1F",
        "#N/A",
    ]
    words += [
        "12345678901234567890.123456789012345678901234567890",
        "９",
        "\t",
        "=1+1",
        "'a'",
        "a\0b",
        "\u2028",
        "\x1a",
        "\\N",
        "\\",
    ]
    rows = [[rng.choice(words) for _ in range(4)] for _ in range(3000)]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_MINIMAL).writerows([["phone", "a", "b", "c"], *rows])
    check(put(tmp_path / "n.csv", text.getvalue().encode()))
    with (tmp_path / "out-n.csv").open(encoding="utf-8", newline="") as file:
        assert [row[:4] for row in csv.reader(file)][1:] == rows
