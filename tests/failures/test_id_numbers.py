"""The last six characters of the ID number."""

from __future__ import annotations

from typing import Any

import pytest

from beian_segments.failures import IdType, Person, id_suffix
from beian_segments.failures.id_numbers import is_reverse_suffix, is_six_characters, is_suffix_of

PASS = IdType.HK_MACAU_PASS


@pytest.mark.parametrize(
    ("id_type", "number", "facts", "suffix"),
    [
        ("id-card", "11010519491231002X", {}, "31002X"),
        ("id-card", "11010519491231002x", {}, "31002x"),
        ("id-card", " 110105 19491231 002X ", {"province": "CN-ZJ"}, "31002X"),
        ("id-card", "１１０１０５１９４９１２３１００２Ｘ", {}, "31002X"),
        ("passport", "E12345678", {}, "345678"),
        ("passport", "E1234", {}, None),
        ("passport", "", {}, None),
        (PASS, "H12345678", {"province": "CN-GD"}, "345678"),
        (PASS, "H12345678", {"province": "CN-GD", "reverse_number": "R234567（8）"}, "345678"),
        (PASS, "H12345678", {}, None),
        (PASS, "H12345678", {"province": "CN-ZJ"}, None),
        (PASS, "H12345678", {"province": "CN-ZJ", "reverse_number": "R234567（8）"}, "567（8）"),
        (PASS, "H12345678", {"province": "CN-ZJ", "reverse_number": "R234567(8)"}, "567（8）"),
        (PASS, "H12345678", {"province": "CN-ZJ", "reverse_number": "R234567 (A)"}, "567（A）"),
        (PASS, "H12345678", {"province": "CN-ZJ", "reverse_number": "R2345678"}, None),
        (PASS, "H12345678", {"province": "CN-ZJ", "reverse_number": ""}, None),
        (None, "11010519491231002X", {}, None),
    ],
)
def test_what_to_enter_follows_from_document_and_province(
    id_type: str | None, number: str, facts: dict[str, Any], suffix: str | None
) -> None:
    assert id_suffix(id_type, number, **facts) == suffix


def test_a_wrong_argument_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"^id_type must be one of id-card, passport, hk-macau-pass$"):
        id_suffix("driving-licence", "1")
    with pytest.raises(TypeError, match=r"^id_type must be a member of IdType or its value, not int$"):
        id_suffix(1, "1")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^number must be a str, not int$"):
        id_suffix("id-card", 110105)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^reverse_number must be a str, not int$"):
        id_suffix(PASS, "H12345678", province="CN-ZJ", reverse_number=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^province must be an ISO 3166-2 code such as CN-ZJ$"):
        id_suffix(PASS, "H12345678", province="Zhejiang")
    with pytest.raises(TypeError, match=r"^province must be a str, not int$"):
        id_suffix(PASS, "H12345678", province=33)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["847（5）1", "1847（5）", "847（5） ", "84（5）", "847(5)", "８４７（５）x", "847（X）"]
)
def test_what_only_begins_like_the_end_of_a_back_is_none(text: str) -> None:
    assert is_reverse_suffix("847（5）")
    assert not is_reverse_suffix(text)


def test_only_the_case_of_a_letter_leaves_open_whose_a_suffix_is() -> None:
    person = Person(id_type="id-card", id_suffix="28471X")
    assert is_suffix_of("28471X", person, "CN-GD") is True
    assert is_suffix_of("28471x", person, "CN-GD") is None
    assert is_suffix_of("28471", person, "CN-GD") is False
    # A letter whose capital is two.
    assert is_suffix_of("2847ß", Person(id_type="id-card", id_suffix="2847SS"), "CN-GD") is False


@pytest.mark.parametrize("typed", ["３１００２Ｘ", "31 00-2X", " 31002X\n", "11010519491231002X"])
def test_a_suffix_is_compared_whatever_its_width_and_separators_and_a_whole_number_by_its_end(typed: str) -> None:
    assert is_suffix_of(typed, Person(id_type="id-card", id_suffix="31002X"), "CN-GD") is True
    assert is_suffix_of(typed, Person(id_type="id-card", id_suffix="３１００２Ｘ"), "CN-GD") is True
    assert is_suffix_of(typed, Person(id_type="id-card", id_suffix="31002"), "CN-GD") is False


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("31002X", True), ("３１ ００２Ｘ", True), ("567（8）", True), ("31002", False), ("", False),
        ("11010519491231002X", False),
    ],
)  # fmt: skip
def test_six_characters_are_counted_without_separators(typed: str, is_one: bool) -> None:
    assert is_six_characters(typed) is is_one


def test_of_a_whole_number_on_file_the_last_six_count() -> None:
    assert is_suffix_of("31002X", Person(id_type="id-card", id_suffix="11010519491231002X"), "CN-GD") is True
    assert is_suffix_of("110105", Person(id_type="id-card", id_suffix="11010519491231002X"), "CN-GD") is False
