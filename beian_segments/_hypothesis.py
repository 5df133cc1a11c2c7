"""What Hypothesis calls when it is imported, so that it knows this library's types in every test. Top floor.

It runs in the tests of people who may never use it, so it imports no more than the types themselves, and whatever goes
wrong here stays here: the types are then unknown, as with ``HYPOTHESIS_NO_PLUGINS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis how to make the types of this library; the strategies are imported when they are asked for."""
    try:
        from hypothesis.strategies import register_type_strategy

        from beian_segments import MobileNumber, Segment, SegmentTable
        from beian_segments.failures import Case

        for kind, make in ((MobileNumber, _numbers), (Segment, _segments), (SegmentTable, _tables), (Case, _cases)):
            register_type_strategy(kind, make)  # pyright: ignore[reportArgumentType]  # a NewType is a type, too
    except Exception:  # noqa: BLE001, S110 - importing hypothesis must not fail because of this library
        pass


def _numbers(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import supported_numbers, unlisted_numbers

    return supported_numbers() | unlisted_numbers()


def _segments(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import segments

    return segments()


def _tables(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import tables

    return tables()


def _cases(_: object) -> SearchStrategy[Any]:
    from beian_segments.strategies import cases

    return cases()
