"""``malformed_numbers(damage=…)``: texts that are broken in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments import _data, check_segment
from beian_segments.strategies import malformed_numbers
from beian_segments.strategies.malformed import _DAMAGED
from tests.strategies.drawing import simplest

SIMPLEST = {
    "masked": "***00000000",
    "scientific": "1.00E+10",
    "decimal": "13000000000.0",
    "thousands": "13,000,000,000",
    "ip-address": "192.100.100.100",
    "text-guard": "'13000000000",
    "extension": "13000000000-0",
    "several-numbers": "13000000000、13000000000",
    "foreign-grouping": "1 (300) 000-0000",
    "text-around": "手机13000000000",
}


def test_every_damage_has_texts() -> None:
    assert set(_DAMAGED) == set(SIMPLEST) == set(_data.DAMAGES)


@pytest.mark.parametrize("damage", _data.DAMAGES)
@given(st.data())
def test_each_text_is_broken_in_the_way_that_was_asked_for(damage: str, data: st.DataObject) -> None:
    report = check_segment(data.draw(malformed_numbers(damage=damage)))
    assert report.params["damage"] == damage
    verdict = data.draw(st.sampled_from(list(_DAMAGED[damage])))
    report = check_segment(data.draw(malformed_numbers(damage=damage, verdict=verdict)))
    assert (report.params["damage"], report.verdict) == (damage, verdict)


@pytest.mark.parametrize("damage", SIMPLEST)
def test_each_shrinks_to_its_simplest_text(damage: str) -> None:
    assert simplest(malformed_numbers(damage=damage)) == SIMPLEST[damage]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"damage": "no-such"}, "damage must be one of masked, scientific, "),
        ({"damage": "masked", "verdict": "empty"}, "verdict must be one of not-a-number with the damage masked"),
    ],
)
def test_what_is_not_known_or_never_comes_together_is_refused(arguments: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        malformed_numbers(**arguments)
