"""Messages, reprs and logs show at most seven digits of a text."""

from __future__ import annotations

import pytest

from beian_segments.redact import hide_digits, hide_numbers, quoted, shown_prefix


def test_a_prefix_is_shown_whole_up_to_seven_digits() -> None:
    assert shown_prefix("1349123") == "1349123"
    assert shown_prefix("13491234") == "1349123…"


def test_the_digits_of_a_text_are_hidden_if_there_are_more_than_seven() -> None:
    assert hide_digits("carrier 1349123") == "carrier 1349123"
    assert hide_digits("carrier 13491234 ") == "carrier ******** "
    assert hide_digits("１３４９１２３４") == "********"


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("no such option 13800138000", "no such option ***"),
        ("１３８ 0013-8000 and 138.0013.8000", "*** and ***"),
        ("(139)12345678x", "(***x"),
        ("1349123 is short", "1349123 is short"),
        ("13491234 is long", "*** is long"),
        ("such as 2026-03-02T10:00", "such as 2026-03-02T10:00"),
        ("2026-03-02-12345678", "***"),
    ],
)
def test_the_numbers_in_a_sentence_are_hidden_and_its_dates_are_not(sentence: str, shown: str) -> None:
    assert hide_numbers(sentence) == shown


def test_names_are_quoted_shortened_and_their_numbers_hidden() -> None:
    assert quoted("phone") == "'phone'"
    assert quoted("13800138000", 7) == "'***********', '7'"
    assert quoted("x" * 41) == f"'{'x' * 40}…'"
    assert quoted(*"abcdefghijk") == "'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j' and 1 more"
    assert quoted() == "none"
