"""Every accepted writing of a number. Above the dressing."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from beian_segments.grammar import is_canonical
from beian_segments.strategies import arguments
from beian_segments.strategies.dressing import ANY_INTRODUCTION, dress
from beian_segments.strategies.numbers import supported_numbers

__all__ = ["writings"]


def writings(numbers: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[str]:
    """Numbers in every accepted writing: separators, brackets and invisible characters, full width, introductions.

    All of them are read as the number by :func:`~beian_segments.normalize_number`. Shrink to the number itself in
    canonical form, then to the smallest number that ``numbers`` gives.

    Args:
        numbers: numbers in canonical form; by default :func:`supported_numbers`. For one number, ``st.just`` of it.

    Raises:
        InvalidArgument: ``numbers`` is no strategy; or, when drawn from, gives something else than a number.
    """
    return _writings(supported_numbers() if numbers is None else arguments.strategy("numbers", numbers))


@st.composite
def _writings(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    number = draw(numbers)
    if not (isinstance(number, str) and is_canonical(number)):
        advice = "11 ASCII digits that begin with 13 to 19; normalize_number makes them of a writing"
        raise InvalidArgument(f"numbers must give mobile numbers in canonical form, {advice}")
    return dress(draw, draw(ANY_INTRODUCTION), number)
