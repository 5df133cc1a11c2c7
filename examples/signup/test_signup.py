"""The form's test suite: ``pip install 'beian-segments[hypothesis]' pytest``, then ``pytest`` in this folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from signup import submit

from beian_segments import MobileNumber, is_supported_segment
from beian_segments.strategies import malformed_numbers, supported_numbers, unlisted_numbers, writings


@given(supported_numbers())
def test_a_listed_number_is_stored(number: str) -> None:
    assert submit(number) == {"phone": number}


@given(st.data(), supported_numbers())
def test_it_may_be_written_in_any_way(data: st.DataObject, number: str) -> None:
    assert submit(data.draw(writings(st.just(number)))) == {"phone": number}


@given(unlisted_numbers())
def test_a_number_of_another_segment_is_refused(number: str) -> None:
    assert submit(number) == {"error": "segment-not-listed"}


@pytest.mark.parametrize("reason", ["empty", "not-a-number", "not-mainland", "not-mobile", "too-short", "too-long"])
@given(data=st.data())
def test_what_is_no_mobile_number_is_refused_with_the_reason(reason: str, data: st.DataObject) -> None:
    assert submit(data.draw(malformed_numbers(verdict=reason))) == {"error": reason}


@given(...)
def test_every_mobile_number_has_an_answer(number: MobileNumber) -> None:
    assert ("phone" in submit(number)) is is_supported_segment(number)
