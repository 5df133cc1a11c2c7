"""``is_supported`` of a Polars expression: an expression of the same answers."""

from __future__ import annotations

from typing import Any

import pytest

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator
from beian_segments.columns import is_supported
from tests.columns.engines import engine
from tests.forms.vectors import vectors

pl = engine("polars")

TEXTS = [vector.text for vector in vectors() if "\ud800" not in vector.text]
PHONE = pl.col("phone")


def answers(texts: list[str | None], expression: Any) -> list[bool | None]:
    frame = pl.LazyFrame({"phone": texts}, schema={"phone": pl.String})
    answer: list[bool | None] = frame.select(expression).collect()["phone"].to_list()
    return answer


@pytest.mark.parametrize("writings", [False, True])
def test_every_vector_gets_the_answer_of_a_list(writings: bool) -> None:
    wanted = is_supported([*TEXTS, None], writings=writings)
    assert answers([*TEXTS, None], is_supported(PHONE, writings=writings)) == wanted


def test_canonical_numbers_are_answered_by_polars_alone() -> None:
    plan = pl.LazyFrame({"phone": ["13800138000"]}).select(is_supported(PHONE)).explain()
    assert "contains" in plan
    assert "python" not in plan.lower()


def test_it_may_stand_wherever_an_expression_may() -> None:
    frame = pl.DataFrame({"who": ["a", "b"], "phone": ["13800138000", "19212345678"]})
    assert frame.filter(is_supported(PHONE))["who"].to_list() == ["a"]
    assert frame.with_columns(is_supported(PHONE).alias("listed"))["listed"].to_list() == [True, False]
    assert frame.lazy().filter(~is_supported(PHONE, writings=True)).collect()["who"].to_list() == ["b"]
    assert frame.select(is_supported(pl.col("phone").str.replace("^192", "138")))["phone"].to_list() == [True, True]


def test_the_table_is_that_of_the_validator() -> None:
    with_192 = SegmentValidator(DEFAULT_TABLE.with_rows([{"prefix": "192", "published": True}]))
    nothing = SegmentValidator(SegmentTable.from_rows([]))
    numbers = ["19212345678", None]
    assert answers(numbers, is_supported(PHONE, validator=with_192)) == [True, None]
    assert answers(numbers, is_supported(PHONE, validator=nothing)) == [False, None]


def test_a_table_of_thousands_of_prefixes_is_answered_by_batches() -> None:
    rows = [{"prefix": f"1{number}", "published": True} for number in range(30_001, 36_002, 2)]
    validator = SegmentValidator(SegmentTable.from_rows(rows))
    numbers = ["13000112345", "13000212345", "x", None]
    assert answers(numbers, is_supported(PHONE, validator=validator)) == [True, False, False, None]


def test_integers_and_categories_are_cast_by_the_user() -> None:
    frame = pl.DataFrame({"phone": [13800138000, 19212345678, None]})
    assert frame.select(is_supported(PHONE.cast(pl.String)))["phone"].to_list() == [True, False, None]


@pytest.mark.parametrize("writings", [False, True])
@pytest.mark.parametrize("column", [[13800138000.0], [True]], ids=["floats", "truth"])
def test_polars_refuses_what_is_no_text_without_showing_it(column: list[object], writings: bool) -> None:
    with pytest.raises((pl.exceptions.PolarsError, TypeError)) as refused:
        pl.DataFrame({"phone": column}).select(is_supported(PHONE, writings=writings))
    assert "13800138000" not in f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"
