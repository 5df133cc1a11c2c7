"""The laws of `python -m fuzz`, with few examples of each reader; and the machinery that keeps them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.damage import Damager
from fuzz.growth import GROWTHS, Growth, Shape, seconds
from fuzz.results import Tally, report
from fuzz.running import Lot, lots
from fuzz.targets import TARGETS, Target
from tests.failures.test_portal import TEXTS

BY_TARGET = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)


@BY_TARGET
@given(data=st.data())
def test_whatever_it_is_given_is_read_or_refused_as_documented(target: Target, data: st.DataObject) -> None:
    target.law(data.draw(target.inputs))


@BY_TARGET
def test_whatever_damage_is_done_to_a_sound_input_it_is_read_or_refused(target: Target) -> None:
    for number in range(100):
        target.law(target.damaged(f"a test's {number}"))


@pytest.mark.parametrize("shape", GROWTHS, ids=lambda shape: f"{shape.target}: {shape.name}")
def test_ten_times_the_text_takes_about_ten_times_as_long(shape: Shape) -> None:
    """Less than half of what a quadratic reader would take; a clock's tick more for what takes no time at all."""
    small, large = (seconds(shape, size) for size in (20_000, 200_000))
    assert large <= 40 * small + 0.1


def failing(law: Any) -> Lot:
    target = Target("a reader", st.text("0123456789", min_size=20), lambda _: "+86 138 0013 8000", law, str, (), 1.0)
    return next(lots(target, 50, 1))


def refuse(text: str) -> None:
    raise ValueError(f"no number: {text}")


class TestFailures:
    def test_a_failure_is_told_with_what_to_run_to_have_it_again(self) -> None:
        failure = failing(refuse).failure
        assert failure is not None
        assert "python -m fuzz --target 'a reader' --seed 1 --examples 50" in str(failure)
        assert "tests/fuzz/test_laws.py" in failure.place

    def test_a_failure_shows_no_full_number(self) -> None:
        shown = str(failing(refuse).failure)
        assert "ValueError: no number" in shown
        assert "8000" not in shown
        assert not re.search(r"(?:\d\W?){8}", shown)

    def test_what_holds_is_counted(self) -> None:
        lot = failing(len)
        assert (lot.examples, lot.failure) == (50, None)

    def test_the_same_seed_has_the_same_inputs(self) -> None:
        damager = Damager(lambda: [["138", "-", "0013"]], ["x"])
        assert [damager.text(f"{n}") for n in range(50)] == [damager.text(f"{n}") for n in range(50)]
        assert len({damager.file(f"{n}") for n in range(50)}) > 10


class TestReport:
    def test_it_has_the_examples_of_each_reader_and_in_all(self) -> None:
        page = report([Tally("a", 2_000, 4.0, 1, 2, ()), Tally("b", 1_000, 1.0, 1, 1, ())], [])
        assert "| a | 2,000 | 500 | 1 to 2 | 0 |" in page
        assert "| **all** | 3,000 | 600 | | 0 |" in page

    def test_a_cost_that_grows_is_marked(self) -> None:
        linear, quadratic = (Growth("a", "x" * 3, times) for times in ((0.1, 0.2, 0.5, 1.0), (0.1, 0.4, 2.5, 10.0)))
        assert (linear.is_linear, quadratic.is_linear) == (True, False)
        page = report([Tally("a", 1, 1.0, 1, 1, ())], [linear, quadratic])
        assert page.count("**not linear**") == 1
        assert "| a | xxx | 0.10 | 0.40 | 2.50 | 10.00 | 10.0 **not linear** |" in page


class TestFound:
    """What fuzzing found, once and for all."""

    @pytest.mark.parametrize("marks", ["\u0315\u0300", "\u0334\u0321\u0327\u0345"])
    def test_a_message_with_marks_that_combine_is_read_in_linear_time(self, marks: str) -> None:
        shape = Shape("parse_portal_message", "marks", lambda size: TEXTS[3] + marks * (size // len(marks)))
        assert seconds(shape, 300_000) < 10
