"""Rare columns, missing packages, and disks that fail."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from beian_segments._atomic import atomic_write
from beian_segments._extras import have
from beian_segments.columns import _arrow, classify, is_supported
from beian_segments.columns.classification import NotUTF8Error
from beian_segments.columns.files import check_file
from beian_segments.columns.files.parquet_format import ParquetFormat
from tests.columns.engines import engine

pa = engine("pyarrow")
np = engine("numpy")


def test_a_column_of_nulls_has_no_verdicts() -> None:
    assert classify(pa.nulls(3))["verdict"].to_pylist() == [None, None, None]
    assert _arrow.null_mask(pa.nulls(3)).tolist() == [True, True, True]


def test_the_booleans_of_chunks_are_those_of_the_whole() -> None:
    assert _arrow.truth(pa.chunked_array([[True, False], [], [True]], pa.bool_())).tolist() == [True, False, True]
    assert _arrow.truth(pa.chunked_array([], pa.bool_())).tolist() == []


def test_a_pandas_series_of_several_arrow_chunks_is_one_column() -> None:
    pd = engine("pandas")
    texts = pd.Series(["13800138000", None, "192"], dtype="string[pyarrow]")
    answers = is_supported(pd.concat([texts, texts], ignore_index=True))
    assert answers.dtype == "boolean"
    assert answers.fillna(value=False).tolist() == [True, False, False] * 2
    assert answers.isna().tolist() == [False, True, False] * 2


def test_a_pandas_text_with_a_lone_surrogate_is_no_number() -> None:
    column = engine("pandas").Series(["13800138000", "\ud800", None], dtype="string[python]")
    assert [None if answer is engine("pandas").NA else bool(answer) for answer in is_supported(column)] == [
        True,
        False,
        None,
    ]


def test_an_error_for_a_text_that_is_not_utf8_is_made_of_nothing_that_holds_it() -> None:
    content = pa.array([b"13912345678\xff"]).cast(pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 1, content.buffers())
    with pytest.raises(NotUTF8Error) as refused:
        classify(texts)
    assert refused.value.__cause__ is refused.value.__context__ is None


def test_a_package_that_is_not_installed_is_not_there() -> None:
    assert have("pyarrow")
    assert not have("pyarrow", "no_such_package")


def test_a_disk_that_fails_while_a_parquet_file_is_read_raises_its_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine("pyarrow.parquet").write_table(pa.table({"phone": ["13800138000"]}), tmp_path / "n.parquet")

    class Failing:
        def __init__(self, file: Any) -> None:
            self._file = file

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

        def iter_batches(self, _rows: int) -> Any:
            raise OSError(errno.EIO, "Input/output error", "n.parquet")

    made = ParquetFormat.__init__

    def make(self: Any, *arguments: Any) -> None:
        made(self, *arguments)
        self._file = Failing(self._file)

    monkeypatch.setattr(ParquetFormat, "__init__", make)
    with pytest.raises(OSError, match="Input/output error"):
        check_file(tmp_path / "n.parquet", "phone", tmp_path / "out.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["n.parquet"]


def test_another_files_error_keeps_its_name_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused, atomic_write(tmp_path / "out"):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "another")
    assert refused.value.filename == "another"
    assert list(tmp_path.iterdir()) == []
