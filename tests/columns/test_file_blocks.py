"""The columns of the user come back byte for byte, wherever a block of the file ends."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.columns.engines import engine
from tests.conftest import is_thorough

pa = engine("pyarrow")
files = engine("beian_segments.columns.files")
csv_format = engine("beian_segments.columns.files.csv_format")
jsonl_format = engine("beian_segments.columns.files.jsonl_format")
schema_of = engine("beian_segments.columns.classification").schema_of

MARK = "\ufeff"
WORDS = [
    "",
    "a",
    '"',
    '""',
    "\r\n",
    "\r",
    "\n",
    ",",
    " ",
    "号",
    "😀",
    "0138",
    "13800138000",
    "NULL",
    "NaN",
    "-0",
    "1.10",
]

cells = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)


@contextmanager
def block_size(module: Any, name: str, size: int) -> Iterator[None]:
    """For a law, which may not have the fixture ``monkeypatch``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, size)
        yield


def written(row: list[str], quoted: list[bool]) -> str:
    """A row of CSV in which a cell is in quotes if it must be, or if that is asked for."""
    texts = []
    for cell, is_quoted in zip(row, quoted, strict=True):
        must = any(character in cell for character in '",\r\n')
        texts.append('"' + cell.replace('"', '""') + '"' if must or is_quoted else cell)
    return ",".join(texts)


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    """Small files with one to three columns, any line ends, and rows that may lack the last of them."""
    width = draw(st.integers(1, 3))
    header = ["phone", "x号", 'a "name"'][:width]
    rows = [header, *draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))]
    text = draw(st.sampled_from(["", MARK]))
    for row in rows:
        quoted = draw(st.lists(st.booleans(), min_size=width, max_size=width))
        text += written(row, quoted) + draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return text.rstrip("\r\n") if draw(st.booleans()) and rows[-1][-1] == "a" else text


def read(text: str) -> list[list[str]]:
    """The rows by Python's own reader; an empty line is a row of one empty cell, and none among rows of more."""
    rows = list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))
    return [row or [""] for row in rows if row or len(rows[0]) == 1]


def longest_row(text: str) -> int:
    """How many bytes the longest row has, its line end included."""
    longest = size = 0
    lines: list[str] = []
    for line in io.StringIO(text.removeprefix(MARK), newline=""):
        lines.append(line)
        size += len(line.encode())
        if len(list(csv.reader([*lines, "more"]))) > 1:
            longest, size, lines = max(longest, size), 0, []
    return max(longest, size)


