"""Shapes: a text is what its shape is, whatever digits it has where they decide nothing."""

from __future__ import annotations

import pytest

from beian_segments import DEFAULT_TABLE, SegmentTable, SegmentValidator
from beian_segments.columns import classify, is_supported
from tests.columns.answers import classified, recovered, rows, supported
from tests.columns.dirty import DAMAGED, dirty_texts
from tests.columns.engines import engine
from tests.conftest import is_thorough

np = engine("numpy")
pa = engine("pyarrow")
_shapes = engine("beian_segments.columns._shapes")

# So few are read one by one.
FEW = 64


def shapes(texts: list[str]) -> set[bytes]:
    return {shape for shaped in _shapes.of(pa.array(texts)) for shape in shaped.shapes}


def test_every_text_has_the_answer_of_check_segment_and_of_find_numbers() -> None:
    texts = dirty_texts(500_000 if is_thorough() else 6_000)
    assert rows(classify(pa.array(texts), recover=True)) == list(map(recovered, texts))


def test_no_text_with_all_its_digits_is_remembered() -> None:
    classification = engine("beian_segments.columns.classification")
    classification._known_shape.cache_clear()
    texts = [f"联系...139123{at:05}" for at in range(FEW)]
    assert rows(classify(pa.array(texts), recover=True)) == list(map(recovered, texts))
    assert classification._known_shape.cache_info().currsize == 0


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_text_has_its_answer_whatever_the_digits_are(text: str) -> None:
    at = [index for index, character in enumerate(text) if character in "0123456789"]
    changed = [text[:index] + digit + text[index + 1 :] for index in at for digit in "0123456789"]
    texts = [text, *changed, *(f"{number}" for number in range(FEW))]
    assert rows(classify(pa.array(texts), recover=True)) == list(map(recovered, texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["138 0013 8000", "157 1286 0086"],
        ["13800138000.0", "15712860086.0"],
        ["手机：13800138000", "手机：15712860086"],
        ["010-65529988", "010-86101386"],
        ["138****8000", "157****0086"],
        ["１３８００１３８０００", "１５７１２８６００８６"],
    ],
)
def test_digits_that_decide_nothing_are_one_shape(texts: list[str]) -> None:
    assert len(shapes(texts)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["13800138000", "12800138000", "23800138000"],
        ["13800138000.0", "13800138000.5"],
        ["1.3800138000E10", "1.3800138000E11", "1.3800138000E12"],
        ["192.168.1.255", "192.168.1.256"],
        ["+86 1380013800", "+85 1380013800"],
        ["1 3800138000", "1 2800138000"],
        ["138", "138\0", "138\0\0"],
        ["8,613,800,138,000", "8,614,800,138,000", "8,713,800,138,000"][::2],
    ],
)
def test_digits_that_decide_make_other_shapes(texts: list[str]) -> None:
    assert len(shapes(texts)) == len(texts)


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
@pytest.mark.parametrize("length", [_shapes.LONGEST - 1, _shapes.LONGEST, _shapes.LONGEST + 1, 70_000])
def test_texts_on_both_sides_of_the_greatest_length_are_read(length: int, kind: str) -> None:
    texts = [*("138" + "-" * (length - 11) + f"{number:08}" for number in range(2 * FEW)), "手机" * (length // 6), None]
    array = pa.array(texts, getattr(pa, kind)())
    assert classify(array).to_pydict() == classified(texts)
    assert is_supported(array, writings=True).to_pylist() == supported(texts, writings=True)


@pytest.mark.parametrize("rows", [2_000, 20_000])
@pytest.mark.parametrize("broken", [b"\xff", b"138001380\xe6\x89", b"\xed\xa0\x80", b"\xc0\x80", b"a" * 70 + b"\xff"])
def test_one_text_of_many_that_is_not_utf8_is_refused(broken: bytes, rows: int) -> None:
    texts = [*(f"138 {number:04} 8000".encode() for number in range(rows)), broken, b"\x8b\xba", "手".encode()]
    array = pa.array(texts, pa.binary()).view(pa.string())
    for ask in (classify, lambda given: is_supported(given, writings=True)):
        with pytest.raises(ValueError, match="that is not UTF-8"):
            ask(array)


def test_parts_of_a_character_in_two_texts_are_not_utf8() -> None:
    texts = [b"+86 13800138000"] * 2_000 + [b"\xe6\x89", b"\x8b"]
    with pytest.raises(ValueError, match="that is not UTF-8"):
        is_supported(pa.array(texts, pa.binary()).view(pa.string()), writings=True)


TABLES = {
    "none": SegmentTable(),
    "one": SegmentTable.from_rows([{"prefix": "1", "published": True}]),
    "deeper": DEFAULT_TABLE.with_rows(
        [{"prefix": "1380013", "published": False}, {"prefix": "1922", "published": True}]
    ),
    "scattered": SegmentTable.from_rows(
        {"prefix": f"1{3 + at % 7}{at * 7919 % 10**5:05}", "published": at % 3 > 0} for at in range(150)
    ),
    "many": SegmentTable.from_rows(
        {"prefix": f"1{prefix}", "published": prefix % 2 == 0} for prefix in range(300, 1000)
    ),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_of_ones_own_answers_for_every_writing(table: SegmentTable) -> None:
    validator = SegmentValidator(table)
    texts = dirty_texts(2_500)
    texts += [f"+86 {1300000000 + at * 79190007 % 700000000}{at % 10}" for at in range(1_000)]
    array = pa.array(texts)
    assert classify(array, validator=validator).to_pydict() == classified(texts, validator)
    assert is_supported(array, writings=True, validator=validator).to_pylist() == supported(
        texts, validator, writings=True
    )
