"""Sets of numbers by their first digits: the corners that tables do not come to."""

from __future__ import annotations

from beian_segments.prefixes import DIGITS, PrefixSet

SET = PrefixSet.of(["138", "1349"])


def test_equal_sets_have_equal_hashes() -> None:
    assert hash(PrefixSet.of(["13", "14"])) == hash(PrefixSet.of(["14", *(f"13{digit}" for digit in DIGITS)]))


def test_what_is_no_text_of_ascii_digits_is_in_no_set() -> None:
    assert "1380" in SET
    for other in ("138x", "138²", "138٣", "１３８", "138 ", "", 138, None, ("1", "3", "8")):
        assert other not in SET


def test_ten_places_that_are_equal_but_not_whole_stay_ten() -> None:
    prefixes = tuple(f"{digit}5" for digit in DIGITS)
    assert PrefixSet.of(prefixes).prefixes == prefixes


class TestMembership:
    def test_nothing_is_in_the_empty_set_whatever_is_looked_up(self) -> None:
        assert PrefixSet.of([]).membership() == (0, frozenset())

    def test_ten_thousand_prefixes_are_listed_and_one_more_is_not(self) -> None:
        prefixes = [
            *(f"{digit}0" for digit in DIGITS[1:]),
            *(f"00{digit}" for digit in DIGITS[:9]),
            *(f"010{digit}" for digit in DIGITS[:9]),
            *(f"0110{digit}" for digit in DIGITS[:9]),
            "01110",
        ]
        depth, inside = PrefixSet.of(prefixes).membership()
        assert depth == 5
        assert isinstance(inside, frozenset)
        assert len(inside) == 10_000
        larger = PrefixSet.of([*prefixes, "01112"])
        assert larger.membership() == (5, larger)