def checked(name: str, content: bytes) -> bytes:
    """What is written for a file of this content."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder, name), Path(folder, f"out-{name}")
        source.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        files.check_file(source, "phone", out)
        found = out.read_bytes()
    return gzip.decompress(found) if name.endswith(".gz") else found


def rows_of(content: bytes, encoding: str) -> list[list[str]]:
    """The rows that are answered and written."""
    form = csv_format.CsvFormat(Path("n.csv"), io.BytesIO(content), "phone", schema_of(["verdict"]), encoding)
    batches = [batch.rows.to_pylist() for batch in form.batches()]
    return [list(row.values()) for batch in batches for row in batch]


@given(csv_texts(), st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-7"]))
def test_a_csv_keeps_every_cell_with_every_size_of_block(text: str, encoding: str) -> None:
    text = text if encoding == "utf-8" else text.removeprefix(MARK)
    content = text.encode(encoding)
    _, *wanted = read(text)
    longest = longest_row(text)
    found: list[list[str]] | str
    for size in range(1, len(text.encode()) + 2):
        with block_size(csv_format, "_BLOCK", size):
            try:
                found = rows_of(content, encoding)
            except files.FileError as error:
                found = str(error)
        assert found == wanted or (longest > size and f"has a row of more than {size} bytes" in str(found))


@given(st.binary(max_size=9), st.sampled_from([b"\r", b"\r\n", b"\n", b""]), st.integers(1, 5), st.integers(0, 9))
def test_blocks_are_the_bytes_of_the_file_and_no_border_is_within_a_line_end(
    content: bytes, ending: bytes, size: int, header: int
) -> None:
    content += ending * 5
    with block_size(csv_format, "_BLOCK", size):
        source = csv_format._Blocks(io.BytesIO(content), "utf-8", header, b"end\n")
        blocks = [*iter(source.read, b"")]
    rows = content[header:]
    assert b"".join(blocks) == rows + (b"end\n" if rows.endswith((b"\n", b"\r")) or not rows else b"\nend\n")
    assert not any(one.endswith(b"\r") and two.startswith(b"\n") for one, two in pairwise(blocks))
    assert all(len(block) >= size for block in blocks[:-1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_blocks_are_utf8(encoding: str) -> None:
    source = csv_format._Blocks(io.BytesIO("号\n😀".encode(encoding)), encoding, 4, b"end\n")
    assert (source.readable(), source.read(), source.read()) == (True, "😀\nend\n".encode(), b"")


@given(csv_texts(), st.sampled_from(["n.csv", "n.csv.gz"]))
def test_a_csv_is_written_with_the_cells_that_were_read(text: str, name: str) -> None:
    wanted = read(text)
    assert [row[: len(wanted[0])] for row in read(checked(name, text.encode()).decode())] == wanted


BLOCK = 1 << 22


@pytest.mark.parametrize("shift", [0, 1])
@pytest.mark.parametrize("ending", ["\r\n", *["\n\r", "\r\r\n", "\r", "\n"] * is_thorough()])
@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_line_ends_in_quotes_at_the_borders_of_real_blocks_are_kept(suffix: str, ending: str, shift: int) -> None:
    content = bytearray(b"phone,address\r\n")
    filler = b"138," + b"y" * 1000 + b"\r\n"
    for border in (BLOCK, 2 * BLOCK):
        content += filler * ((border - len(content)) // len(filler) - 1)
        content += b"138," + b"y" * (border - len(content) - 30 + shift) + b"\r\n"
        content += f'13800138000,"Street {ending * 40}"\r\n'.encode()
    wanted = read(content.decode())
    assert [row[:2] for row in read(checked(f"n{suffix}", bytes(content)).decode())] == wanted
    assert len(content) > 2 * BLOCK
    assert sum(f"Street {ending * 40}" == row[-1] for row in wanted) == 2


@pytest.mark.parametrize("seed", range(15 if is_thorough() else 1))
def test_a_csv_of_several_real_blocks_keeps_every_cell(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    content = bytearray(b"phone,note,x\r\n")
    words = [*WORDS, "y" * 2000]
    while len(content) < 2 * BLOCK + 999:
        row = ["".join(rng.choices(words, k=rng.randrange(6))) for _ in range(3)]
        content += written(row, [rng.random() < 0.3 for _ in row]).encode() + rng.choice([b"\r\n", b"\n", b"\r"])
    assert [row[:3] for row in read(checked("n.csv", bytes(content)).decode())] == read(content.decode())


objects = st.fixed_dictionaries(
    {"phone": st.sampled_from(["13800138000", 13800138000, None, "号", "\ud800"])},
    optional={"x": st.recursive(st.none() | st.floats() | st.text(max_size=3), st.lists, max_leaves=3)},
)


@given(
    st.lists(st.tuples(objects, st.booleans(), st.sampled_from(["\n", "\r\n", "\n\n", " \n"])), max_size=4),
    st.sampled_from(["", MARK]),
    st.sampled_from(["n.jsonl", "n.jsonl.gz"]),
)
def test_lines_of_json_keep_every_byte_with_any_size_of_batch(
    lines: list[tuple[dict[str, Any], bool, str]], mark: str, name: str
) -> None:
    texts = [json.dumps(row, ensure_ascii=is_ascii or "\ud800" in row.values()) for row, is_ascii, _ in lines]
    content = (mark + "".join(text + end for text, (_, _, end) in zip(texts, lines, strict=True))).encode(
        "utf-8", "replace"
    )
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    further = range(1, len(content), 1 + len(content) // 30) if is_thorough() else ()
    for size in {1, 2, 3, 30, len(content), *further}:
        with block_size(jsonl_format, "_BYTES", size):
            found = checked(name, content).decode().splitlines()
        assert [line[: len(text) - 1] for line, text in zip(found, texts, strict=True)] == [text[:-1] for text in texts]
