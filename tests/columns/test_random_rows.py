"""Many random rows, in every kind of column: the answers of ``check_segment``.

Half of the rows are random numbers, compared with the verdict of their first five digits, which is deeper than any row
of the table; the other half are drawn from texts of every sort, compared with the verdict of each: vectors, traps, and
dirty texts of every damage. There are 400,000 rows, and five million with ``BEIAN_HYPOTHESIS_PROFILE=thorough``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from beian_segments import DEFAULT_TABLE, check_segment
from beian_segments.columns import classify, is_supported
from tests.columns.answers import FIELDS, classified, texts
from tests.columns.dirty import dirty_texts
from tests.columns.engines import engine
from tests.conftest import is_thorough

np = engine("numpy")
pa = engine("pyarrow")
pc = engine("pyarrow.compute")

ROWS, DIRTY = (5_000_000, 200_000) if is_thorough() else (400_000, 3_000)

# More than classify works on at once.
ROWS_CLASSIFIED = max(ROWS, (1 << 20) + 100_000)


@cache
def pool() -> tuple[Any, Any, Any]:
    """Texts, whether each is a listed number in canonical form, and in any."""
    given = list(dict.fromkeys([*(text for text in texts() if text is not None), *dirty_texts(DIRTY)]))
    reports = [check_segment(text) for text in given]
    canonical = [report.supported and report.number == text for text, report in zip(given, reports, strict=True)]
    return pa.array(given), np.array(canonical), np.array([report.supported for report in reports])


@cache
def random_numbers(rows: int) -> tuple[Any, Any]:
    """Numbers of eleven digits that begin with 1, and whether each is listed."""
    assert max(len(row.prefix) for row in DEFAULT_TABLE) <= 5
    listed = np.array([check_segment(f"{lead}000000").supported for lead in range(10_000, 20_000)])
    numbers = np.random.default_rng(20261121).integers(10**10, 2 * 10**10, rows)
    return numbers, listed[numbers // 10**6 - 10_000]


@cache
def column(rows: int) -> tuple[Any, Any, Any]:
    """Texts with nulls, and both answers with 2 for null."""
    numbers, listed = random_numbers(rows // 2)
    known, canonical, any_writing = pool()
    random = np.random.default_rng(7)
    drawn = random.integers(0, len(known), rows - len(numbers))
    order = random.permutation(rows)
    array = pa.concat_arrays([pa.array(numbers).cast(pa.string()), known.take(pa.array(drawn))]).take(pa.array(order))
    null = random.random(rows) < 0.05
    answers = (np.concatenate([listed, each[drawn]])[order] for each in (canonical, any_writing))
    return pc.if_else(pa.array(null), None, array), *(np.where(null, 2, each) for each in answers)


def as_numbers(answer: Any) -> Any:
    """Any answer as 0, 1 and 2."""
    return pc.fill_null(pa.array(answer, from_pandas=True).cast(pa.int8()), 2).to_numpy(zero_copy_only=False)


KINDS: dict[str, Callable[[Any], Any]] = {
    "string": lambda array: array,
    "large_string": lambda array: array.cast(pa.large_string()),
    "string_view": lambda array: array.cast(pa.string_view()),
    "polars": lambda array: engine("polars").from_arrow(array),
    "pandas": lambda array: engine("pandas").Series(array.to_pandas(), dtype="string[pyarrow]"),
    "dictionary": lambda array: array.dictionary_encode(),
    "chunks": lambda array: pa.chunked_array([array.slice(at, 77_777) for at in range(0, len(array), 77_777)]),
    "list": lambda array: array.to_pylist(),
    "numpy objects": lambda array: array.to_numpy(zero_copy_only=False),
    "pandas objects": lambda array: engine("pandas").Series(array.to_numpy(zero_copy_only=False), dtype=object),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_random_texts_have_the_answers_of_check_segment(make: Callable[[Any], Any]) -> None:
    array, canonical, any_writing = column(ROWS)
    given = make(array)
    for answer, wanted in ((is_supported(given), canonical), (is_supported(given, writings=True), any_writing)):
        chunks = answer.combine_chunks() if isinstance(answer, pa.ChunkedArray) else answer
        assert np.array_equal(as_numbers(chunks), wanted)


@cache
def dirty_column(rows: int) -> tuple[Any, dict[str, Any]]:
    """Texts of the pool with nulls, and the columns that they must be classified as."""
    known = pool()[0]
    fields = classified(known.to_pylist())
    random = np.random.default_rng(11)
    drawn = pa.array(random.integers(0, len(known), rows), mask=random.random(rows) < 0.05)
    return known.take(drawn), {name: pa.array(fields[name], pa.string()).take(drawn) for name in FIELDS}


def as_words(answer: Any) -> Any:
    """Any column of words as one Arrow array of texts."""
    column = answer.to_arrow() if hasattr(answer, "to_arrow") else answer
    column = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column, from_pandas=True)
    column = column.cast(pa.string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_dirty_texts_are_classified_as_by_check_segment(make: Callable[[Any], Any]) -> None:
    array, wanted = dirty_column(ROWS // 8)
    answers = classify(make(array))
    for name, words in wanted.items():
        assert as_words(answers[name]).equals(words), name


def test_more_dirty_texts_than_are_classified_at_once_are_classified_as_by_check_segment() -> None:
    array, wanted = dirty_column(ROWS_CLASSIFIED)
    answers = classify(array)
    assert all(as_words(answers[name]).equals(words) for name, words in wanted.items())


def test_a_slice_of_dirty_texts_is_classified_as_by_check_segment() -> None:
    array, wanted = dirty_column(ROWS // 8)
    for start in (1, 7, 8, 1003):
        answers = classify(array.slice(start, ROWS // 16))
        assert all(as_words(answers[name]).equals(words.slice(start, ROWS // 16)) for name, words in wanted.items())


@pytest.mark.parametrize("kind", ["U", "S"])
def test_random_texts_of_a_fixed_width_have_the_answers_of_check_segment(kind: str) -> None:
    numbers, listed = random_numbers(ROWS)
    given = numbers.astype(f"{kind}20")
    assert np.array_equal(is_supported(given), listed)
    assert np.array_equal(is_supported(given.astype(f"{kind}12")), listed)
    given[::2] = np.char.add(given[::2], np.array("0", kind))
    assert not is_supported(given)[::2].any()


def test_random_integers_have_the_answers_of_check_segment() -> None:
    numbers, listed = random_numbers(ROWS)
    assert np.array_equal(is_supported(numbers), listed)
    anything = numbers * np.array([1, -1, 10, 7, 10**8, 3, 0])[np.arange(ROWS) % 7]
    low, high = 10**10, 2 * 10**10
    wanted = np.where((anything >= low) & (anything < high), listed_at(anything), False)
    assert np.array_equal(is_supported(anything), wanted)
    assert np.array_equal(is_supported(pa.array(anything)).to_numpy(zero_copy_only=False), wanted)


def listed_at(numbers: Any) -> Any:
    listed = np.array([check_segment(f"{lead}00000000").supported for lead in range(100, 200)])
    return listed[np.clip(numbers // 10**8, 100, 199) - 100]


def test_random_texts_are_classified_as_by_check_segment() -> None:
    array, canonical, any_writing = column(ROWS_CLASSIFIED)
    table = classify(array)
    verdict = table["verdict"].combine_chunks()
    supported = pc.equal(verdict.dictionary.take(verdict.indices), "supported")
    assert np.array_equal(as_numbers(supported), any_writing)
    # Where the text is canonical its number is the text.
    own = pc.equal(table["number"].combine_chunks(), array)
    assert pc.all(pc.fill_null(own, False).filter(pa.array(canonical == 1))).as_py()
