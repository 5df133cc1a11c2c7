"""The column ``message`` of checked files: for every text the sentence of its report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beian_segments import SegmentTable, SegmentValidator, check_segment, find_numbers
from tests.columns.answers import TRAPS, vectors
from tests.columns.engines import engine

pa = engine("pyarrow")
pq = engine("pyarrow.parquet")
files = engine("beian_segments.columns.files")

TEXTS = [*dict.fromkeys([*(str(vector["input"]) for vector in vectors()), *TRAPS]), None]


def written(folder: Path, column: Any, **options: Any) -> list[str | None]:
    pq.write_table(pa.table({"phone": column}), folder / "n.parquet")
    files.check_file(folder / "n.parquet", "phone", folder / "out.parquet", **options)
    messages: list[str | None] = pq.read_table(folder / "out.parquet")["message"].to_pylist()
    return messages


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_every_text_gets_the_sentence_of_its_report(tmp_path: Path, lang: str, kind: str) -> None:
    texts = pa.array(TEXTS, pa.string())
    column = texts.dictionary_encode() if kind == "dictionary" else texts.cast(getattr(pa, kind)())
    wanted = [None if text is None else check_segment(text).message(lang) for text in texts.to_pylist()]
    assert written(tmp_path, column, lang=lang) == wanted


def test_integers_get_sentences_too(tmp_path: Path) -> None:
    numbers = [13800138000, 138, None]
    wanted = [None if number is None else check_segment(str(number)).message("zh") for number in numbers]
    assert written(tmp_path, pa.array(numbers, pa.int64()), lang="zh-CN") == wanted
    assert written(tmp_path, pa.nulls(2), lang="zh") == [None, None]


def test_a_recovered_number_gets_its_own_sentence(tmp_path: Path) -> None:
    texts = ["13800138000.0", "19212345678.0", "138****8000"]
    numbers = [*(found.number for text in texts for found in find_numbers(text)), texts[2]]
    assert written(tmp_path, texts, lang="en", recover=True) == [check_segment(each).message("en") for each in numbers]


def test_numbers_without_a_row_get_the_sentence_of_their_first_digits(tmp_path: Path) -> None:
    validator = SegmentValidator(SegmentTable.from_rows([{"prefix": "138", "published": True}]))
    texts = ["13800138000", "13900139000", "19212345678"]
    wanted = [validator.check(text).message("en") for text in texts]
    assert written(tmp_path, texts, lang="en", validator=validator) == wanted
    assert len(set(wanted)) == 3


def test_sentences_of_json_lines_are_written_in_plain_characters(tmp_path: Path) -> None:
    tmp_path.joinpath("n.jsonl").write_text('{"phone": "138"}', encoding="utf-8")
    files.check_file(tmp_path / "n.jsonl", "phone", tmp_path / "out.jsonl", lang="zh")
    text = tmp_path.joinpath("out.jsonl").read_text(encoding="utf-8")
    assert check_segment("138").message("zh") in text
    assert json.loads(text)["message"] == check_segment("138").message("zh")


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="known languages are"):
        files.check_file(tmp_path / "n.csv", "phone", tmp_path / "out.csv", lang="fr")
