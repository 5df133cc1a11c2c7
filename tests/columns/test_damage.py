"""The damage of refused rows, and the numbers recovered from them: those of ``check_segment`` and ``find_numbers``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian_segments import DEFAULT_TABLE, SegmentValidator, check_segment
from beian_segments.columns import classify, files
from tests.columns.answers import FIELDS, plain, recovered, rows
from tests.columns.dirty import DAMAGED
from tests.columns.engines import engine

# Texts of the characters that damages are made of, short enough to be decided by their bytes.
SHORT = st.text("1380.,Ee+*xX-='＊１３Ｅ手a", max_size=13)


def test_the_damage_of_every_damaged_text_is_named() -> None:
    assert classify(DAMAGED)["damage"] == [check_segment(text).params.get("damage") for text in DAMAGED]


@given(st.lists(SHORT))
def test_short_texts_have_the_damage_that_the_report_names(texts: list[str]) -> None:
    reports = list(map(check_segment, texts))
    answers = classify(texts)
    assert answers["verdict"] == [report.verdict for report in reports]
    assert answers["damage"] == [report.params.get("damage") for report in reports]


def test_a_refused_text_gets_the_answer_of_the_one_number_in_it() -> None:
    assert rows(classify(DAMAGED, recover=True)) == list(map(recovered, DAMAGED))


@given(st.lists(SHORT | st.sampled_from(DAMAGED)))
def test_recovering_changes_no_row_without_a_number(texts: list[str]) -> None:
    assert rows(classify(texts, recover=True)) == list(map(recovered, texts))


def test_two_numbers_in_a_text_are_not_recovered() -> None:
    answers = classify(["13800138000 13900139000"], recover=True)
    assert (answers["verdict"], answers["damage"]) == (["too-long"], ["several-numbers"])
    assert (answers["number"], answers["recovered"]) == ([None], [False])


def test_a_table_of_ones_own_answers_for_recovered_numbers() -> None:
    table = DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}])
    answers = classify(["手机：19212345678"], validator=SegmentValidator(table), recover=True)
    assert answers["verdict"] == ["supported"]


KINDS: dict[str, Callable[[list[str | None]], Any]] = {
    "list": list,
    "numpy": lambda texts: np.array(texts, object),
    "arrow": pa.array,
    "chunks": lambda texts: pa.chunked_array([texts[:2], texts[2:]]),
    "dictionary": lambda texts: pa.array(texts).dictionary_encode(),
    "pandas": lambda texts: engine("pandas").Series(texts),
    "polars": lambda texts: engine("polars").Series(texts),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_every_kind_of_column_says_what_is_recovered(make: Callable[[list[str | None]], Any]) -> None:
    answers = classify(make(["13800138000.0", "138****8000", None, "13800138000"]), recover=True)
    names = getattr(answers, "column_names", getattr(answers, "columns", None))
    assert [*(answers if names is None else names)][-2:] == ["damage", "recovered"]
    assert plain(answers["recovered"]) == [True, False, None, False]
    assert plain(answers["damage"]) == ["decimal", "masked", None, None]
    assert plain(answers["number"]) == ["13800138000", None, None, "13800138000"]


def test_without_recover_there_is_no_such_column() -> None:
    assert list(classify(["13800138000.0"])) == list(FIELDS)


def test_a_pandas_column_of_what_is_recovered_is_boolean() -> None:
    answers = classify(engine("pandas").Series(["13800138000.0", None]), recover=True)
    assert str(answers["recovered"].dtype) == "boolean"


def test_a_file_says_what_was_recovered_and_how_often(tmp_path: Path) -> None:
    source = tmp_path / "n.csv"
    source.write_text('phone\n13800138000.0\n"13,800,138,000"\n138****8000\n13900139000\n', encoding="utf-8")
    counts = files.check_file(source, "phone", tmp_path / "out.csv", recover=True)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as out:
        assert [*csv.reader(out)] == [
            ["phone", "verdict", "damage", "number", "segment", "carrier", "service", "recovered"],
            ["13800138000.0", "supported", "decimal", "13800138000", "138", "mobile", "mobile", "true"],
            ["13,800,138,000", "supported", "thousands", "13800138000", "138", "mobile", "mobile", "true"],
            ["138****8000", "not-a-number", "masked", "", "", "", "", "false"],
            ["13900139000", "supported", "", "13900139000", "139", "mobile", "mobile", "false"],
        ]
    assert counts.recovered == 2
    assert counts.damages == {"decimal": 1, "thousands": 1, "masked": 1}


def test_a_line_of_json_says_what_was_recovered(tmp_path: Path) -> None:
    source = tmp_path / "n.jsonl"
    source.write_text('{"phone": "手机：13800138000"}\n{"phone": null}\n', encoding="utf-8")
    files.check_file(source, "phone", tmp_path / "out.jsonl", recover=True)
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert (first["number"], first["damage"], first["recovered"]) == ("13800138000", "text-around", True)
    assert (second["verdict"], second["recovered"]) == (None, None)
